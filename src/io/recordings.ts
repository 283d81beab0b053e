import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isVoiceMessage } from '../core/corpus-shape.ts';
import { beginsArchive, type ExportFile, type ExportFolder, firstBytes } from '../core/export-file.ts';
import { findOwnOutput, isOwnOutput } from '../core/own-output.ts';
import { promisesSound, Undecodable } from '../core/sound.ts';
import { nameInCloud } from '../core/system-files.ts';
import type { Item, Seconds } from '../core/types.ts';
import { openPath, readMedia } from './disk.ts';
import { readJsonl } from './jsonl.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { wavSeconds } from './wav.ts';

/** A recording before its content has been looked at. */
export interface Recording {
  /** Where it lies, as people and every report see it; relative to the workspace when it is inside. */
  file: string;
  /** Id of the item when it is a voice message; null for a file that was named. */
  item: string | null;
  /** The corpus knows it as a voice message of somebody else. */
  byOther?: true;
  transcript: string | null;
  /** How long the message says it is; absent where nothing does. */
  seconds?: Seconds;
  /** In bytes; 0 when that is not known before reading. */
  size: number;
  /** Path on disk when it is a plain file there; null in a zip. */
  path: string | null;
  bytes(): AsyncIterable<Uint8Array>;
}

interface FoundRecordings {
  recordings: Recording[];
  /** Files in the named folders that are not recordings. */
  others: number;
  /** Our own files below the named folders (workspaces, bundles): clips made from recordings are not recordings. */
  own: string[];
  /** What could not be opened: the path and the reason. */
  unreadable: { path: string; why: string }[];
}

/**
 * The recordings in what the user named: single files, folders with everything below them, zips and tars as folders. A
 * file that cannot be read still counts when its name promises sound: every list shows it with the reason.
 */
export async function findRecordings(paths: readonly string[], base: string): Promise<FoundRecordings> {
  const search = new Search(base);
  for (const path of paths) {
    const folder = await openPath(path);
    // A single file is opened as the only one of its folder, beside neighbours.
    await search.collectAll(folder, folder.neighbours, true);
  }
  return search.found;
}

class Search {
  readonly found: FoundRecordings = { recordings: [], others: 0, own: [], unreadable: [] };
  readonly #base: string;
  readonly #seen = new Set<string>();

  constructor(base: string) {
    this.#base = base;
  }

  async collectAll(folder: ExportFolder, named: boolean, onDisk: boolean): Promise<void> {
    const own = await findOwnOutput(folder);
    for (const part of own) this.found.own.push(part ? join(folder.root, part) : folder.root);
    for (const file of folder.files) if (!isOwnOutput(file.path, own)) await this.#collect(file, named, onDisk);
    this.#refuse(folder);
  }

  async #collect(file: ExportFile, named: boolean, onDisk: boolean): Promise<void> {
    const absolute = join(file.folder.root, file.path.split('/').join(sep));
    if (this.#seen.has(absolute)) return;
    this.#seen.add(absolute);
    if (promisesSound(nameInCloud(file.path) ?? '')) return this.#unreadable(absolute, 'not-downloaded');
    let head: Uint8Array | null = null;
    try {
      head = await firstBytes(file, SNIFF_BYTES);
    } catch (error) {
      if (!named && !promisesSound(file.path)) return this.#unreadable(absolute, codeOf(error) ?? 'damaged');
    }
    if (head && beginsArchive(head)) {
      const inside = await file.unzip().catch(() => null);
      if (!inside) return this.#unreadable(absolute, 'damaged-zip');
      return this.collectAll(inside, false, false);
    }
    const kind = head ? sniff(head).kind : 'unknown';
    const sounds = kind !== 'unknown' && kind !== 'empty';
    if (sounds || named || promisesSound(file.path)) {
      // A name that is not UTF-8 (from a Chinese zip) is no path that the decoder can use.
      const path = onDisk && file.slice ? absolute : null;
      this.#add({ file: shownPath(absolute, this.#base), size: file.size, path, bytes: () => file.bytes() });
    } else this.found.others++;
  }

