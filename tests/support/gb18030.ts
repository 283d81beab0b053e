/**
 * Text to GBK, as Excel in China saves CSV: Node decodes it only, so the table is made by decoding every pair of bytes.
 * Characters beyond it become `?`, which is what Excel writes for an emoji.
 */
export function encodeGbk(text: string): Uint8Array {
  const table = gbkTable();
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const pair = table.get(code);
    if (code < 0x80) bytes.push(code);
    else if (pair === undefined) bytes.push(0x3f);
    else bytes.push(pair >> 8, pair & 0xff);
  }
  return Uint8Array.from(bytes);
}

let made: Map<number, number> | undefined;

function gbkTable(): Map<number, number> {
  if (made) return made;
  made = new Map();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(Uint8Array.from([lead, trail]));
      const code = char.codePointAt(0) ?? 0;
      if ([...char].length === 1 && code !== 0xfffd && !made.has(code)) made.set(code, (lead << 8) | trail);
    }
  }
  return made;
}
