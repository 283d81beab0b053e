import { type Engines, VAD_STEP } from './engines.ts';
import { frameLevels } from './measures/stats.ts';

/** Loud speech in dB of full scale: a voice message, or speech at -24 dB in the mean, is near it and stays as it is. */
const LEVEL_DB = -16;
/** A door that slams is louder than speech for less than so many frames (a third of a second). */
const LOUD_FRAMES = 10;
/** Factors of two, 48 dB: what is softer is the rounding of a 16-bit file. */
const MOST_DOUBLINGS = 8;

/**
 * The same engines, hearing everything at one level, whatever it was recorded at: they are networks that know sound as loud
 * as what they were trained on. At -64 dB GTCRN leaves half of the speech that it leaves at -24, DTLN none, and the detector
 * misses words. Gains are powers of two, which change no bit of a sample and can be undone.
 */
export function atOneLevel({ vad, denoiser, scorer }: Engines): Engines {
  return {
    vad: { probabilities: (samples) => vad.probabilities(scaled(samples, gainOf(samples))) },
    denoiser: denoiser && {
      id: denoiser.id,
      denoise: async (samples) => {
        const gain = gainOf(samples);
        return scaled(await denoiser.denoise(scaled(samples, gain)), 1 / gain);
      },
    },
    scorer: scorer && { score: (samples) => scorer.score(scaled(samples, gainOf(samples))) },
  };
}

function gainOf(samples16k: Float32Array): number {
  const levels = frameLevels(samples16k, VAD_STEP).sort();
  const loud = levels.at(-LOUD_FRAMES) ?? levels.at(-1) ?? LEVEL_DB;
  const doublings = Math.round((LEVEL_DB - loud) / DOUBLING_DB);
  return 2 ** Math.max(-MOST_DOUBLINGS, Math.min(MOST_DOUBLINGS, doublings));
}

const DOUBLING_DB = 20 * Math.log10(2);

const scaled = (samples: Float32Array, gain: number) => (gain === 1 ? samples : samples.map((x) => x * gain));
