import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/** 密码：abc123, 密码 是 abc123, 密码我改成了abc123, password is hunter2: a colon, or a word that says what follows. */
const SAYS =
  '\\s*(?:(?:[我你他她它刚又已经都也还一直]{0,4}(?:就是|是|为|[改设换](?:[成回为]了?|的)|就)|(?<=[a-z] ?)is|[:=])\\s*)+';
/** Digits right behind the word, or letters with a digit: 密码123456, wifi密码abc12345; in English set apart. */
const BARE = '\\s*(?=\\d{4})|(?:(?<=[码令])\\s*|\\s+)(?=[A-Za-z]{1,20}[\\d_@])(?!iphone|android|windows)';
/** Two groups of four, or all that can be typed; a point only inside, since a sentence may end behind the password. */
const FOUND = '\\d{4}[ -]\\d{4}|(?:[A-Za-z0-9@#$%^&*!_+=?~-]|\\.(?=[A-Za-z0-9@#$%^&*!_+=?~-])){4,32}';
const PASSWORD = new RegExp(
  `(?:密码|口令|(?<![a-z])(?:password|passwd|pwd|pin))(?:${SAYS}|${BARE})[“'「(【]?(?<found>${FOUND})(?!\\s?[年月次个])`,
  'giu',
);

export const password: Rule = {
  id: 'password',
  label: { zh: '密码', en: 'password' },
  needs: [TRAIT.latin, TRAIT.digits],
  likeHash: true,
  find(text) {
    if (!/密码|口令|pass|pwd|pin/iu.test(text)) return [];
    // A plain word is no password that anybody types after "is": password is wrong, pin is required.
    return spansOf(text, PASSWORD, (found) =>
      /\d|[^A-Za-z0-9.]/u.test(found) && !/^\[/u.test(found) ? found.replaceAll(' ', '') : null,
    );
  },
};
