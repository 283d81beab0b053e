import { ANALYSIS_RATE } from '../../core/sound.ts';
import type { Seconds } from '../../core/types.ts';
import { after, before, type Seam, seamsOf } from './seams.ts';
import type { Turns } from './turns.ts';

/** A stretch of a recording. */
export interface Run {
  start: Seconds;
  end: Seconds;
}

export interface SpeechPiece extends Run {
  /** One of its ends lies inside speech, because there was no pause to cut at. */
  cutInSpeech: boolean;
  /** Less than the minimum, and nothing near enough to be joined with: speech that cannot be kept, but is counted. */
  tooShort: boolean;
}

export interface CutOptions {
  /** Shortest and longest piece. */
  min: Seconds;
  max: Seconds;
  /** What pieces should be, where the pauses allow a choice. */
  preferred: [Seconds, Seconds];
  /** Runs further apart than this are never joined. */
  joinBelow: Seconds;
  /** The shortest silence that counts as a pause: the closure of a plosive lasts up to 0.12 s. */
  pause: Seconds;
  /** How much silence to keep before and after the words, where there is that much. */
  margin: [least: Seconds, most: Seconds];
  /** A frame below this speech probability belongs to a pause: the detector's own lower threshold. */
  silentBelow: number;
}

export const CUT: CutOptions = {
  min: 1,
  max: 15,
  preferred: [3, 10],
  joinBelow: 0.6,
  pause: 0.15,
  margin: [0.1, 0.2],
  silentBelow: 0.35,
};

/**
 * Cuts the speech of one recording into pieces, in time order. Boundaries lie at the quietest moment of a pause;
 * only where a run has none for longer than the maximum, at its deepest valley. Every sample of every run is in exactly
 * one piece, but for the middle of inner pauses over 0.4 s. Times are whole samples at 16 kHz. `turns`: of a recording in
 * which others may speak too; no piece then goes on where the voice changes.
 */
export function cut(
  speech: readonly Run[],
  probabilities: Float32Array,
  samples16k: Float32Array,
  o: CutOptions = CUT,
  turns: Turns | null = null,
): SpeechPiece[] {
  const chains = chainsOf(tidy(speech, samples16k.length), o);
  return chains.flatMap((chain, i) => {
    const first = chain[0]!;
    const last = chain.at(-1)!;
    const previous = chains[i - 1]?.at(-1)?.end ?? 0;
    const following = chains[i + 1]?.[0]?.start ?? samples16k.length / ANALYSIS_RATE;
    // Two chains may lie so near that their margins would meet: neither takes more than half of the silence.
    const start = before(first.start, i > 0 ? (previous + first.start) / 2 : 0, samples16k, o);
    const end = after(last.end, chains[i + 1] ? (last.end + following) / 2 : following, samples16k, o);
    const whole = { start, end, seams: seamsOf(chain, probabilities, samples16k, o, turns) };
    return (turns ? byVoice(whole, turns) : [whole]).flatMap((stretch) => divide(stretch, o));
  });
}

/** Speech and the places where it could be cut. */
interface Stretch extends Run {
  seams: readonly Seam[];
}

/** Cut wherever the voice changes, whatever that costs. */
function byVoice({ start, end, seams }: Stretch, turns: Turns): Stretch[] {
  const changes = (seam: Seam) =>
    !seam.inSpeech &&
    turns.differ(
      { start: Math.max(start, seam.end - turns.reach), end: seam.end },
      { start: seam.start, end: Math.min(end, seam.start + turns.reach) },
    );
  const stretches: { start: Seconds; end: Seconds; seams: Seam[] }[] = [{ start, end, seams: [] }];
  for (const seam of seams) {
    const open = stretches.at(-1)!;
    if (!changes(seam)) {
      open.seams.push(seam);
      continue;
    }
    open.end = seam.end;
    stretches.push({ start: seam.start, end, seams: [] });
  }
  return stretches;
}

/** Runs that lie near enough to be one piece. */
function chainsOf(runs: readonly Run[], o: CutOptions): Run[][] {
  const chains: Run[][] = [];
  for (const run of runs) {
    const last = chains.at(-1)?.at(-1);
    if (last && run.start - last.end < o.joinBelow) chains.at(-1)!.push(run);
    else chains.push([run]);
  }
  return chains;
}

/** Inside the recording, in order, without overlap, on whole samples. */
function tidy(speech: readonly Run[], length: number): Run[] {
  const whole = (seconds: Seconds) =>
    Math.max(0, Math.min(length, Math.round(seconds * ANALYSIS_RATE))) / ANALYSIS_RATE;
  const runs: Run[] = [];
  const sorted = speech
    .map((run) => ({ start: whole(run.start), end: whole(run.end) }))
    .filter((run) => run.end > run.start);
  for (const run of sorted.sort((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    if (last && run.start <= last.end) last.end = Math.max(last.end, run.end);
    else runs.push(run);
  }
  return runs;
}

/** The cheapest way through a stretch: dynamic programming over its seams. */
function divide({ start, end, seams }: Stretch, o: CutOptions): SpeechPiece[] {
  const ends = [...seams, { end, start: end, cost: 0, inSpeech: false }];
  const starts = [{ end: start, start, cost: 0, inSpeech: false }, ...seams];
  const best: { cost: number; from: number }[] = [];
  ends.forEach((to, j) => {
    let choice = { cost: Number.POSITIVE_INFINITY, from: j };
    for (let i = j; i >= 0; i--) {
      const length = to.end - starts[i]!.start;
      if (length > o.max) break;
      const cost = (i > 0 ? best[i - 1]!.cost : 0) + to.cost + lengthCost(length, o);
      if (cost < choice.cost) choice = { cost, from: i };
    }
    best.push(choice);
  });
  const pieces: SpeechPiece[] = [];
  for (let j = ends.length - 1; j >= 0; j = best[j]!.from - 1) {
    const first = starts[best[j]!.from]!;
    const last = ends[j]!;
    pieces.unshift({
      start: first.start,
      end: last.end,
      cutInSpeech: first.inSpeech || last.inSpeech,
      tooShort: last.end - first.start < o.min,
    });
  }
  return pieces;
}

/** Regret in seconds for a piece of this length; a piece that must be thrown away is the worst. */
function lengthCost(length: Seconds, o: CutOptions): number {
  if (length < o.min) return 100 * (1 + length);
  if (length < o.preferred[0]) return o.preferred[0] - length;
  return 0.3 * Math.max(0, length - o.preferred[1]);
}
