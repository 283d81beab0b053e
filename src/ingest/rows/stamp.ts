import type { ReadItem } from '../../core/types.ts';
import { ZoneClock } from '../../parse/time.ts';
import { putAscii } from './put-bytes.ts';

/** A time as the corpus writes it. `epoch`: Unix seconds; NaN where no time is known. */
export interface Stamp {
  epoch: number;
  /** `2021-03-04T20:15:30+08:00`, a bare date, or null. */
  text: string | null;
}

const NO_TIME: Stamp = { epoch: Number.NaN, text: null };
/** 1990 to 2100: a number outside is a zero, a default of a database, or milliseconds taken for seconds. */
const EARLIEST = 631_152_000;
/**
 * 1900, for times that are written out: letters and diaries are older than phones, and whoever wrote a date out meant
 * it.
 */
const EARLIEST_WRITTEN = -2_208_988_800;
/** A written date this close to the zero of the clock, in any zone, is a default too. */
const NEAR_ZERO = 2 * 86_400;
const LATEST = 4_102_444_800;
/** Length of a bare date. */
const DAY_CHARS = '2021-03-04'.length;

/** How exact a time without a clock is: `2021-03-04`, `2021-03`, `2021`; null with a clock. */
export function dateOnly(time: string): 'day' | 'month' | 'year' | null {
  if (time.length > DAY_CHARS) return null;
  return time.length === DAY_CHARS ? 'day' : time.length > YEAR_CHARS ? 'month' : 'year';
}
const YEAR_CHARS = '2021'.length;

/** Times of one zone. Messages come in runs of one day, so the text of the day is made once for all of them. */
export class Stamper {
  readonly #clock: ZoneClock;
  #quarter = -1;
  #offset = 0;
  #zone = '';
  #day = -1;
  #dayText = '';

  constructor(timeZone: string) {
    this.#clock = new ZoneClock(timeZone);
  }

  /** `dayOnly`: only the day of `time` is to be believed. */
  stamp(time: ReadItem['time'], dayOnly = false): Stamp {
    const stamp = this.#whole(time);
    return dayOnly && stamp.text !== null && stamp.text.length > DAY_CHARS
      ? this.#whole(stamp.text.slice(0, DAY_CHARS))
      : stamp;
  }

  #whole(time: ReadItem['time']): Stamp {
    if (time === null) return NO_TIME;
    if (typeof time === 'number') return this.#of(time);
    const epoch = this.#clock.epoch(time);
    if (!(epoch >= EARLIEST_WRITTEN && epoch < LATEST) || Math.abs(epoch) < NEAR_ZERO) return NO_TIME;
    return { epoch, text: time.length > DAY_CHARS ? this.iso(epoch) : time };
  }

  #of(time: number): Stamp {
    const epoch = Math.floor(time);
    if (!(epoch >= EARLIEST && epoch < LATEST)) return NO_TIME;
    return { epoch, text: this.iso(epoch) };
  }

  /** Seconds east of UTC. */
  offset(epoch: number): number {
    const quarter = Math.floor(epoch / 900);
    if (quarter !== this.#quarter) {
      this.#quarter = quarter;
      const offset = this.#clock.offset(epoch);
      if (offset !== this.#offset || !this.#zone) {
        this.#offset = offset;
        const minutes = Math.abs(offset) / 60;
        this.#zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(Math.floor(minutes % 60))}`;
      }
    }
    return this.#offset;
  }

  /** Writes what `iso` returns as bytes; returns where it ends. */
  put(bytes: Buffer, epoch: number, start: number): number {
    const second = this.#secondOf(epoch);
    let at = putAscii(bytes, this.#dayText, start);
    at = putAscii(bytes, TWO[Math.floor(second / 3600)] as string, at);
    bytes[at] = COLON;
    at = putAscii(bytes, TWO[Math.floor((second % 3600) / 60)] as string, at + 1);
    bytes[at] = COLON;
    at = putAscii(bytes, TWO[second % 60] as string, at + 1);
    return putAscii(bytes, this.#zone, at);
  }

  /** Seconds since local midnight; afterwards `#dayText` is that day. */
  #secondOf(epoch: number): number {
    const local = epoch + this.offset(epoch);
    const day = Math.floor(local / 86_400);
    if (day !== this.#day) {
      this.#day = day;
      this.#dayText = new Date(day * 86_400_000).toISOString().slice(0, 11);
    }
    return local - day * 86_400;
  }

  iso(epoch: number): string {
    const second = this.#secondOf(epoch);
    return `${this.#dayText}${TWO[Math.floor(second / 3600)]}:${TWO[Math.floor((second % 3600) / 60)]}:${TWO[second % 60]}${this.#zone}`;
  }
}

const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const COLON = 0x3a;
const two = (n: number) => TWO[n] ?? String(n);
