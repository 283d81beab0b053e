import { SIMPLIFIED, TRADITIONAL } from '../../core/simplified.ts';

/**
 * Which kinds of characters a text has, found in one pass. Nine chat messages in ten have no digit, no @ and no Latin
 * letter, and no rule needs to look at them.
 */
export const TRAIT = {
  /** A digit, ASCII or full-width. */
  digit: 1,
  /** @ or ＠. */
  at: 2,
  /** A Latin letter, ASCII or full-width. */
  latin: 4,
  /** A full-width letter, digit or sign with an ASCII form, or a traditional character: `narrow` has work to do. */
  wide: 8,
  /** A province's character on a number plate. */
  plate: 16,
  /** 号 栋 室 门 …: what a number in an address counts, unless it is several numbers: 3-2-501. */
  door: 32,
  /** 村 屯 庄 社 址: addresses without a number. */
  village: 64,
  /** A Chinese digit. */
  numeral: 128,
  /** An opening bracket: there may be a placeholder. */
  bracket: 256,
  /** Four digits or more: a code, a password. */
  digits: 512,
  /** Seven digits or more: a telephone number. */
  manyDigits: 1024,
  /** Twelve digits or more: a card, an id. */
  cardDigits: 2048,
  /** Eleven digits or more, at least three of them Chinese. */
  spelled: 4096,
} as const;
/** Larger than any sum of traits. */
export const TRAIT_SETS = 8192;

export const PLATE_PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const DOORS = '号弄栋幢室楼区巷座层房户门组舍单';
const VILLAGES = '村屯庄社址';
const NUMERALS = '零〇一二三四五六七八九十百幺壹贰叁肆伍陆柒捌玖';
const TABLE = new Uint16Array(65_536);
const mark = (chars: Iterable<string>, bit: number) => {
  for (const char of chars) TABLE[char.charCodeAt(0)]! |= bit;
};
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i));
mark(range(0x30, 0x39), TRAIT.digit);
mark(range(0xff10, 0xff19), TRAIT.digit);
mark('@＠', TRAIT.at);
mark([...range(0x41, 0x5a), ...range(0x61, 0x7a), ...range(0xff21, 0xff3a), ...range(0xff41, 0xff5a)], TRAIT.latin);
mark(range(0xff01, 0xff5e), TRAIT.wide);
mark('\u3000', TRAIT.wide);
mark(PLATE_PROVINCES, TRAIT.plate);
mark(DOORS, TRAIT.door);
mark(VILLAGES, TRAIT.village);
mark(NUMERALS, TRAIT.numeral);
mark('[［', TRAIT.bracket);
for (const char of TRADITIONAL) mark(char, TRAIT.wide | (TABLE[SIMPLIFIED[char.charCodeAt(0)] as number] as number));

/** The traits of a text, as a sum of `TRAIT` values. */
export function traitsOf(text: string): number {
  let traits = 0;
  let digits = 0;
  let numerals = 0;
  for (let at = 0; at < text.length; at++) {
    const bits = TABLE[text.charCodeAt(at)] as number;
    if (bits === 0) continue;
    traits |= bits;
    digits += bits & TRAIT.digit;
    numerals += (bits & TRAIT.numeral) >> NUMERAL_SHIFT;
  }
  if (digits >= 4) traits |= TRAIT.digits;
  if (digits >= 7) traits |= TRAIT.manyDigits;
  if (digits >= 12) traits |= TRAIT.cardDigits;
  if (numerals >= 3 && numerals + digits >= 11) traits |= TRAIT.spelled;
  return traits;
}
const NUMERAL_SHIFT = 7;

/**
 * Turns full-width forms (１３８, ＠, （) into ASCII, the wide space into a space and traditional characters into simplified
 * ones, so that a rule finds the same in a text and in its simplified form. Every position stays the same.
 */
export const narrow = (text: string): string =>
  text.replace(WIDE, (char) => String.fromCharCode(NARROW[char.charCodeAt(0)] as number));
const WIDE = new RegExp(`[\\uff01-\\uff5e\\u3000${TRADITIONAL.join('')}]`, 'gu');
const NARROW = SIMPLIFIED.map((code) =>
  code === 0x3000 ? 0x20 : code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code,
);
