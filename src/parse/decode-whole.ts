import { sniffEncoding, type Utf8Fit, utf8Fit } from './decode.ts';

/**
 * All bytes of a file as text. Where some of its lines are UTF-8 and some GB18030 (a diary that two programs wrote into)
 * each is decoded as what it is: as one encoding, the lines of the other would be letters that nobody wrote.
 */
export function decodeWhole(bytes: Uint8Array): string {
  const encoding = sniffEncoding(bytes) ?? 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  const isDoubtful = encoding === 'gb18030' || (encoding === 'utf-8' && text.includes('\ufffd'));
  if (!isDoubtful) return text;
  const lines = linesOf(bytes);
  const fits = lines.map(utf8Fit);
  return fits.some(isPlainlyUtf8) && fits.some(isPlainlyNot) ? decodeLines(lines, fits) : text;
}

/** Chance makes one character of GB18030 in twenty fit UTF-8, and hardly ever four of three bytes in one line. */
const isPlainlyUtf8 = ({ long, bad }: Utf8Fit) => long >= 4 && bad === 0;
const isPlainlyNot = ({ good, bad }: Utf8Fit) => bad >= 4 && bad > good;

/** A line that could be either is what the line before it is. */
function decodeLines(lines: readonly Uint8Array[], fits: readonly Utf8Fit[]): string {
  const decoders = { utf8: new TextDecoder('utf-8'), gb: new TextDecoder('gb18030') };
  let decoder = fits.find((fit) => isPlainlyUtf8(fit) || isPlainlyNot(fit))?.bad ? decoders.gb : decoders.utf8;
  const texts = lines.map((line, at) => {
    const { good, long, bad } = fits[at] as Utf8Fit;
    if (bad > good) decoder = decoders.gb;
    else if (long > 1 && good > bad) decoder = decoders.utf8;
    return decoder.decode(line);
  });
  return texts.join('');
}

/** With their ends: neither encoding has a line feed inside a character. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
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
