import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/**
 * 密码：abc123, 密码 是 abc123, 密码我改成了abc123, 密码给你：abc123, 密码是我生日620704, password is hunter2: a colon, or a word that
 * announces what follows.
 */
const SAYS =
  '\\s*(?:(?:[我你他她它刚又已经都也还一直]{0,4}(?:就是|是|为|[改设换](?:[成回为]了?|的)|就)(?:[我你您他她咱]?的?生日)?|(?:给|发|告诉)[你您]了?(?=\\s*[:=])|(?<=[a-z] ?)is|[:=])\\s*)+';
/** Digits directly after the word, or letters with a digit: 密码123456, wifi密码abc12345; in English with a separator. */
const BARE =
  '\\s*(?=\\d{4}|\\d\\d-\\d\\d-\\d\\d)|(?:(?<=[码令])\\s*|\\s+)(?=[A-Za-z]{1,20}[\\d_@])(?!iphone|android|windows)';
/**
 * Two groups of four, the turns of a safe, or anything that can be typed; a full stop only inside, since a sentence may
 * end after the password.
 */
const FOUND =
  '\\d{4}[ -]\\d{4}|\\d\\d-\\d\\d-\\d\\d(?![\\d-])|(?:[A-Za-z0-9@#$%^&*!_+=?~-]|\\.(?=[A-Za-z0-9@#$%^&*!_+=?~-])){4,32}';
const PASSWORD = new RegExp(
  `(?:(?<han>密码|口令)|(?<![a-z])(?:pass(?:word|code|wd)|pwd|pin码?|(?:pass|pw)(?=\\s?[:=])))(?<says>${SAYS}|${BARE})[“'「(【]?(?<found>${FOUND})(?!\\s?[年月次个块元])`,
  'giu',
);
const MARK = /密码|口令|pass|pwd|pin|pw/iu;

export const password: Rule = {
  id: 'password',
  label: { zh: '密码', en: 'password' },
  needs: [TRAIT.latin, TRAIT.digits],
  likeHash: true,
  find(text) {
    if (!MARK.test(text)) return [];
    return spansOf(text, PASSWORD, (found, match) => {
      if (found.startsWith('[')) return null;
      return /\d|[^A-Za-z0-9.]/u.test(found) || isWordAlone(found, match) ? found.replaceAll(' ', '') : null;
    });
  },
};

/** Names of things that have a password, and what a page says about a password. */
const NO_PASSWORD =
  /^(?:password|wifi|wlan|email|icloud|apple|iphone|android|windows|wechat|weixin|error|wrong|null|none|https?)$/iu;

/**
 * Letters alone are a password after a colon or 是, if there are six or more and only the next clause follows. After an
 * English word they are part of a sentence: password is wrong, pin is required.
 */
function isWordAlone(found: string, { 0: whole, groups, index, input }: RegExpExecArray): boolean {
  if (groups?.han === undefined || !/[:是为]\s*$/u.test(groups.says ?? '')) return false;
  if (!/^[A-Za-z]{6,}$/u.test(found) || NO_PASSWORD.test(found)) return false;
  return !/^\s?[A-Za-z'的那这版]/u.test(input.slice(index + whole.length));
}
