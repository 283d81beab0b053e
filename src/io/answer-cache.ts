import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prettyJson, writeAtomic } from './jsonl.ts';
import { pathError } from './path-error.ts';

/** Answers of a model by the name of what was asked. May be deleted at any time: they are asked for anew then. */
export class AnswerCache {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Names of all that is kept. */
  async keys(): Promise<Set<string>> {
    const names = await readdir(this.#dir).catch(() => []);
    return new Set(names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)));
  }

  /** Null when there is none, or a damaged one. */
  async load(key: string): Promise<string | null> {
    const path = join(this.#dir, `${key}.json`);
    try {
      const { answer } = JSON.parse(await readFile(path, 'utf8')) as { answer?: unknown };
      return typeof answer === 'string' ? answer : null;
    } catch (error) {
      if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw pathError(error, path, 'read');
    }
  }

  /** Holds private words: for its owner only. */
  async save(key: string, answer: string): Promise<void> {
    await writeAtomic(join(this.#dir, `${key}.json`), prettyJson({ answer }));
  }
}
