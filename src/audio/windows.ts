import { resample } from '../core/resample.ts';
import { ANALYSIS_RATE, type Sound } from '../core/sound.ts';
import { VAD_STEP } from './engines.ts';
import { SampleQueue } from './sample-queue.ts';

/** A stretch of a recording that begins and ends in silence, or at an end of the recording. */
export interface AudioWindow {
  index: number;
  /** Where it begins and ends in the recording, in samples at 16 kHz. */
  start: number;
  end: number;
  /** Where it begins in samples at the recording's own rate. */
  from: number;
  native: Float32Array;
  analysis: Float32Array;
  /** Null when the recording is short: then nobody has asked the detector yet. */
  probabilities: Float32Array | null;
}

/** Windows that an earlier run has finished: how many, and the detector's step at which the last one ends. */
interface Finished {
  windows: number;
  steps: number;
}

/** Steps of the detector (32 ms) that one question to it covers: half a minute, on a grid that never moves. */
const CHUNK = 960;
/** So much before a chunk is heard first, for the detector to settle: 2 s give the answers of one long run. */
const WARM_UP = 64;
/** A recording of up to two chunks is one window: most voice messages are. */
const SHORT = 2 * CHUNK;
/** A window is cut off when this much is at hand, … */
const LONG = 1400;
/** … is never shorter than this, … */
const SHORTEST = 480;
/** … and is cut even where there is no real pause when it reaches two minutes. */
const LONGEST = 3750;
/** A real pause, 0.6 s: two pieces that far apart are never joined. */
const PAUSE = 19;
const SILENT = 0.12;

interface WindowDeps {
  /** Speech probabilities of samples whose first `warmUp` steps only set the scene. */
  listen(samples16k: Float32Array, warmUp: number): Promise<Float32Array>;
  /** Questions to the detector that may be open at once. */
  ahead: number;
  /** Everything that is decoded passes here once, at 16 kHz. */
  pass(samples16k: Float32Array): void;
}

/**
 * A recording as windows, in order, while it is being decoded: memory holds a few minutes, never the file. Where the
 * windows lie depends on the sound alone, not on speed or on how many workers answer. Returns the length of the whole
 * in samples at 16 kHz.
 */
export async function* windows(
  sound: Sound,
  deps: WindowDeps,
  finished: Finished,
): AsyncGenerator<AudioWindow, number> {
  const native = new SampleQueue();
  const analysis = new SampleQueue();
  const { sampleRate } = sound;
  const nativeAt = (step: number) => Math.round((step * VAD_STEP * sampleRate) / ANALYSIS_RATE);
  const open: Promise<Float32Array>[] = [];
  let asked = Math.floor(finished.steps / CHUNK) * CHUNK;
  let answered = asked;
  let begin = finished.steps;
  let index = finished.windows;
  let known: number[] = [];

  const ask = (upTo: number) => {
    const from = Math.max(0, asked - WARM_UP);
    const answer = deps.listen(analysis.copy(from * VAD_STEP, upTo), asked - from);
    // Looked at when its turn comes; until then a failure must not count as unhandled.
    answer.catch(() => {});
    open.push(answer);
    asked += CHUNK;
  };
  const hear = async () => {
    for (const p of await open.shift()!) {
      if (answered++ >= finished.steps) known.push(p);
    }
  };
  const cutAt = (steps: number, last: boolean): AudioWindow => {
    const from = nativeAt(begin);
    const to = last ? native.end : nativeAt(begin + steps);
    const end16k = last ? Math.round((native.end * ANALYSIS_RATE) / sampleRate) : (begin + steps) * VAD_STEP;
    const cut = {
      index: index++,
      start: begin * VAD_STEP,
      end: end16k,
      from,
      native: last ? native.take(from, to) : native.copy(from, to),
      analysis: last ? analysis.take(begin * VAD_STEP, end16k) : analysis.copy(begin * VAD_STEP, end16k),
      probabilities: Float32Array.from(known.slice(0, steps)),
    };
    begin += steps;
    known = known.slice(steps);
    native.letGo(nativeAt(begin));
    analysis.letGo(Math.max(0, Math.min(begin, asked - WARM_UP)) * VAD_STEP);
    return cut;
  };

  for await (const block of analysed(sound)) {
    native.push(block.native);
    analysis.push(block.analysis);
    deps.pass(block.analysis);
    if (analysis.end < SHORT * VAD_STEP && asked === 0) continue;
    while (analysis.end >= (asked + CHUNK) * VAD_STEP) {
      ask((asked + CHUNK) * VAD_STEP);
      if (open.length > deps.ahead) await hear();
      for (let at = splitOf(known); at > 0; at = splitOf(known)) yield cutAt(at, false);
    }
    // What a finished window covers is decoded only to get past it.
    native.letGo(nativeAt(begin));
    analysis.letGo(Math.max(0, Math.min(begin, asked) - WARM_UP) * VAD_STEP);
  }
  const short = asked === 0 && finished.windows === 0;
  const total = Math.round((native.end * ANALYSIS_RATE) / sampleRate);
  if (short) {
    if (native.end > 0) yield { ...cutAt(0, true), probabilities: null };
    return total;
  }
  if (total > asked * VAD_STEP) ask(total);
  while (open.length > 0) {
    await hear();
    for (let at = splitOf(known); at > 0; at = splitOf(known)) yield cutAt(at, false);
  }
  if (native.end > nativeAt(begin)) yield cutAt(known.length, true);
  return total;
}

/** A decoder that gives no 16 kHz of its own (SILK) has it made here. */
async function* analysed(sound: Sound): AsyncGenerator<{ native: Float32Array; analysis: Float32Array }> {
  for await (const block of sound.blocks) {
    if (block.analysis) yield { ...block, analysis: block.analysis };
    else {
      const analysis = resample(block.native, sound.sampleRate, ANALYSIS_RATE);
      // Two signals that both go to a worker must not be one.
      yield { native: block.native, analysis: analysis === block.native ? analysis.slice() : analysis };
    }
  }
}

/** How many of the known steps the next window takes; 0: more must be heard first. */
export function splitOf(probabilities: readonly number[]): number {
  if (probabilities.length < LONG) return 0;
  const pause = longestPause(probabilities);
  if (pause && pause.length >= PAUSE) return pause.middle;
  if (probabilities.length < LONGEST) return 0;
  return pause?.middle ?? leastLikely(probabilities);
}

/** The longest stretch without speech past the shortest window, where it is over at both ends. */
function longestPause(probabilities: readonly number[]): { middle: number; length: number } | undefined {
  let best: { middle: number; length: number } | undefined;
  let from = -1;
  for (let i = SHORTEST; i < probabilities.length; i++) {
    if (probabilities[i]! < SILENT) {
      if (from < 0) from = i;
      const length = i + 1 - from;
      if (!best || length > best.length) best = { middle: from + Math.ceil(length / 2), length };
    } else from = -1;
  }
  return best;
}

function leastLikely(probabilities: readonly number[]): number {
  let at = SHORTEST;
  for (let i = SHORTEST; i < probabilities.length - 1; i++) if (probabilities[i]! < probabilities[at]!) at = i;
  return at + 1;
}
