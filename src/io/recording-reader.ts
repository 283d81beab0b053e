import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { type DecodeFault, type Sound, Undecodable } from '../core/sound.ts';
import { decodeMedia } from './ffmpeg.ts';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import { makeFolder } from './make-folder.ts';
import { FILE_MODE } from './modes.ts';
import { pathError } from './path-error.ts';
import type { Recording } from './recordings.ts';
import { SILK_RATE, type Silk } from './silk.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { promisedSeconds } from './wav.ts';

/** A recording whose bytes have been read once. */
interface Fetched {
  sha256: string;
  /** Throws Undecodable. */
  open(): Promise<Sound>;
  /** Removes the copy that was made for the decoder. */
  release(): Promise<void>;
}

export interface ReaderDeps {
  ffmpeg: FfmpegBinary;
  /** Decodes SILK outside the main thread. */
  silk(bytes: Uint8Array, at: number): Promise<Silk>;
  /** A folder for sound that must be on disk for ffmpeg; made when needed. */
  scratch: string;
  signal: AbortSignal;
}

/** Bytes kept in memory between hashing and decoding; the longest voice message has 250 kB. */
const SMALL = 8 * 1024 * 1024;

/**
 * Reads a recording's bytes, identifies it by their hash, and knows how to open it: by its content, never by its name.
 * A file that cannot be read is Undecodable.
 */
export async function fetchRecording(recording: Recording, deps: ReaderDeps): Promise<Fetched> {
  const hash = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const aside = new Aside(deps.scratch);
  try {
    for await (const chunk of readable(recording)) {
      deps.signal.throwIfAborted();
      hash.update(chunk);
      bytes += chunk.length;
      if (chunks.length === 0 || bytes <= SMALL) chunks.push(chunk);
      else if (recording.path === null) await aside.append(chunks, chunk);
    }
    await aside.close();
  } catch (error) {
    await aside.remove();
    deps.signal.throwIfAborted();
    throw error;
  }
  const held = bytes <= SMALL || (recording.path === null && aside.path === null) ? Buffer.concat(chunks) : null;
  const head = (held ?? chunks[0]!).subarray(0, SNIFF_BYTES);
  return {
    sha256: hash.digest('hex'),
    open: () => openSound(head, held, recording.path ?? aside.path, aside, deps),
    release: () => aside.remove(),
  };
}

/**
 * The recording's bytes. Whatever goes wrong with them is the recording's fault, not that of the place where copies are
 * put.
 */
async function* readable(recording: Recording): AsyncGenerator<Uint8Array> {
  const chunks = recording.bytes()[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        throw asUndecodable(error);
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
}

/** The file system has its codes; errors of a damaged zip entry have no code, or one of zlib's. */
function asUndecodable(error: unknown): unknown {
  const bug = error instanceof TypeError || error instanceof ReferenceError;
  if (error instanceof Undecodable || !(error instanceof Error) || bug) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new Undecodable('not-there', { cause: error });
  const onDisk = error instanceof PersonaError || /^E[A-Z]+$/u.test(code ?? '');
  return new Undecodable(onDisk ? 'unreadable' : 'damaged', { cause: error });
}

async function openSound(
  head: Uint8Array,
  bytes: Buffer | null,
  path: string | null,
  aside: Aside,
  deps: ReaderDeps,
): Promise<Sound> {
  const what = sniff(head);
  switch (what.kind) {
    case 'empty':
      throw new Undecodable('empty-file');
    case 'unknown':
      throw new Undecodable('not-audio');
    case 'silk':
      if (!bytes) throw new Undecodable('damaged');
      return openSilk(bytes, what.at, deps);
    case 'base64': {
      if (!bytes) throw new Undecodable('not-audio');
      const decoded = Buffer.from(bytes.subarray(what.at).toString('latin1'), 'base64');
      const inside = decoded.subarray(0, SNIFF_BYTES);
      if (sniff(inside).kind === 'base64') throw new Undecodable('not-audio');
      return openSound(inside, decoded, null, aside, deps);
    }
    case 'amr-bare': {
      if (!bytes) throw new Undecodable('damaged');
      const file = await aside.write(Buffer.concat([Buffer.from('#!AMR\n'), bytes]));
      return decodeMedia(deps.ffmpeg, file, deps.signal);
    }
    case 'media': {
      const sound = await decodeMedia(deps.ffmpeg, path ?? (await aside.write(bytes!)), deps.signal);
      // ffmpeg 5 and later call the last packet of an endless WAV corrupt.
      if (what.endless) return { ...sound, truncated: () => false };
      // For a WAV, ffmpeg gives the length that is there, not the one written in the header.
      sound.facts.declared = promisedSeconds(head) ?? sound.facts.declared;
      return sound;
    }
  }
}

async function openSilk(bytes: Buffer, at: number, deps: ReaderDeps): Promise<Sound> {
  const { samples, truncated } = await deps.silk(bytes, at).catch((error: Error) => {
    // A thread passes on a fault only by its name and message.
    throw error.name === 'Undecodable' ? new Undecodable(error.message as DecodeFault) : error;
  });
  return {
    facts: { codec: 'silk', container: 'silk', sampleRate: SILK_RATE, channels: 1, tracks: 1, declared: null },
    sampleRate: SILK_RATE,
    truncated: () => truncated,
    blocks: {
      async *[Symbol.asyncIterator]() {
        yield { native: samples, analysis: null };
      },
    },
  };
}

/** A copy on disk for the decoder, made at most once. Throws `unwritable-path`. */
class Aside {
  path: string | null = null;
  readonly #folder: string;
  #handle: FileHandle | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async append(before: readonly Uint8Array[], chunk: Uint8Array): Promise<void> {
    await this.#writing(async (path) => {
      const first = this.#handle === undefined;
      this.#handle ??= await open(path, 'w', FILE_MODE);
      for (const bytes of first ? [...before, chunk] : [chunk]) await this.#handle.writeFile(bytes);
    });
  }

  async write(bytes: Uint8Array): Promise<string> {
    return this.#writing(async (path) => {
      await writeFile(path, bytes, { mode: FILE_MODE });
      return path;
    });
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  /** Never throws: a copy that stays goes with the cache, and the recording was heard or has a fault of its own. */
  async remove(): Promise<void> {
    await this.close().catch(() => {});
    if (this.path) await rm(this.path, { force: true }).catch(() => {});
  }

  async #writing<T>(work: (path: string) => Promise<T>): Promise<T> {
    this.path ??= join(this.#folder, randomUUID());
    try {
      await makeFolder(this.#folder);
      return await work(this.path);
    } catch (error) {
      throw pathError(error, this.path, 'write');
    }
  }
}
