import { simplified } from '../../core/simplified.ts';
import { CLAUSE_PARTICLE, EMOJI, EMOJI_CODE, LAUGHTER } from '../../core/speech-signs.ts';

const ANY_EMOJI = new RegExp(`${EMOJI.source}|${EMOJI_CODE.source}`, 'giu');

/** What a reply looks like, as numbers of 0..1: enough to tell a typical one from an odd one. */
export function styleVector(bubbles: readonly string[]): number[] {
  const text = simplified(bubbles.join('\n'));
  const length = [...text].length || 1;
  const share = (pattern: RegExp) => Math.min(1, (text.match(pattern)?.length ?? 0) / bubbles.length);
  return [
    Math.min(1, length / bubbles.length / 40),
    Math.min(1, bubbles.length / 5),
    share(/[^。.!！?？~～…]$/gmu),
    share(/[。.]$/gmu),
    share(/[!！]/gu),
    share(/[?？]/gu),
    share(/[~～]/gu),
    share(/…|\.\.\./gu),
    share(CLAUSE_PARTICLE),
    share(LAUGHTER),
    share(ANY_EMOJI),
    Math.min(1, (text.match(/[a-z]{2,}/giu)?.join('').length ?? 0) / length),
  ];
}

export function meanVector(vectors: readonly number[][]): number[] {
  const width = vectors[0]?.length ?? 0;
  return Array.from({ length: width }, (_, i) => vectors.reduce((sum, v) => sum + (v[i] ?? 0), 0) / vectors.length);
}

/** Cosine with the person's mean: 1 is as they usually write. */
export function typicality(vector: readonly number[], mean: readonly number[]): number {
  const dot = vector.reduce((sum, value, i) => sum + value * (mean[i] ?? 0), 0);
  return dot / (Math.hypot(...vector) * Math.hypot(...mean) || 1);
}
