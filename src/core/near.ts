import type { Bilingual } from './types.ts';

/**
 * The known words that a mistyped word most likely meant, best first: those that contain it, then those a few letters
 * away.
 */
export function nearWords(typed: string, known: readonly string[], most = 5): string[] {
  const word = typed.toLowerCase();
  const ranked = known.map((each) => ({ each, far: distance(word, each.toLowerCase()) }));
  return ranked
    .filter(({ far }) => far <= Math.max(2, word.length / 2))
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ each }) => each);
}

/** ` Did you mean a, b?`, the end of a hint; empty where no known word is near. */
export function didYouMean(typed: readonly string[], known: readonly string[], most?: number): Bilingual {
  const near = [...new Set(typed.flatMap((each) => nearWords(each, known, most)))];
  if (!near.length) return { en: '', zh: '' };
  return { en: ` Did you mean ${near.join(', ')}?`, zh: `您要找的是不是 ${near.join('、')}？` };
}

/** Edits between two words. A word inside the other one is also near, and so is one that begins alike up to a dash. */
function distance(a: string, b: string): number {
  if (a.length > 1 && (b.includes(a) || a.includes(b))) return a === b ? 0 : 1;
  const family = (word: string) => word.split('-')[0];
  return Math.min(edits(a, b), family(a) === family(b) ? 2 : Number.POSITIVE_INFINITY);
}

/** Levenshtein distance: letters inserted, left out or replaced. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}
