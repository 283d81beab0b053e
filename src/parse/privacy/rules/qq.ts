import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/**
 * 5 to 11 digits mean nothing by themselves. They count only directly after the word, or after words that mean nothing
 * else: 我qq还是那个…, QQ/微信：…. QQ音乐12345首 has another word between. A single Q needs a long number: Q：50000预算 is a
 * question.
 */
const HEAD =
  '(?<![A-Za-z])(?:QQ|Q(?=号)|Q(?=\\s?:\\s?\\d{7})|(?<=加我?)Q(?=[:\\s]?\\d{7}))|扣扣|企鹅号|(?<!公众|[车挂编排分])群号|加群(?=[:\\s]?\\d)';
const BETWEEN =
  '(?:号码|[大小]号|账号|帐号|账户|群|号|/?微信(?:同号)?|number|is|就是|还是(?:那个)?|是|为|加|换了|新的|[:=\\s,(-])';
const QQ = new RegExp(
  `(?:${HEAD})${BETWEEN}{0,12}(?<found>[1-9]\\d{4,10})(?!\\d)(?![.:]\\d)(?!\\s?[万人个元块次年月级])`,
  'giu',
);

export const qq: Rule = {
  id: 'qq',
  label: { zh: 'QQ号', en: 'QQ' },
  needs: [TRAIT.digits],
  find: (text) => spansOf(text, QQ, (found) => found),
};
