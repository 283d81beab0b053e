import { dayOfLine, LOOSE_TIME, looseTime } from './loose-time.ts';

/**
 * Shapes of chats that people copy out of a window and paste into a file. There is no signature, only repetition:
 * essay readers step back where one is found.
 * - `name-time`: `陈默 2023/9/28 12:05` over the words (WeChat on a computer, several messages selected and copied)
 * - `time-name`: `2021-11-03 15:32:10 张三(12345)` over the words (QQ's message manager)
 * - `time-line`: `[2023/9/28 12:05] 陈默: 下午到` on one line
 * - `name-line`: `陈默：下午到`, no time
 * - `name-over`: `陈默:` over the words, no time
 */
export type CopiedShape = 'name-time' | 'time-name' | 'time-line' | 'name-line' | 'name-over';

/** One head line, taken apart. */
export interface CopiedHead {
  name: string;
  /** A number or address behind the name: QQ's. */
  id?: string;
  /** As written. */
  time?: string;
  /** Words on the same line. */
  text?: string;
}

/** Names in a window are short; what is longer is a sentence that happens to end in a time. */
const NAME = String.raw`[^\s:：][^\n:：]{0,38}?`;
const HEADS: Record<CopiedShape, RegExp> = {
  'name-time': new RegExp(String.raw`^(?<name>${NAME})[ \t\u3000]+(?<time>${LOOSE_TIME})[:：]?\s*$`, 'u'),
  'time-name': new RegExp(String.raw`^(?<time>${LOOSE_TIME})[ \t\u3000]+(?<name>${NAME})[:：]?\s*$`, 'u'),
  'time-line': new RegExp(
    String.raw`^[[(（【]?(?<time>${LOOSE_TIME})[\])）】]?[ \t\u3000,，-]*(?<name>${NAME})[:：]\s?(?<text>.*)$`,
    'u',
  ),
  'name-line': /^(?<name>[^\s:：][^\n:：]{0,18}?)\s?[:：]\s?(?<text>\S.*)$/u,
  'name-over': /^(?<name>[^\s:：][^\n:：]{0,18}?)\s?[:：]\s*$/u,
};
const TIMED: CopiedShape[] = ['name-time', 'time-name', 'time-line'];
const BARE: CopiedShape[] = ['name-over', 'name-line'];

/** Marks that sentences have and names do not. */
const NO_NAME =
  /^(?:晴|阴|雨|雪|多云|[小中大暴]雨|[小中大]雪|晴转|阴转|星期.|周[一二三四五六日])(?:$|\s|[，、])|[，。！？；,!?;"“”《》<>【】[\]{}/\\|=#*~～…]|https?|^\d+$|^\d+[.、)]/u;

/** The head in a line, or null. */
export function copiedHead(line: string, shape: CopiedShape): CopiedHead | null {
  if (line.length > 2000 && shape !== 'name-line' && shape !== 'time-line') return null;
  const groups = HEADS[shape].exec(line)?.groups;
  if (!groups) return null;
  const { time, text } = groups;
  const [, bare, id] = /^(.*?)[(<（]([\w.@-]{4,40})[)>）]$/u.exec(groups.name ?? '') ?? [];
  const name = (bare ?? groups.name ?? '').trim();
  if (!name || NO_NAME.test(name) || (time !== undefined && !looseTime(time, '2000-01-01'))) return null;
  return {
    name,
    ...(id ? { id } : {}),
    ...(time === undefined ? {} : { time }),
    ...(text === undefined ? {} : { text }),
  };
}

/** QQ writes it above everything. */
export const QQ_TITLE = /^消息记录（此消息记录为文本格式，不支持重新导入）/u;

/** Lines that a head of a file needs before it is called a chat. */
const FEWEST_TIMED = 2;
const FEWEST_BARE = 4;

/** The shape of a text (its first pages suffice); null when it is no copied chat. */
export function copiedShape(text: string): CopiedShape | null {
  const lines = text
    .slice(0, 64 * 1024)
    .split(/\r\n|\n|\r/u)
    .filter((line) => line.trim() !== '' && !dayOfLine(line));
  if (text.length > 64 * 1024) lines.pop();
  const qq = lines.some((line, at) => at < 5 && QQ_TITLE.test(line));
  for (const shape of TIMED) {
    const heads = lines.flatMap((line) => copiedHead(line, shape) ?? []);
    const first = lines[0] !== undefined && copiedHead(lines[0], shape) !== null;
    // A message rarely has more than a dozen lines; an essay with a few times in it has hundreds between them.
    if (heads.length < FEWEST_TIMED || !(first || qq) || heads.length * 12 < lines.length) continue;
    if (heads.length === 2 ? shape !== 'time-name' || heads[0]?.name === heads[1]?.name : repeat(heads, 1))
      return shape;
  }
  for (const shape of BARE) {
    const heads = lines.flatMap((line) => copiedHead(line, shape) ?? []);
    const first = lines[0] !== undefined && copiedHead(lines[0], shape) !== null;
    if (heads.length < FEWEST_BARE || !first || heads.length * 3 < lines.length) continue;
    if (repeat(heads, 2) && tradeTurns(heads)) return shape;
  }
  return null;
}

/** A chat has few people who write often; a list of `地点：…`, `时间：…` has many heads that come once. */
function repeat(heads: readonly CopiedHead[], people: number): boolean {
  const counts = new Map<string, number>();
  for (const { name } of heads) counts.set(name, (counts.get(name) ?? 0) + 1);
  const often = [...counts.values()].filter((count) => count > 1);
  const said = often.reduce((sum, count) => sum + count, 0);
  return often.length >= people && said >= heads.length * 0.6;
}

/** Forms repeat their fields in the same order; people answer each other, and write twice in a row now and then. */
function tradeTurns(heads: readonly CopiedHead[]): boolean {
  const names = new Set(heads.map(({ name }) => name));
  if (names.size === 2) return !FORM.has(heads[0]?.name ?? '');
  const pairs = new Set(heads.slice(1).map(({ name }, at) => `${heads[at]?.name}\n${name}`));
  return pairs.size > names.size && ![...names].every((name) => FORM.has(name));
}
/** Fields of interviews, forms and lists. */
const FORM = new Set(
  '问 答 Q A 时间 地点 姓名 电话 手机 地址 日期 题目 标题 作者 内容 备注 价格 密码 账号 链接 网址 原因 结果 注意 例如 比如 总结'.split(
    ' ',
  ),
);

/** Of a name that comes once: short, of one kind of letters, and no field of a form. */
export function looksLikeName(name: string): boolean {
  return /^(?:\p{Script=Han}{2,5}|[A-Za-z][\w.-]{1,15})$/u.test(name) && !FORM.has(name);
}
