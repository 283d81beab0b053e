import type { Seconds, Segment } from '../../core/types.ts';
import { wordsByStretch } from './align-words.ts';
import type { Pause } from './pauses.ts';
import { lengthPenalty, SENTENCE_END } from './score.ts';

export interface ClipCut {
  start: Seconds;
  end: Seconds;
  /** The words inside, when it is certain which they are; else null. */
  transcript: string | null;
}

/** Seconds of the silence around the words that are kept. */
const MARGIN: Seconds = 0.1;
/** Sound between two pauses that is too short for a syllable: a click. */
const CLICK: Seconds = 0.05;

/**
 * A stretch of a segment between two of its pauses (or its ends), as near to the ideal length as the pauses allow. A
 * cut with known words wins over one without, a whole sentence over half a sentence.
 */
export function cutAtPauses(
  segment: Segment,
  pauses: readonly Pause[],
  room: { min: Seconds; max: Seconds; ideal: readonly [Seconds, Seconds] },
): ClipCut | null {
  const stretches = stretchesBetween(pauses, segment.seconds);
  const words = wordsByStretch(
    segment.transcript ?? '',
    stretches.map(({ start, end }) => end - start),
  );
  let best: { cut: ClipCut; cost: number } | null = null;
  for (const [from, first] of stretches.entries()) {
    const start = Math.max(0, first.start - MARGIN);
    for (const [to, last] of stretches.entries()) {
      const end = Math.min(segment.seconds, last.end + MARGIN);
      const seconds = end - start;
      if (seconds < room.min || seconds > room.max) continue;
      const transcript =
        words
          ?.slice(from, to + 1)
          .join('')
          .trim() ?? null;
      const unsaid = transcript === null ? 1 : SENTENCE_END.test(transcript) ? 0 : 0.4;
      const cost = lengthPenalty(seconds, room.ideal) + unsaid;
      if (!best || cost < best.cost - 1e-9) best = { cut: { start, end, transcript }, cost };
    }
  }
  return best?.cut ?? null;
}

/** The speech between pauses, and before the first and after the last. */
function stretchesBetween(pauses: readonly Pause[], seconds: Seconds): { start: Seconds; end: Seconds }[] {
  return [...pauses, { start: seconds }]
    .map(({ start }, i) => ({ start: pauses[i - 1]?.end ?? 0, end: start }))
    .filter(({ start, end }) => end - start > CLICK);
}
