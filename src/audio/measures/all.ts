import type { Hertz, Measures, Pcm } from '../../core/types.ts';
import { keepsFlatTops } from '../codecs.ts';
import { levelOf, type PieceLevel } from '../level.ts';
import { bandwidth } from './bandwidth.ts';
import { crestRatio, flatTops } from './clipping.ts';
import { decay } from './decay.ts';
import { denSnr } from './den-snr.ts';
import { gapSnr, highNoise } from './gap-snr.ts';
import { highbandDb } from './highband.ts';
import { humDb } from './hum.ts';
import { gatedLoudness } from './loudness.ts';
import { lowBand } from './low-band.ts';
import { musicShare } from './music.ts';
import { rumbleDb } from './rumble.ts';
import { speechShare } from './speech-share.ts';
import { difference, powerDb } from './stats.ts';

interface MeasureInput {
  /** The piece as it was recorded, at the file's own rate where that is known, never denoised. */
  original: Pcm;
  /** Of `original`, where it is known already. */
  level?: PieceLevel;
  original16k: Float32Array;
  /** Null when nothing was denoised. */
  denoised16k: Float32Array | null;
  /** One for every 512 samples at 16 kHz. */
  speechProbability: Float32Array;
  /** The file's codec as the decoder names it: `pcm_s16le`, `aac`, `silk` … */
  codec: string;
  /** Sample rate of the file. */
  nativeRate: Hertz;
}

/** Every number by which a piece is graded, and those that its user wants to see. The names carry the units. */
export function measure(input: MeasureInput): Measures {
  const { original, original16k, denoised16k, speechProbability, codec, nativeRate } = input;
  const level = input.level ?? levelOf(original);
  const low = lowBand(original16k);
  const unheard = highNoise(original.samples, original.sampleRate, original16k, speechProbability);
  const exact = keepsFlatTops(codec) && original.sampleRate === nativeRate;
  const measures: Measures = {
    ...(denoised16k
      ? { snrDb: denSnr(original16k, denoised16k, unheard) }
      : { gapSnrDb: gapSnr(original16k, speechProbability) }),
    ...(exact ? { clipping: flatTops(original.samples) } : {}),
    crestRatio: crestRatio(original.samples),
    humDb: humDb(low),
    rumbleDb: rumbleDb(low),
    bandwidthHz: bandwidth(original.samples, original.sampleRate),
    highbandDb: highbandDb(original16k),
    decayDbPerS: decay(original16k),
    ...(denoised16k ? { mendedDecayDbPerS: decay(denoised16k) } : {}),
    musicShare: musicShare(denoised16k ? difference(original16k, denoised16k) : original16k),
    speechShare: speechShare(speechProbability),
    loudnessLufs: gatedLoudness(level.blocks),
    rmsDb: powerDb(level.meanSquare),
    truePeakDb: level.truePeakDb,
  };
  return Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, rounded(value)]));
}

/** Four significant digits: what is beyond them depends on the machine's arithmetic, and the same bytes must come out. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : 0;
}
