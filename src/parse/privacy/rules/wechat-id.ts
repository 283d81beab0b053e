import type { Rule, Span } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/** The id that WeChat gives everybody, and a group's. Both are keys to all that an export holds. */
const GIVEN = /(?<![A-Za-z0-9_])wxid_[0-9A-Za-z_]{6,32}|(?<!\d)\d{6,16}@chatroom/gu;
/** 6 to 20 characters, a letter first (WeChat's own rule); digits alone are a linked QQ number or telephone. */
const CHOSEN = '[A-Za-z][A-Za-z0-9_-]{5,19}';
const AFTER_WORD = new RegExp(
  `(?:微信号|微信id|weixin ?id|wechat ?id)码?(?:(?:是|为|叫|[：:=\\s'“「(])*(?<found>${CHOSEN}|\\d{5,12})|[^A-Za-z0-9\\n"\\\\]{1,12}(?=[A-Za-z_-]*\\d)(?<late>${CHOSEN}))(?![A-Za-z0-9_-])`,
  'giu',
);
/** After the bare word an English word may follow (微信Windows版), so the id must hold a digit or an underscore. */
const AFTER_NAME = new RegExp(
  `(?:微信|薇信|威信|加[vV]|(?<![a-z])(?:vx|wx|wechat)(?![a-z0-9]))(?:是|为|加|搜|[：:\\s])*(?=[A-Za-z_-]*[\\d_])(?<found>${CHOSEN})(?![A-Za-z0-9_-])`,
  'giu',
);
const MARK = /微信|薇信|威信|加v|vx|wx|weixin|wechat|@chatroom/iu;

export const wechatId: Rule = {
  id: 'wechat-id',
  label: { zh: '微信号', en: 'wechat id' },
  needs: [TRAIT.latin, TRAIT.digits],
  likeHash: true,
  find(text) {
    if (!MARK.test(text)) return [];
    const spans: Span[] = spansOf(text, GIVEN, (found) => found);
    for (const pattern of [AFTER_WORD, AFTER_NAME]) {
      spans.push(
        ...spansOf(text, pattern, (found) => (/^(?:wxid_|iphone|android|windows)/iu.test(found) ? null : found)),
      );
    }
    return spans;
  },
  inUrl: (value) => value.startsWith('wxid_'),
};
