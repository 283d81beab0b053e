/**
 * Local times of exports and the offsets of their zone. Exporters write the clock time of the exporting computer,
 * nearly always without an offset; the workspace's zone says what it meant.
 */

const pad = (n: number) => (n < 10 ? `0${n}` : String(n));

/** `2023-9-28 12:05`, `2022/1/30 19:00:03`, `2021年3月4日 20:15`, `2021-03-04T20:15:30+08:00` to ISO 8601; else null. */
export function isoTime(text: string): string | null {
  const found = STAMP.exec(text.trim());
  if (!found) return null;
  const [, year, month, day, hour, minute, second, zone] = found;
  const date = isoDate(Number(year), Number(month), Number(day));
  if (!date) return null;
  if (hour === undefined) return date;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  if (zone !== undefined && !ZONE.test(zone)) return null;
  return `${date}T${pad(Number(hour))}:${minute}:${second ?? '00'}${zone ?? ''}`;
}
const STAMP =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:(?:[T\s]\s*|\s*)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/u;

/** No place is more than fourteen hours from UTC. */
const ZONE = /^(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/u;

/** The same for what Chinese sites write, whoever looks at them: their clock is UTC+8. A day alone gets no offset. */
export function chinaTime(text: string): string | null {
  const time = isoTime(text);
  return time && time.length === LOCAL_CHARS ? `${time}+08:00` : time;
}
const LOCAL_CHARS = '2021-03-04T20:15:30'.length;

/** A real calendar day as `YYYY-MM-DD`; null for 2020-02-30. */
export function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return `${year}-${pad(month)}-${pad(day)}`;
}

/**
 * The hour from 0 to 23 that a clock time with a part of the day means; null where it means none. 12 AM is midnight,
 * and so is 晚上12点; 晚上1点 is at night; 中午1点 is in the afternoon. `part`: '' where there is none.
 */
export function hourOfDay(hour: number, part: string): number | null {
  if (hour > 23) return null;
  if (part === '' || hour > 12) return hour;
  if (/^(?:a|上午|早|清晨|凌晨|晨)/iu.test(part)) return hour % 12;
  if (part === '中午') return hour < 5 ? hour + 12 : hour;
  if (/^(?:晚|夜)/u.test(part)) return hour === 12 ? 0 : hour < 5 ? hour : hour + 12;
  return (hour % 12) + 12;
}

const SPAN = 6 * 86_400;
/** Clocks do not always change at a full hour of UTC: Lord Howe Island changes at half past three. */
const QUARTER = 900;

/**
 * Converts between Unix seconds and local ISO times of one zone; Intl is asked for an offset once per six days of data.
 */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  /** Offset for a span of six days, or null where it changes within the span. */
  readonly #spans = new Map<number, number | null>();
  readonly #quarters = new Map<number, number>();

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  }

  /** Seconds east of UTC at that moment. */
  offset(epoch: number): number {
    const span = Math.floor(epoch / SPAN);
    let offset = this.#spans.get(span);
    if (offset === undefined) {
      // No zone changes its clock twice within six days: the same offset at both ends is the offset in between.
      const [start, end] = [this.#ask(span * SPAN), this.#ask((span + 1) * SPAN)];
      offset = start === end ? start : null;
      this.#spans.set(span, offset);
    }
    return offset ?? this.#at(Math.floor(epoch / QUARTER));
  }

  #at(quarter: number): number {
    let offset = this.#quarters.get(quarter);
    if (offset === undefined) {
      offset = this.#ask(quarter * QUARTER);
      this.#quarters.set(quarter, offset);
    }
    return offset;
  }

  /** Intl takes 15 µs for an answer. */
  #ask(epoch: number): number {
    const part = this.#format.formatToParts(epoch * 1000).find(({ type }) => type === 'timeZoneName');
    const [, sign, h, m, s] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/u.exec(part?.value ?? '') ?? [];
    return sign ? (sign === '-' ? -1 : 1) * (Number(h) * 3600 + Number(m) * 60 + Number(s ?? 0)) : 0;
  }

  /** `2021-03-04T20:15:30+08:00`. */
  iso(epoch: number): string {
    const offset = this.offset(epoch);
    const local = new Date((epoch + offset) * 1000).toISOString().slice(0, 19);
    const minutes = Math.abs(offset) / 60;
    return `${local}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(Math.floor(minutes % 60))}`;
  }

  /** Unix seconds of an ISO time; one without an offset is local to the zone. NaN when it is not a time. */
  epoch(iso: string): number {
    if (/(?:Z|[+-]\d\d:?\d\d)$/u.test(iso)) return Math.floor(Date.parse(iso) / 1000);
    const asUtc = Math.floor(Date.parse(`${iso}${iso.length > 10 ? '' : 'T00:00:00'}Z`) / 1000);
    if (Number.isNaN(asUtc)) return Number.NaN;
    // The offset depends on the moment and the moment on the offset: a second step settles it, except in the missing
    // hour.
    const guess = asUtc - this.offset(asUtc);
    return asUtc - this.offset(guess);
  }
}

/** Year 2100 in seconds: larger numbers are milliseconds. */
const LATEST = 4_102_444_800;

/**
 * Unix seconds from what exporters write: seconds, milliseconds or microseconds, as a number or as its digits. Null for
 * zero, for what is not a number, and for times after the year 2100.
 */
export function epochSeconds(value: unknown): number | null {
  let epoch = typeof value === 'string' && /^\d{1,17}(?:\.\d+)?$/u.test(value) ? Number(value) : value;
  if (typeof epoch !== 'number' || !(epoch > 0)) return null;
  for (let step = 0; step < 2 && epoch >= LATEST; step++) epoch /= 1000;
  return epoch < LATEST ? Math.floor(epoch) : null;
}

/** The precision of a written time: `2022/1/30 19:00`, as Excel leaves it, has no seconds. */
export function timePrecision(text: string): 'second' | 'minute' | 'day' {
  const colons = text.split(':').length - 1;
  // An offset may have a colon of its own.
  const inOffset = /[+-]\d\d:\d\d$/u.test(text.trim()) ? 1 : 0;
  return colons - inOffset >= 2 ? 'second' : colons - inOffset === 1 ? 'minute' : 'day';
}
