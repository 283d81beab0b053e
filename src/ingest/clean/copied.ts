import { addFlag } from '../write/item-fields.ts';
import type { CleaningRule } from './rule.ts';

/**
 * A long text with an address or headlines in a chat was hardly typed there: it is an article, a notice, a chain
 * letter. It stays in the corpus with a flag, so that it says nothing about the person's style. (The same text sent to
 * several chats is found later, when all of them have been read.)
 */
export const copied: CleaningRule = {
  id: 'copied',
  title: { en: 'a long text with an address or headlines, flagged as copied', zh: '含网址或小标题的长文，标记为转贴' },
  apply(item) {
    if (item.kind !== 'message' || item.type !== 'text' || item.text.length < COPIED_FROM) return false;
    if (!ADDRESS.test(item.text) && (item.text.match(HEADLINE)?.length ?? 0) < HEADLINES) return false;
    addFlag(item, 'copied');
    return true;
  },
};
const COPIED_FROM = 300;
const HEADLINES = 2;
const ADDRESS = /https?:\/\/|www\./iu;
const HEADLINE = /^(?:【[^】\n]{2,40}】|[一二三四五六七八九十]{1,3}、[^\n]{2,40}|#{1,6} [^\n]+)/gmu;
