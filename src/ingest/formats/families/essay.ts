import type { ExportFile } from '../../../core/export-file.ts';
import type { Comment, ItemFlag, ItemKind, Media, Quote, ReadItem, Sender } from '../../../core/types.ts';
import type { DropRule, UnreadableFault } from '../../../core/wording/corpus.ts';
import { findCopiedChat } from '../../../parse/copied-chat.ts';
import { dateAtStart, dateInName, type FoundDate, timeOf, yearIn } from '../../../parse/find-date.ts';
import { type SavedMail, savedMail } from '../../../parse/quoted-mail.ts';
import { isReprintTitle } from '../../../parse/reprint.ts';
import { isoTime } from '../../../parse/time.ts';
import { nameOf } from '../../../parse/written-path.ts';
import { place } from '../../read/discover.ts';
import type { ReadContext } from '../../reader.ts';
import { whenOf } from './markdown.ts';
import { REPRINT } from './not-own-words.ts';

/** One piece of writing as its format tells it. Everything but the text may be unknown. */
export interface Writing {
  /** The writer's own words as plain paragraphs; quotes, code and navigation are already removed. */
  text: string;
  title?: string | undefined;
  /** When it was written. Without it the name of the file is used, and its own time as a weak hint. */
  when?: Pick<ReadItem, 'time' | 'precision'> | null;
  /** The author that the format names. Without one, the user hands the piece over as the subject's. */
  author?: Sender | undefined;
  /** The tool's own id. */
  id?: string | undefined;
  media?: Media | undefined;
  /** What is said in the media, where the format has it in writing. */
  transcript?: string | undefined;
  /** The type of the media, where the format gives it. Without it the name of the file decides. */
  type?: ReadItem['type'] | undefined;
  quote?: Quote | undefined;
  comments?: readonly Comment[];
  flags?: readonly ItemFlag[];
  dropped?: ReadItem['dropped'];
  droppedBy?: DropRule;
}

/** Where a status on a public site belongs: it is a post like those of Moments, in a conversation of its own. */
export interface PostPlace {
  kind: ItemKind;
  conversation: string;
  conversationName?: string;
}

type Drop = Pick<Writing, 'dropped' | 'droppedBy'>;
const NO_TEXT: Drop = { dropped: 'empty', droppedBy: 'no-text' };
const ESSAY: PostPlace = { kind: 'essay', conversation: 'essays' };
const NOBODY: Sender = { name: '' };

/** Makes an item of a piece, in the same way for all formats. `record`: 0-based index or 1-based line. */
export function essayItem(
  format: string,
  file: ExportFile,
  record: number,
  writing: Writing,
  place: PostPlace = ESSAY,
): ReadItem {
  const when: FileTime = writing.when ? { ...finer(writing.when, file), flags: [] } : timeOfFile(file);
  const [written, said] = [writing.text, writing.transcript ?? ''].map((words) =>
    words.replace(/\r\n?/gu, '\n').trim(),
  );
  const text = [written, said].filter(Boolean).join('\n\n');
  const title = writing.title?.replace(/\s+/gu, ' ').trim();
  const { id, media, quote, comments } = writing;
  const flags = [...(writing.flags ?? []), ...when.flags];
  const isEmpty = !text && !media && !quote && !comments?.length;
  const { dropped, droppedBy }: Drop = writing.dropped
    ? writing
    : isEmpty
      ? NO_TEXT
      : title && isReprintTitle(title)
        ? REPRINT
        : {};
  return {
    ...place,
    type: !written && media ? (writing.type ?? typeOf(media)) : 'text',
    sender: writing.author ?? NOBODY,
    time: when.time,
    ...(when.precision && when.precision !== 'second' ? { precision: when.precision } : {}),
    ...(id ? { messageId: id } : {}),
    text,
    ...(title ? { title } : {}),
    ...(quote ? { quote } : {}),
    ...(media ? { media } : {}),
    ...(comments?.length ? { comments: [...comments] } : {}),
    ...(flags.length ? { flags } : {}),
    source: { format, file: file.path, record },
    ...(dropped ? { dropped } : {}),
    ...(droppedBy ? { droppedBy } : {}),
  };
}

/** An item for what cannot be read, with what is known of it; `explain` shows `why`. */
export function unreadableWriting(
  format: string,
  file: ExportFile,
  record: number,
  why: UnreadableFault,
  known: Partial<Writing> = {},
): ReadItem {
  return essayItem(format, file, record, { text: '', ...known, dropped: 'unreadable', droppedBy: why });
}

function typeOf({ path }: Media): ReadItem['type'] {
  if (/\.(?:m4a|aac|mp3|wav|amr|caf|ogg|opus)$/iu.test(path)) return 'voice';
  return /\.(?:mp4|mov|m4v|3gp|avi|webm)$/iu.test(path) ? 'video' : 'image';
}

interface FileTime {
  time: ReadItem['time'];
  precision?: ReadItem['precision'];
  flags: ItemFlag[];
}

