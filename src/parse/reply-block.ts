import type { Quote } from '../core/types.ts';

/**
 * WeChat before 7.0 put the quoted message into the text of a reply; exports without a type for replies still contain
 * it:
 *   「林晓：几点回来？」
 *   - - - - - - - - - - - - - - -
 *   路上堵车，晚点到家
 * The words below the line are the sender's, those above are not. A quoted reply brings its own block along, so the
 * line that counts is the one after the bracket that closes the first one. Null for any other text.
 */
export function cutReplyBlock(text: string): { text: string; quote: Quote } | null {
  const [head, sender] = HEAD.exec(text) ?? [];
  if (head === undefined || sender === undefined) return null;
  const end = closing(text, head.length);
  return (
    end && { text: text.slice(end.index + end[0].length), quote: { sender, text: text.slice(head.length, end.index) } }
  );
}
const HEAD = /^「([^：:\n]{1,64})[：:]/u;
const BRACKET = /「|」(\n(?:- ){5,}-?[ ]*\n)?/gu;

/**
 * The bracket with a line below it at which all brackets are closed; where somebody left one open, the last bracket
 * with a line.
 */
function closing(text: string, from: number): RegExpExecArray | null {
  let open = 1;
  let last: RegExpExecArray | null = null;
  BRACKET.lastIndex = from;
  for (let bracket = BRACKET.exec(text); bracket; bracket = BRACKET.exec(text)) {
    open += bracket[0] === '「' ? 1 : -1;
    if (bracket[1] === undefined) continue;
    last = bracket;
    if (open <= 0) break;
  }
  return last;
}
