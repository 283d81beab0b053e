import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { PLATE_PROVINCES, TRAIT } from '../traits.ts';

/**
 * GA 36: province, letter, then five places (six for electric cars) of digits and letters without I and O; 挂 学 警 港 澳 at
 * the end. Xinjiang has A to S.
 */
const PLATE = new RegExp(
  `(?!新[T-Zt-z])[${PLATE_PROVINCES}][A-HJ-NP-Za-hj-np-z][·•. -]?(?:[A-HJ-NP-Za-hj-np-z0-9]{5,6}|[A-HJ-NP-Za-hj-np-z0-9]{4}[挂学警港澳])(?![A-Za-z0-9])`,
  'gu',
);

export const plate: Rule = {
  id: 'plate',
  label: { zh: '车牌', en: 'plate' },
  needs: [TRAIT.plate | TRAIT.digit | TRAIT.latin],
  find: (text) =>
    spansOf(text, PLATE, (found) => {
      const serial = found.slice(2).replace(/[·•. -]/gu, '');
      // At most three letters are issued: 新AWESOME is English after a Chinese character.
      return (serial.match(/\d/gu)?.length ?? 0) >= (/[a-z]/u.test(found) ? 4 : 2)
        ? found[0] + found[1]!.toUpperCase() + serial.toUpperCase()
        : null;
    }),
};
