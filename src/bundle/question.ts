import type { Bubble, Dialogue } from '../core/types.ts';

/**
 * Turns of others since the subject's last one: each belongs to one dialogue only, so nothing counts twice. A late answer has
 * none: it quotes another session, which may be a held-out one.
 */
export function questionOf({ context, question, flags }: Dialogue): Bubble[] {
  if (flags?.includes('late')) return [];
  const last = context.findLastIndex(({ role }) => role === 'subject');
  const turns = question === undefined ? context.slice(last + 1) : context.slice(context.length - question);
  return turns.filter(({ role }) => role === 'other');
}
