import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prettyJson } from '../core/pretty-json.ts';
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

  /**
   * Those of the keys whose answers can be used as they are stored. All others will be asked for, so this and no list
   * of files is what a consent to send may rest on.
   */
  async usable(keys: Iterable<string>, isUsable: (answer: string) => boolean): Promise<Set<string>> {
    const found = new Set<string>();
    for (const key of keys) {
      const answer = await this.load(key);
      if (answer !== null && isUsable(answer)) found.add(key);
    }
    return found;
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
