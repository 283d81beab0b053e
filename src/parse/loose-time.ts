import { hourOfDay, isoDate } from './time.ts';

/** A time as people's programs show it, in the format of their computer. */
interface LooseTime {
  /**
   * ISO without offset. Null where the day is not known: only a clock time is written, `昨天`, or a day without its year.
   */
  time: string | null;
  precision: 'second' | 'minute';
}

const DAY = String.raw`(?:\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?|\d{1,2}/\d{1,2}/\d{4})`;
const WEEKDAY = '(?:(?:星期|周|週|礼拜)[一二三四五六日天])';
/**
 * What WeChat and QQ show for a recent day. It is never part of a name, and it does not say exactly which day it was.
 */
const NEAR_DAY = String.raw`(?:\d{1,2}月\d{1,2}日|\d\d-\d\d|今天|昨天|前天|${WEEKDAY}|Yesterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)`;

/** `12:05`, `下午2:05`, `2:51:07 PM`. */
export const CLOCK = String.raw`(?:(?:上午|下午|中午|晚上|凌晨|早上|傍晚|AM|PM)\s?)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?`;

/**
 * `2023/09/16 2:51 PM`, `2023年9月28日 下午2:51`, `9/16/2023 14:51:07`, `9月28日 12:05`, `昨天 12:05`, `星期三 12:05`; or a clock
 * time alone, where the day may be missing.
 */
export const LOOSE_TIME = String.raw`(?:(?:${DAY}|${NEAR_DAY})[ \u3000\t,，T]*${WEEKDAY}?\s?${CLOCK}|${CLOCK})`;
/**
 * A line that names a day, plain, between dashes, in LINE's form or in QQ's: `—————  2026-02-26  —————`,
 * `2023/09/28（四）`, `日期: 2014-02-03`.
 */
const DAY_LINE = new RegExp(
  String.raw`^(?:日期[:：])?[\s—–\-=*]*(${DAY})(?:\s*(?:${WEEKDAY}|[（(](?:[一二三四五六日]|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[）)]))?[\s—–\-=*]*$`,
  'u',
);

const PARTS = new RegExp(
  String.raw`^(?:(?<year>\d{4})[-/.年]\s?(?<month>\d{1,2})[-/.月]\s?(?<day>\d{1,2})日?` +
    String.raw`|(?<monthFirst>\d{1,2})/(?<daySecond>\d{1,2})/(?<yearLast>\d{4})` +
    String.raw`|(?<nearMonth>\d{1,2})[月-](?<nearDay>\d{1,2})日?|(?<near>${NEAR_DAY}))?` +
    String.raw`[ \u3000\t,，T]*${WEEKDAY}?\s?(?<before>上午|下午|中午|晚上|凌晨|早上|傍晚|AM|PM)?\s?` +
    String.raw`(?<hours>\d{1,2}):(?<minutes>\d\d)(?::(?<seconds>\d\d))?\s?(?<after>[AaPp]\.?[Mm]\.?)?$`,
  'u',
);

/** What a text says beside the time itself. */
export interface KnownDay {
  /** The ISO day of a clock time that stands alone. */
  day?: string | null;
  /** The year of a date such as `9月28日`. */
  year?: number | null;
}

/** Null for what is not a time. The month comes first where the year stands last. */
export function looseTime(text: string, known: KnownDay = {}): LooseTime | null {
  const parts = PARTS.exec(text.trim())?.groups;
  if (!parts) return null;
  const { hours, minutes, seconds, before, after } = parts;
  const date = dateOf(parts, known);
  const hour = hourOfDay(Number(hours), after ?? before ?? '');
  if (hour === null || Number(minutes) > 59 || Number(seconds ?? 0) > 59 || date === undefined) return null;
  const clock = `${String(hour).padStart(2, '0')}:${minutes}:${seconds ?? '00'}`;
  return { time: date ? `${date}T${clock}` : null, precision: seconds ? 'second' : 'minute' };
}

/** A leap year: 2月29日 is a day. */
const ANY_YEAR = 2000;

/** The ISO day; null where it is not known, undefined where no calendar has such a day. */
function dateOf(parts: Record<string, string | undefined>, { day, year }: KnownDay): string | null | undefined {
  if (parts.year) return isoDate(Number(parts.year), Number(parts.month), Number(parts.day)) ?? undefined;
  if (parts.yearLast)
    return isoDate(Number(parts.yearLast), Number(parts.monthFirst), Number(parts.daySecond)) ?? undefined;
  if (!parts.nearMonth) return parts.near ? null : (day ?? null);
  const date = isoDate(year ?? ANY_YEAR, Number(parts.nearMonth), Number(parts.nearDay)) ?? undefined;
  return date && !year ? null : date;
}

/** The ISO day of a line that is nothing but a day; null for other lines. */
export function dayOfLine(line: string): string | null {
  const day = line.length < 80 ? DAY_LINE.exec(line)?.[1] : undefined;
  if (!day) return null;
  const [, y, m, d] = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})/u.exec(day) ?? [];
  if (y) return isoDate(Number(y), Number(m), Number(d));
  const [month, dayOfMonth, year] = day.split('/').map(Number);
  return isoDate(year ?? 0, month ?? 0, dayOfMonth ?? 0);
}
