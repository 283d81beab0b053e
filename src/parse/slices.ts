/** A run of whole rows of a file, in bytes. */
export interface Slice {
  start: number;
  end: number;
  /** Rows in front of it. */
  before: number;
}

/**
 * How a long file can be read in pieces: each slice, with what stands in front of all rows and behind them, is a file of
 * its own.
 */
export interface Cut {
  /** Where the first row begins: behind the header line, or the bracket of the array. */
  head: number;
  /** Where the last row ends. */
  tail: number;
  slices: Slice[];
}

/** Finds where a UTF-8 file can be cut, about every so many bytes, without parsing it. */
export interface Slicer {
  /** The next bytes; false when the file cannot be cut, whatever else it holds. */
  feed(bytes: Uint8Array): boolean;
  /** After the last bytes; null when the file has to be read from its start. */
  finish(): Cut | null;
}
