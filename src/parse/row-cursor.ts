/** Walks the rows of a table; a cell becomes a string when it is asked for. */
export interface RowCursor {
  /** Counts rows as a spreadsheet does: the header is 1. */
  readonly record: number;
  /** Cells of the row. */
  readonly length: number;
  /** Damaged: the cells are what could be read of the row. */
  readonly broken: boolean;
  /** Moves to the next row that is not blank; false when there is none at hand. */
  next(): boolean;
  /** The text of a cell; empty for one that the row does not have. */
  text(cell: number): string;
  /** A whole number of decimal digits; NaN for anything else, also for an empty cell. */
  int(cell: number): number;
  /** One string for a run of cells that repeats from row to row (the columns of a sender): a key, not their text. */
  key(first: number, last: number): string;
  /** Whether `key(first, last)` is this, without making it. */
  hasKey(first: number, last: number, key: string): boolean;
  cells(): string[];
}
