/**
 * Unix seconds of a time as the corpus writes it: `2021-03-04T20:15:30+08:00`, or a bare date (its midnight, UTC). NaN
 * for null and anything else. It takes a tenth of the time of Date.parse, and is called once per message.
 */
export function epochOf(time: string | null): number {
  if (time === null || time.length < 10) return Number.NaN;
  // Times come in order, with a hundred of one day in a row.
  if (!time.startsWith(lastDay)) {
    lastDay = time.slice(0, 10);
    lastDayStart = 86_400 * daysSince1970(number(time, 0, 4), number(time, 5, 2), number(time, 8, 2));
  }
  if (time.length === 10) return lastDayStart;
  if (!time.endsWith(lastZone)) {
    lastZone = time.slice(19);
    lastOffset = offset(lastZone);
  }
  if (time.length - lastZone.length !== 19) return lastDayStart + clock(time) - offset(time.slice(19));
  return lastDayStart + clock(time) - lastOffset;
}
let lastDay = 'none';
let lastDayStart = Number.NaN;
let lastZone = 'none';
let lastOffset = 0;

const clock = (time: string): number => number(time, 11, 2) * 3600 + number(time, 14, 2) * 60 + number(time, 17, 2);

/** `+08:00` in seconds east of UTC; 0 for Z and where there is none. */
function offset(zone: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/u.exec(zone) ?? [];
  const east = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -east : east;
}

function number(text: string, from: number, digits: number): number {
  let value = 0;
  for (let at = from; at < from + digits; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Proleptic Gregorian calendar, years beginning in March so that the leap day is last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}
