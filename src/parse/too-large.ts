/**
 * A file whose format is read all at once is larger than any page, book or document: reading it as one would fill the
 * memory. The file itself is intact; split into parts, it can be read.
 */
export class TooLarge extends RangeError {
  /** Why the file is left out, as the report names it. */
  static readonly code = 'too-large';
  readonly code = TooLarge.code;

  constructor(what: string) {
    super(what);
    this.name = 'TooLarge';
  }
}
