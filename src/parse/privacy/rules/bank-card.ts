import { luhn } from '../checks.ts';
import type { Rule, Span } from '../rule.ts';
import { digitsOf, LISTED_BEGINS, spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/**
 * In one piece, or as printed on the card: groups of four (and a rest) with the same sign between all of them, American
 * Express's 4-6-5, UnionPay's 6-13 and 4-8-7, or all digits one by one.
 */
const CARD = new RegExp(
  `${LISTED_BEGINS}(?:\\d{4}( {1,2}| ?[-·.] ?)\\d{4}\\1\\d{4}\\1\\d{4}(?:(?:\\1)?\\d{1,3})?|\\d{4}[ -]\\d{6}[ -]\\d{5}|62\\d{2}(?: \\d{8} \\d{4,7}|\\d{2} \\d{10,13})|6 2(?: \\d){14,17}(?! \\d)|\\d{13,19})(?!\\d)(?!\\.\\d)`,
  'gu',
);
/** The word decides, whatever the number looks like: accounts have no check digit. */
const ACCOUNT =
  /(?:卡号|银行卡|储蓄卡|信用卡|银行账[户号]|账号|帐号|账户|card (?:number|no\.?)|account (?:number|no\.?))[号码尾是为：:\s,，()#.]{0,6}(?<found>\d(?:[ ._·/,-]{0,3}\d){11,22})(?!\d)/giu;
/** The way people type an account. With other groups, the number must be that of a card. */
const PLAIN = /^\d(?:[ -]?\d)*$/u;

export const bankCard: Rule = {
  id: 'bank-card',
  label: { zh: '银行卡', en: 'bank card' },
  needs: [TRAIT.cardDigits],
  find(text) {
    const spans: Span[] = spansOf(text, CARD, (found, match) => {
      const digits = digitsOf(found);
      if (digits === found && isFraction(match)) return null;
      // Groups of four that begin with UnionPay's 62 are always a card, even if a digit was mistyped.
      const printed = /^62\d\d\D+\d{4}\D/u.test(found);
      return issued(digits) && (printed || luhn(digits)) ? digits : null;
    });
    spans.push(
      ...spansOf(text, ACCOUNT, (found) => {
        const digits = digitsOf(found);
        return PLAIN.test(found) || (issued(digits) && (digits.startsWith('62') || luhn(digits))) ? digits : null;
      }),
    );
    return spans;
  },
};

/**
 * A number printed by a program has up to 16 digits after its point: 1.4532015112830366. In a numbered list words
 * follow.
 */
function isFraction({ 0: found, index, input }: RegExpExecArray): boolean {
  const end = index + found.length;
  return (
    found.length <= 16 &&
    /\d\.$/u.test(input.slice(Math.max(0, index - 2), index)) &&
    !HAN.test(input.slice(end, end + 2))
  );
}
const HAN = /^ ?\p{Script=Han}/u;

/**
 * Whether a card of that length exists for these first digits (ISO/IEC 7812 issuers, and the cards that Chinese banks
 * issued before UnionPay). One number in ten passes Luhn: without this check every tenth order, courier or message
 * number of 13 to 19 digits would be a card. With it, about one such number in forty of 16 digits still is, and one in
 * 450 of 19 digits.
 */
function issued(digits: string): boolean {
  const { length } = digits;
  // Ids are padded with zeros, cards are not.
  if (/0{7}/u.test(digits)) return false;
  if (/^62/u.test(digits)) return length >= 16;
  if (length === 16 && (MASTERCARD_2.test(digits) || /^(?:4|5[1-5]|35|6011|64[4-9]|65)/u.test(digits))) return true;
  if (/^3[47]/u.test(digits)) return length === 15;
  // CCB, BOC, ABC; Bank of Communications; CMB.
  if (/^(?:436742|456351|601382|103)/u.test(digits)) return length === 19;
  if (/^(?:405512|601428)/u.test(digits)) return length === 17;
  if (/^690755/u.test(digits)) return length === 15 || length === 16 || length === 18;
  // ICBC 9558, ABC 9559, and other cards from before UnionPay.
  return /^9(?:558|559|00|4\d\d)/u.test(digits) && (length === 16 || length === 18 || length === 19);
}
/** 2221 to 2720, except where the digits begin with a date: 16 digits that begin with 230928 are an order number. */
const MASTERCARD_2 = /^(?!2[3-7](?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/u;
