import type { Segment, Text } from '../../core/types.ts';
import { holdsPlaceholder } from '../../parse/privacy/placeholder.ts';
import type { LeftOut } from '../manifest.ts';

/**
 * Whether something masked in the words may be heard in a segment. Where a message has several segments, nobody knows
 * which one says it: each may, except a segment whose words a person has written down.
 */
function saysMasked({ transcript, source }: Segment, masked: ReadonlySet<string>): boolean {
  if (transcript?.trim()) return holdsPlaceholder(transcript);
  return source.item !== null && masked.has(source.item);
}

/** Most ids that are named; more would fill the screen. */
const NAMED = 20;

/** What is known of masked words, and whether voice that says them is wanted. */
export interface Masking {
  /** Ids of the subject's voice messages whose words have something masked. */
  messages: ReadonlySet<string>;
  /** Whether segments in which that is heard are kept. */
  include: boolean;
}

/**
 * The segments that may be handed on, and those that may not, because something is heard in them that their words mask.
 * `check` counts by this what `bundle` takes.
 */
export function withoutMasked(
  segments: readonly Segment[],
  { messages, include }: Masking,
): { segments: readonly Segment[]; masked: readonly Segment[] } {
  if (include) return { segments: segments.map(withoutMaskedWords), masked: [] };
  const masked = new Set(segments.filter((segment) => saysMasked(segment, messages)));
  return { segments: segments.filter((segment) => !masked.has(segment)), masked: [...masked] };
}

/** How a bundle reports the segments that may not be handed on; `all`: the number of all segments. */
export function maskedLeftOut(masked: readonly Segment[], all: number): LeftOut[] {
  if (!masked.length) return [];
  const ids = masked.map(({ id }) => id);
  const named = `${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ' …' : ''}`;
  const why: Text = {
    en: `in ${ids.length} of ${all} segments something is heard that is masked in the words (${named}); --include-masked keeps them`,
    zh: `${all} 个片段中有 ${ids.length} 个说出了文字里已遮盖的内容（${named}）；--include-masked 可保留`,
  };
  return [{ what: 'voice/segments', why, ...(ids.length < all ? { partly: true } : {}) }];
}

/** Words with a placeholder are not what is heard, so such a segment gets no transcript. */
const withoutMaskedWords = (segment: Segment): Segment =>
  holdsPlaceholder(segment.transcript ?? '') ? { ...segment, transcript: null } : segment;
