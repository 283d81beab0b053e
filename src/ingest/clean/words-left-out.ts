import type { CleaningRule } from './rule.ts';

/** A reply whose words its format leaves out. Another export may tell them (see same/replies-told-elsewhere.ts). */
export const wordsLeftOut: CleaningRule = {
  id: 'words-left-out',
  title: {
    en: 'a reply to a message, whose words this format leaves out',
    zh: '引用回复，这种格式导出时漏掉了文字',
  },
  apply(item) {
    if (item.dropped || !item.wordsLeftOut) return false;
    item.dropped = 'empty';
    item.droppedBy = wordsLeftOut.id;
    return true;
  },
};
