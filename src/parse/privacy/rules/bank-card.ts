import { luhn } from '../checks.ts';
import type { Rule, Span } from '../rule.ts';
import { digitsOf, spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/** In one piece, or as printed on the card: fours (and a rest), or American Express's 4-6-5. */
const CARD =
  /(?<!\d)(?<!\d[.])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1?\d{1,3})?|\d{4}[ -]\d{6}[ -]\d{5}|\d{13,19})(?!\d)(?!\.\d)/gu;
/** The word settles it whatever the number looks like: accounts have no check digit. */
const ACCOUNT =
  /(?:卡号|银行卡|储蓄卡|信用卡|银行账[户号]|账号|帐号|账户|card (?:number|no\.?)|account (?:number|no\.?))[号码尾是为：:\s,，()#.]{0,6}(?<found>\d(?:[ -]?\d){11,22})(?!\d)/giu;

export const bankCard: Rule = {
  id: 'bank-card',
  label: { zh: '银行卡', en: 'bank card' },
  needs: [TRAIT.cardDigits],
  find(text) {
    const spans: Span[] = spansOf(text, CARD, (found) => {
      const digits = digitsOf(found);
      // Fours that begin with UnionPay's 62 are nothing else, even where a digit was mistyped.
      const printed = digits !== found && digits.startsWith('62');
      return issued(digits) && (printed || luhn(digits)) ? digits : null;
    });
    spans.push(...spansOf(text, ACCOUNT, digitsOf));
    return spans;
  },
};

/**
 * Whether a card of that length exists under these first digits (ISO/IEC 7812 issuers): one number in ten passes Luhn,
 * and without this every tenth order or message number would be a card.
 */
function issued(digits: string): boolean {
  const { length } = digits;
  // Ids are padded with zeros, cards are not.
  if (/0{7}/u.test(digits)) return false;
  if (/^62/u.test(digits)) return length >= 16;
  if (/^(?:4|5[1-5]|35|6011|64[4-9]|65)/u.test(digits)) return length === 16;
  if (/^3[47]/u.test(digits)) return length === 15;
  // ICBC 9558, ABC 9559, and other cards from before UnionPay.
  return /^9(?:558|559|00|4\d\d)/u.test(digits) && (length === 16 || length === 18 || length === 19);
}
