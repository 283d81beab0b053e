import type { Quote } from '../../../core/types.ts';

const BLOCK = /^「([^：:\n]{1,60})[：:]([\s\S]*?)」\n(?:- ?){7,}\n([\s\S]*)$/u;

/** WeChat's own way to show a reply as text: `「林晓：又买书？」`, a dashed line, the own words. */
export function cutReplyBlock(text: string): { text: string; quote?: Quote } {
  if (!text.startsWith('「')) return { text };
  const [, sender = '', quoted = '', words = ''] = BLOCK.exec(text) ?? [];
  return sender ? { text: words, quote: { sender, text: quoted } } : { text };
}
