import type { ExportFile } from '../../../core/export-file.ts';
import type { Media } from '../../../core/types.ts';
import { findMedia } from '../../../parse/find-media.ts';
import { jsonItems, jsonOrNone } from '../../../parse/json-items.ts';
import { list, obj, str } from '../../../parse/loose-json.ts';
import { type MarkdownText, markdownText } from '../../../parse/markdown-text.ts';
import { ZoneClock } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { entryItems, unreadableWriting, type Writing } from '../families/essay.ts';
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
        const entry = obj(value);
        if (broken || !isEntry(entry)) yield unreadableWriting(ID, file, at, 'no-entry');
        else yield* entryItems(ID, file, at, { ...writingOf(file, entry), when: whenOf(entry) }, context);
      }
    }
  },
};

type Words = Pick<MarkdownText, 'text' | 'heading'>;

function writingOf(file: ExportFile, entry: Record<string, unknown>): Writing {
  const { text, heading } = entry.text ? markdownText(str(entry.text)) : richText(str(entry.richText));
  const audio = obj(list(entry.audios)[0]);
  const photo = obj(list(entry.photos)[0]);
  const video = obj(list(entry.videos)[0]);
  const media =
    mediaOf(file, 'audios', audio, 'm4a') ??
    mediaOf(file, 'videos', video, 'mov') ??
    mediaOf(file, 'photos', photo, 'jpeg');
  return {
    // Day One transcribes spoken entries; the words are then the speaker's.
    text: text || str(audio.transcription),
    title: heading,
    id: str(entry.uuid),
    media,
  };
}

function mediaOf(file: ExportFile, folder: string, one: Record<string, unknown>, usual: string): Media | undefined {
  const md5 = str(one.md5);
  if (!md5) return undefined;
  const media = findMedia(file, `${folder}/${md5}.${str(one.type) || usual}`);
  const seconds = Number(one.duration);
  return { ...media, ...(seconds > 0 && Number.isFinite(seconds) ? { seconds } : {}) };
}

const isEntry = (entry: Record<string, unknown>): boolean =>
  ['uuid', 'creationDate', 'text', 'richText'].some((key) => str(entry[key]) !== '');

/** An instant in UTC; for an entry about a whole day, the day at the place of writing. */
function whenOf(entry: Record<string, unknown>): NonNullable<Writing['when']> {
  const epoch = Date.parse(str(entry.creationDate)) / 1000;
  if (Number.isNaN(epoch)) return { time: null };
  if (entry.isAllDay !== true) return { time: new Date(epoch * 1000).toISOString().replace(/\.\d+/u, '') };
  return { time: clockOf(str(entry.timeZone)).iso(epoch).slice(0, 10), precision: 'day' };
}

function clockOf(timeZone: string): ZoneClock {
  try {
    return new ZoneClock(timeZone || 'UTC');
  } catch {
    return new ZoneClock('UTC');
  }
}

/**
 * `{"contents":[{"text":"阳台\\n","attributes":{"line":{"header":1}}},{"text":"…"}]}` as text inside a string. Its words are
 * no Markdown; quotes and code are left out as they are of that.
 */
function richText(json: string): Words {
  const words: Words = { text: '' };
  for (const part of list(obj(jsonOrNone(json)).contents).map(obj)) {
    const line = obj(obj(part.attributes).line);
    const text = str(part.text);
    if (line.quote || line.codeBlock) continue;
    if (!words.heading && !words.text.trim() && (line.header === 1 || line.header === 2)) words.heading = text.trim();
    else words.text += text;
  }
  return words;
}
