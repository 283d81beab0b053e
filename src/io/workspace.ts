import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { PersonaError } from '../core/errors.ts';
import { nearWords } from '../core/near.ts';
import { PersonaConfig } from '../core/persona.ts';
import { prettyJson, writeAtomic } from './jsonl.ts';
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
  /** Work in progress and caches: may be deleted at any time, is made anew. */
  cache(...parts: string[]): string {
    return join(this.dir, '.cache', ...parts);
  }

  /** persona.json, checked; null when there is none. Throws `bad-persona-json` with the place. */
  async load(): Promise<PersonaConfig | null> {
    let text: string;
    try {
      text = await readFile(this.personaJson, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw pathError(error, this.personaJson, 'read');
    }
    let json: unknown;
    try {
      json = JSON.parse(text.replace(/^\uFEFF/u, ''));
    } catch (cause) {
      throw new PersonaError(
        'bad-persona-json',
        { file: this.personaJson, why: whereJsonBreaks(text, cause) },
        { cause },
      );
    }
    const checked = PersonaConfig.safeParse(json);
    if (!checked.success) {
      throw new PersonaError('bad-persona-json', { file: this.personaJson, why: issuesOf(checked.error) });
    }
    return checked.data;
  }

  /** The same, but a missing file is a `no-workspace` error. */
  async mustLoad(): Promise<PersonaConfig> {
    const config = await this.load();
    if (!config) throw new PersonaError('no-workspace', { dir: this.dir });
    return config;
  }

  async save(config: PersonaConfig): Promise<void> {
    await writeAtomic(this.personaJson, prettyJson(PersonaConfig.parse(config)), 0o600);
  }
}

/** `subject.name: …; timeZone: …` */
export function issuesOf(error: z.ZodError): string {
  return error.issues
    .flatMap((issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue) : told(issue)))
    .join('; ');
}

const told = ({ path, message }: z.core.$ZodIssue) => `${path.join('.') || '(top)'}: ${message}`;

/** `timezone: unknown key, timeZone?` */
function unknownKeys({ path, keys }: z.core.$ZodIssueUnrecognizedKeys): string[] {
  return keys.map((key) => {
    const near = nearWords(key, KEYS, 1).join('');
    return `${[...path, key].join('.')}: unknown key${near && `, ${near}?`}`;
  });
}

/** Of persona.json, at any depth. */
const KEYS = [
  ...Object.keys(PersonaConfig.shape),
  ...Object.keys(PersonaConfig.shape.subject.shape),
  ...Object.keys(PersonaConfig.shape.consent.unwrap().unwrap().shape),
];

/** JSON.parse says at which character it stopped; people look for a line. Its message may quote the file, so it is not passed on. */
function whereJsonBreaks(text: string, error: unknown): string {
  const at = Number(/position (\d+)/u.exec(String(error))?.[1] ?? text.length);
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
