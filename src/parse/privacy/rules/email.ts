import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/** ASCII only: in 邮箱是chen@example.com哈 the Chinese on both sides is no part of it. Lengths as in RFC 5321. */
const EMAIL =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,4}[A-Za-z]{2,24}(?![A-Za-z0-9])/gu;

export const email: Rule = {
  id: 'email',
  label: { zh: '邮箱', en: 'email' },
  needs: [TRAIT.at | TRAIT.latin],
  likeHash: true,
  find: (text) => spansOf(text, EMAIL, (found) => found.toLowerCase()),
  inUrl: () => true,
};
