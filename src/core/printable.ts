/**
 * Names of files and people may hold characters that move a terminal's cursor or reverse its writing direction. These
 * are shown as �.
 */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
