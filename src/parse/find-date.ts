import { hanFigures, hanNumber, republicYear } from './han-number.ts';
import { hourOfDay, isoDate } from './time.ts';

/** A date that people or programs wrote, as an item's `time` and `precision`. */
export interface FoundDate {
  /** `2009-11-03`, or with a clock time `2009-11-03T21:10:00`, with the offset if one was written; `2009-11`, `2009`. */
  time: string;
  precision: 'second' | 'minute' | 'day' | 'month' | 'year';
}

/** A date at the start of a line, and what follows it. */
export interface DateLine {
  month: number;
  day: number;
  /** Null for `3月5日`: the year stands above, or in the file's name. */
  year: number | null;
  clock: { time: string; precision: 'second' | 'minute' } | null;
  /** Whether it has a weekday or the weather: then it is the head of an entry, since no sentence begins like that. */
  heads: boolean;
  /** What follows the date, its weekday, the clock time and the weather. */
  rest: string;
}

// Arabic or Chinese figures: 2009年11月3日, 二〇〇九年十一月三日. Years are 1900–2099: nobody's diary is older or newer. Lunar days
// (腊月廿三, 初十) are not read: their solar day depends on the year.
const HAN_YEAR = '[一二][九〇零○][〇零○一二三四五六七八九]{2}';
/** 2012, 二〇一二. */
export const YEAR_FIGURES = String.raw`(?:(?:19|20)\d\d|${HAN_YEAR})`;
const YEAR = `(?<year>${YEAR_FIGURES})`;
const MONTH = `(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])`;
const DAY = String.raw`(?<day>3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])`;
const HAN_DAY = `\\s?年\\s?${MONTH}\\s?月\\s?${DAY}\\s?(?:日|号|號)?`;
const HAN_DATE = `${YEAR}${HAN_DAY}`;
// 民國101年3月5日, 民国三十八年五月二日.
const REPUBLIC_DATE = `(?:中[華华])?民[國国]\\s?(?<republic>\\d{1,3}|元|一百零?[一二三四五六七八九十]{0,3}|[一二三四五六七八九十〇零○]{1,3})${HAN_DAY}`;
// 20120305 on its own: more digits are the number of something else.
const COMPACT = String.raw`(?<year>(?:19|20)\d\d)(?<month>1[0-2]|0[1-9])(?<day>3[01]|[12]\d|0[1-9])(?=$|[\s　,，（(【\[]|星期|周|週)`;
// After bare figures no further digit may follow: 2009.11.35 is no date, nor is 1.2.3.4.
const DASHED = String.raw`(?<year>(?:19|20)\d\d)(?<mark>[-/.．—－]|\s?[-/]\s?)(?<month>1[0-2]|0?[1-9])\k<mark>(?<day>3[01]|[12]\d|0?[1-9])(?![\d.]\d|\d)`;
const MONTH_DAY = `${MONTH}\\s?月\\s?${DAY}\\s?(?:日|号|號)`;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME = String.raw`(?<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`;
const DAY_ORDINAL = String.raw`(?<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?`;
const ENGLISH_YEAR = String.raw`(?<year>(?:19|20)\d\d)(?!\d)`;
const MONTH_FIRST = `${MONTH_NAME} ${DAY_ORDINAL},? ${ENGLISH_YEAR}`;
const DAY_FIRST = `${DAY_ORDINAL} ${MONTH_NAME},? ${ENGLISH_YEAR}`;

const DATES = [HAN_DATE, REPUBLIC_DATE, DASHED, COMPACT, MONTH_FIRST, DAY_FIRST];

