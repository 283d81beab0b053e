import { upsert } from '../../core/upsert.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import { earlierDuplicates } from './earlier-duplicates.ts';
import type { Phones } from './phones.ts';

/** Files that give an id, by their numbers. */
interface Tellers {
  files: ReadonlySet<number>;
  /** Of an earlier item only the id is known, not which of its exports gave it: here its own is supposed. */
  supposed: boolean;
}
type Ids = ReadonlyMap<string, Tellers>;

const NO_IDS: Ids = new Map();

/**
 * The server ids of each message. The server gives each phone its own id for a message, so two different ids may be one
 * message only if they come from two phones.
 */
export class ServerIds {
  readonly #table: RowTable;
  readonly #phones: Phones;
  /** By the row that stands for several. */
  readonly #joined = new Map<number, Ids>();
  /** By id of an earlier item, the exports that gave it this id. */
  readonly #duplicates = new Map<string, Set<number>>();

  constructor(table: RowTable, phones: Phones) {
    this.#table = table;
    this.#phones = phones;
    for (const row of earlierDuplicates(table)) {
      if (!table.has(row, ROW.serverId)) continue;
      upsert(this.#duplicates, table.idOf(row), () => new Set()).add(table.file[row] as number);
    }
  }

  /** Whether two rows may tell of one message, as far as their ids say. */
  allow(head: number, row: number): boolean {
    const known = this.#of(head);
    for (const [id, { files }] of this.#of(row)) {
      for (const [other, { files: others }] of known) {
        if (id !== other && !this.#areApart(files, others)) return false;
      }
    }
    return true;
  }

  join(head: number, row: number): void {
    const ids = new Map(this.#of(head));
    for (const [id, tellers] of this.#of(row)) {
      const known = ids.get(id);
      ids.set(id, known ? surest(known, tellers) : tellers);
    }
    if (ids.size) this.#joined.set(head, ids);
  }

  #of(row: number): Ids {
    const table = this.#table;
    const joined = this.#joined.get(row);
    if (joined || !table.has(row, ROW.serverId)) return joined ?? NO_IDS;
    const id = table.idOf(row);
    const duplicates = table.has(row, ROW.earlier) ? this.#duplicates.get(id) : undefined;
    const files = duplicates ?? new Set([table.file[row] as number]);
    return new Map([[id, { files, supposed: table.has(row, ROW.earlier) && !duplicates }]]);
  }

  /** Whether files are known to be from two phones. An id has one phone: what one of its files tells counts for all. */
  #areApart(files: ReadonlySet<number>, others: ReadonlySet<number>): boolean {
    let apart = false;
    for (const file of files) {
      for (const other of others) {
        const areOne = this.#phones.areOne(file, other);
        if (areOne) return false;
        if (areOne === false) apart = true;
      }
    }
    return apart;
  }
}

function surest(a: Tellers, b: Tellers): Tellers {
  if (a.supposed !== b.supposed) return a.supposed ? b : a;
  return { files: new Set([...a.files, ...b.files]), supposed: a.supposed };
}
