import { ANALYSIS_RATE } from '../core/sound.ts';
import type { Heard } from './clean-recording.ts';
import { samePrint } from './sound-print.ts';

interface Candidate {
  sha256: string | null;
  heard: Heard | null;
}

/** Copies of one recording differ by what codecs add at the ends. */
const MOST_LENGTH_DIFFERENCE = 0.25 * ANALYSIS_RATE;

/**
 * For each recording the index of the one whose sound it is: its own, or that of the best of its copies. Copies have the
 * same bytes, or the same sound in another codec or at another bit rate (forwarded, or exported by two tools).
 */
export function findCopies(recordings: readonly Candidate[]): number[] {
  const groups: number[][] = [];
  const byHash = new Map<string, number[]>();
  const byLength = [...recordings.keys()].filter((i) => recordings[i]!.heard);
  byLength.sort((a, b) => recordings[a]!.heard!.length - recordings[b]!.heard!.length || a - b);
  /** Groups whose first member may still be long enough to compare with. */
  let near: number[][] = [];
  for (const i of byLength) {
    const { sha256, heard } = recordings[i]!;
    const same = byHash.get(sha256!);
    if (same) {
      same.push(i);
      continue;
    }
    near = near.filter(([first]) => heard!.length - recordings[first!]!.heard!.length <= MOST_LENGTH_DIFFERENCE);
    const sounding = near.find(([first]) => samePrint(recordings[first!]!.heard!.print, heard!.print));
    const group = sounding ?? [];
    group.push(i);
    byHash.set(sha256!, group);
    if (!sounding) {
      groups.push(group);
      near.push(group);
    }
  }
  const original = [...recordings.keys()];
  for (const group of groups) {
    const best = group.reduce((a, b) => (better(recordings[b]!, recordings[a]!, b, a) ? b : a));
    for (const i of group) original[i] = best;
  }
  return original;
}

/** More clean sound, then a wider recording; of equal ones the first. */
function better(a: Candidate, b: Candidate, ia: number, ib: number): boolean {
  const [x, y] = [worth(a.heard!), worth(b.heard!)];
  for (const [i, value] of x.entries()) if (value !== y[i]) return value > y[i]!;
  return ia < ib;
}

function worth({ pieces, facts }: Heard): number[] {
  const seconds = (grade: string) =>
    pieces.reduce((sum, piece) => sum + (piece.grade === grade ? piece.end - piece.start : 0), 0);
  // Two codecs put a cut some frames apart: below half a second it says nothing.
  const coarse = (ticks: number) => Math.round(ticks / (ANALYSIS_RATE / 2));
  return [coarse(seconds('A')), coarse(seconds('A') + seconds('B')), facts.sampleRate];
}
