import { type Utf8Fit, utf8Fit } from './utf8-fit.ts';

/** The encodings in which Chinese programs write texts, and in which they append to texts of other programs. */
export type LineEncoding = 'utf-8' | 'gb18030';

/**
 * By chance one character of GB18030 in twenty fits UTF-8, but hardly ever four sequences of three bytes in one line.
 */
export const isPlainlyUtf8 = ({ long, bad }: Utf8Fit): boolean => long >= 4 && bad === 0;

/** A line may also be broken UTF-8: if it is no valid text in GB18030 either, it is damaged. */
export const isPlainlyGb = (line: Uint8Array, { good, bad }: Utf8Fit): boolean =>
  bad >= 4 && bad > good && !new TextDecoder('gb18030').decode(line).includes('\ufffd');

/**
 * Decodes lines of which some are UTF-8 and some GB18030. A line that could be either has the encoding of the line
 * before it.
 */
export class LineDecoder {
  readonly #utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #gb = new TextDecoder('gb18030');
  #encoding: LineEncoding;

  constructor(first: LineEncoding) {
    this.#encoding = first;
  }

  decode(lines: readonly Uint8Array[], fits: readonly Utf8Fit[] = lines.map(utf8Fit)): string {
    const texts = lines.map((line, at) => {
      const { good, long, bad } = fits[at] as Utf8Fit;
      if (bad > good) this.#encoding = 'gb18030';
      else if (long > 1 && good > bad) this.#encoding = 'utf-8';
      return (this.#encoding === 'utf-8' ? this.#utf8 : this.#gb).decode(line);
    });
    return texts.join('');
  }
}

/** Lines with their ends: neither encoding has a line feed inside a character. */
export function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(LF, from);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(from, next));
    from = next;
  }
  return lines;
}
const LF = 0x0a;
