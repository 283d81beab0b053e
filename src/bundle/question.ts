import type { Bubble, Dialogue } from '../core/types.ts';

/**
 * Turns of others since the subject's last turn. Each belongs to one dialogue only, so nothing counts twice. A late
 * answer has no question: it quotes another session, which may be held out.
 */
export function questionOf({ context, question, flags }: Dialogue): Bubble[] {
  if (flags?.includes('late')) return [];
  const last = context.findLastIndex(({ role }) => role === 'subject');
  const turns = question === undefined ? context.slice(last + 1) : context.slice(context.length - question);
  return turns.filter(({ role }) => role === 'other');
}
