import { ITEM_KINDS, ITEM_TYPES } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { DAY, MINUTE, MONTH, ROW, type RowTable } from '../rows/row-table.ts';
import type { Stamper } from '../rows/stamp.ts';

/** Two counts: of everybody, and of the subject alone. */
export interface Pair {
  all: number;
  subject: number;
}

/** What the corpus holds, by kind, type and time. */
export interface Figures {
  items: Pair;
  kinds: Record<string, Pair>;
  types: Record<string, Pair>;
  /**
   * Counts by month (`2021-03`), in order. Like `hours`, `first` and `last` they cover only items whose time of writing
   * is known.
   */
  months: Record<string, Pair>;
  /** The 24 hours of the day, local time; only messages with a time of day. */
  hours: Pair[];
  /** Items whose month is not known: at most the time of their file is, or a year. */
  undated: Pair;
  formats: Record<string, Pair>;
  /** ISO 8601 with offset; a bare date where no more is known. */
  first: string | null;
  last: string | null;
}

export class FigureCounter {
  readonly #table: RowTable;
  readonly #stamper: Stamper;
  readonly #formatOf: (file: number) => string;
  readonly #kinds = new Counter();
  readonly #types = new Counter();
  readonly #hours = new Counter();
  readonly #months = new Map<string, Pair>();
  readonly #formats = new Map<string, Pair>();
  readonly #items: Pair = none();
  readonly #undated: Pair = none();
  #day = Number.NaN;
  #month: Pair = none();
  /** Rows. */
  #first: number | null = null;
  #last: number | null = null;

  constructor(table: RowTable, stamper: Stamper, formatOf: (file: number) => string) {
    this.#table = table;
    this.#stamper = stamper;
    this.#formatOf = formatOf;
  }

  /** Rows come in time order. */
  add(row: number): void {
    const table = this.#table;
    const mine = table.has(row, ROW.bySubject);
    count(this.#items, mine);
    this.#kinds.add(table.kind[row] as number, mine);
    this.#types.add(table.type[row] as number, mine);
    count(upsert(this.#formats, this.#formatOf(table.file[row] as number), none), mine);
    const epoch = table.writtenAt(row);
    const precision = table.precision[row] as number;
    if (Number.isNaN(epoch) || precision > MONTH) {
      count(this.#undated, mine);
      return;
    }
    if (precision <= DAY) {
      this.#first ??= row;
      this.#last = row;
    }
    const local = epoch + this.#stamper.offset(epoch);
    const day = Math.floor(local / 86_400);
    if (day !== this.#day) {
      this.#day = day;
      this.#month = upsert(this.#months, new Date(day * 86_400_000).toISOString().slice(0, 7), none);
    }
    count(this.#month, mine);
    if (precision <= MINUTE) this.#hours.add(Math.floor((local - day * 86_400) / 3600), mine);
  }

  result(): Figures {
    const iso = (row: number | null) => {
      if (row === null) return null;
      const time = this.#stamper.iso(this.#table.epoch[row] as number);
      return (this.#table.precision[row] as number) <= MINUTE ? time : time.slice(0, 10);
    };
    return {
      items: this.#items,
      kinds: this.#kinds.named(ITEM_KINDS),
      types: this.#types.named(ITEM_TYPES),
      months: Object.fromEntries(this.#months),
      hours: Array.from({ length: 24 }, (_, hour) => this.#hours.at(hour)),
      undated: this.#undated,
      formats: Object.fromEntries([...this.#formats].sort(([a], [b]) => (a < b ? -1 : 1))),
      first: iso(this.#first),
      last: iso(this.#last),
    };
  }
}

class Counter {
  readonly #pairs: Pair[] = [];

  add(at: number, mine: boolean): void {
    this.#pairs[at] ??= none();
    count(this.#pairs[at] as Pair, mine);
  }

  at(n: number): Pair {
    return this.#pairs[n] ?? { all: 0, subject: 0 };
  }

  named(names: readonly string[]): Record<string, Pair> {
    return Object.fromEntries(names.map((name, n) => [name, this.at(n)] as const).filter(([, { all }]) => all > 0));
  }
}

function count(pair: Pair, mine: boolean): void {
  pair.all++;
  if (mine) pair.subject++;
}

const none = (): Pair => ({ all: 0, subject: 0 });
