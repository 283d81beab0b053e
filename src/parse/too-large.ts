/**
 * A file whose format is read at once is larger than any page, book or document: to take it for one would fill the memory.
 * It is whole all the same; split, it can be read.
 */
export class TooLarge extends RangeError {
  /** Why the file is left, as the report names it. */
  static readonly code = 'too-large';
  readonly code = TooLarge.code;

  constructor(what: string) {
    super(what);
    this.name = 'TooLarge';
  }
}
