import type { Rule } from '../rule.ts';
import { spansOf } from '../spans.ts';
import { TRAIT } from '../traits.ts';

/** 5 to 11 digits mean nothing by themselves: only right behind the word. QQ音乐12345首 has another word between. */
const QQ =
  /(?:(?<![A-Za-z])(?:QQ|Q(?=号))|扣扣|企鹅号)(?:号码|群号|号|群)?(?:就是|是|为|加|[：:=\s,，(-])*(?<found>[1-9]\d{4,10})(?!\d)(?![.:]\d)/giu;

export const qq: Rule = {
  id: 'qq',
  label: { zh: 'QQ号', en: 'QQ' },
  needs: [TRAIT.digits],
  find: (text) => spansOf(text, QQ, (found) => found),
};
