import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/** 密码是abc12345, wifi密码：88886666, password: hunter2. Behind 是 or a colon, or digits right behind the word. */
const PASSWORD =
  /(?:密码|口令|(?<![a-z])(?:password|passwd|pwd|pin))(?:(?:还?是|为|改成了?|设成了?|就是|is|[：:=])\s*|\s*(?=\d{4})|\s+(?=[A-Za-z]{1,20}[\d_@]))[“'「]?(?<found>[A-Za-z0-9@#$%^&*!_+=?~-]{4,32})/giu;

export const password: Rule = {
  id: 'password',
  label: { zh: '密码', en: 'password' },
  needs: [TRAIT.latin, TRAIT.digits],
  likeHash: true,
  find(text) {
    if (!/密码|口令|pass|pwd|pin/iu.test(text)) return [];
    // A plain word is no password that anybody types after "is": password is wrong, pin is required.
    return spansOf(text, PASSWORD, (found) => (/\d|[^A-Za-z0-9]/u.test(found) && !/^\[/u.test(found) ? found : null));
  },
};
