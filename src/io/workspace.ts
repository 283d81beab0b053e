import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { issuesText } from '../core/issues.ts';
import { PersonaConfig } from '../core/persona.ts';
import { prettyJson } from '../core/pretty-json.ts';
import type { Bilingual } from '../core/types.ts';
import { writeAtomic } from './jsonl.ts';
import { pathError } from './path-error.ts';

/** The folders and files of one workspace; every path is absolute. */
export class Workspace {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = resolve(dir);
  }

  get personaJson(): string {
    return join(this.dir, 'persona.json');
  }
  corpus(...parts: string[]): string {
    return join(this.dir, 'corpus', ...parts);
  }
  audio(...parts: string[]): string {
    return join(this.dir, 'audio', ...parts);
  }
  eval(...parts: string[]): string {
    return join(this.dir, 'eval', ...parts);
  }
  /** Work in progress and caches: they may be deleted at any time and are made again. */
  cache(...parts: string[]): string {
    return join(this.dir, '.cache', ...parts);
  }

  /** persona.json, checked; null when there is none. Throws `bad-persona-json` with the place of the fault. */
  async load(): Promise<PersonaConfig | null> {
    const json = await this.#read();
    if (json === undefined) return null;
    const checked = PersonaConfig.safeParse(json);
    if (!checked.success) {
      throw new PersonaError('bad-persona-json', {
        file: this.personaJson,
        why: issuesText(checked.error.issues, KEYS),
      });
    }
    return checked.data;
  }

  /**
   * What can be understood of persona.json: everything but keys that nobody reads; null when it is damaged or missing.
   * Throws where it cannot be read: it may be whole.
   */
  async salvage(): Promise<PersonaConfig | null> {
    const json = await this.#read().catch((error: unknown) => {
      if (!(error instanceof PersonaError) || error.code !== 'bad-persona-json') throw error;
    });
    const checked = PersonaConfig.safeParse(json);
    for (const issue of checked.error?.issues ?? []) {
      if (issue.code !== 'unrecognized_keys') return null;
      const holder = issue.path.reduce((at, key) => (at as Record<PropertyKey, unknown>)[key], json);
      for (const key of issue.keys) delete (holder as Record<string, unknown>)[key];
    }
    return PersonaConfig.safeParse(json).data ?? null;
  }

  /** The JSON in the file; undefined when there is no file. */
  async #read(): Promise<unknown> {
    let text: string;
    try {
      text = await readFile(this.personaJson, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return undefined;
      if (code === 'ENOTDIR') throw new PersonaError('not-a-folder', { path: this.dir });
      throw pathError(error, this.personaJson, 'read');
    }
    try {
      return JSON.parse(text.replace(/^\uFEFF/u, ''));
    } catch (cause) {
      throw new PersonaError(
        'bad-persona-json',
        { file: this.personaJson, why: whereJsonBreaks(text, cause) },
        { cause },
      );
    }
  }

  /** The same, but a missing file is a `no-workspace` error. */
  async mustLoad(): Promise<PersonaConfig> {
    const config = await this.load();
    if (!config) throw new PersonaError('no-workspace', { dir: this.dir });
    return config;
  }

  async save(config: PersonaConfig): Promise<void> {
    await writeAtomic(this.personaJson, prettyJson(PersonaConfig.parse(config)));
  }
}

/** Keys of persona.json, at any depth. */
const KEYS = [
  ...Object.keys(PersonaConfig.shape),
  ...Object.keys(PersonaConfig.shape.subject.shape),
  ...Object.keys(PersonaConfig.shape.consent.unwrap().unwrap().shape),
];

/**
 * JSON.parse gives the character at which it stopped; people look for a line. Its message may quote the file, so it is
 * not passed on.
 */
function whereJsonBreaks(text: string, error: unknown): Bilingual {
  const at = Number(/position (\d+)/u.exec(String(error))?.[1] ?? text.length);
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { en: `line ${before.length}, column ${column}`, zh: `第 ${before.length} 行第 ${column} 列` };
}