  /** Notes what a folder or zip holds but could not be included. */
  #refuse({ refused = [] }: ExportFolder): void {
    for (const { path, why } of refused) {
      if (this.#seen.has(path)) continue;
      this.#seen.add(path);
      if (!promisesSound(path)) this.#unreadable(path, why);
      else
        this.#add({
          file: shownPath(path, this.#base),
          size: 0,
          path: null,
          // biome-ignore lint/correctness/useYield: there is nothing to give
          bytes: async function* () {
            throw new Undecodable('unreadable', { cause: why });
          },
        });
    }
  }

  #add(recording: Pick<Recording, 'file' | 'size' | 'path' | 'bytes'>): void {
    this.found.recordings.push({ ...recording, item: null, transcript: null });
  }

  #unreadable(path: string, why: string): void {
    this.found.unreadable.push({ path, why });
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Relative with `/` inside the workspace, absolute elsewhere, so that moving a workspace changes nothing in it. */
function shownPath(absolute: string, base: string): string {
  const inside = relative(base, absolute);
  return inside && !inside.startsWith('..') && !isAbsolute(inside) ? inside.split(sep).join('/') : absolute;
}

export interface FoundVoices {
  recordings: Recording[];
  /** Ids of all of them, also of those without sound; null where nothing was ingested. */
  messages: ReadonlySet<string> | null;
  /** Voice messages that the export names without including their sound. */
  missing: number;
}

/** The subject's voice messages, as ingest wrote them to corpus/voice.jsonl. */
export async function voiceRecordings(voiceJsonl: string, base: string): Promise<FoundVoices> {
  const recordings: Recording[] = [];
  const messages = new Set<string>();
  let missing = 0;
  for await (const voice of readJsonl(voiceJsonl, isVoiceMessage, 'persona ingest')) {
    messages.add(voice.id);
    const recording = sentRecording(voice, base);
    if (!recording) {
      missing++;
      continue;
    }
    recordings.push({
      ...recording,
      item: voice.id,
      transcript: voice.transcript,
      ...(voice.seconds === null ? {} : { seconds: voice.seconds }),
    });
  }
  const ingested = messages.size > 0 || existsSync(voiceJsonl);
  return { recordings, messages: ingested ? messages : null, missing };
}

/** The file that a row of the corpus names, without saying whose it is; null where its export carries none. */
export function sentRecording(
  { media, source }: { media?: Item['media'] | null; source: Item['source'] },
  base: string,
): Recording | null {
  const { path, root = source.root } = media ?? {};
  if (!path || media?.missing || !root) return null;
  const bytes = () => mediaBytes(root, path);
  return { file: shownPath(join(root, path), base), item: null, transcript: null, size: 0, path: null, bytes };
}

/** A recording by the name that reports have of it; one that is not there any more fails when it is read. */
export async function recordingAt(file: string, base: string): Promise<Recording> {
  const absolute = resolve(base, file);
  const onDisk = await stat(absolute).catch(() => null);
  if (onDisk?.isFile()) {
    const [found] = (await findRecordings([absolute], base)).recordings;
    if (found) return found;
  }
  const bytes = () => mediaBytes(dirname(absolute), basename(absolute));
  return { file, item: null, transcript: null, size: 0, path: null, bytes };
}

async function* mediaBytes(root: string, path: string): AsyncGenerator<Uint8Array> {
  const bytes = await readMedia(root, path);
  if (bytes === null) throw Object.assign(new Error('not there'), { code: 'ENOENT' });
  yield bytes;
}

/** How long the sound at a path below a named folder lasts; null where it is not a WAV or cannot be read. */
export async function soundSeconds(root: string, path: string): Promise<Seconds | null> {
  const bytes = await readMedia(root, path).catch(() => null);
  return bytes && wavSeconds(bytes);
}
