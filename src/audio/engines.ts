import { ANALYSIS_RATE } from '../core/sound.ts';

/** What the audio pipeline needs from outside, as small interfaces; io has the real ones, tests bring their own. */

/** Finds speech in 16 kHz mono. */
interface VadModel {
  /** One probability for every 512 samples, the last one for what is left. */
  probabilities(samples16k: Float32Array): Promise<Float32Array>;
}

/** Takes noise out of 16 kHz mono. Length kept, delay undone, no state from call to call. */
export interface Denoiser {
  /** Part of the cache key: `gtcrn-wasm-0.4.1`, `dtln`. */
  id: string;
  denoise(samples16k: Float32Array): Promise<Float32Array>;
}

/** Says what listeners would say of a clip, 1 (bad) to 5. */
export interface Scorer {
  score(samples16k: Float32Array): Promise<number>;
}

export interface Engines {
  vad: VadModel;
  /** Null with `--denoise never`. */
  denoiser: Denoiser | null;
  /** Null without its model. */
  scorer: Scorer | null;
}

/** Samples at 16 kHz that one probability stands for. */
export const VAD_STEP = 512;
export const VAD_STEP_SECONDS = VAD_STEP / ANALYSIS_RATE;
