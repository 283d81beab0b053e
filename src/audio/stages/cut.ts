import { ANALYSIS_RATE } from '../../core/sound.ts';
import type { Seconds } from '../../core/types.ts';
import { deepestValley, quietest } from './quiet.ts';

/** A stretch of a recording. */
export interface Run {
  start: Seconds;
  end: Seconds;
}

export interface Piece extends Run {
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

/** One speech probability. */
const FRAME = 512 / ANALYSIS_RATE;

/** Where one piece could end and the next begin. `cost` says how much that would be regretted. */
interface Seam {
  end: Seconds;
  start: Seconds;
  cost: number;
  inSpeech: boolean;
}

/**
 * Cuts the speech of one recording into pieces, in time order. Boundaries lie at the quietest moment of a pause;
 * only where a run has none for longer than the maximum, at its deepest valley. Every sample of every run is in exactly
 * one piece, but for the middle of inner pauses over 0.4 s. Times are whole samples at 16 kHz.
 */
export function cut(
  speech: readonly Run[],
  probabilities: Float32Array,
  samples16k: Float32Array,
  o: CutOptions = CUT,
): Piece[] {
  const chains = chainsOf(tidy(speech, samples16k.length), o);
  return chains.flatMap((chain, i) => {
    const first = chain[0]!;
    const last = chain.at(-1)!;
    const previous = chains[i - 1]?.at(-1)?.end ?? 0;
    const following = chains[i + 1]?.[0]?.start ?? samples16k.length / ANALYSIS_RATE;
    // Two chains may lie so near that their margins would meet: neither takes more than half of the silence.
    const start = before(first.start, i > 0 ? (previous + first.start) / 2 : 0, samples16k, o);
    const end = after(last.end, chains[i + 1] ? (last.end + following) / 2 : following, samples16k, o);
    return divide(start, end, seamsOf(chain, probabilities, samples16k, o), o);
  });
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

/** The quietest moment within the margin before speech; `floor` is where silence begins. */
function before(start: Seconds, floor: Seconds, samples: Float32Array, o: CutOptions): Seconds {
  const [least, most] = o.margin;
  return quietest(samples, Math.max(floor, start - most), Math.max(floor, start - least));
}

function after(end: Seconds, ceiling: Seconds, samples: Float32Array, o: CutOptions): Seconds {
  const [least, most] = o.margin;
  return quietest(samples, Math.min(ceiling, end + least), Math.min(ceiling, end + most));
}

/** Between two stretches of speech: each keeps its margin where the silence has room for both, else they share its quietest moment. */
function between(a: Run, b: Run, samples: Float32Array, o: CutOptions): Seam {
  const silence = b.start - a.end;
  const cost = seamCost(silence);
  if (silence > 2 * o.margin[1]) {
    return { end: after(a.end, b.start, samples, o), start: before(b.start, a.end, samples, o), cost, inSpeech: false };
  }
  const at = quietest(samples, a.end, b.start);
  return { end: at, start: at, cost, inSpeech: false };
}

/** A longer pause is the better place. Every cut costs something, so that nothing is cut without need. */
function seamCost(silence: Seconds): number {
  return 0.4 + Math.max(0, 0.6 - silence);
}

/** A cut inside speech: worse than any piece of unusual length, better than none. */
const IN_SPEECH_COST = 40;

/** Every place where a chain of runs could be cut: between them, in their inner pauses, and at valleys where it must be. */
function seamsOf(chain: readonly Run[], probabilities: Float32Array, samples: Float32Array, o: CutOptions): Seam[] {
  const seams: Seam[] = [];
  chain.forEach((run, i) => {
    if (i > 0) seams.push(between(chain[i - 1]!, run, samples, o));
    let from = run.start;
    for (const pause of innerPauses(run, probabilities, o)) {
      seams.push(...valleys(from, pause.start, samples, o));
      seams.push(between({ start: from, end: pause.start }, { start: pause.end, end: run.end }, samples, o));
      from = pause.end;
    }
    seams.push(...valleys(from, run.end, samples, o));
  });
  return seams;
}

/** Stretches inside a run that the detector bridged but did not hold for speech. */
function innerPauses(run: Run, probabilities: Float32Array, o: CutOptions): Run[] {
  const pauses: Run[] = [];
  const last = Math.floor(run.end / FRAME);
  let open = -1;
  for (let i = Math.ceil(run.start / FRAME); i <= last; i++) {
    const silent = i < last && (probabilities[i] ?? 1) < o.silentBelow;
    if (silent && open < 0) open = i;
    if (silent || open < 0) continue;
    // At the edge of a run it is no pause but its margin.
    const pause = { start: open * FRAME, end: i * FRAME };
    if (pause.end - pause.start >= o.pause && pause.start > run.start + FRAME && pause.end < run.end - FRAME)
      pauses.push(pause);
    open = -1;
  }
  return pauses;
}

/** A shared silence may put up to two margins on each side of a piece. */
const MARGINS = 4;

/** Speech without a pause that is longer than a piece may be: halved at its deepest valley until it is not. */
function valleys(start: Seconds, end: Seconds, samples: Float32Array, o: CutOptions): Seam[] {
  const longest = o.max - MARGINS * o.margin[1];
  if (end - start <= longest) return [];
  const aside = Math.min(o.preferred[0], (end - start) / 3);
  const at = deepestValley(samples, start + aside, end - aside);
  return [
    ...valleys(start, at, samples, o),
    { end: at, start: at, cost: IN_SPEECH_COST, inSpeech: true },
    ...valleys(at, end, samples, o),
  ];
}

/** The cheapest way through a chain: dynamic programming over its seams. */
function divide(start: Seconds, end: Seconds, seams: readonly Seam[], o: CutOptions): Piece[] {
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
  const pieces: Piece[] = [];
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
