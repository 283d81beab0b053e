import type { Seconds, Segment } from '../../core/types.ts';
import type { Pause } from './pauses.ts';
import { lengthPenalty, SENTENCE_END } from './score.ts';

export interface Cut {
  start: Seconds;
  end: Seconds;
  /** The words inside, when it is certain which they are; else null. */
  transcript: string | null;
}

/** How far a pause may lie from where the words say a sentence ends. Speech rate varies by about that much. */
const SLACK: Seconds = 0.45;
/** Seconds of the silence around the words that are kept. */
const MARGIN: Seconds = 0.1;

/**
 * A stretch of a segment between two of its pauses (or its ends), as near to the ideal length as the pauses allow. A
 * cut with known words wins over one without, a whole sentence over half a sentence.
 */
export function cutAtPauses(
  segment: Segment,
  pauses: readonly Pause[],
  room: { min: Seconds; max: Seconds; ideal: readonly [Seconds, Seconds] },
): Cut | null {
  const starts = [0, ...pauses.map(({ end }) => Math.max(0, end - MARGIN))];
  const ends = [...pauses.map(({ start }) => Math.min(segment.seconds, start + MARGIN)), segment.seconds];
  let best: { cut: Cut; cost: number } | null = null;
  for (const start of starts) {
    for (const end of ends) {
      const seconds = end - start;
      if (seconds < room.min || seconds > room.max) continue;
      const transcript = wordsBetween(segment, pauses, start, end);
      const words = transcript === null ? 1 : SENTENCE_END.test(transcript) ? 0 : 0.4;
      const cost = lengthPenalty(seconds, room.ideal) + words;
      if (!best || cost < best.cost - 1e-9) best = { cut: { start, end, transcript }, cost };
    }
  }
  return best?.cut ?? null;
}

/**
 * The words heard between two times. A transcript has no times; the end of a sentence is worked out from how much is
 * said before it, and counts only when exactly one pause lies there. Otherwise null: no words are better than wrong
 * ones.
 */
function wordsBetween(segment: Segment, pauses: readonly Pause[], start: Seconds, end: Seconds): string | null {
  const words = segment.transcript?.trim();
  if (!words) return null;
  const pieces = words.split(/(?<=[。！？!?；;，,.…]\s*)(?=\S)/u);
  const length = (text: string) => [...text.replace(/[\p{P}\p{S}\s]/gu, '')].length;
  const total = length(words);
  if (!total) return null;
  const silent = (until: Seconds) => pauses.reduce((sum, p) => sum + Math.max(0, Math.min(p.end, until) - p.start), 0);
  const spokenIn = segment.seconds - silent(segment.seconds);
  const boundaries = [0];
  let said = 0;
  for (const piece of pieces) {
    said += length(piece);
    boundaries.push((said / total) * spokenIn);
  }
  // Times of the cut without the silence before them, like the boundaries.
  const at = (time: Seconds) => time - silent(time);
  const nearest = (time: Seconds): number | null => {
    const near = boundaries.flatMap((boundary, i) => (Math.abs(boundary - at(time)) <= SLACK ? [i] : []));
    return near.length === 1 ? (near[0] ?? null) : null;
  };
  const first = start === 0 ? 0 : nearest(start);
  const last = end === segment.seconds ? pieces.length : nearest(end);
  if (first === null || last === null || first >= last) return null;
  return pieces.slice(first, last).join('').trim();
}
