import { resample } from '../core/resample.ts';
import { ANALYSIS_RATE, type Sound, type SoundFacts } from '../core/sound.ts';
import type { Hertz } from '../core/types.ts';
import type { CleanPiece, DenoiseMode, Window } from './clean-window.ts';
import { VAD_STEP } from './engines.ts';
import { withoutOffset } from './offset.ts';
import { Peaks } from './peaks.ts';
import { SoundPrint } from './sound-print.ts';
import { partsOf } from './stages/check-speaker.ts';
import { windows } from './windows.ts';

/** A piece without its sound: what is remembered of it. */
export type HeardPiece = Omit<CleanPiece, 'samples'>;

/** All that is known of a recording once it was heard. Plain data, kept from run to run. */
export interface Heard {
  facts: SoundFacts;
  sampleRate: Hertz;
  /** In samples at 16 kHz. */
  length: number;
  truncated: boolean;
  /** By which copies of it are told. */
  print: string;
  /** Its outline for a picture; base64. */
  peaks: { bytes: string; length: number };
  pieces: HeardPiece[];
}

/** The same with its sound, while that is at hand. */
interface HeardNow {
  heard: Heard;
  /** Sound of the n-th piece, null for a grade C. */
  samples(piece: number): Promise<Float32Array | null>;
}

/** Where finished windows of a long recording are kept. */
export interface WindowStore {
  windows(): Promise<KeptWindow[]>;
  keep(index: number, window: KeptWindow, samples: readonly Float32Array[]): Promise<void>;
  samples(index: number, at: number, length: number): Promise<Float32Array>;
}

export interface KeptWindow {
  steps: number;
  pieces: HeardPiece[];
  lengths: number[];
}

/** How to clean it; all of it is part of the key under which the outcome is kept. */
interface HowToClean {
  denoise: DenoiseMode;
  /** Whether pieces must tell of their speaker. */
  voices: boolean;
  /** Whether others may speak in it too. */
  shared: boolean;
}

export interface CleanRecordingDeps {
  /** Speech probabilities of samples whose first `warmUp` steps only set the scene. */
  listen(samples16k: Float32Array, warmUp: number): Promise<Float32Array>;
  clean(window: Window): Promise<CleanPiece[]>;
  /** Speaker embeddings; null without a model. */
  embed: ((samples16k: Float32Array) => Promise<number[]>) | null;
  store: WindowStore;
  /** Waits for a free place among the windows in work, and frees it again. */
  gate: { enter(): Promise<void>; leave(): void };
  /** Questions to the detector that may be open at once. */
  ahead: number;
  signal: AbortSignal;
  /** Samples at 16 kHz that are done. */
  progress(done: number): void;
}

/** Below this no step of the detector is worth a second look: a window of silence or music costs nothing more. */
const HOPELESS = 0.1;

/**
 * Hears one recording from end to end, window by window, several at a time. What an earlier, interrupted run finished
 * is taken from the store; the outcome is the same.
 */
export async function cleanRecording(sound: Sound, how: HowToClean, deps: CleanRecordingDeps): Promise<HeardNow> {
  const { store, gate, signal } = deps;
  const before = await store.windows();
  const kept: Promise<KeptWindow & { now?: (Float32Array | null)[] }>[] = before.map((window) =>
    Promise.resolve(window),
  );
  const peaks = new Peaks();
  const print = new SoundPrint();
  const pass = (samples: Float32Array) => {
    peaks.add(samples);
    print.add(samples);
  };
  const listen: typeof deps.listen = (samples, warmUp) => deps.listen(withoutOffset(samples), warmUp);
  const cuts = windows(
    sound,
    { listen, ahead: deps.ahead, pass },
    { windows: before.length, steps: before.at(-1)?.steps ?? 0 },
  );
  let length = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await cuts.next();
      if (next.done) {
        length = next.value;
        break;
      }
      const { index, start, end, from, probabilities } = next.value;
      await gate.enter();
      const native = withoutOffset(next.value.native);
      const analysis = withoutOffset(next.value.analysis);
      const place = { start, from, native, sampleRate: sound.sampleRate, analysis, probabilities };
      const work = hopeless(probabilities) ? Promise.resolve([]) : deps.clean({ ...place, facts: sound.facts, ...how });
      const done = work.then(async (pieces) => {
        if (how.voices && deps.embed) await addPrints(pieces, sound.sampleRate, deps.embed);
        const window = windowOf(pieces, Math.ceil(end / VAD_STEP));
        const samples = pieces.map((piece) => piece.samples);
        // A short recording is one window and done at once: there is nothing to come back to.
        if (probabilities === null) return { ...window, now: samples };
        await store.keep(
          index,
          window,
          samples.filter((each) => each !== null),
        );
        return window;
      });
      // Failures are looked at below, in order; a window that fails must not end the process before that.
      done
        .catch(() => {})
        .finally(() => {
          gate.leave();
          deps.progress(end);
        });
      kept.push(done);
    }
  } finally {
    // Nothing may still write for this recording once its caller has gone on.
    await Promise.allSettled(kept);
    await cuts.return(0);
  }
  signal.throwIfAborted();
  const all = await Promise.all(kept);
  const places = all.flatMap((window, index) => placesOf(window, index));
  return {
    heard: {
      facts: sound.facts,
      sampleRate: sound.sampleRate,
      length,
      truncated: sound.truncated() || endsEarly(sound.facts, length),
      print: print.end(),
      peaks: { bytes: Buffer.from(peaks.bytes()).toString('base64'), length: peaks.length },
      pieces: all.flatMap(({ pieces }) => pieces),
    },
    samples: async (piece) => {
      const { index, at, length: count, now } = places[piece]!;
      return now ?? (count > 0 ? store.samples(index, at, count) : null);
    },
  };
}

/** Of the whole piece and of its parts, as check-speaker divides it. */
async function addPrints(
  pieces: readonly CleanPiece[],
  sampleRate: Hertz,
  embed: (samples16k: Float32Array) => Promise<number[]>,
): Promise<void> {
  for (const piece of pieces) {
    if (!piece.samples || !piece.marks) continue;
    const prints: number[][] = [];
    for (const part of partsOf(resample(piece.samples, sampleRate, ANALYSIS_RATE))) prints.push(await embed(part));
    piece.marks.prints = prints;
  }
}

function hopeless(probabilities: Float32Array | null): boolean {
  return probabilities?.every((p) => p < HOPELESS) ?? false;
}

function windowOf(pieces: readonly CleanPiece[], steps: number): KeptWindow {
  return {
    steps,
    pieces: pieces.map(({ samples: _, ...piece }) => piece),
    lengths: pieces.map(({ samples }) => samples?.length ?? 0),
  };
}

function placesOf(window: KeptWindow & { now?: (Float32Array | null)[] }, index: number) {
  let at = 0;
  return window.lengths.map((length, i) => {
    const place = { index, at, length, now: window.now?.[i] ?? null };
    at += length;
    return place;
  });
}

/** The head promised more than came. Codecs pad and round, so only a clear difference says anything. */
function endsEarly({ declared, codec }: SoundFacts, length: number): boolean {
  if (declared === null || codec === 'aac') return false;
  return declared - length / ANALYSIS_RATE > Math.max(1, 0.05 * declared);
}
