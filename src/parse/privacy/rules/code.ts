import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

const WORD =
  '(?:验证码|校验码|动态码|动态密码|激活码|授权码|确认码|短信码|登[录陆]码|取款码|提取码|邀请码|安全码|开锁码|开门码|门禁码|(?<![a-z])(?:verification code|security code|one-time (?:code|password)|otp))';
/** A straight quote or a backslash ends a JSON string: what follows is another text. */
const BETWEEN = '[^\\d"\\\\]';
/** A number that counts something is not a code: 1500块, 2000人. */
const NOT_COUNTED = '(?!\\s?[年月元块位分秒人次])';
/** After the word, with a few words between: 验证码发你了，是 839201. Digits, also one by one, or capitals and digits mixed. */
const AFTER = new RegExp(
  `${WORD}(?<between>${BETWEEN}{0,14}?)(?<![\\dA-Za-z.¥￥])(?=[A-Z]{0,7}\\d)(?<found>\\d{3}[ -]\\d{3}|\\d(?: \\d){3,7}(?! ?\\d)|[0-9A-Z]{4,8})(?![\\dA-Za-z])(?!\\.\\d)${NOT_COUNTED}`,
  'giu',
);
/** Before the word: 839201 是您的验证码. */
const BEFORE = new RegExp(
  `(?<![\\dA-Za-z.])(?<found>\\d{4,8})(?![\\dA-Za-z])(?!\\.\\d)${NOT_COUNTED}(?<between>${BETWEEN}{0,10}?)${WORD}`,
  'giu',
);
/** The code of a shared file: four characters, which may be letters. */
const OF_FILE = /提取码(?:[是为：:]\s?|\s)(?<found>[0-9a-z]{4})(?![0-9a-z])/giu;
/** Your Google code is 123456; G-123456 is your Google verification code; code: 123456, but no error code: 1234. */
const ENGLISH =
  /\byour (?:[a-z]{2,12} ){0,3}code(?: is|:) ?(?<found>\d{4,8})(?!\.?\d)(?! [a-z]+s\b)|(?<![\d.])(?<late>\d{4,8}) is your (?:[a-z]{2,12} ){0,3}code\b/giu;
const BARE_ENGLISH =
  /(?<![a-z]|(?:error|zip|postal|post|area|country|status|exit|return|source|stock|product|item|color|colour|dress)[ _-])code(?: is|:) ?(?<found>\d{4,8})(?![\d.]\d|\d| ?[a-z年])/giu;
const MARK = /码|密码|code|otp|password/iu;

export const code: Rule = {
  id: 'code',
  label: { zh: '验证码', en: 'code' },
  needs: [TRAIT.digit, TRAIT.latin],
  find(text) {
    if (!MARK.test(text)) return [];
    const plain = (found: string) => found.replace(/[ -]/gu, '');
    return [
      spansOf(text, AFTER, (found, match) => (isSaid(found, match) ? plain(found) : null)),
      spansOf(text, BEFORE, (found, match) => (isOf(found, match.groups?.between ?? '') ? found : null)),
      ...[OF_FILE, ENGLISH, BARE_ENGLISH].map((pattern) => spansOf(text, pattern, plain)),
    ].flat();
  },
};

/** Words that lead to another matter: 验证码没收到，打…; 验证码不对，先交…. */
const OTHER_MATTER = /[没不错等打交价我]/u;
/** Numbers of operators, banks and hotlines: 验证码要等，12345热线也这样. */
const SERVICE = /^(?:100\d\d|123\d\d|9[56]\d{3})$/u;
const CLAUSE_ENDS = /^(?:$|[\s，。！？,.!?;；~)）])/u;

/**
 * Whether the number is the one that the word announces: no other matter begins between them, or the last words before
 * the number say that it follows.
 */
function isSaid(found: string, { 0: whole, groups, index, input }: RegExpExecArray): boolean {
  const between = groups?.between ?? '';
  if (/(?:是|为|[：:])\s*$/u.test(between)) return true;
  if (between.trim() !== '' && SERVICE.test(found)) return false;
  const isOther = OTHER_MATTER.test(between);
  if (!isOther && !/[，,。；;！!？?\n].*[^\s，,—…]/u.test(between)) return true;
  return /[，,\s]$/u.test(between) && CLAUSE_ENDS.test(input.slice(index + whole.length));
}

/** Whether the number belongs to the word after it; in 一共2000，验证码发我 and 打10086说验证码收不到 it is about another matter. */
const isOf = (found: string, between: string): boolean =>
  between.includes('是') || !(SERVICE.test(found) || /[，,。；;！!？?\n没不错等打交价我发收给要]/u.test(between));
