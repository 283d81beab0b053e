import type { Rule } from '../rule.ts';
import { around, spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

const NUMBER =
  /(?<![A-Za-z0-9])(?:[EDGPS]\d{8}|E[A-HJ-NP-Z]\d{7}|[A-Z]{1,2}\d{7,8}|[HMC][A-Z]?\d{7,10}|\d{9})(?![A-Za-z0-9])/giu;
const WORD = /护照|通行证|回乡证|台胞证|passport/iu;
/** The number of the pass for residents of Taiwan (台胞证): only digits, and not a date. */
const RESIDENT = /台胞证(?:号码?)?[是为:\s]{0,3}(?<found>\d{8})(?![\d年月日])/gu;
const DAY = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u;
/** How far the word may be from the number. */
const NEAR = 14;

export const passport: Rule = {
  id: 'passport',
  label: { zh: '证件', en: 'passport' },
  needs: [TRAIT.manyDigits],
  find(text) {
    if (!WORD.test(text)) return [];
    return [
      ...spansOf(text, NUMBER, (found, { index }) =>
        WORD.test(around(text, index, index + found.length, NEAR)) ? found.toUpperCase() : null,
      ),
      ...spansOf(text, RESIDENT, (found) => (DAY.test(found) ? null : found)),
    ];
  },
};
