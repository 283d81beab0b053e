import type { ExportFile } from '../../../core/export-file.ts';
import type { Media } from '../../../core/types.ts';
import { findMedia } from '../../../parse/find-media.ts';
import { jsonItems, parseJson } from '../../../parse/json-items.ts';
import { markdownText } from '../../../parse/markdown-text.ts';
import { ZoneClock } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { entryItems, type Piece, unreadable } from '../families/essay.ts';
import { list, record, string } from '../families/moments.ts';
import { hasKeys, startsWith } from '../families/moments-json.ts';

const ID = 'essay-dayone';

/**
 * Day One: `<journal>.json` in a zip or folder, beside it `photos/<md5>.jpeg`, `audios/<md5>.m4a`.
 *   {"metadata":{"version":"1.0"},"entries":[{"uuid":"6B1F…","creationDate":"2022-04-16T16:30:00Z",
 *   "timeZone":"Asia\/Shanghai","text":"# 阳台\n\n番茄发芽了，三棵。\n\n![](dayone-moment:\/\/…)","isAllDay":false,"photos":[…]}]}
 * `text` is Markdown with every mark escaped; old entries may have only one of `text` and `richText`.
 * Source: public files with real exports; simrun/dayone-export.
 */
export const essayDayone: Reader = {
  id: ID,
  title: { en: 'Day One journal (.json)', zh: 'Day One 日记（.json）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: true, quotes: false, voice: true, transcripts: true, time: 'second' },
  detect: ({ text }) => (startsWith(text, '{') && hasKeys(text, 'metadata', 'entries', 'creationDate') ? 'yes' : 'no'),
  async *read(file, context) {
    for await (const part of jsonItems(file, 'entries')) {
      if (!('items' in part)) continue;
      for (const { value, record: at, broken } of part.items) {
        const entry = record(value);
        if (broken || !isEntry(entry)) yield unreadable(ID, file, at, 'no-entry');
        else yield* entryItems(ID, file, at, { ...pieceOf(file, entry), when: whenOf(entry) }, context);
      }
    }
  },
};

function pieceOf(file: ExportFile, entry: Record<string, unknown>): Piece {
  const { text, heading } = markdownText(string(entry.text) || richText(string(entry.richText)));
  const audio = record(list(entry.audios)[0]);
  const photo = record(list(entry.photos)[0]);
  const video = record(list(entry.videos)[0]);
  const media =
    mediaOf(file, 'audios', audio, 'm4a') ??
    mediaOf(file, 'videos', video, 'mov') ??
    mediaOf(file, 'photos', photo, 'jpeg');
  return {
    // Day One transcribes spoken entries; the words are then the speaker's.
    text: text || string(audio.transcription),
    title: heading,
    id: string(entry.uuid),
    media,
  };
}

function mediaOf(file: ExportFile, folder: string, one: Record<string, unknown>, usual: string): Media | undefined {
  const md5 = string(one.md5);
  if (!md5) return undefined;
  const media = findMedia(file, `${folder}/${md5}.${string(one.type) || usual}`);
  const seconds = Number(one.duration);
  return { ...media, ...(seconds > 0 && Number.isFinite(seconds) ? { seconds } : {}) };
}

const isEntry = (entry: Record<string, unknown>): boolean =>
  ['uuid', 'creationDate', 'text', 'richText'].some((key) => string(entry[key]) !== '');

/** An instant in UTC; for an entry about a whole day, the day at the place of writing. */
function whenOf(entry: Record<string, unknown>): NonNullable<Piece['when']> {
  const epoch = Date.parse(string(entry.creationDate)) / 1000;
  if (Number.isNaN(epoch)) return { time: null };
  if (entry.isAllDay !== true) return { time: new Date(epoch * 1000).toISOString().replace(/\.\d+/u, '') };
  return { time: clockOf(string(entry.timeZone)).iso(epoch).slice(0, 10), precision: 'day' };
}

function clockOf(timeZone: string): ZoneClock {
  try {
    return new ZoneClock(timeZone || 'UTC');
  } catch {
    return new ZoneClock('UTC');
  }
}

/** `{"contents":[{"text":"…"}]}` as text inside a string. */
function richText(json: string): string {
  if (!json) return '';
  try {
    return list(record(parseJson(json)).contents)
      .map((part) => string(record(part).text))
      .join('');
  } catch {
    return '';
  }
}
