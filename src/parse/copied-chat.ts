import {
  BARE_SHAPES,
  type CopiedHead,
  type CopiedShape,
  copiedHead,
  headRows,
  QQ_SHAPES,
  TIMED_SHAPES,
} from './copied-head.ts';
import { dayOfLine } from './loose-time.ts';
import { isQqTitle } from './qq-saved-chat.ts';

/** Whether a program wrote this above a chat that it saved as text: QQ or LINE. */
const isSavedChatTitle = (line: string) => isQqTitle(line) || line.startsWith('[LINE] ');
/** What people write above a chat that they have copied. */
const OWN_TITLE = /^.{0,20}(?:聊天|微信|短信|QQ|对话记录|消息记录|WeChat|chat (?:with|history|log)).{0,20}$/iu;
/** The last line in which a title may stand. */
const TITLE_LINES = 5;

/** Heads that a text needs to be called a chat: fewer where the heads have times. */
const FEWEST_TIMED = 2;
const FEWEST_BARE = 4;
/** Heads that it needs where some other line above the first head does not say what the text is. */
const FEWEST_TIMED_BELOW = 3;
const FEWEST_BARE_BELOW = 8;
/** A message rarely has more than a dozen lines; an essay with a few times in it has hundreds of lines between them. */
const MOST_LINES_A_TIMED_HEAD = 12;
const MOST_LINES_A_BARE_HEAD = 3;
/** A story leads up to its dialogue; a chat has only a few words about it above. */
const HEADS_A_LINE_ABOVE = 4;

/** A copied chat in a text. */
interface CopiedChat {
  shape: CopiedShape;
  /**
   * Whether the text is that chat, with at most a few words about it; otherwise the chat was pasted below what somebody
   * wrote.
   */
  isAll: boolean;
  /** The line of the chat's first head, from 0. */
  firstLine: number;
}

/**
 * Finds the chat that a text is or contains (its first pages suffice); null when there is none. Nothing marks a chat
 * but repetition: a few people who write often and in turns.
 */
export function findCopiedChat(text: string): CopiedChat | null {
  const found = findHeads(text);
  const timed = found.filter(isTimedChat);
  const all = timed.find((one) => !isBelowProse(one)) ?? found.find(isBareChat);
  const one = all ?? timed[0];
  return one ? { shape: one.shape, isAll: all !== undefined, firstLine: one.firstLine } : null;
}

/** The shape of a text that is a copied chat; null for every other. */
export function copiedShape(text: string): CopiedShape | null {
  const chat = findCopiedChat(text);
  return chat?.isAll ? chat.shape : null;
}

/** The shape that most lines of a text have, for a text that is said to be a copied chat. */
export function likeliestShape(text: string): CopiedShape {
  const [first, ...others] = findHeads(text);
  const most = others.reduce((best, one) => (one.heads.length > (best?.heads.length ?? 0) ? one : best), first);
  return most?.heads.length ? most.shape : 'name-line';
}

/** All lines of a text that could be heads of one shape. */
interface Found {
  shape: CopiedShape;
  heads: CopiedHead[];
  /** Heads with nothing below them. */
  wordless: number;
  /** Lines above the first head that are neither blank nor a day. */
  above: number;
  /** The line of the first head, from 0. */
  firstLine: number;
  /** Lines that are neither blank nor a day. */
  lines: number;
  /** Whether a title says that it is a chat. */
  isTitled: boolean;
  /** Whether a program wrote that title, and maybe more lines below it. */
  isSaved: boolean;
  isPlay: boolean;
}

const MOST_CHARS = 64 * 1024;

function findHeads(text: string): Found[] {
  const all = text.slice(0, MOST_CHARS).split(/\r\n|\n|\r/u);
  if (text.length > MOST_CHARS) all.pop();
  const numbers = [...all.keys()].filter((at) => all[at]?.trim() && !dayOfLine(all[at]));
  const lines = numbers.map((at) => all[at] as string);
  const isPlay = lines.some((line) => SCENE.test(line));
  const isOfQq = lines.slice(0, TITLE_LINES).some(isQqTitle);
  const shapes = [...TIMED_SHAPES, ...BARE_SHAPES].filter((shape) => isOfQq || !QQ_SHAPES.has(shape));
  return shapes.map((shape): Found => {
    const heads: CopiedHead[] = [];
    let wordless = 0;
    let first: number | undefined;
    let end = -1;
    for (let at = 0; at < lines.length; at++) {
      const head = copiedHead(lines[at] ?? '', shape, lines[at + 1]);
      if (!head?.name) continue;
      heads.push(head);
      first ??= at;
      if (at === end) wordless++;
      end = at + headRows(shape);
      at = end - 1;
    }
    const above = first ?? lines.length;
    const titles = lines.slice(0, Math.min(above, TITLE_LINES));
    const isSaved = titles.some(isSavedChatTitle);
    const isTitled = isSaved || titles.some((line) => OWN_TITLE.test(line.trim()));
    const firstLine = numbers[above] ?? all.length;
    return { shape, heads, wordless, above, firstLine, lines: lines.length, isTitled, isSaved, isPlay };
  });
}

