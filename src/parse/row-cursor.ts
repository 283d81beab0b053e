/** Walks the rows of a table; a cell becomes a string only on request. */
export interface RowCursor {
  /** Counts rows as a spreadsheet does: the header is 1. */
  readonly record: number;
  /** Number of cells in the row. */
  readonly length: number;
  /** The row is damaged: the cells are what could be read of it. */
  readonly broken: boolean;
  /** Moves to the next row that is not blank; false when there is none at hand. */
  next(): boolean;
  /** The text of a cell; empty for a cell that the row does not have. */
  text(cell: number): string;
  /** An integer of decimal digits; NaN for anything else, including an empty cell. */
  int(cell: number): number;
  /**
   * One string for adjacent cells that repeat from row to row (the columns of a sender): it serves as a key and is not
   * the cells' text.
   */
  key(first: number, last: number): string;
  /** Whether `key(first, last)` equals `key`, without making the string. */
  hasKey(first: number, last: number, key: string): boolean;
  cells(): string[];
}
