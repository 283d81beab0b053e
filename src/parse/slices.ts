/** A run of complete rows of a file, in bytes. */
export interface Slice {
  start: number;
  end: number;
  /** Number of rows before it. */
  before: number;
}

/**
 * How a long file can be read in pieces: each slice, together with what stands before and after all rows, is a file of
 * its own.
 */
export interface SlicePlan {
  /** Where the first row begins: after the header line, or after the bracket of the array. */
  head: number;
  /** Where the last row ends. */
  tail: number;
  slices: Slice[];
}

/** Finds where a UTF-8 file can be cut, about every given number of bytes, without parsing it. */
export interface Slicer {
  /** Takes the next bytes; false when the file cannot be cut, whatever else it holds. */
  feed(bytes: Uint8Array): boolean;
  /** Called after the last bytes; null when the file has to be read from its start. */
  finish(): SlicePlan | null;
}
