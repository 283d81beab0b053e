import { createHash } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { prettyJson } from '../core/pretty-json.ts';
import { ifThere } from './if-there.ts';
import { readJson, writeAtomic } from './jsonl.ts';
import { pathError } from './path-error.ts';
import { remove } from './remove.ts';

/** One finished window: its end, the pieces found in it (plain data), and how many samples of each are kept. */
interface KeptWindow<Piece> {
  /** Detector steps from the start of the recording. */
  steps: number;
  pieces: Piece[];
  /** Samples of each piece in the file beside this one, in order; 0 for a piece that was not kept. */
  lengths: number[];
}

/**
 * Work that an earlier run did on recordings, stored by the content of the file and the settings it was done with.
 * Windows of a long recording are stored as they are finished; when all are, their sound is deleted and one small file
 * stays. The cache may be deleted at any time. Everything is written under another name and renamed, so a killed run
 * leaves whole entries or none.
 */
export class AudioCache {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** `settings`: everything that changes the outcome; its JSON is part of the name. */
  entry<Piece, Whole>(sha256: string, settings: unknown): CacheEntry<Piece, Whole> {
    const key = createHash('sha256')
      .update(JSON.stringify([sha256, settings]))
      .digest('hex')
      .slice(0, 32);
    return new CacheEntry(join(this.#dir, key.slice(0, 2), key));
  }

  /** Stores a recording's outline for the report's picture, for later runs that do not touch the recording too. */
  async savePeaks(sha256: string, peaks: unknown): Promise<void> {
    await writeAtomic(join(this.#dir, 'peaks', `${sha256}.json`), JSON.stringify(peaks));
  }

  async loadPeaks<Peaks>(sha256: string): Promise<Peaks | null> {
    return cached<Peaks>(join(this.#dir, 'peaks', `${sha256}.json`));
  }

  /** Deletes all but the outlines of these recordings. */
  async keepOnlyPeaks(recordings: ReadonlySet<string | null>): Promise<void> {
    for (const name of await namesIn(this.#dir)) if (name !== 'peaks') await remove(join(this.#dir, name));
    const peaks = join(this.#dir, 'peaks');
    for (const name of await namesIn(peaks)) {
      if (!recordings.has(basename(name, '.json'))) await remove(join(peaks, name));
    }
  }
}

const namesIn = async (dir: string): Promise<string[]> => (await ifThere(dir, readdir(dir))) ?? [];

/** Whatever cannot be read is made anew. */
const cached = <T>(path: string): Promise<T | null> => readJson<T>(path).catch(() => null);

class CacheEntry<Piece, Whole> {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  async load(): Promise<Whole | null> {
    return cached<Whole>(join(this.#dir, 'done.json'));
  }

  async save(whole: Whole): Promise<void> {
    await writeAtomic(join(this.#dir, 'done.json'), prettyJson(whole));
  }

  /** The stored windows, from the first one up to the first that is missing or damaged. */
  async windows(): Promise<KeptWindow<Piece>[]> {
    const windows: KeptWindow<Piece>[] = [];
    for (;;) {
      const window = await cached<KeptWindow<Piece>>(this.#window(windows.length, 'json'));
      if (!window) return windows;
      windows.push(window);
    }
  }

  /** Writes the sound first: a description exists only when the sound it describes does. */
  async keep(index: number, window: KeptWindow<Piece>, samples: readonly Float32Array[]): Promise<void> {
    if (samples.length > 0) {
      const bytes = samples.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
      await writeAtomic(this.#window(index, 'f32'), Buffer.concat(bytes));
    }
    await writeAtomic(this.#window(index, 'json'), JSON.stringify(window));
  }

  /** The sound of one kept piece, which begins `at` samples into its window's file. */
  async samples(index: number, at: number, length: number): Promise<Float32Array> {
    const path = this.#window(index, 'f32');
    const out = new Float32Array(length);
    try {
      const handle = await open(path);
      try {
        const { bytesRead } = await handle.read(new Uint8Array(out.buffer), 0, out.byteLength, at * 4);
        if (bytesRead !== out.byteLength) throw Object.assign(new Error('too short'), { code: 'EIO' });
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw pathError(error, path, 'read');
    }
    return out;
  }

  /** Deletes the windows; `done.json` stays. */
  async dropWindows(): Promise<void> {
    for (const name of await namesIn(this.#dir)) {
      if (name.startsWith('window-')) await remove(join(this.#dir, name));
    }
  }

  async drop(): Promise<void> {
    await remove(this.#dir);
  }

  #window(index: number, type: 'json' | 'f32'): string {
    return join(this.#dir, `window-${String(index).padStart(5, '0')}.${type}`);
  }
}
