import { type DateLine, dateAtStart, type FoundDate, timeOf, YEAR_FIGURES } from './find-date.ts';

/** One dated entry of a diary. `line`: 0-based index of the line that opens it. */
interface DiaryEntry {
  when: FoundDate;
  lines: string[];
  line: number;
}

interface Diary {
  /** The lines above the first entry, without year headings. */
  preface: string[];
  entries: DiaryEntry[];
}

/** `2012年`, `二〇一二年日记`, `2012`: the year of the entries below. */
const YEAR_HEADING = new RegExp(String.raw`^[#\s【[]*(${YEAR_FIGURES})\s?年?(?:的?日记|度)?[\s】\]]*$`, 'u');

/**
 * Splits lines into dated entries. A line opens an entry when it **starts** with a date, alone or with weekday and
 * weather, and a blank or a stop stands between the date and the words. Null when fewer than two lines do: then the
 * text is one piece. `year`: the year of entries without one (`3月5日 晴`) until a heading names another; after New Year
 * it advances by itself.
 */
export function splitDiary(lines: readonly string[], year: number | null): Diary | null {
  const preface: string[] = [];
  const entries: DiaryEntry[] = [];
  let current = year;
  let before: DateLine | undefined;
  for (const [line, text] of lines.entries()) {
    const heading = YEAR_HEADING.exec(text)?.[1];
    if (heading) {
      current = dateAtStart(`${heading}年1月1日`)?.year ?? current;
      before = undefined;
      continue;
    }
    const start = opens(text);
    if (start && start.year === null && current !== null && before) current += turnOfYear(before.month, start.month);
    const when = start && timeOf(start, start.year ?? current);
    if (start && when) {
      current = start.year ?? current;
      before = start;
      const rest = start.rest.replace(/^[\s\u3000:：、,，.。；;|）)\]】-]+/u, '');
      entries.push({ when, line, lines: rest ? [rest] : [] });
    } else (entries.at(-1)?.lines ?? preface).push(text);
  }
  return entries.length >= 2 ? { preface, entries } : null;
}

/**
 * Null for prose that merely begins with a date: 2012年3月5日那天, 2012.3.5，我们. After a weekday or the weather any stop ends
 * the head (2012年3月5日，星期一，晴。今天); after a bare date only 。 does.
 */
function opens(text: string): DateLine | null {
  const found = dateAtStart(text.replace(/^[*\s]+/u, ''));
  if (!found) return null;
  const rest = found.rest.replace(/^\*+/u, '');
  if (rest === '' || HEAD_END.test(rest) || (found.heads && STOP.test(rest))) return { ...found, rest };
  return null;
}
const HEAD_END = /^(?:[\s\u3000:：|。]|[）)\]】]|[,，、]\s*$)/u;
const STOP = /^[.；;，,]/u;

/** Diaries without years go from December to January, or back if the newest entry comes first. */
function turnOfYear(before: number, now: number): -1 | 0 | 1 {
  if (before >= 11 && now <= 2) return 1;
  return before <= 2 && now >= 11 ? -1 : 0;
}