// What may stand between a date and the first words of an entry.
const WEEKDAY_NAME = `(?:(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\\.?)`;
const CLOCK = String.raw`(?:(?<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜|晨|晚|AM|PM)\s?)?(?<hour>[01]?\d|2[0-3])(?:[:：](?<minute>[0-5]\d)(?:[:：](?<second>[0-5]\d)(?:\.\d+)?)?|[点點时時](?:(?<minuteHan>[0-5]?\d)分?|(?<halfHour>半))?)(?!\d)(?:\s?(?<ampm>[AaPp]\.?[Mm]\.?))?(?:\s?(?<zone>Z|[+-](?:0\d|1[0-4]):?[0-5]\d))?`;
// Weather words, alone or joined (多云转小雨, 晴～阴, 28℃); a longer sentence is the entry itself.
const WEATHER_WORD = `(?:晴[天朗好]?|阴[天沉]?|陰|多云|多雲|少云|雨天?|[小中大暴阵陣雷冻毛细][小中大阵]?雨|雷阵雨|毛毛雨|雪天?|[小中大暴阵]雪|雨夹雪|雾|霧|大雾|霾|雾霾|风|[微大小狂台北南东西]风|沙尘暴?|扬沙|冰雹|霜|冷|热|闷热|炎热|凉|暖|sunny|cloudy|rainy|rain|snowy?|windy|foggy|overcast|clear)`;
const WEATHER = String.raw`[（(\[【]?(?:天气[:：]?\s?)?(?:${WEATHER_WORD}|-?\d{1,2}(?:\s?[~～—-]\s?-?\d{1,2})?\s?(?:℃|°C?|度))(?:\s?(?:转|轉|间|到|有|[~～、，,/]|-)?\s?(?:${WEATHER_WORD}|-?\d{1,2}(?:\s?[~～—-]\s?-?\d{1,2})?\s?(?:℃|°C?|度)))*[）)\]】]?(?=[\s　，,。.；;：:]|$)`;

// A bare weekday ends before other letters (周一鸣 is a name), unless they are weather words.
const WEEKDAY = String.raw`(?:[（(\[【]\s?${WEEKDAY_NAME}\s?[）)\]】]|${WEEKDAY_NAME}(?:(?![\p{L}\p{N}])[）)\]】]?|(?=${WEATHER})))`;

const LABEL = String.raw`(?:(?:日期|时间|時間|date)\s?[:：]?\s?)?`;
const MARK = String.raw`(?:@|#+\s*|[【\[（(〔])?`;
const BLANK = String.raw`[\s　,，、·|]*`;
const BEFORE = `^${LABEL}${MARK}(?<weekday>${WEEKDAY}${BLANK})?`;
const BEHIND = String.raw`[】\])）〕]?`;
const AT_START = DATES.map((date) => new RegExp(`${BEFORE}${date}${BEHIND}`, 'iu'));
const MONTH_DAY_AT_START = new RegExp(`${BEFORE}${MONTH_DAY}${BEHIND}`, 'iu');
const THEN_WEEKDAY = new RegExp(`^${BLANK}${WEEKDAY}`, 'iu');
const THEN_CLOCK = new RegExp(`^${BLANK}T?${CLOCK}`, 'iu');
const THEN_WEATHER = new RegExp(`^${BLANK}${WEATHER}`, 'iu');

/**
 * A date at the very start of a line with its weekday, clock time and weather: `2009年11月3日 星期二 阴`, `2012.3.9 周五 多云`,
 * `@2023年6月18日 22:15`, `June 18, 2023 10:15 PM`, `3月5日 晴`, `20120305 晴`, `星期一 2012年3月5日`, `民國101年3月5日`, `日期：2012年3月5日`.
 * Null when the line starts otherwise, or with a day that is in no calendar.
 */
export function dateAtStart(line: string): DateLine | null {
  const text = line.trim();
  for (const pattern of AT_START) {
    const found = pattern.exec(text);
    if (!found?.groups) continue;
    const date = partsOf(found.groups);
    return date && { ...date, ...behind(text.slice(found[0].length), found.groups.weekday !== undefined) };
  }
  const found = MONTH_DAY_AT_START.exec(text);
  if (!found?.groups) return null;
  const month = hanNumber(found.groups.month ?? '');
  const day = hanNumber(found.groups.day ?? '');
  // 2000 is a leap year: 2月29日 is a day.
  if (!isoDate(2000, month, day)) return null;
  return { year: null, month, day, ...behind(text.slice(found[0].length), found.groups.weekday !== undefined) };
}

/** The date of such a line as a time. `year` is for a line without a year; null when the two make no real day. */
export function timeOf(line: DateLine, year = line.year): FoundDate | null {
  const date = year === null ? null : isoDate(year, line.month, line.day);
  if (!date) return null;
  if (!line.clock) return { time: date, precision: 'day' };
  return { time: `${date}T${line.clock.time}`, precision: line.clock.precision };
}

