import { open } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { ExportFile } from '../core/export-file.ts';
import type { VoiceMessage } from '../core/types.ts';
import { openPath, readMedia } from './disk.ts';
import { readJsonl } from './jsonl.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';

/** A recording before anybody has looked inside. */
export interface Recording {
  /** Where it lies, for people and for every report; relative to the workspace when it is inside. */
  file: string;
  /** Id of the voice message that it is; null for one that was named. */
  item: string | null;
  transcript: string | null;
  /** Bytes; 0 when that is not known before reading. */
  size: number;
  /** Path on disk when it lies there as it is; null in a zip. */
  path: string | null;
  bytes(): AsyncIterable<Uint8Array>;
}

export interface Found {
  recordings: Recording[];
  /** Files in named folders that are something else. */
  others: number;
  /** What could not be opened: path and why. */
  unreadable: { path: string; why: string }[];
}

/** Endings that promise sound: such a file in a folder is reported when it holds none. */
const SOUND_NAME =
  /\.(?:silk|slk|aud|amr|awb|wav|mp3|m4a|m4b|aac|ogg|oga|opus|flac|wma|aiff?|caf|ape|wv|mp4|m4v|mov|mkv|webm|avi|3gp|flv|wmv)$/iu;

/** The recordings in what the user named: files as they are, folders with all below, zips as folders. */
export async function findRecordings(paths: readonly string[], base: string): Promise<Found> {
  const found: Found = { recordings: [], others: 0, unreadable: [] };
  const seen = new Set<string>();
  for (const path of paths) {
    const { folder, unreadable } = await openPath(path);
    found.unreadable.push(...unreadable);
    // A single file is opened as the only one of its folder.
    const named = folder.root !== resolve(path);
    for (const file of folder.files) await collect(file, named, true, base, found, seen);
  }
  return found;
}

async function collect(
  file: ExportFile,
  named: boolean,
  onDisk: boolean,
  base: string,
  found: Found,
  seen: Set<string>,
): Promise<void> {
  const absolute = join(file.folder.root, file.path.split('/').join(sep));
  if (seen.has(absolute)) return;
  seen.add(absolute);
  let head: Uint8Array;
  try {
    head = onDisk ? await headOnDisk(absolute) : await headOf(file);
  } catch (error) {
    found.unreadable.push({ path: absolute, why: (error as NodeJS.ErrnoException).code ?? 'damaged' });
    return;
  }
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    const inside = await file.unzip();
    for (const entry of inside?.files ?? []) await collect(entry, false, false, base, found, seen);
    if (inside) return;
  }
  const { kind } = sniff(head);
  const sounds = kind !== 'unknown' && kind !== 'empty';
  if (!sounds && !named && !SOUND_NAME.test(file.path)) {
    found.others++;
    return;
  }
  found.recordings.push({
    file: shownPath(absolute, base),
    item: null,
    transcript: null,
    size: file.size,
    path: onDisk ? absolute : null,
    bytes: () => file.bytes(),
  });
}

async function headOnDisk(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const head = new Uint8Array(SNIFF_BYTES);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function headOf(file: ExportFile): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of file.bytes()) {
    chunks.push(chunk);
    held += chunk.length;
    if (held >= SNIFF_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, SNIFF_BYTES);
}

/** Relative with `/` inside the workspace, absolute elsewhere: moving a workspace changes nothing in it. */
export function shownPath(absolute: string, base: string): string {
  const inside = relative(base, absolute);
  return inside && !inside.startsWith('..') && !isAbsolute(inside) ? inside.split(sep).join('/') : absolute;
}

export interface FoundVoices {
  recordings: Recording[];
  /** Voice messages that the export names without carrying their sound. */
  missing: number;
}

/** The subject's voice messages, as ingest left them in corpus/voice.jsonl. */
export async function voiceRecordings(voiceJsonl: string, base: string): Promise<FoundVoices> {
  const recordings: Recording[] = [];
  let missing = 0;
  for await (const voice of readJsonl<VoiceMessage>(voiceJsonl, 'persona ingest')) {
    const { root } = voice.source;
    const path = voice.media?.path;
    if (!path || voice.media?.missing || !root) {
      missing++;
      continue;
    }
    recordings.push({
      file: shownPath(join(root, path), base),
      item: voice.id,
      transcript: voice.transcript,
      size: 0,
      path: null,
      bytes: async function* () {
        const bytes = await readMedia(root, path);
        if (bytes === null) throw Object.assign(new Error('not there'), { code: 'ENOENT' });
        yield bytes;
      },
    });
  }
  return { recordings, missing };
}
