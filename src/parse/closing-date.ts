import { dateAtStart, dateLine, type FoundDate, timeOf } from './find-date.ts';

// Where a written date can begin: at its year, in figures or as a year of the Republic.
const YEAR_STARTS = /(?:19|20)\d\d|[一二][九〇零○]|(?:中[華华])?民[國国]/gu;
// 写于, 陈默于, 爸爸 (a name and a blank); not 我生于, 有效期至, 生日, whose dates are about something else.
const WRITTEN_BY =
  /^(?:.{0,12}(?<![生卒逝死始建立业業起止位由对])[于於]|[\p{L}·]{1,8}(?<![至到自从從是在为為止即]|生日|出生|忌日|去世|逝世|结婚|結婚)[\s　,，]+)?\s*$/u;
// 夜, 深夜, 晚于北京, 于家中.
const TIME_OF_DAY = '(?:深夜|半夜|午夜|夜[里裡晚半]?|晚上?|傍晚|凌晨|清晨|早晨|早上?|晨|上午|中午|午后|午後|下午)';
const TIME_AND_PLACE = new RegExp(
  `^[\\s　，,]*${TIME_OF_DAY}?[\\s　，,]*(?:[写寫作记記书書]?[于於][^，,。；;！!？?]{1,12})?[\\s　]*[。.]?$`,
  'u',
);

/**
 * The date that ends a letter, with a short name before it, and the time of day and the place after it: `写于2015年3月2日`,
 * `爸爸 2015年3月2日`, `二〇一五年三月二日夜`, `2015.3.2 深夜`, `2015年3月2日于北京`. Null for any other line.
 */
export function closingDate(line: string): FoundDate | null {
  const text = line.trim();
  const alone = dateLine(text);
  if (alone) return alone;
  for (const { index } of text.matchAll(YEAR_STARTS)) {
    if (!WRITTEN_BY.test(text.slice(0, index))) continue;
    const date = dateAtStart(text.slice(index));
    // With a clock time as well, the line is the head of a message.
    const found = date && !date.clock && TIME_AND_PLACE.test(date.rest) ? timeOf(date) : null;
    if (found) return found;
  }
  return null;
}
