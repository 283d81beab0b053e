import { cutReplyBlock } from '../../parse/reply-block.ts';
import type { CleaningRule } from './rule.ts';

/** Removes the quoted message from the text of an old reply: it is somebody else's words. */
export const quoteBlock: CleaningRule = {
  id: 'quote-block',
  title: { en: 'the quoted message put apart from the own words', zh: '把引用的原话与本人的话分开' },
  apply(item) {
    if (item.text.charCodeAt(0) !== CORNER_BRACKET || item.quote) return false;
    const reply = cutReplyBlock(item.text);
    if (!reply) return false;
    item.quote = reply.quote;
    item.text = reply.text;
    return true;
  },
};
const CORNER_BRACKET = 0x300c;
