import { ANALYSIS_RATE } from '../../core/sound.ts';
import type { Seconds } from '../../core/types.ts';
import type { CutOptions, Run } from './cut.ts';
import { deepestValley, quietest } from './quiet.ts';
import type { Turns } from './turns.ts';

/** One speech probability. */
const FRAME = 512 / ANALYSIS_RATE;

/** Where one piece could end and the next begin. `cost` says how much that would be regretted. */
export interface Seam {
  end: Seconds;
  start: Seconds;
  cost: number;
  inSpeech: boolean;
}

/** The quietest moment within the margin before speech; `floor` is where silence begins. */
export function before(start: Seconds, floor: Seconds, samples: Float32Array, o: CutOptions): Seconds {
  const [least, most] = o.margin;
  return quietest(samples, Math.max(floor, start - most), Math.max(floor, start - least));
}

export function after(end: Seconds, ceiling: Seconds, samples: Float32Array, o: CutOptions): Seconds {
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
export function seamsOf(
  chain: readonly Run[],
  probabilities: Float32Array,
  samples: Float32Array,
  o: CutOptions,
  turns: Turns | null,
): Seam[] {
  const seams: Seam[] = [];
  chain.forEach((run, i) => {
    if (i > 0) seams.push(between(chain[i - 1]!, run, samples, o));
    let from = run.start;
    for (const pause of allPauses(innerPauses(run, probabilities, o), turns?.pauses(run) ?? [])) {
      seams.push(...valleys(from, pause.start, samples, o));
      seams.push(between({ start: from, end: pause.start }, { start: pause.end, end: run.end }, samples, o));
      from = pause.end;
    }
    seams.push(...valleys(from, run.end, samples, o));
  });
  return seams;
}

/** Those of the detector, and others that touch none of them. */
function allPauses(heard: Run[], others: readonly Run[]): Run[] {
  const more = others.filter((other) => heard.every((pause) => other.end < pause.start || other.start > pause.end));
  return more.length > 0 ? [...heard, ...more].sort((a, b) => a.start - b.start) : heard;
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
