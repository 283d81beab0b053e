import { isoDate } from './time.ts';

/** A time as people's programs show it, in the style of their computer. */
export interface LooseTime {
  /** ISO without offset; null where only a clock is written and no day is known. */
  time: string | null;
  precision: 'second' | 'minute';
}

const DAY = String.raw`(?:\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?|\d{1,2}/\d{1,2}/\d{4})`;
const CLOCK = String.raw`(?:(?:上午|下午|中午|晚上|凌晨|早上|傍晚|AM|PM)\s?)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?`;

/** `2023/09/16 2:51 PM`, `2023年9月28日 下午2:51`, `9/16/2023 14:51:07`; a clock alone where `day` may be missing. */
export const LOOSE_TIME = String.raw`(?:${DAY}[ \u3000\t,，T]*(?:星期.|周.)?\s?${CLOCK}|${CLOCK})`;
/** A line that names a day, plain or between dashes: `—————  2026-02-26  —————`. */
const DAY_LINE = new RegExp(String.raw`^[\s—–\-=*]*(${DAY})(?:\s*(?:星期.|周.))?[\s—–\-=*]*$`, 'u');

const PARTS =
  /^(?:(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?|(\d{1,2})\/(\d{1,2})\/(\d{4}))?[ \u3000\t,，T]*(?:星期.|周.)?\s?(上午|下午|中午|晚上|凌晨|早上|傍晚|AM|PM)?\s?(\d{1,2}):(\d\d)(?::(\d\d))?\s?([AaPp]\.?[Mm]\.?)?$/u;

/** Null for what is no time. `day`: the ISO day that a clock alone belongs to. Month first where the year stands last. */
export function looseTime(text: string, day?: string | null): LooseTime | null {
  const found = PARTS.exec(text.trim());
  if (!found) return null;
  const [, y, m, d, month, dayOfMonth, year, before, hours, minutes, seconds, after] = found;
  const date = y
    ? isoDate(Number(y), Number(m), Number(d))
    : year
      ? isoDate(Number(year), Number(month), Number(dayOfMonth))
      : (day ?? null);
  const hour = hourOf(Number(hours), (after ?? before ?? '').replaceAll('.', '').toUpperCase());
  if (hour === null || Number(minutes) > 59 || Number(seconds ?? 0) > 59 || ((y || year) && !date)) return null;
  const clock = `${String(hour).padStart(2, '0')}:${minutes}:${seconds ?? '00'}`;
  return { time: date ? `${date}T${clock}` : null, precision: seconds ? 'second' : 'minute' };
}

/** 12 AM is midnight; 晚上12点 too, 中午12点 is noon. */
function hourOf(hour: number, half: string): number | null {
  if (hour > 23) return null;
  if (half === '' || hour > 12) return hour;
  if (['AM', '上午', '早上', '凌晨'].includes(half)) return hour % 12;
  if (half === '中午') return hour < 11 ? hour + 12 : hour;
  if (half === '晚上' && hour === 12) return 0;
  return (hour % 12) + 12;
}

/** The ISO day of a line that is nothing but a day; null for others. */
export function dayOfLine(line: string): string | null {
  const day = line.length < 80 ? DAY_LINE.exec(line)?.[1] : undefined;
  if (!day) return null;
  const [, y, m, d] = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})/u.exec(day) ?? [];
  if (y) return isoDate(Number(y), Number(m), Number(d));
  const [month, dayOfMonth, year] = day.split('/').map(Number);
  return isoDate(year ?? 0, month ?? 0, dayOfMonth ?? 0);
}
