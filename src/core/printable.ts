/** Names of files and people may hold what moves a terminal's cursor or turns its writing round: that is shown as �. */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
