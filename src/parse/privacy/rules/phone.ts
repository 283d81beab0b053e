import { callingCode } from '../checks.ts';
import type { Rule, Span } from '../rule.ts';
import { digitsOf, LISTED_BEGINS, NUMBER_BEGINS, spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/** Between groups: nothing, one or two spaces, a sign or two of one kind with a space beside it. */
const S = '(?: ?[.·\\-\\u00a0\\u2010-\\u2014]{1,2} ?| {1,2})?';
const NOT_AFTER = '(?!\\d)(?!\\.\\d)';
const CHINA = `(?:(?:\\+|00)?86${S})?`;

/**
 * 138 1234 5678, 138-123-45678, 1381 234 5678, 1381-2345-678, 13812 345678; MIIT: a mobile number is 1, 3 to 9, nine more.
 * A 0 was dialled in front of it from other towns.
 */
const MOBILE = new RegExp(
  `${LISTED_BEGINS}${CHINA}0?(?:\\(1[3-9]\\d\\) ?\\d{4}${S}\\d{4}|1[3-9]\\d(?:${S}\\d{4}${S}\\d{4}|${S}\\d{3}${S}\\d{5}|\\d${S}\\d{3}${S}\\d{4}|\\d${S}\\d{4}${S}\\d{3}|\\d{2}${S}\\d{6}))${NOT_AFTER}`,
  'gu',
);
/** 010-62345678, (0571) 8812 3456, 0571 8812345 转 802; an area code is 010, 02x, or 03xx to 09xx. */
const LANDLINE = new RegExp(
  `${NUMBER_BEGINS}(?<!\\d[ :/-])(?:(?:\\+|00)86${S}\\(?0?|\\(?0)(?:(?:10|2\\d)\\)?${S}[2-9]\\d{3}${S}\\d{4}|[3-9]\\d{2}\\)?${S}[2-9]\\d{2,3}${S}\\d{4})${NOT_AFTER}(?:[ -]?(?:转|ext\\.?|x|-) ?\\d{1,5}(?!\\d))?`,
  'giu',
);
/** Taiwan: 0912-345-678, 0912345678, 02-2345-6789. */
const TAIWAN = new RegExp(
  `${NUMBER_BEGINS}(?<!\\d[ :/-])(?:09\\d{2}[ -]?\\d{3}[ -]?\\d{3}|(?:0[24]-|\\(0[24]\\) ?)\\d{4}-?\\d{4})${NOT_AFTER}`,
  'gu',
);
/** Hong Kong and its code without a plus, set apart: 852 9123 4567, (852)91234567. */
const HONG_KONG = new RegExp(
  `${NUMBER_BEGINS}(?<!\\d[ :/-])(?<!\\+)(?:852[ -]|\\(852\\) ?)[2-9]\\d{3}[ -]?\\d{4}${NOT_AFTER}`,
  'gu',
);
/** (415) 555-2671, 415-555-2671: only with separators, and not the 400 and 800 of companies. */
const NORTH_AMERICA =
  /(?<![\d+])(?<!\d[.\-/ ])(?:1[ -])?(?:\([2-9]\d{2}\) ?|(?![48]00-)[2-9]\d{2}[-.])[2-9]\d{2}[-. ]\d{4}(?!\d)(?![-.]\d)/gu;
/** +44 7911 123456; 0044 7911 123456. What the digits say is checked below. */
const ABROAD = /(?<![\dA-Za-z+])(?:\+|00)[1-9](?:[ .\-()\u00a0]{0,2}\d){6,14}(?![\d])(?!\.\d)/gu;
/** Eleven Chinese digits, to get past filters: 幺三八一二三四五六七八. */
const SPELLED =
  /(?<![零〇一二三四五六七八九十百千万亿幺])[一幺][三四五六七八九][零〇一二三四五六七八九幺]{9}(?![零〇一二三四五六七八九十百千万亿幺])/gu;
/** A local number says so only by the word in front of it. */
const NAMED =
  /(?:电话(?!费|卡|会)|手机(?!费|卡|壳|店)|座机|固话|联系方式|传真|(?<![a-z])(?:tel|telephone|phone|mobile|fax|cell)(?![a-z]))[号码]{0,2}[是为：:\s,，()#.]{0,4}(?<found>\d(?:[ -]?\d){6,11})(?!\d)(?![.:]\d)(?![年月元块])/giu;
const DATE = /^(?:19|20)\d{2}(?:[ -]?(?:0?[1-9]|1[0-2])[ -]?(?:0?[1-9]|[12]\d|3[01]))$/u;

export const phone: Rule = {
  id: 'phone',
  label: { zh: '电话', en: 'phone' },
  needs: [TRAIT.manyDigits, TRAIT.spelled],
  find(text) {
    const abroad = /\+|00/u.test(text) ? spansOf(text, ABROAD, international) : [];
    // Another country's number may hold what looks like a Chinese one; where a Chinese one ends, its own pattern knows best.
    const spans: Span[] = abroad.filter(({ value }) => isForeign(value));
    for (const pattern of [MOBILE, LANDLINE, TAIWAN]) spans.push(...spansOf(text, pattern, national));
    spans.push(...spansOf(text, HONG_KONG, (found) => `+${digitsOf(found)}`));
    if (/[-.]/u.test(text)) spans.push(...spansOf(text, NORTH_AMERICA, (found) => `+1${digitsOf(found).slice(-10)}`));
    spans.push(...abroad);
    spans.push(...spansOf(text, NAMED, (found) => (DATE.test(found) ? null : digitsOf(found))));
    spans.push(...spansOf(text, SPELLED, (found) => (isCounting(unspell(found)) ? null : unspell(found))));
    return spans;
  },
  // A link to WhatsApp or a form that was filled in: a whole mobile number and nothing else.
  inUrl: (value) => /^1[3-9]\d{9}$/u.test(value),
};

const isForeign = (value: string) => value.startsWith('+') && !value.startsWith('+86');

/** Without the country and without an extension: one telephone is one value. */
function national(found: string): string {
  const main = digitsOf(found.replace(/(?:转|ext|x|-(?=\s?\d{1,5}$)(?<=\d{7}-)).*$/iu, ''));
  const local = main.replace(/^(?:00)?86(?=[01]?\d{9})/u, '').replace(/^0(?=1[3-9]\d{9}$)/u, '');
  return /^(?:1[3-9]\d{9}|0\d+)$/u.test(local) ? local : `0${local}`;
}

function international(found: string): string | null {
  const digits = digitsOf(found);
  const number = found.startsWith('+') ? digits : digits.slice(2);
  const code = callingCode(number);
  const rest = number.length - code;
  if (code === 0 || number.length > 15 || rest < 7) return null;
  // `00` also begins plain numbers: after it a number has to be as long as a real one, and be set apart or a neighbour's.
  const isApart = /^[\d ()-]+$/u.test(found) && /[ -]/u.test(found);
  if (!found.startsWith('+') && !(number.length >= 10 && isApart) && !/^(?:85[23]\d{8}|8869\d{8})$/u.test(number))
    return null;
  // North American numbers go on with 2 to 9: in +1 13812345678 somebody agrees.
  if (/^1[01]/u.test(number)) return null;
  // +100000000 is a sum, not a number that anybody answers.
  if (/0{5}$/u.test(number)) return null;
  return number.startsWith('86') && /^861[3-9]\d{9}$/u.test(number) ? number.slice(2) : `+${number}`;
}

/** 一三四五六七八九零一二 is somebody counting. */
const isCounting = (digits: string) => '345678901234567890'.includes(digits.slice(1));

function unspell(found: string): string {
  return found.replace(/./gu, (char) =>
    char === '幺' ? '1' : char === '〇' ? '0' : String('零一二三四五六七八九'.indexOf(char)),
  );
}
