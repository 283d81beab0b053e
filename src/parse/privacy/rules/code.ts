import type { Rule, Span } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

const WORD =
  '(?:验证码|校验码|动态码|动态密码|激活码|授权码|确认码|短信码|登[录陆]码|取款码|安全码|开锁码|门禁码|(?<![a-z])(?:verification code|security code|one-time (?:code|password)|otp))';
/** A straight quote or a backslash is the end of a JSON string: what follows is another text. */
const BETWEEN = '[^\\d"\\\\]';
/** Behind the word, with a few words between: 验证码发你了，是 839201. Digits, or capitals and digits mixed. */
const AFTER = new RegExp(
  `${WORD}${BETWEEN}{0,14}?(?<![\\dA-Za-z.¥￥])(?=[A-Z]{0,7}\\d)(?<found>\\d{3}[ -]\\d{3}|[0-9A-Z]{4,8})(?![\\dA-Za-z])(?!\\.\\d)(?!\\s?[年月元块位分秒])`,
  'giu',
);
/** Before it: 839201 是您的验证码. */
const BEFORE = new RegExp(
  `(?<![\\dA-Za-z.])(?<found>\\d{4,8})(?![\\dA-Za-z])(?!\\.\\d)${BETWEEN}{0,10}?${WORD}`,
  'giu',
);
/** Your Google code is 123456; G-123456 is your Google verification code. */
const ENGLISH =
  /\byour (?:[a-z]{2,12} ){0,3}code(?: is|:) ?(?<found>\d{4,8})(?!\.?\d)(?! [a-z]+s\b)|(?<![\d.])(?<late>\d{4,8}) is your (?:[a-z]{2,12} ){0,3}code\b/giu;
const MARK = /码|密码|code|otp|password/iu;

export const code: Rule = {
  id: 'code',
  label: { zh: '验证码', en: 'code' },
  needs: [TRAIT.digit],
  find(text) {
    if (!MARK.test(text)) return [];
    const spans: Span[] = [];
    for (const pattern of [AFTER, BEFORE, ENGLISH])
      spans.push(...spansOf(text, pattern, (found) => found.replace(/[ -]/u, '')));
    return spans;
  },
};
