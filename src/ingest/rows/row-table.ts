import {
  DROP_REASONS,
  type DropReason,
  ITEM_KINDS,
  ITEM_TYPES,
  type ItemKind,
  type ItemType,
} from '../../core/types.ts';
import { type Id, idText } from './identity.ts';

const PRECISIONS = ['second', 'minute', 'day', 'month', 'year', 'none'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** Bits of `flags`. */
export const ROW = {
  /**
   * The spool holds only the text of the row, and everything else about it is in the columns. Without this bit the
   * spool holds a line of JSON.
   */
  bare: 1 << 0,
  sent: 1 << 1,
  received: 1 << 2,
  group: 1 << 3,
  /** The export gives a server id. */
  serverId: 1 << 4,
  /** From the corpus that was there before this run. */
  earlier: 1 << 5,
  /** At least 20 characters: long enough for a greeting that is sent to everybody. */
  long: 1 << 6,
  copied: 1 << 7,
  bySubject: 1 << 8,
  /** Names a file that exists, or did when the row was read. */
  hasMedia: 1 << 9,
  /** Names a file, or should name one, that does not exist. */
  missingMedia: 1 << 10,
  /** Has words. */
  hasText: 1 << 11,
  /** Holds the words that it quotes. */
  quote: 1 << 12,
  /** At least 6 characters: two people rarely write the same within one minute. */
  telling: 1 << 13,
  /** An earlier item that a row of this run replaces: it is not written any more. */
  replaced: 1 << 14,
  /** A bare text has JSON escapes. */
  escaped: 1 << 15,
  /** Dropped when it was read; its line holds nothing to mask and can be copied. */
  copyable: 1 << 16,
  /** Has the length of a voice message or film. */
  seconds: 1 << 17,
  /** A bare text holds something that masking may take out. */
  private: 1 << 18,
  /** `epoch` is the time of the file; it is not known when the row was written. */
  weakTime: 1 << 19,
  comments: 1 << 20,
  /** Only its author could see it. */
  onlyMe: 1 << 21,
  title: 1 << 22,
  /** A reply whose words its format leaves out. */
  wordless: 1 << 23,
  /** The file that an earlier item names does not lie any more where it lay. */
  mediaGone: 1 << 24,
  /** The file is a sound as it was recorded, see media-index.ts; another one has been compressed again. */
  recording: 1 << 25,
  /** Its own export calls the sender 我; another one has told who that is. */
  untold: 1 << 26,
} as const;

const FIRST_CAPACITY = 1 << 12;
/** Grows to the size predicted by the share read so far, plus 15 %, but at most 64 times the current size. */
const MOST_AHEAD = 64;
const SPARE = 1.15;

/**
 * Columns of numbers, about 70 bytes a row: a million messages take 70 MB, whatever they say. `offset` and `size` tell
 * where the spool holds the row.
 */
export class Columns {
  epoch: Float64Array;
  offset: Float64Array;
  size: Uint32Array;
  flags: Uint32Array;
  precision: Uint8Array;
  kind: Uint8Array;
  type: Uint8Array;
  /** 0: kept; otherwise its `fateCode`. */
  dropped: Uint8Array;
  file: Uint32Array;
  record: Uint32Array;
  sender: Uint32Array;
  conversation: Uint32Array;
  /** Three numbers a row: the 24 hexadecimal digits of its id. */
  id: Uint32Array;
  /** Two numbers a row: the hash of its own words. */
  words: Uint32Array;
  /** Hash of the number that the exporter gave the row; 0 where it gave none. */
  rowId: Uint32Array;

  constructor(rows: number) {
    this.epoch = new Float64Array(rows);
    this.offset = new Float64Array(rows);
    this.size = new Uint32Array(rows);
    this.flags = new Uint32Array(rows);
    this.precision = new Uint8Array(rows);
    this.kind = new Uint8Array(rows);
    this.type = new Uint8Array(rows);
    this.dropped = new Uint8Array(rows);
    this.file = new Uint32Array(rows);
    this.record = new Uint32Array(rows);
    this.sender = new Uint32Array(rows);
    this.conversation = new Uint32Array(rows);
    this.id = new Uint32Array(3 * rows);
    this.words = new Uint32Array(2 * rows);
    this.rowId = new Uint32Array(rows);
  }
}

/** Plain data that can be passed to another thread. */
export type ColumnData = { readonly [K in keyof Columns]: Columns[K] };

/** Columns that grow row by row. */
export class RowTable extends Columns {
  length = 0;
  /** The row that stands for the same message; -1 where the row stands for itself. */
  same = new Int32Array(FIRST_CAPACITY).fill(-1);

  constructor() {
    super(FIRST_CAPACITY);
  }

  /** Makes room for one more row and returns its number. Its columns hold zeros, its `same` is -1. */
  add(): number {
    if (this.length === this.epoch.length) this.#grow(this.length + (this.length >> 1));
    return this.length++;
  }

  /** Returns the rows so far as columns of their own and empties the table. */
  take(): ColumnData {
    const taken = new Columns(0) as unknown as Record<string, unknown>;
    const { length } = this;
    const capacity = this.epoch.length;
    for (const [name, column] of this.#columns()) {
      if (name === 'same') continue;
      taken[name] = column.slice(0, (column.length / capacity) * length);
      column.fill(0);
    }
    this.same.fill(-1);
    this.length = 0;
    return taken as unknown as ColumnData;
  }

  /** The rows so far as views, to be passed to another thread. */
  columns(): ColumnData {
    const view = new Columns(0) as unknown as Record<string, unknown>;
    const capacity = this.epoch.length;
    for (const [name, column] of this.#columns()) {
      if (name !== 'same') view[name] = column.subarray(0, (column.length / capacity) * this.length);
    }
    return view as unknown as ColumnData;
  }

  /**
   * Adds rows at the end and returns the number of the first. `share`: share of all rows to come that is there with
   * them.
   */
  append(columns: ColumnData, share = 1): number {
    const first = this.length;
    const rows = columns.epoch.length;
    if (first + rows > this.epoch.length) {
      const all = Math.ceil(Math.min((first + rows) / share, MOST_AHEAD * (first + rows)) * SPARE);
      this.#grow(Math.max(all, first + (first >> 3)));
    }
    const capacity = this.epoch.length;
    for (const [name, column] of this.#columns()) {
      if (name !== 'same') column.set(columns[name as keyof Columns], (column.length / capacity) * first);
    }
    this.length += rows;
    return first;
  }

  kindOf(row: number): ItemKind {
    return kindName(this.kind[row] as number);
  }

  typeOf(row: number): ItemType {
    return typeName(this.type[row] as number);
  }

  hasId(row: number): boolean {
    return this.id[3 * row] !== 0 || this.id[3 * row + 1] !== 0 || this.id[3 * row + 2] !== 0;
  }

  isKept(row: number): boolean {
    return this.dropped[row] === 0;
  }

  reasonOf(row: number): DropReason | undefined {
    return DROP_REASONS[(this.dropped[row] ?? 0) - 1];
  }

  drop(row: number, reason: DropReason): void {
    this.dropped[row] = fateCode(reason);
  }

  /**
   * Marks an earlier item as replaced by what was read; it no longer counts. `fate`: why the new row was dropped, if it
   * was.
   */
  replace(row: number, fate?: DropReason): void {
    this.set(row, ROW.replaced);
    if (fate !== undefined) this.drop(row, fate);
  }

  setId(row: number, id: Id): void {
    for (let i = 0; i < 3; i++) this.id[3 * row + i] = id[i] as number;
  }

  has(row: number, bit: number): boolean {
    return ((this.flags[row] ?? 0) & bit) !== 0;
  }

  set(row: number, bit: number): void {
    this.flags[row] = (this.flags[row] ?? 0) | bit;
  }

  /** Whether the words of two rows are the same, in the form that is compared across tools. */
  saysTheSame(row: number, other: number): boolean {
    const { words } = this;
    return words[2 * row] === words[2 * other] && words[2 * row + 1] === words[2 * other + 1];
  }

  /**
   * The row that stands for the message. A row that was found by id may itself have joined another one across tools.
   */
  headOf(row: number): number {
    let head = row;
    while ((this.same[head] as number) >= 0) head = this.same[head] as number;
    return head;
  }

  /** Unix seconds at which a row was written; NaN when that is not known. */
  writtenAt(row: number): number {
    return this.has(row, ROW.weakTime) ? Number.NaN : (this.epoch[row] as number);
  }

  /** The same; NaN too where no more than the month or the year is known. */
  dayKnown(row: number): number {
    return (this.precision[row] as number) <= DAY ? this.writtenAt(row) : Number.NaN;
  }

  /** Whether the file that a row names lies where it says. */
  hasFile(row: number): boolean {
    return this.has(row, ROW.hasMedia) && !this.has(row, ROW.mediaGone);
  }

  idOf(row: number): string {
    return idText(this.id, 3 * row);
  }

  /**
   * Grows the columns in shared memory, so that another thread looks at the rows themselves and not at 70 MB of copies.
   */
  #grow(capacity: number): void {
    const before = this.epoch.length;
    for (const [name, old] of this.#columns()) {
      const bytes = new SharedArrayBuffer((old.length / before) * capacity * old.BYTES_PER_ELEMENT);
      const bigger = new (old.constructor as Float64ArrayConstructor)(bytes);
      bigger.set(old);
      if (name === 'same') bigger.fill(-1, before);
      (this as unknown as Record<string, unknown>)[name] = bigger;
    }
  }

  #columns(): [string, Float64Array][] {
    return Object.entries(this).filter((entry): entry is [string, Float64Array] => ArrayBuffer.isView(entry[1]));
  }
}

/** The value of `dropped` for a reason: its place in DROP_REASONS plus one. */
export const fateCode = (reason: DropReason): number => DROP_REASONS.indexOf(reason) + 1;

export const kindName = (code: number): ItemKind => ITEM_KINDS[code] ?? 'message';
export const typeName = (code: number): ItemType => ITEM_TYPES[code] ?? 'text';
export const kindCode = (kind: ItemKind): number => ITEM_KINDS.indexOf(kind);
export const typeCode = (type: ItemType): number => ITEM_TYPES.indexOf(type);
export const precisionCode = (precision: Precision): number => PRECISIONS.indexOf(precision);
export const MESSAGE = kindCode('message');
export const ESSAY = kindCode('essay');
export const TEXT = typeCode('text');
export const LINK = typeCode('link');
export const SECOND = precisionCode('second');
export const MINUTE = precisionCode('minute');
export const DAY = precisionCode('day');
export const MONTH = precisionCode('month');
