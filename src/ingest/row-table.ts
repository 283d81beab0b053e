import { DROP_REASONS, type DropReason, ITEM_KINDS, ITEM_TYPES, type ItemKind, type ItemType } from '../core/types.ts';

export const PRECISIONS = ['second', 'minute', 'day', 'none'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** Bits of `flags`. */
export const ROW = {
  /** The line holds a type and a text and nothing else: it can be copied, and its text cut out, without parsing. */
  plain: 1 << 0,
  sent: 1 << 1,
  received: 1 << 2,
  group: 1 << 3,
  /** The export gives a server id. */
  serverId: 1 << 4,
  /** From the corpus that was there before this run. */
  earlier: 1 << 5,
  /** At least 20 characters: long enough to be a greeting sent to everybody. */
  long: 1 << 6,
  copied: 1 << 7,
  bySubject: 1 << 8,
  /** Names a file that is there. */
  hasMedia: 1 << 9,
  /** Names a file, or should, and it is not there. */
  missingMedia: 1 << 10,
  /** Has words. */
  hasText: 1 << 11,
  quote: 1 << 12,
  /** At least 6 characters: two people rarely write the same in one minute. */
  telling: 1 << 13,
  /** An earlier item that a row of this run replaces: it is written no more. */
  replaced: 1 << 14,
  /** The text in a plain line has JSON escapes. */
  escaped: 1 << 15,
} as const;

const FIRST_CAPACITY = 1 << 12;

/**
 * Columns of numbers, about 75 bytes a row: a million messages take 75 MB whatever they say.
 * `offset`/`size`: the JSON line in the spool. `mark`: where `bySubject` has its value in it; `textAt`, `textSize`: where
 * the text of a plain line is.
 */
export class RowTable {
  length = 0;
  epoch = new Float64Array(FIRST_CAPACITY);
  offset = new Float64Array(FIRST_CAPACITY);
  size = new Uint32Array(FIRST_CAPACITY);
  mark = new Uint32Array(FIRST_CAPACITY);
  textAt = new Uint32Array(FIRST_CAPACITY);
  textSize = new Uint32Array(FIRST_CAPACITY);
  flags = new Uint16Array(FIRST_CAPACITY);
  precision = new Uint8Array(FIRST_CAPACITY);
  kind = new Uint8Array(FIRST_CAPACITY);
  type = new Uint8Array(FIRST_CAPACITY);
  /** 0: kept; else one more than its place in DROP_REASONS. */
  dropped = new Uint8Array(FIRST_CAPACITY);
  file = new Uint32Array(FIRST_CAPACITY);
  record = new Uint32Array(FIRST_CAPACITY);
  sender = new Uint32Array(FIRST_CAPACITY);
  conversation = new Uint32Array(FIRST_CAPACITY);
  /** Three numbers a row: the 24 hexadecimal digits of its id. */
  id = new Uint32Array(3 * FIRST_CAPACITY);
  /** Two numbers a row: hash of its own words. */
  words = new Uint32Array(2 * FIRST_CAPACITY);
  /** One more than the number of the file that last told of the same item; 0 when none did. */
  claimed = new Uint32Array(FIRST_CAPACITY);
  /** Hash of that file's own number of the row; 0 where it has none. */
  rowId = new Uint32Array(FIRST_CAPACITY);
  /** The row that stands for the same message, or -1. */
  same = new Int32Array(FIRST_CAPACITY);

  /** Room for one more row; its number. Its columns hold zeros, `same` holds -1. */
  add(): number {
    if (this.length === this.epoch.length) this.#grow();
    this.same[this.length] = -1;
    return this.length++;
  }

  kindOf(row: number): ItemKind {
    return ITEM_KINDS[this.kind[row] ?? 0] ?? 'message';
  }

  typeOf(row: number): ItemType {
    return ITEM_TYPES[this.type[row] ?? 0] ?? 'text';
  }

  reasonOf(row: number): DropReason | undefined {
    return DROP_REASONS[(this.dropped[row] ?? 0) - 1];
  }

  drop(row: number, reason: DropReason): void {
    this.dropped[row] = DROP_REASONS.indexOf(reason) + 1;
  }

  has(row: number, bit: number): boolean {
    return ((this.flags[row] ?? 0) & bit) !== 0;
  }

  set(row: number, bit: number): void {
    this.flags[row] = (this.flags[row] ?? 0) | bit;
  }

  idOf(row: number): string {
    let id = '';
    for (let i = 0; i < 3; i++) id += (this.id[3 * row + i] ?? 0).toString(16).padStart(8, '0');
    return id;
  }

  #grow(): void {
    const columns = this as unknown as Record<string, unknown>;
    const before = this.epoch.length;
    // Half as much again: doubling would hold three times the table while it is copied.
    const after = before + (before >> 1);
    for (const [name, column] of Object.entries(columns)) {
      if (!ArrayBuffer.isView(column)) continue;
      const old = column as Float64Array;
      const bigger = new (old.constructor as Float64ArrayConstructor)((old.length / before) * after);
      bigger.set(old);
      columns[name] = bigger;
    }
  }
}

export const kindCode = (kind: ItemKind): number => ITEM_KINDS.indexOf(kind);
export const typeCode = (type: ItemType): number => ITEM_TYPES.indexOf(type);
export const precisionCode = (precision: Precision): number => PRECISIONS.indexOf(precision);
