import type { CleaningRule } from './rule.ts';

/**
 * WeChat before 7.0 put the quoted message into the text itself; exports without a type for replies still hold it:
 *   「林晓：几点回来？」
 *   - - - - - - - - - - - - - - -
 *   路上堵车，晚点到家
 * The words below the line are the sender's, those above are not.
 */
export const quoteBlock: CleaningRule = {
  id: 'quote-block',
  title: { en: 'the quoted message put apart from the own words', zh: '把引用的原话与本人的话分开' },
  apply(item) {
    if (item.text.charCodeAt(0) !== CORNER_BRACKET || item.quote) return false;
    const [, sender, text, own] = BLOCK.exec(item.text) ?? [];
    if (sender === undefined || text === undefined || own === undefined) return false;
    item.quote = { sender, text };
    item.text = own;
    return true;
  },
};
const CORNER_BRACKET = 0x300c;
const BLOCK = /^「([^：:\n]{1,64})[：:]([\s\S]*?)」\n(?:- ){5,}-?[ ]*\n([\s\S]*)$/u;
