import type { CleaningRule } from './rule.ts';

/** A text message without a text: the export lost it, or it held only invisible characters. */
export const empty: CleaningRule = {
  id: 'empty',
  title: { en: 'a text without words', zh: '没有内容的文字消息' },
  apply(item) {
    if (item.dropped || item.type !== 'text' || item.media || item.title || item.comments?.length) return false;
    if (item.text !== '' && item.text.trim() !== '') return false;
    item.dropped = 'empty';
    item.droppedBy = 'empty';
    return true;
  },
};
