import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/** The id that WeChat gives to everybody, and the id of a group. Both are keys to everything in an export. */
const GIVEN = /(?<![A-Za-z0-9])wxid_[0-9A-Za-z_]{6,32}|(?<!\d)\d{6,16}@chatroom/gu;
/** 6 to 20 characters, a letter first (WeChat's own rule); digits alone are a linked QQ number or telephone number. */
const CHOSEN = '[A-Za-z][A-Za-z0-9_-]{5,19}';
/** What people call WeChat, including nicknames. */
const WECHAT = '微信|薇信|威信|(?<![a-z])(?:v信|vx|wx(?![a-z0-9])|(?:weixin|wechat)(?![a-hj-z0-9]))|[加+]我?wx(?!id)';
const AFTER_WORD = new RegExp(
  `(?:${WECHAT}) ?(?:号码?|id码?|账号|帐号)(?:(?:是|为|叫|(?<![a-z])is(?= )|[：:=\\s'“「(])*(?<found>${CHOSEN}|\\d{5,12})|[^A-Za-z0-9\\n"\\\\]{1,12}(?=[A-Za-z_-]*\\d)(?<late>${CHOSEN}))(?![A-Za-z0-9_-])`,
  'giu',
);
/**
 * After the bare word an English word may follow (微信Windows版), and wxid is also the name of a field (wxid: system), so
 * the id must contain a digit or an underscore.
 */
const AFTER_NAME = new RegExp(
  `(?:${WECHAT}|[加+]我?[v微]|(?<![a-z])wxid(?![a-z0-9_]))(?:是|为|加|搜索?|(?<= )is(?= )|[：:\\s“「(])*(?=[A-Za-z_-]*[\\d_])(?<found>${CHOSEN})(?![A-Za-z0-9_-])`,
  'giu',
);
/** After a colon letters alone are an id too, unless a sentence continues there. */
const AFTER_COLON = new RegExp(
  `(?:${WECHAT}):\\s?(?<found>[A-Za-z]{6,20})(?![A-Za-z0-9_-]|[.:/@]|\\s?[版端]|\\s[A-Za-z])`,
  'giu',
);
const MARK = /微|薇信|威信|[加+]我?v|v信|vx|wx|weixin|wechat|@chatroom/iu;

export const wechatId: Rule = {
  id: 'wechat-id',
  label: { zh: '微信号', en: 'wechat id' },
  needs: [TRAIT.latin, TRAIT.digits],
  likeHash: true,
  find(text) {
    if (!MARK.test(text)) return [];
    return [
      spansOf(text, GIVEN, (found) => found),
      ...[AFTER_WORD, AFTER_NAME, AFTER_COLON].map((pattern) =>
        spansOf(text, pattern, (found) => (NO_ID.test(found) ? null : found)),
      ),
    ].flat();
  },
  inUrl: (value) => value.startsWith('wxid_'),
};

/** Found by another pattern, or the name of a system that WeChat runs on. */
const NO_ID = /^(?:wxid_|iphone|ipad|android|windows|macos|wechat|weixin|https?$)/iu;
