import { CLOCK, LOOSE_TIME, looseTime } from './loose-time.ts';

/**
 * Shapes of chats that people copy from a window and paste into a file. The lines at the head of a message tell the
 * shape.
 * - `name-time`: `陈默 2023/9/28 12:05` above the words (WeChat on a computer, several messages selected and copied)
 * - `name-colon-time`: `陈默: 09-28 12:05:12` above the words (QQ on a phone, several messages copied)
 * - `qq-saved`: `2021-11-03 15:32:10 【群主】张三(12345)` above the words, in a text that QQ's message manager saved
 * - `qq-page`: `【群主】张三(12345)` above `15:32:10` above the words, below a line for each day, in a page that it saved
 * - `time-name`: as `qq-saved`, copied from QQ or without the title above it
 * - `name-over-time`: `陈默` above `2023年9月28日 12:05` above the words (pages and programs that show a picture beside
 *   both)
 * - `time-over-line`: `2023-09-28 12:05:12` above `陈默: 下午到`
 * - `time-line`: `[2023/9/28 12:05] 陈默: 下午到` on one line
 * - `name-time-line`: `陈默 12:05:12 下午到` on one line, with the second
 * - `clock-tab`: `12:05⇥陈默⇥下午到` below a line for each day (LINE's own text file)
 * - `name-over`: `陈默:` above the words, no time
 * - `name-line`: `陈默：下午到`, no time
 */
export type CopiedShape =
  | 'qq-saved'
  | 'qq-page'
  | 'name-time'
  | 'name-colon-time'
  | 'time-name'
  | 'name-over-time'
  | 'time-over-line'
  | 'time-line'
  | 'name-time-line'
  | 'clock-tab'
  | 'name-over'
  | 'name-line';

export const TIMED_SHAPES: readonly CopiedShape[] = [
  'qq-saved',
  'qq-page',
  'name-time',
  'name-colon-time',
  'time-name',
  'time-over-line',
  'name-over-time',
  'time-line',
  'name-time-line',
  'clock-tab',
];
/** Shapes of QQ's message manager, which says so above the chat: whatever stands where a name stands is one. */
export const QQ_SHAPES: ReadonlySet<CopiedShape> = new Set(['qq-saved', 'qq-page']);
export const BARE_SHAPES: readonly CopiedShape[] = ['name-over', 'name-line'];

/** One head, taken apart. */
export interface CopiedHead {
  /** '' where the program itself says something: LINE's line without a name, a time above words without a name. */
  name: string;
  /** A number or address after the name, as QQ writes it. */
  id?: string;
  /** As it is written. */
  time?: string;
  /** Words on the same line. */
  text?: string;
}

/** Names in a window are short; anything longer is a sentence that happens to end in a time. */
const NAME = String.raw`[^\s:：][^\n:：]{0,38}?`;
/** QQ's number or mail address behind a name: what stands before it is a name, whatever signs are in it. */
const ACCOUNT = String.raw`(?:\(\d{5,}\)|<[^<>\s]+@[^<>\s]+>)`;
const ANY_NAME = String.raw`(?:[^\s:：][^\n:：]{0,78}?${ACCOUNT}|${NAME})`;
/** The colon after a name, but not the one in 12:05. */
const COLON = String.raw`\s?(?:(?<!\d)[:：]|[:：](?!\d\d))`;
const BARE_NAME = String.raw`(?<name>[^\s:：][^\n:：]{0,18}?)${COLON}`;
const HEADS: Record<CopiedShape, RegExp> = {
  'qq-saved': new RegExp(String.raw`^(?<time>\d{4}[-/]\d{1,2}[-/]\d{1,2} ${CLOCK}) (?<name>\S[^\n]{0,120})$`, 'u'),
  'qq-page': new RegExp(String.raw`^\s*(?<name>\S[^\n]{0,120}?)\s*\n\s*(?<time>${CLOCK})\s*$`, 'u'),
  'name-time': new RegExp(
    String.raw`^(?<name>${ANY_NAME})(?:[ \t\u3000]+|\s?[(（])(?<time>${LOOSE_TIME})[)）]?[:：]?\s*$`,
    'u',
  ),
  'name-colon-time': new RegExp(String.raw`^(?<name>${ANY_NAME})[:：]\s?(?<time>${LOOSE_TIME})\s*$`, 'u'),
  'time-name': new RegExp(String.raw`^(?<time>${LOOSE_TIME})[ \t\u3000]+(?<name>${ANY_NAME})[:：]?\s*$`, 'u'),
  'name-over-time': new RegExp(String.raw`^\s*(?<name>${NAME})\s*\n\s*(?<time>${LOOSE_TIME})\s*$`, 'u'),
  'time-over-line': new RegExp(
    String.raw`^\s*(?<time>${LOOSE_TIME})\s*\n(?:\s*(?<name>${NAME})${COLON}\s?)?(?<text>.*)$`,
    'u',
  ),
  'time-line': new RegExp(
    String.raw`^[[(（【]?(?<time>${LOOSE_TIME})[\])）】]?[ \t\u3000,，-]*(?<name>${NAME})[:：]\s?(?<text>.*)$`,
    'u',
  ),
  'name-time-line': new RegExp(
    String.raw`^(?<name>${NAME})[ \t\u3000]+(?<time>${LOOSE_TIME})(?<=:\d\d:\d\d)[ \t\u3000]+(?<text>\S.*)$`,
    'u',
  ),
  'clock-tab': new RegExp(String.raw`^(?<time>${CLOCK})\t(?:(?<name>[^\t\n]{1,40})\t)?(?<text>.*)$`, 'u'),
  'name-over': new RegExp(String.raw`^${BARE_NAME}\s*$`, 'u'),
  'name-line': new RegExp(String.raw`^${BARE_NAME}\s?(?<text>\S.*)$`, 'u'),
};
/** Shapes with words on the line of the head. */
const WITH_WORDS: ReadonlySet<CopiedShape> = new Set([
  'time-over-line',
  'time-line',
  'name-time-line',
  'clock-tab',
  'name-line',
]);
const TWO_ROWS: ReadonlySet<CopiedShape> = new Set(['qq-page', 'name-over-time', 'time-over-line']);

