/** Bits of the hash of two adjacent UTF-16 units. */
const PAIR_BITS = 20;
/** A word that carries the frequency of all omitted words. No text contains it: none of its units is a character. */
const REST = '\uffff\ufffe\uffff\ufffe';

const SPACE = 0x20;
const LF = 0x0a;
const ZERO = 0x30;

/** Jieba's own dictionary of 350,000 words, from its package; null where the package has no build for this machine. */
export async function loadDictionary(): Promise<Uint8Array | null> {
  try {
    return (await import('@node-rs/jieba/dict.js')).dict;
  } catch {
    return null;
  }
}

/**
 * The part of a jieba dictionary (UTF-8, lines of `word frequency tag`, in any order) that can matter for some texts:
 * words whose every two neighbouring characters are also neighbours in one of the texts. Jieba weighs the words of a
 * text against each other and against the sum of all frequencies, which is unchanged; so the texts are cut as with the
 * whole dictionary.
 */
export function wordsOf(texts: readonly string[], dictionary: Uint8Array): Uint8Array {
  const seen = new Pairs(texts);
  const lines = new TextDecoder().decode(dictionary);
  const kept: string[] = [];
  let left = 0;
  for (let start = 0; start < lines.length; ) {
    let end = lines.indexOf('\n', start);
    if (end < 0) end = lines.length;
    if (seen.holdWord(lines, start)) kept.push(lines.slice(start, end));
    else left += frequencyIn(lines, start);
    start = end + 1;
  }
  if (left > 0) kept.push(`${REST} ${left} x`);
  return new TextEncoder().encode(`${kept.join('\n')}\n`);
}

/** The characters of some texts, and which of them are adjacent. May contain more than the texts do, never less. */
class Pairs {
  readonly #characters = new Uint8Array(1 << 16);
  readonly #pairs = new Uint8Array(1 << PAIR_BITS);

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      for (let at = 0; at < text.length; at++) {
        this.#characters[text.charCodeAt(at)] = 1;
        if (at > 0) this.#pairs[pairAt(text, at)] = 1;
      }
    }
  }

  /** Whether the word at the start of a line may occur in the texts. */
  holdWord(line: string, start: number): boolean {
    if (this.#characters[line.charCodeAt(start)] === 0) return false;
    for (let at = start + 1; at < line.length && line.charCodeAt(at) > SPACE; at++) {
      if (this.#pairs[pairAt(line, at)] === 0) return false;
    }
    return true;
  }
}

/** Hash of the characters before and after `at`. */
function pairAt(text: string, at: number): number {
  const hash = Math.imul(text.charCodeAt(at - 1), 0x9e3779b1) ^ Math.imul(text.charCodeAt(at), 0x85ebca6b);
  return hash >>> (32 - PAIR_BITS);
}

function frequencyIn(lines: string, start: number): number {
  let at = start;
  while (at < lines.length && lines.charCodeAt(at) !== SPACE && lines.charCodeAt(at) !== LF) at++;
  let frequency = 0;
  for (at++; at < lines.length; at++) {
    const digit = lines.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) break;
    frequency = 10 * frequency + digit;
  }
  return frequency;
}