/**
 * The items of a page whose words `lookForChat` has separated. What stands above a pasted chat is the writer's own. The
 * chat is kept out, since nothing tells whose chat it is. A mail below its answer becomes the quote.
 */
export function ownItems(
  format: string,
  file: ExportFile,
  record: number,
  writing: Writing,
  pasted: readonly string[] = [],
): ReadItem[] {
  const item = (over: Partial<Writing>) => essayItem(format, file, record, { ...writing, ...over });
  if (pasted.length) {
    const chat = item({ text: pasted.join('\n'), dropped: 'not-own-words', droppedBy: 'copied-chat' });
    return writing.text.trim() ? [item({}), chat] : [chat];
  }
  const mail = savedMail(writing.text.split('\n'));
  return [item(mail ? { ...mailFields(mail), text: mail.own.join('\n') } : {})];
}

/** The items of one note or entry among others. A chat in it is kept out, even if the entry has no other words. */
export function entryItems(
  format: string,
  file: ExportFile,
  record: number,
  writing: Writing,
  { asked }: Pick<ReadContext, 'asked'>,
): ReadItem[] {
  if (writing.dropped) return [essayItem(format, file, record, writing)];
  const lines = writing.text.split(/\r\n|\n|\r/u);
  const at = (asked ? null : findCopiedChat(writing.text))?.firstLine ?? lines.length;
  return ownItems(format, file, record, { ...writing, text: lines.slice(0, at).join('\n') }, lines.slice(at));
}

/** What a mail says of itself, as fields of a piece. A mail that holds only somebody else's mail has no own words. */
export function mailFields({ from, subject, date, own, quoted }: SavedMail): Partial<Writing> {
  const when = whenOf(date);
  const isForward = quoted !== null && own.every((line) => !line.trim());
  return {
    ...(subject ? { title: subject } : {}),
    ...(from ? { author: { name: from } } : {}),
    ...(when ? { when } : {}),
    ...(quoted ? { quote: { sender: quoted.from, text: quoted.lines.join('\n').trim() } } : {}),
    ...(isForward ? { dropped: 'not-own-words' as const, droppedBy: 'forwarded-mail' } : {}),
  };
}

/**
 * When a document was written, by the times that it holds. These may be its template's and older than the text; for a
 * document saved on the day of its creation they are right. A date in the file's name is better. `created`, `modified`:
 * as `isoTime` reads them.
 */
export function whenMade(file: ExportFile, created: string, modified = ''): Pick<Writing, 'when'> {
  const named = timeOfFile(file);
  if (named.time !== null && named.flags.length === 0) return {};
  const time = isoTime(modified && created > modified ? modified : created) ?? isoTime(modified);
  return time && time >= FIRST_DOCUMENTS ? { when: { time } } : {};
}
/** A clock that was not set says 1980 or 1601. */
const FIRST_DOCUMENTS = '1990';

/** Whether a document's title is a real one: programs fill it with a file's name or their own words. */
export const isOwnTitle = (title: string): boolean =>
  title !== '' &&
  !/^(?:microsoft word|文档\d|document\d|无标题|untitled|新建)|\.(?:docx?|wps|dotx?|rtf)$/iu.test(title);

/**
 * The time of a file by its name (`2018-03-24 玉兰.txt`, `2012年/3月5日.txt`), else by its last change, which says little.
 */
function timeOfFile(file: ExportFile): FileTime {
  const named = timeOfPath(file);
  if (named) return { ...named, flags: [] };
  return file.modified ? { time: file.modified, precision: 'day', flags: ['weak-time'] } : { time: null, flags: [] };
}

/** Where a piece tells no more than its month or year, the file may be named after the day. */
function finer(when: NonNullable<Writing['when']>, file: ExportFile): NonNullable<Writing['when']> {
  if (when.precision !== 'month' && when.precision !== 'year') return when;
  const named = timeOfPath(file);
  return named?.time.startsWith(String(when.time)) ? named : when;
}

function timeOfPath(file: ExportFile): FoundDate | null {
  const name = nameOf(file.path);
  const inName = dateInName(name);
  if (inName) return inName;
  const start = dateAtStart(stemOf(name));
  return start && timeOf(start, start.year ?? yearOfFolders(file));
}

/**
 * The year that the nearest folder of a file names: `日记2008/5月12日.txt`, `2012年/春/3月5日.txt`. The path on disk is used,
 * so the year is the same whether the user names that folder or one above. What lies further up is seldom about the text.
 */
export const yearOfFolders = (file: ExportFile): number | null =>
  place(file)
    .split('/')
    .slice(-1 - FOLDERS_WITH_YEAR, -1)
    .map(yearIn)
    .findLast((year) => year !== null) ?? null;
const FOLDERS_WITH_YEAR = 3;

/** The name of a file without its folder and ending: `日记/2023-05-01.md` is 2023-05-01. */
export function stemOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