/** Reads weekday, clock time and weather in any order, each at most once. */
function behind(text: string, afterWeekday: boolean): Pick<DateLine, 'clock' | 'heads' | 'rest'> {
  let rest = text;
  let clock: DateLine['clock'] = null;
  let heads = afterWeekday;
  const left = [THEN_WEEKDAY, THEN_CLOCK, THEN_WEATHER];
  for (let went = true; went; ) {
    went = false;
    for (const [index, pattern] of left.entries()) {
      const found = pattern.exec(rest);
      if (!found?.[0]) continue;
      if (pattern === THEN_CLOCK) {
        clock = clockOf(found.groups ?? {});
        if (!clock) continue;
      } else heads = true;
      rest = rest.slice(found[0].length);
      left.splice(index, 1);
      went = true;
      break;
    }
  }
  return { clock, heads, rest };
}

function partsOf(groups: Record<string, string | undefined>): { year: number; month: number; day: number } | null {
  const year = groups.republic ? republicYear(groups.republic) : hanFigures(groups.year ?? '');
  const month = groups.name ? MONTHS.indexOf(groups.name.slice(0, 3).toLowerCase()) + 1 : hanNumber(groups.month ?? '');
  const day = hanNumber(groups.day ?? '');
  return isoDate(year, month, day) ? { year, month, day } : null;
}

function clockOf(groups: Record<string, string | undefined>): { time: string; precision: 'second' | 'minute' } | null {
  const hour = hourOfDay(Number(groups.hour), groups.ampm ?? groups.half ?? '');
  if (hour === null) return null;
  const minute = groups.minute ?? groups.minuteHan ?? (groups.halfHour ? '30' : '00');
  const zone = (groups.zone ?? '').replace(/(?<=\d\d)(?=\d\d$)/u, ':');
  const two = (n: number | string) => String(n).padStart(2, '0');
  return {
    time: `${two(hour)}:${two(minute)}:${groups.second ?? '00'}${zone}`,
    precision: groups.second === undefined ? 'minute' : 'second',
  };
}

/** A line that holds a whole date and nothing else but weekday, clock time, weather and punctuation; null otherwise. */
export function dateLine(line: string): FoundDate | null {
  const found = dateAtStart(line.replace(/^\s*(?:写于|寫於|作于|作於)\s?[:：]?/u, ''));
  return found && /^[\s　，,。.;；：:—-]*$/u.test(found.rest) ? timeOf(found) : null;
}

// `2018-03-24 玉兰`, `20031217`, `2019-08-17-title`, `2012年3月5日`, `IMG_20210304_201530`; not within a longer run of
// digits.
const NAME_DAY =
  /(?<!\d)(?<year>(?:19|20)\d\d)(?<mark>[-./ ]?)(?<month>1[0-2]|0[1-9])\k<mark>(?<day>3[01]|[12]\d|0[1-9])(?:[-T ]?(?<clock>(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?))?(?!\d)/u;
const NAME_LOOSE = [new RegExp(`(?<!\\d)${HAN_DATE}`, 'u'), new RegExp(`(?<!\\d)${DASHED}`, 'u')];

/** The day that a file is named after; null when its name holds none. */
export function dateInName(name: string): FoundDate | null {
  const stem = name.replace(/\.[A-Za-z0-9]{1,8}$/u, '').replace(/(?<=\d)_(?=\d)/gu, '-');
  for (const pattern of [NAME_DAY, ...NAME_LOOSE]) {
    const groups = pattern.exec(stem)?.groups;
    const date = groups && partsOf(groups);
    if (!date) continue;
    const day = isoDate(date.year, date.month, date.day);
    if (!day) continue;
    const clock = groups.clock;
    if (!clock) return { time: day, precision: 'day' };
    const time = `${day}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4) || '00'}`;
    return { time, precision: clock.length === 6 ? 'second' : 'minute' };
  }
  return null;
}

const YEAR_IN_HAN = new RegExp(`${HAN_YEAR}(?=年)`, 'u');

/** A single year in a file's name or heading: `日记2012`, `2012年`; null when there is none or more than one. */
export function yearIn(text: string): number | null {
  const years = new Set(text.match(/(?<!\d|\d[.-])(?:19|20)\d\d(?!\d|[.-]\d)/gu));
  const han = YEAR_IN_HAN.exec(text)?.[0];
  if (han) years.add(String(hanFigures(han)));
  const [year] = years;
  return years.size === 1 ? Number(year) : null;
}
