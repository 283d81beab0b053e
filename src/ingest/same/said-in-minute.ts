import { upsert } from '../../core/upsert.ts';
import type { RowTable } from '../rows/row-table.ts';
import { CLOCKS_APART } from './phones.ts';

/** Whether a row that was put in can be of no use any more to the rows of a file, now and for ever. */
export type IsSpent = (head: number, file: number) => boolean;

/** So many rows are looked at one by one; only behind them it pays to remember which of them are spent. */
const WALKED = 32;

export const minuteOf = (table: RowTable, row: number): number => Math.floor((table.epoch[row] as number) / 60);

/** The minute before or after that of a row, if another clock may have shown it; undefined otherwise. */
export function minuteBeside(table: RowTable, row: number): number | undefined {
  const minute = minuteOf(table, row);
  const second = (table.epoch[row] as number) - 60 * minute;
  if (second < CLOCKS_APART) return minute - 1;
  return second >= 60 - CLOCKS_APART ? minute + 1 : undefined;
}

/**
 * Rows by minute and words: chains in typed arrays, 12 bytes a row. An export that lost its times may give one minute to
 * all of its messages. So what is spent is walked over once a file, not once a row.
 */
export class SaidInMinute {
  readonly #table: RowTable;
  readonly #slots: Int32Array;
  readonly #next: Int32Array;
  readonly #last: Int32Array;
  /** By the row behind the first WALKED of a chain, and by file: up to which row all are spent. */
  readonly #spent = new Map<number, Map<number, number>>();

  constructor(table: RowTable) {
    this.#table = table;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(table.length + 1))).fill(-1);
    this.#last = new Int32Array(this.#slots.length).fill(-1);
    this.#next = new Int32Array(table.length).fill(-1);
  }

  clear(): void {
    this.#slots.fill(-1);
    this.#last.fill(-1);
    this.#next.fill(-1);
    this.#spent.clear();
  }

  /** Chains keep the order of the rows, so that the first message of a minute meets the first. */
  put(row: number): void {
    const slot = this.#slot(row, minuteOf(this.#table, row));
    const last = this.#last[slot] as number;
    if (last < 0) this.#slots[slot] = row;
    else this.#next[last] = row;
    this.#last[slot] = row;
  }

  /**
   * Whether `visit` takes one of the rows of a minute that have the words of `row`. They are visited in their order; of
   * those that are spent for the file of `row` some may be left out.
   */
  find(row: number, minute: number, isSpent: IsSpent, visit: (head: number) => boolean): boolean {
    let head = this.#matching(this.#slots[this.#slot(row, minute)] as number, row, minute);
    for (let walked = 1; head >= 0; walked++) {
      if (visit(head)) return true;
      head = this.#behind(head, row, minute);
      if (walked === WALKED && head >= 0) head = this.#unspent(head, row, minute, isSpent);
    }
    return false;
  }

  #unspent(from: number, row: number, minute: number, isSpent: IsSpent): number {
    const file = this.#table.file[row] as number;
    const known = upsert(this.#spent, from, () => new Map<number, number>());
    let last = known.get(file);
    let at = last === undefined ? from : this.#behind(last, row, minute);
    for (; at >= 0 && isSpent(at, file); at = this.#behind(at, row, minute)) last = at;
    if (last !== undefined) known.set(file, last);
    return at;
  }

  #behind(head: number, row: number, minute: number): number {
    return this.#matching(this.#next[head] as number, row, minute);
  }

  #matching(from: number, row: number, minute: number): number {
    for (let at = from; at >= 0; at = this.#next[at] as number) {
      if (this.#table.saysTheSame(at, row) && minuteOf(this.#table, at) === minute) return at;
    }
    return -1;
  }

  #slot(row: number, minute: number): number {
    const mixed = Math.imul(minute, 0x9e3779b1) ^ (this.#table.words[2 * row] as number);
    return (mixed ^ (mixed >>> 15)) & (this.#slots.length - 1);
  }
}
