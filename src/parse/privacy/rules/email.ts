import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/** ASCII only: in 邮箱是chen@example.com哈 the Chinese on both sides is not part of it. Lengths as in RFC 5321. */
const EMAIL =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,4}[A-Za-z]{2,24}(?![A-Za-z0-9])/gu;
/** Well-known mail services: with one of them after the @ it is an address, however it was typed. */
const SERVICE =
  '(?:(?:vip[.。])?(?:163|126|139|189|188|qq|foxmail|sina|sohu|yeah|21cn|aliyun|gmail|hotmail|outlook|live|msn|icloud|yahoo)[.。](?:com|cn|net)(?:[.。]cn)?)';
/**
 * With a space or a Chinese stop in it, or with somebody's Chinese name: wangjg @163.com, wangjg@163。com, 王建国@163.com.
 */
const TYPED = new RegExp(
  `(?:(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63} ?|(?<![\\u4e00-\\u9fa5](?<![是为到给箱]))(?![是为到给])[\\u4e00-\\u9fa5]{2,4})@ ?${SERVICE}(?![A-Za-z0-9])`,
  'giu',
);

export const email: Rule = {
  id: 'email',
  label: { zh: '邮箱', en: 'email' },
  needs: [TRAIT.at | TRAIT.latin],
  likeHash: true,
  find: (text) =>
    [EMAIL, TYPED].flatMap((pattern) =>
      spansOf(text, pattern, (found) => found.toLowerCase().replaceAll('。', '.').replaceAll(' ', '')),
    ),
  inUrl: () => true,
};
