import { ANALYSIS_RATE } from '../core/sound.ts';
import type { Hertz } from '../core/types.ts';
import type { Heard } from './clean-recording.ts';
import { isLossless } from './codecs.ts';
import { samePrint } from './same-print.ts';
import { isWholePrint } from './sound-print.ts';

/** What is remembered of a recording to tell its copies by. */
export interface Likeness extends Pick<Heard, 'length' | 'print' | 'facts'> {
  pieces: readonly (Pick<Heard['pieces'][number], 'start' | 'end' | 'grade'> & {
    measures: { bandwidthHz?: Hertz | undefined };
  })[];
}

interface Candidate {
  /** Id of the voice message; null for any other recording. */
  item: string | null;
  /** A voice message of somebody else. */
  byOther?: true;
  sha256: string | null;
  heard: Likeness | null;
}

export function likenessOf({ length, print, facts, pieces }: Heard): Likeness {
  const short = pieces.map(({ start, end, grade, measures: { bandwidthHz } }) => {
    return { start, end, grade, measures: bandwidthHz === undefined ? {} : { bandwidthHz } };
  });
  return { length, print, facts, pieces: short };
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
    const sounding = near.find(([first]) => soundsLike(recordings[first!]!.heard!, heard!));
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

/** Of a recording whose print tells only how it begins, nothing but the same bytes is a copy. */
function soundsLike(a: Likeness, b: Likeness): boolean {
  return isWholePrint(a.print, a.length) && isWholePrint(b.print, b.length) && samePrint(a.print, b.print);
}

/** Two codecs put a cut some frames apart, and hear a noise a little differently: less of a difference says nothing. */
const SAME_SECONDS = 0.5;
const SAME_SHARE = 0.05;
/** A telephone's 4 kHz against 8 kHz, 7 against 10; less of a difference is a matter of codecs. */
const SAME_BAND = 0.75;
/** Beyond lies little of speech, but the hiss of an 8-bit file reaches up to any rate. */
const WIDE: Hertz = 10_000;

/**
 * A voice message before any other copy of it, the subject's before others': it says who speaks, and what, and must not
 * hang on the order of runs. Then
 * clearly more clean sound; then the wider band and no loss by a codec, for a poorer copy often measures cleaner and sounds
 * worse; then more of grade A, then the higher rate; of equal ones the first.
 */
function better(a: Candidate, b: Candidate, ia: number, ib: number): boolean {
  if ((a.item === null) !== (b.item === null)) return a.item !== null;
  if (a.byOther !== b.byOther) return a.byOther === true;
  const [x, y] = [worthOf(a.heard!), worthOf(b.heard!)];
  const more = (p: number, q: number) => Math.abs(p - q) > Math.max(SAME_SECONDS, SAME_SHARE * Math.max(p, q));
  if (more(x.clean, y.clean)) return x.clean > y.clean;
  if (Math.min(x.band, y.band) < SAME_BAND * Math.max(x.band, y.band)) return x.band > y.band;
  if (x.lossless !== y.lossless) return x.lossless;
  if (more(x.ready, y.ready)) return x.ready > y.ready;
  return x.rate === y.rate ? ia < ib : x.rate > y.rate;
}

function worthOf({ pieces, facts }: Likeness) {
  const seconds = (...grades: string[]) =>
    pieces.reduce((sum, { grade, start, end }) => sum + (grades.includes(grade) ? end - start : 0), 0) / ANALYSIS_RATE;
  const widest = Math.max(0, ...pieces.map(({ grade, measures }) => (grade === 'C' ? 0 : (measures.bandwidthHz ?? 0))));
  return {
    clean: seconds('A', 'B'),
    ready: seconds('A'),
    band: Math.min(WIDE, widest),
    lossless: isLossless(facts.codec),
    rate: facts.sampleRate,
  };
}
