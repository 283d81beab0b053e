/**
 * `good` counts valid UTF-8 sequences beyond ASCII, `long` those of three bytes or more among them, `bad` violations.
 */
export interface Utf8Fit {
  good: number;
  long: number;
  bad: number;
}

export function utf8Fit(bytes: Uint8Array): Utf8Fit {
  const fit: Utf8Fit = { good: 0, long: 0, bad: 0 };
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes[at] as number);
    if (length === 1) {
      at++;
      continue;
    }
    const end = Math.min(at + length, bytes.length);
    let next = at + 1;
    while (next < end && ((bytes[next] as number) & 0xc0) === 0x80) next++;
    // A character cut off by the end of the piece proves nothing.
    if (length > 0 && next === at + length) {
      fit.good++;
      if (length > 2) fit.long++;
    } else if (length === 0 || next < bytes.length) fit.bad++;
    at = length === 0 ? at + 1 : next;
  }
  return fit;
}

/** Length of a UTF-8 sequence by its first byte; 0 for a byte that cannot start one. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2) return 0;
  if (byte < 0xe0) return 2;
  if (byte < 0xf0) return 3;
  return byte < 0xf5 ? 4 : 0;
}

/** A copy of the last bytes if they begin a character that they do not complete; otherwise nothing. */
export function cutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back < 4 && back <= bytes.length; back++) {
    const at = bytes.length - back;
    const length = sequenceLength(bytes[at] as number);
    if (length > 0) return bytes.slice(length > back ? at : bytes.length);
  }
  return bytes.slice(bytes.length);
}
