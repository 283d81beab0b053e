import type { RowCursor } from './row-cursor.ts';

/**
 * Whether a table begins with the numbers of its rows. pandas writes them first, below an empty name, unless it is told
 * not to, and calls them so when it has read them again.
 */
export const hasIndexColumn = ([first]: readonly string[]): boolean => first === '' || first === 'Unnamed: 0';

/** The names of a table's own columns. */
export const withoutIndexColumn = (header: readonly string[]): readonly string[] =>
  hasIndexColumn(header) ? header.slice(1) : header;

/** The rows of another cursor without their first cell. */
export class WithoutFirstCell implements RowCursor {
  readonly #rows: RowCursor;

  constructor(rows: RowCursor) {
    this.#rows = rows;
  }

  get record(): number {
    return this.#rows.record;
  }

  get length(): number {
    return this.#rows.length - 1;
  }

  get broken(): boolean {
    return this.#rows.broken;
  }

  next(): boolean {
    return this.#rows.next();
  }

  text(cell: number): string {
    return this.#rows.text(cell + 1);
  }

  int(cell: number): number {
    return this.#rows.int(cell + 1);
  }

  key(first: number, last: number): string {
    return this.#rows.key(first + 1, last + 1);
  }

  hasKey(first: number, last: number, key: string): boolean {
    return this.#rows.hasKey(first + 1, last + 1, key);
  }

  cells(): string[] {
    return this.#rows.cells().slice(1);
  }
}
