import { idCheckDigit } from '../checks.ts';
import type { Rule } from '../rule.ts';
import { around, LISTED_BEGINS, NUMBER_BEGINS, spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

const MONTH_AND_DAY = '(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\\d|3[01])';
/**
 * Province, city, county; birthday; serial number and check digit; spaces may separate them. Or groups of four. The X
 * may be a star.
 */
const EIGHTEEN = new RegExp(
  `${LISTED_BEGINS}[1-9](?:\\d{5}[ -]?(?:18|19|20)\\d{2}[ -]?${MONTH_AND_DAY}[ -]?\\d{3}|\\d{3}(?:([ -])\\d{4})(?:\\1\\d{4}){2}\\1\\d)(?:[\\dXx](?!\\d)|[*×](?![\\d(]))`,
  'gu',
);
/** With the word before them the digits may be grouped in any way: 身份证330 106 196207041289, 3 3 0 1 0 6…. */
const AFTER_WORD =
  /(?:身份证|证件|户口本|社保)(?:号码?)?[是为:\s,(]{0,4}(?<found>[1-9](?:[ ._·/,-]{0,2}\d){16}[ ._·/,-]{0,2}[\dXx*×])(?!\d)/gu;
const BORN = /^\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/u;
/** Issued until 1999: the year has two digits and there is no check digit, so the word has to stand nearby. */
const FIFTEEN = new RegExp(`${NUMBER_BEGINS}[1-9]\\d{7}${MONTH_AND_DAY.replace('[ -]?', '')}\\d{3}(?!\\d)`, 'gu');
/** Hong Kong, Macau and Taiwan cards: only with the word. */
const OTHER = /(?<![A-Za-z0-9])(?:[A-Z]{1,2}\d{6}\(?[\dA]\)?|[A-Z][12]\d{8}|[157]\d{6}\(\d\))(?![A-Za-z0-9])/gu;
const WORD = /身[份分]证|证件号|户口本|社保号|id card|hkid/iu;
/** How far the word may be from the number. */
const NEAR = 16;
/** GB/T 2260: 11 … 65 by region, 71, 81, 82. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/u;

export const idNumber: Rule = {
  id: 'id-number',
  label: { zh: '身份证', en: 'id number' },
  needs: [TRAIT.manyDigits],
  find(text) {
    const complete = spansOf(text, EIGHTEEN, (found, { index }) => {
      const id = eighteen(found);
      if (!BORN.test(id)) return null;
      const valid = PROVINCE.test(id) && idCheckDigit(id) === id[17];
      // A typing error breaks the check digit, but the rest still identifies the person.
      return valid || near(text, index, found.length) ? id : null;
    });
    if (!WORD.test(text)) return complete;
    return [
      complete,
      spansOf(text, AFTER_WORD, (found) => (BORN.test(eighteen(found)) ? eighteen(found) : null)),
      ...[FIFTEEN, OTHER].map((pattern) =>
        spansOf(text, pattern, (found, { index }) => (near(text, index, found.length) ? found : null)),
      ),
    ].flat();
  },
};

const eighteen = (found: string): string => found.replace(/[^\dXx*×]/gu, '').replace(/[x*×]$/u, 'X');

const near = (text: string, start: number, length: number) => WORD.test(around(text, start, start + length, NEAR));
