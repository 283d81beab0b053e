import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prettyJson } from '../core/pretty-json.ts';
import { ifThere } from './if-there.ts';
import { writeAtomic } from './jsonl.ts';
import { pathError } from './path-error.ts';

/**
 * A model's answers, stored by the name of what was asked. They may be deleted at any time; then they are asked for
 * again.
 */
export class AnswerCache {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Names of all stored answers. */
  async keys(): Promise<Set<string>> {
    const names = (await ifThere(this.#dir, readdir(this.#dir))) ?? [];
    return new Set(names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)));
  }

  /** Null when there is no answer, or a damaged one. */
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

  /** The answer holds private words, so only the owner can read the file. */
  async save(key: string, answer: string): Promise<void> {
    await writeAtomic(join(this.#dir, `${key}.json`), prettyJson({ answer }));
  }
}
