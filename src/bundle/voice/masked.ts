import type { Segment, Text } from '../../core/types.ts';
import { PLACEHOLDER } from '../../parse/privacy/placeholder.ts';

/**
 * Whether something masked in the words may be heard in a segment. Where a message has several segments, nobody knows
 * which one says it: each may, except a segment whose words a person has written down.
 */
function saysMasked({ transcript, source }: Segment, masked: ReadonlySet<string>): boolean {
  if (transcript?.trim()) return transcript.search(PLACEHOLDER) >= 0;
  return source.item !== null && masked.has(source.item);
}

/** Most ids that are named; more would fill the screen. */
const NAMED = 20;

/** The segments that may be handed on, and the reason for those left out. `masked`: ids of voice messages. */
export function withoutMasked(segments: readonly Segment[], masked: ReadonlySet<string>) {
  const out = segments.filter((segment) => saysMasked(segment, masked));
  if (!out.length) return { segments, left: [] };
  const ids = out.map(({ id }) => id);
  const named = `${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ' …' : ''}`;
  const why: Text = {
    en: `in ${out.length} segments something is heard that is masked in the words (${named}); --include-masked keeps them`,
    zh: `有 ${out.length} 个片段说出了文字里已遮盖的内容（${named}）；--include-masked 可保留`,
  };
  return {
    segments: segments.filter((segment) => !out.includes(segment)),
    left: [{ what: 'voice/segments', why }],
  };
}

/** Words with a placeholder are not what is heard, so such a segment gets no transcript. */
export const withoutMaskedWords = (segments: readonly Segment[]): Segment[] =>
  segments.map((segment) =>
    (segment.transcript ?? '').search(PLACEHOLDER) >= 0 ? { ...segment, transcript: null } : segment,
  );
