import { callingCode } from '../checks.ts';
import type { Rule, Span } from '../rule.ts';
import { digitsOf, LISTED_BEGINS, NUMBER_BEGINS, spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/** Between groups: nothing, one or two spaces, or a sign or two of one kind with spaces beside it. */
const S = '(?: ?[.·\\-\\u00a0\\u2010-\\u2014]{1,2} ?| {1,2})?';
/** After an area code, a slash, a tilde or an underscore may stand too. */
const AREA_S = '(?:[~/_]|(?: ?[.·\\-\\u00a0\\u2010-\\u2014]{1,2} ?| {1,2})?)';
const NOT_AFTER = '(?!\\d)(?!\\.\\d)';
/** +86, (+86), 0086, 86; a zero in brackets after it is not dialled. */
const CHINA = `(?:(?:\\((?:\\+|00)?86\\)|(?:\\+|00)?86)${S}(?:\\(0\\)${S})?)?`;

/**
 * 138 1234 5678, 138-123-45678, 1381 234 5678, 1381-2345-678, 13812 345678. MIIT: a mobile number is 1, then 3 to 9,
 * then nine more digits. A 0 was dialled before it from other towns. Other signs count too, as in 138/1234/5678, but
 * 150/2000/3000 are prices.
 */
const MOBILE = new RegExp(
  `${LISTED_BEGINS}${CHINA}0?(?:\\(1[3-9]\\d\\) ?\\d{4}${S}\\d{4}|1[3-9]\\d(?:${S}\\d{4}${S}\\d{4}|(?!/\\d{3}0/\\d{3}0)([/_。])\\d{4}\\1\\d{4}|${S}\\d{3}${S}\\d{5}|\\d${S}\\d{3}${S}\\d{4}|\\d${S}\\d{4}${S}\\d{3}|\\d{2}${S}\\d{6}))${NOT_AFTER}(?:-\\d{3,5}(?![\\d年月元块-]))?`,
  'gu',
);
/** 转802, 转分机802, ext 802, #802, -802, (802). */
const EXTENSION = '(?:转分机|转|分机|ext\\.?|x|#|-)';
/**
 * 010-62345678, (0571) 8812 3456, 86-571-88123456, 0571 8812345 转 802; an area code is 010, 02x, or 03xx to 09xx.
 */
const LANDLINE = new RegExp(
  `${NUMBER_BEGINS}(?<!\\d[ :/-])(?:(?:\\+|00)86${S}\\(?0?|86-(?=\\d{2,3}-\\d{7,8}(?!\\d))|\\(?0)(?:(?:10|2\\d)\\)?${AREA_S}[2-9]\\d{3}${S}\\d{4}|[3-9]\\d{2}\\)?${AREA_S}[2-9]\\d{2,3}${S}\\d{4})${NOT_AFTER}(?:[ -]?${EXTENSION} ?\\d{1,5}(?!\\d)|\\(\\d{3,5}\\))?`,
  'giu',
);
/** A second number of the same town after a landline: 0571-88123456/88123457. */
const SAME_TOWN = /[/、] ?(?<found>[2-9]\d{6,7})(?![\d.])/uy;
/** Taiwan: 0912-345-678, 0912345678, 02-2345-6789. */
const TAIWAN = new RegExp(
  `${NUMBER_BEGINS}(?<!\\d[ :/-])(?:09\\d{2}[ -]?\\d{3}[ -]?\\d{3}|(?:0[24]-|\\(0[24]\\) ?)\\d{4}-?\\d{4})${NOT_AFTER}`,
  'gu',
);
/** A day and two times, as people write their shifts: 0410 2030-2200, 0930 2200 2300, 0928120512. */
const SHIFT =
  /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[ -](?:[01]\d|2[0-3])[0-5]\d[ -](?:(?:[01]\d|2[0-3])[0-5]\d|2400)|(?:[01]\d|2[0-3])[0-5]\d[0-5]\d)$/u;
/** Hong Kong, with its code set apart and without a plus: 852 9123 4567, (852)91234567. */
const HONG_KONG = new RegExp(
  `${NUMBER_BEGINS}(?<!\\d[ :/-])(?<!\\+)(?:852[ -]|\\(852\\) ?)[2-9]\\d{3}[ -]?\\d{4}${NOT_AFTER}`,
  'gu',
);
/** (415) 555-2671, 415-555-2671: only with separators, and not the 400 and 800 numbers of companies. */
const NORTH_AMERICA =
  /(?<![\d+])(?<!\d[.\-/ ])(?:1[ -])?(?:\([2-9]\d{2}\) ?|(?![48]00-)[2-9]\d{2}[-.])[2-9]\d{2}[-. ]\d{4}(?!\d)(?![-.]\d)/gu;
/**
 * +44 7911 123456; 0044 7911 123456. The digits themselves are checked below. A group within a longer number may begin
 * with 00.
 */
const ABROAD =
  /(?<![\dA-Za-z+])(?:\+|(?<!(?<!\d)\d{1,6}(?: ?[.·_/-] ?| {1,3}))00)[1-9](?:[ .\-()\u00a0]{0,2}\d){6,14}(?![\d])(?!\.\d)/gu;
