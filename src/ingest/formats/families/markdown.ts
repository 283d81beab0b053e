import type { Sender } from '../../../core/types.ts';
import { dateAtStart, type FoundDate, timeOf } from '../../../parse/find-date.ts';
import type { FrontMatter } from '../../../parse/front-matter.ts';
import { isReprintTitle, isReprintWord } from '../../../parse/reprint.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Writing } from './essay.ts';
import { REPRINT, WEB_CLIP } from './not-own-words.ts';

const DATE_KEYS =
  'date created created_at createdat createtime create_time creation-date creationdate created_time createdtime pubdate publishdate publish_date published published_at publish_time time datetime day 日期 时间 创建时间 创建日期 发布时间 发布日期 写作时间'.split(
    ' ',
  );
const TITLE_KEYS = ['title', '标题'];
const AUTHOR_KEYS = ['author', 'authors', 'by', '作者'];

/** Other things that pages and notes say of themselves, under Notion's first names for them. */
const OTHER_KEYS =
  'tag tags category categories status type url link priority archived cover icon 标签 分类 类别 类型 状态 链接 网址 优先级 创建人 创建者 最后编辑时间 上次编辑时间 最后编辑者 更新时间'.split(
    ' ',
  );
const KEYS = new Set([...DATE_KEYS, ...TITLE_KEYS, ...AUTHOR_KEYS, ...OTHER_KEYS]);
const NOTION_KEYS = /^(?:created|last edited) (?:time|by)$/iu;

/** Whether a word is one of the keys under which pages tell of themselves. */
export const isKey = (word: string): boolean => KEYS.has(word.trim().toLowerCase()) || NOTION_KEYS.test(word.trim());

type Values = FrontMatter['data'];

/** The first of these keys with a value, whatever its case. */
function firstOf(data: Values, keys: readonly string[]): unknown {
  const byName = new Map(Object.entries(data).map(([key, value]) => [key.trim().toLowerCase(), value]));
  for (const key of keys) {
    const value = byName.get(key);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

const one = (value: unknown): string => {
  if (Array.isArray(value)) return one(value[0]);
  if (typeof value === 'object' && value !== null) return one((value as Values).name);
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
};

/**
 * A date as keys, properties and tables write it: ISO, `2019/8/17 22:41`, `2023年6月18日 22:15`, `June 18, 2023 10:15 PM`; or no
 * more than the month or the year of it.
 */
export function whenOf(written: string): FoundDate | null {
  const text = written.trim().replace(/^@|^\[\[|\]\]$/gu, '');
  const iso = isoTime(text);
  if (iso) {
    const hasSeconds = /\d:\d\d:\d\d/u.test(text);
    return { time: iso, precision: iso.length <= 10 ? 'day' : hasSeconds ? 'second' : 'minute' };
  }
  const found = dateAtStart(text);
  return found ? timeOf(found) : monthOrYear(text);
}

/** `2015`, `2015年`, `2015-06`, `2015/6`, `2015年6月`. */
function monthOrYear(text: string): FoundDate | null {
  const [, year, month] = /^((?:19|20)\d\d)(?:年|[-/.年](0?[1-9]|1[0-2])月?)?$/u.exec(text) ?? [];
  if (!year) return null;
  return month ? { time: `${year}-${month.padStart(2, '0')}`, precision: 'month' } : { time: year, precision: 'year' };
}

/** What front matter says of a piece. A reprint is nobody's own words. */
export function writingOf(data: Values): Partial<Writing> {
  const title = one(firstOf(data, TITLE_KEYS));
  const when = DATE_KEYS.map((key) => whenOf(one(firstOf(data, [key])))).find((found) => found !== null);
  const author = one(firstOf(data, AUTHOR_KEYS)).replace(/\s*<[^>]*@[^>]*>$|^\[\[|\]\]$/gu, '');
  const sender: Sender | undefined = author ? { name: author } : undefined;
  return {
    ...(title ? { title } : {}),
    ...(when ? { when } : {}),
    ...(sender ? { author: sender } : {}),
    ...(isReprint(data) ? REPRINT : isClip(data, author) ? WEB_CLIP : {}),
  };
}

/**
 * Whether a note was clipped from the web: the default template of Obsidian's Web Clipper tags what it clips, Joplin's
 * export “Markdown + Front Matter” and what converts from Evernote name the page as the `source` of a note that was
 * `created`. Where an author is named, the words are that person's.
 */
const isClip = (data: Values, author: string): boolean =>
  [data.tags].flat(2).includes('clippings') ||
  (!author && data.created !== undefined && /^https?:\/\//u.test(one(data.source)));

function isReprint(data: Values): boolean {
  if (/^(?:true|yes|1)$/iu.test(one(data.reprint) || one(data.repost))) return true;
  if (/^(?:false|no|0)$/iu.test(one(data.original))) return true;
  const labels = [data.tags, data.categories, data.category].flat(2);
  const sentences = [data.author, data.copyright, data.copyright_type, data.type].flat(2);
  const saysSo = (value: unknown, says: (text: string) => boolean) => typeof value === 'string' && says(value);
  return (
    labels.some((label) => saysSo(label, isReprintWord)) ||
    sentences.some((said) => saysSo(said, (text) => isReprintWord(text) || isReprintTitle(text)))
  );
}

const PROPERTY = /^([^\s:：#>*-][^:：\n]{0,40}): (.*)$/u;

/** `2023年6月18日 22:15`, `2023/06/18`, `@June 18, 2023 10:15 PM`. */
const DATED = /^@?(?:\d{4}[-/年.]\d{1,2}[-/月.]\d|[A-Z][a-z]+ \d{1,2}, \d{4})/u;

type Property = readonly [key: string, value: string];

/** Whether a property holds the writer's own words: a sentence, and no date, link, list of names or excerpt. */
export const isOwnNote = ([key, value]: Property): boolean =>
  !isExcerpt(key) &&
  /[。！？，；…]|\p{L}[.!?](?:\s|$)/u.test(value) &&
  !DATED.test(value) &&
  !/^https?:|\.(?:md|csv|html)\)/iu.test(value);

/** Whether a property is called so that it holds words of others, as in lists of books. */
export const isExcerpt = (key: string): boolean => /摘录|摘抄|原文|引文|引用|金句|quote|excerpt|highlight/iu.test(key);

/** Whether a property tells when a page was written. */
export const tellsDate = ([key, value]: Property): boolean =>
  DATE_KEYS.includes(key.trim().toLowerCase()) && DATED.test(value);

/** Whether a property is one that pages have: it has a known key or a date. */
export const isPageProperty = ([key, value]: Property): boolean => isKey(key) || DATED.test(value);

/**
 * Cuts off the block of properties that Notion writes right below the title; every line of it must look like one. So
 * does `妈: 你别操心`, and `tells` says whether one of them settles it.
 */
export function pageProperties(text: string, tells: (one: Property) => boolean): FrontMatter {
  const [, title = '', block = ''] = /^(\s*#[^\n]*\n\s*\n)((?:[^\n]+\n)*(?:[^\n]+)?)/u.exec(text) ?? [];
  const found = block.split('\n').flatMap((line) => (line ? [PROPERTY.exec(line)] : []));
  const entries = found.map((one): Property => [one?.[1] ?? '', one?.[2] ?? '']);
  if (found.includes(null) || !entries.some(tells)) return { data: {}, body: text };
  return { data: Object.fromEntries(entries), body: title + text.slice(title.length + block.length) };
}