/** `第一幕`, `场景：…`: a play is somebody's work, not a chat. */
const SCENE =
  /^\s*(?:第[一二三四五六七八九十\d]{1,3}[幕场](?:$|[\s:：])|(?:旁白|画外音|幕启|幕落|剧中人物?)(?:$|[\s:：]))/u;

/** Shapes that lines of a diary, a log or a list of times have too. */
const LIKE_PROSE: ReadonlySet<CopiedShape> = new Set([
  'name-over-time',
  'name-colon-time',
  'time-over-line',
  'name-time-line',
]);

function isTimedChat({ shape, heads, wordless, above, lines, isTitled }: Found): boolean {
  if (QQ_SHAPES.has(shape)) return heads.length > 0;
  if (!TIMED_SHAPES.includes(shape)) return false;
  if (heads.length < FEWEST_TIMED || heads.length * MOST_LINES_A_TIMED_HEAD < lines) return false;
  // In a plan for a day (起床 7:00, 午饭 12:00) such lines follow each other without words in between.
  const isPlan = (shape === 'name-time' || shape === 'time-name') && wordless * 2 > heads.length;
  if (isPlan || heads.every(({ name }) => FIELDS.has(name))) return false;
  if (LIKE_PROSE.has(shape) || (above > 0 && !isTitled))
    return heads.length >= FEWEST_TIMED_BELOW && repeat(heads, 1) && peopleIn(heads) > 1 && tradeTurns(heads);
  if (heads.length > 2) return repeat(heads, 1);
  return shape !== 'time-name' || peopleIn(heads) === 1;
}

/** At least as much stands above as in the chat: it was pasted into a diary or a letter. */
const isBelowProse = ({ heads, above, isSaved }: Found) => !isSaved && above > heads.length;

function isBareChat({ shape, heads, above, lines, isTitled, isPlay }: Found): boolean {
  if (!BARE_SHAPES.includes(shape) || isPlay) return false;
  if (heads.length < FEWEST_BARE || heads.length * MOST_LINES_A_BARE_HEAD < lines) return false;
  const isBelow = above > 0 && !isTitled;
  if (isBelow && (heads.length < FEWEST_BARE_BELOW || above * HEADS_A_LINE_ABOVE > heads.length)) return false;
  return repeat(heads, 2) && tradeTurns(heads);
}

const peopleIn = (heads: readonly CopiedHead[]) => new Set(heads.map(({ name }) => name)).size;

/** A chat has few people who write often; a list of `地点：…`, `时间：…` has many heads that occur once. */
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
  if (names.size === 2) return !FIELDS.has(heads[0]?.name ?? '');
  const pairs = new Set(heads.slice(1).map(({ name }, at) => `${heads[at]?.name}\n${name}`));
  return pairs.size > names.size && ![...names].every((name) => FIELDS.has(name));
}
/** Fields of interviews, forms, lists, recipes, diaries and accounts; the voices of a song. */
const FIELDS = new Set(
  (
    '问 答 Q A 时间 地点 姓名 电话 手机 地址 日期 题目 标题 作者 内容 备注 价格 密码 账号 链接 网址 原因 结果 注意 例如 比如 总结 ' +
    '材料 用料 配料 主料 辅料 做法 步骤 火候 天气 心情 日记 周记 随笔 早饭 午饭 晚饭 早餐 午餐 晚餐 早上 上午 中午 下午 晚上 ' +
    '体重 血压 血糖 心率 体温 步数 跑步 游泳 散步 起床 睡觉 收入 支出 优点 缺点 上联 下联 横批 男 女 合'
  ).split(' '),
);

/** For a name that occurs once: it is short, of one kind of letters, and not a field of a form. */
export function looksLikeName(name: string): boolean {
  return /^(?:\p{Script=Han}{2,5}|[A-Za-z][\w.-]{1,15})$/u.test(name) && !FIELDS.has(name);
}