/** Eleven Chinese digits, written to get past filters, maybe in groups or mixed with other digits: 幺三八一二三四五六七八. */
const HAN_DIGIT = '零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖';
const SPELLED = new RegExp(
  `(?<![${HAN_DIGIT}\\d十百千万亿.])[一幺壹1][ ,]?[三四五六七八九叁肆伍陆柒捌玖3-9][ ,]?[${HAN_DIGIT}\\d][ ,]?[${HAN_DIGIT}\\d]{4}[ ,]?[${HAN_DIGIT}\\d]{4}(?![${HAN_DIGIT}\\d十百千万亿])`,
  'gu',
);
/** A local number is recognised only by the word before it: 电话换成88123456, phone number is 415 555 2671. */
const NAMED =
  /(?:电话(?!费|卡|会)|手机(?!费|卡|壳|店)|座机|固话|联系方式|传真|(?<![a-z])(?:tel|telephone|phone|mobile|fax|cell|(?:my|his|her|our|new|home|work|office) number)(?![a-z]))(?:[号码是为还就]|[换改变](?:[成为]了?|了)|没[变换改]|我?记得|打|[吧啊呢哦哈]|number|no|is|[：:\s,，()#.]){0,8}(?<found>\d(?:[ -]?\d){6,11})(?!\d)(?![.:]\d)(?![年月元块万])/giu;
const DATE = /^(?:19|20)\d{2}(?:[ -]?(?:0?[1-9]|1[0-2])[ -]?(?:0?[1-9]|[12]\d|3[01]))$/u;

export const phone: Rule = {
  id: 'phone',
  label: { zh: '电话', en: 'phone' },
  needs: [TRAIT.manyDigits, TRAIT.spelled],
  find(text) {
    const abroad = /\+|00/u.test(text) ? spansOf(text, ABROAD, international) : [];
    // A foreign number may contain what looks like a Chinese one. Where a Chinese number ends is best told by its own
    // pattern.
    const chinese = [
      abroad.filter(({ value }) => isForeign(value)),
      spansOf(text, MOBILE, mobile),
      ...[LANDLINE, TAIWAN].map((pattern) =>
        spansOf(text, pattern, (found) => (SHIFT.test(found) ? null : national(found))),
      ),
    ].flat();
    return [
      chinese,
      chinese.flatMap((span) => neighbour(text, span)),
      spansOf(text, HONG_KONG, (found) => `+${digitsOf(found)}`),
      /[-.(]/u.test(text) ? spansOf(text, NORTH_AMERICA, northAmerican) : [],
      abroad,
      spansOf(text, NAMED, (found) => (DATE.test(found) ? null : localNumber(found))),
      spansOf(text, SPELLED, spelled),
    ].flat();
  },
  // A link to WhatsApp or a form that was filled in: the value must be a whole mobile number and nothing else.
  inUrl: (value) => /^1[3-9]\d{9}$/u.test(value),
};

const isForeign = (value: string) => value.startsWith('+') && !value.startsWith('+86');

/** Without country code and extension, so that one telephone has one value. */
const mobile = (found: string): string =>
  digitsOf(found)
    .replace(/^(?:00)?86(?=0?1[3-9])/u, '')
    .replace(/^0/u, '')
    .slice(0, MOBILE_DIGITS);
const MOBILE_DIGITS = 11;

function national(found: string): string {
  const main = digitsOf(found.replace(/(?:转|分机|ext|x|#|-(?=\s?\d{1,5}$)(?<=\d{7}-)).*$|\(\d{3,5}\)$/iu, ''));
  const local = main.replace(/^(?:00)?86(?=\d{9})/u, '');
  return local.startsWith('0') ? local : `0${local}`;
}

function neighbour(text: string, { end, value }: Span): Span[] {
  SAME_TOWN.lastIndex = end;
  const found = value.startsWith('0') ? SAME_TOWN.exec(text)?.groups?.found : undefined;
  const area = value.slice(0, -(found?.length ?? 0));
  if (found === undefined || DATE.test(found) || !/^0(?:10|2\d|[3-9]\d{2})$/u.test(area)) return [];
  return [{ start: SAME_TOWN.lastIndex - found.length, end: SAME_TOWN.lastIndex, value: area + found }];
}

const northAmerican = (found: string): string => `+1${digitsOf(found).slice(-10)}`;

/** Ten digits after the word are a North American number, except for the 400 and 800 numbers of companies. */
function localNumber(found: string): string {
  const digits = digitsOf(found);
  return /^(?![48]00)[2-9]\d{2}[2-9]\d{6}$/u.test(digits) ? northAmerican(digits) : digits;
}

function international(found: string): string | null {
  const digits = digitsOf(found);
  const number = found.startsWith('+') ? digits : digits.slice(2);
  const code = callingCode(number);
  const rest = number.length - code;
  if (code === 0 || number.length > 15 || rest < 7) return null;
  // `00` also begins plain numbers. So a number after it must have the length of a real one and be set apart, or be
  // that of a neighbour (Hong Kong, Macau, Taiwan).
  const isApart = /^[\d ()-]+$/u.test(found) && /[ -]/u.test(found);
  if (!found.startsWith('+') && !(number.length >= 10 && isApart) && !/^(?:85[23]\d{8}|8869\d{8})$/u.test(number))
    return null;
  // North American numbers continue with 2 to 9: in +1 13812345678 the `+1` means that somebody agrees.
  if (/^1[01]/u.test(number)) return null;
  // +100000000 is an amount, not a telephone number.
  if (/0{5}$/u.test(number)) return null;
  return number.startsWith('86') && /^861[3-9]\d{9}$/u.test(number) ? number.slice(2) : `+${number}`;
}

/** Null for 一三四五六七八九零一二, which is counting, and for a number with only one or two Chinese digits. */
function spelled(found: string): string | null {
  const digits = found
    .replace(/[ ,]/gu, '')
    .replace(/\D/gu, (char) => String(SPELLINGS.findIndex((spelling) => spelling.includes(char))));
  const isCounting = '345678901234567890'.includes(digits.slice(1));
  return isCounting || found.replace(/[\d ,]/gu, '').length < LEAST_SPELLED ? null : digits;
}
const SPELLINGS = ['零〇', '一幺壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'];
const LEAST_SPELLED = 3;
