import type { Rule, Span } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

const WORD =
  '(?:验证码|校验码|动态码|动态密码|激活码|授权码|确认码|短信码|verification code|security code|one-time (?:code|password)|otp)';
/** A straight quote or a backslash is the end of a JSON string: what follows is another text. */
const BETWEEN = '[^\\d"\\\\]';
/** Behind the word, with a few words between: 验证码发你了，是 839201. Digits, or capitals and digits mixed. */
const AFTER = new RegExp(
  `(?<![a-z])${WORD}${BETWEEN}{0,14}?(?<![\\dA-Za-z.¥￥])(?=[A-Z]{0,7}\\d)(?<found>[0-9A-Z]{4,8})(?![\\dA-Za-z])(?!\\.\\d)(?!\\s?[年月元块位分秒])`,
  'giu',
);
/** Before it: 839201 是您的验证码. */
const BEFORE = new RegExp(
  `(?<![\\dA-Za-z.])(?<found>\\d{4,8})(?![\\dA-Za-z])(?!\\.\\d)${BETWEEN}{0,10}?${WORD}`,
  'giu',
);
const MARK = /码|密码|code|otp|password/iu;

export const code: Rule = {
  id: 'code',
  label: { zh: '验证码', en: 'code' },
  needs: [TRAIT.digit],
  find(text) {
    if (!MARK.test(text)) return [];
    const spans: Span[] = [];
    for (const pattern of [AFTER, BEFORE]) spans.push(...spansOf(text, pattern, (found) => found));
    return spans;
  },
};
