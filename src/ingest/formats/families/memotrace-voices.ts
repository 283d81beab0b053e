import type { ExportFile, ExportFolder } from '../../../core/export-file.ts';
import { decodeText } from '../../../parse/decode.ts';

/**
 * Sound files by second and side (`1695874127:0`); the path is empty where two voice messages of one side share a
 * second.
 */
export type MemotraceVoices = ReadonlyMap<string, string>;

const KNOWN = new WeakMap<ExportFolder, Map<string, Promise<MemotraceVoices>>>();
const NONE: MemotraceVoices = new Map();

/**
 * A MemoTrace CSV names no sound files, but the page of the same chat beside it does.
 *
 *   { type:34, text:'./voice/1269999524870328884.mp3',is_send:0,avatar_path:'…',voice_to_text:'…',timestamp:1695874127,…}
 */
export async function voicesBeside(file: ExportFile): Promise<MemotraceVoices> {
  const page = file.folder.get(file.path.replace(/(?:_utf8)?\.(?:csv|txt|xlsx)$/iu, '.html'));
  if (!page || page.path === file.path) return NONE;
  // A long CSV is read in several runs of rows, which share the page.
  const pages = KNOWN.get(file.folder) ?? new Map<string, Promise<MemotraceVoices>>();
  KNOWN.set(file.folder, pages);
  const voices = pages.get(page.path) ?? voicesOf(page);
  pages.set(page.path, voices);
  return voices;
}

async function voicesOf(page: ExportFile): Promise<MemotraceVoices> {
  const voices = new Map<string, string>();
  let text = '';
  for await (const chunk of decodeText(page.bytes())) {
    text += chunk;
    let used = 0;
    for (const found of text.matchAll(VOICE)) {
      const [whole, path = '', side, second] = found;
      const key = `${second}:${side}`;
      voices.set(key, voices.has(key) ? '' : path);
      used = found.index + whole.length;
    }
    text = text.slice(Math.max(used, text.length - LONGEST_ENTRY));
  }
  return voices;
}

/** A transcript of a minute has some 400 characters, and escaping makes at most six of each. */
const LONGEST_ENTRY = 8192;
const VOICE = /\{ ?type: ?34, ?text: ?'([^'\n]{1,300})',is_send:([01]),[^\n]{0,6000}?timestamp:(\d{9,11})\b/gu;
