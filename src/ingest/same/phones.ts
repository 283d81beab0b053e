import type { Seconds } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { Names } from '../rows/names.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';
import { mirroredFiles } from './mirrored.ts';

/** Each of two phones notes the time at which it sends or receives a message. */
export const CLOCKS_APART: Seconds = 5;

/** From whose account each file was exported, as far as it can be known. */
export class Phones {
  /** Whether rows come from more than one account, as far as is known. */
  readonly areSeveral: boolean;
  readonly #table: RowTable;
  /** By number of the file, the person who owns the account; -1 where no id of that person is known. */
  readonly #owners: Int32Array;
  /** By number of a file whose owner is not known: everybody from whom it has received something. */
  readonly #senders: ReadonlyMap<number, ReadonlySet<number>>;
  /** Pairs of files, see `mirroredFiles`. */
  readonly #mirrored: ReadonlySet<string>;

  /** `owners`: by number of the file, the person whose phone it is from; -1 where the file does not tell. */
  constructor(table: RowTable, names: Names, persons: Persons, owners: Int32Array) {
    this.#table = table;
    this.#owners = owners.map((owner) => (owner >= 0 && persons.hasId(owner) ? owner : -1));
    this.#senders = sendersTo(table, persons, (file) => (owners[file] as number) >= 0 && this.#owner(file) < 0);
    const known = [...new Set(this.#owners.filter((owner) => owner >= 0))];
    const isApart = (owner: number) => [...this.#senders.values()].some((senders) => senders.has(owner));
    this.#mirrored =
      owners.length > 1 ? mirroredFiles(table, names, persons, (file) => this.#owner(file) < 0) : new Set();
    this.areSeveral = known.length > 1 || known.some(isApart) || this.#mirrored.size > 0;
  }

  /** Whether two rows may come from the same account. */
  mayBeOne(a: number, b: number): boolean {
    const { file } = this.#table;
    return this.areOne(file[a] as number, file[b] as number) !== false;
  }

  /**
   * Whether two files come from the same account; undefined where nobody can tell. An account whose owner is not known
   * is not that of a person from whom it has received messages, nor that to which it has sent some.
   */
  areOne(a: number, b: number): boolean | undefined {
    if (a === b) return true;
    const [left, right] = [this.#owner(a), this.#owner(b)];
    if (left >= 0 && right >= 0) return left === right;
    if (this.#mirrored.has(`${a},${b}`)) return false;
    if (left < 0 && right < 0) return undefined;
    const [owner, unknown] = left < 0 ? [right, a] : [left, b];
    return this.#senders.get(unknown)?.has(owner) ? false : undefined;
  }

  #owner(file: number): number {
    return this.#owners[file] as number;
  }
}

/** By file, everybody who is known by an id and whose messages were received there. */
function sendersTo(
  table: RowTable,
  persons: Persons,
  isWanted: (file: number) => boolean,
): Map<number, ReadonlySet<number>> {
  const senders = new Map<number, Set<number>>();
  for (let row = 0; row < table.length; row++) {
    const file = table.file[row] as number;
    if (!isWanted(file) || !table.has(row, ROW.received)) continue;
    const person = persons.of(table.sender[row] as number);
    if (persons.hasId(person)) upsert(senders, file, () => new Set()).add(person);
  }
  return senders;
}