/** Signs that sentences have and names do not; days, parts of a day and the weather. */
const NO_NAME = new RegExp(
  [
    String.raw`^(?:晴|阴|雨|雪|多云|[小中大暴]雨|[小中大]雪|晴转|阴转|星期.|周[一二三四五六日])(?:$|\s|[，、])`,
    String.raw`^(?:今天|昨天|前天|明天|凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|深夜)(?:$|\s)`,
    String.raw`^\d{1,4}\s?[-/.年月]\s?\d`,
    String.raw`[，。！？；,!?;"“”《》<>【】[\]{}/\\|=#*~～…]|https?|^\d+$|^\d+[.、)]`,
  ].join('|'),
  'u',
);

/** What QQ puts before the names of a group: `【群主】`, or a rank that the group made up. */
const RANK = /^(?:【[^】]*】\s*)+/u;
const ENDS_IN_ACCOUNT = new RegExp(`${ACCOUNT}$`, 'u');

/** How many lines a head takes. */
export const headRows = (shape: CopiedShape): number => (TWO_ROWS.has(shape) ? 2 : 1);

/** The head in a line, or null. `below`: the line below it, on which a head of two lines continues. */
export function copiedHead(line: string, shape: CopiedShape, below = ''): CopiedHead | null {
  if (line.length > 2000 && !WITH_WORDS.has(shape)) return null;
  if (headRows(shape) > 1 && below.length > 100 && !WITH_WORDS.has(shape)) return null;
  const groups = HEADS[shape].exec(headRows(shape) > 1 ? `${line}\n${below}` : line)?.groups;
  if (!groups) return null;
  const { time, text } = groups;
  const when = time === undefined ? undefined : looseTime(time);
  if (when === null) return null;
  const written = { ...(time === undefined ? {} : { time }), ...(text === undefined ? {} : { text }) };
  const { name, id }: Who = groups.name === undefined ? { name: '' } : whoIn(groups.name, shape);
  if (name) return { name, ...(id ? { id } : {}), ...written };
  if (shape === 'clock-tab') return groups.name === undefined ? { name, ...written } : null;
  // What stands below a whole time is no more of the words above it, whoever wrote it.
  return shape === 'time-over-line' && when?.time ? { name: '', ...written, text: below } : null;
}

interface Who {
  name: string;
  id?: string | undefined;
}

/** The name and account in a head; '' for what is no name. */
function whoIn(written: string, shape: CopiedShape): Who {
  const isAccount = ENDS_IN_ACCOUNT.test(written);
  const [, before, id] = /^(.*?)[(<（]([\w.@-]{4,40})[)>）]$/u.exec(written) ?? [];
  if (isAccount) return { name: before?.replace(RANK, '').trim() || before?.trim() || id || written, id };
  if (QQ_SHAPES.has(shape)) return { name: written.trim() };
  const name = (before ?? written).trim();
  return { name: NO_NAME.test(name) ? '' : name, id };
}
