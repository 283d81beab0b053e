import { EMOJI as ANY_EMOJI, EMOJI_CODE } from '../../core/speech-signs.ts';
import { END_MARKS, type EndMark } from '../../core/style.ts';

/** What a character is for the purposes of style. */
export const C = { other: 0, han: 1, latin: 2, digit: 3, space: 4, mark: 5, bracket: 6, high: 7, symbol: 8 } as const;
export const KIND = new Uint8Array(65_536);
const fill = (from: number, to: number, kind: number) => KIND.fill(kind, from, to + 1);
fill(0x3400, 0x9fff, C.han);
fill(0xf900, 0xfaff, C.han);
fill(0x3040, 0x30ff, C.han);
fill(0xac00, 0xd7a3, C.han);
fill(0x41, 0x5a, C.latin);
fill(0x61, 0x7a, C.latin);
fill(0xc0, 0x24f, C.latin);
fill(0x30, 0x39, C.digit);
fill(0xff10, 0xff19, C.digit);
fill(0xd800, 0xdbff, C.high);
// Blocks of signs that include emoji: ↔️ ⌛ ⏰ ▶️ ☀️ ⭐ ‼️ ㊗️.
for (const [from, to] of [
  [0x2190, 0x21ff],
  [0x2300, 0x23ff],
  [0x25a0, 0x27bf],
  [0x2900, 0x297f],
  [0x2b00, 0x2bff],
] as const)
  fill(from, to, C.symbol);
for (const sign of '©®‼⁉™ℹⓂ〰〽㊗㊙') KIND[sign.charCodeAt(0)] = C.symbol;
// All that is \s, such as U+2005, by which WeChat ends the name after @.
for (let code = 0; code < KIND.length; code++) if (/\s/u.test(String.fromCharCode(code))) KIND[code] = C.space;
for (const mark of '。，、！？；：…～~,.!?;:·—"“”\'‘’()（）《》「」『』') KIND[mark.charCodeAt(0)] = C.mark;
KIND['['.charCodeAt(0)] = C.bracket;

const END_OF: Record<string, EndMark> = {
  '。': '。',
  '.': '。',
  '，': '，',
  ',': '，',
  '、': '，',
  '！': '！',
  '!': '！',
  '？': '？',
  '?': '？',
  '…': '…',
  '～': '～',
  '~': '～',
};
export const ENDS = new Uint8Array(65_536).fill(END_MARKS.indexOf('other'));
for (const [char, end] of Object.entries(END_OF)) ENDS[char.charCodeAt(0)] = END_MARKS.indexOf(end);
export const END_NONE = END_MARKS.indexOf('none');
export const END_EMOJI = END_MARKS.indexOf('emoji');
export const END_DOTS = END_MARKS.indexOf('…');

/** A mask, not a code: [电话1] is a mask, [666] is a code. */
export const MASK = /^\[\D[^\]]*\d\]$/u;
/** Matches at one position: set `lastIndex`. */
export const CODE = new RegExp(EMOJI_CODE.source, 'iuy');
export const URL = /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fff]+/uy;
/** Whether a surrogate pair that begins like this is a rare Chinese character: 𠮷. */
export const isRareHan = (high: number): boolean => high >= 0xd840 && high <= 0xd8bf;
/** Matches at one position too. */
export const STICKY_EMOJI = new RegExp(ANY_EMOJI.source, 'uy');
