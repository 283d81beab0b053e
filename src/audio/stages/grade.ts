import type { Grade, Measures, RejectReason } from '../../core/types.ts';

/**
 * Where the grades part. Evidence: 20 real utterances of five speakers in five languages (studio prompts, 16 kHz) and
 * 7 synthetic ones in English, Mandarin and Cantonese, each with made noises, music, second voices, rooms, clipping and
 * codecs, 70 conditions; denoiser GTCRN. `p5` is the value that 95 of 100 exceed, of the real ones.
 */
export interface Thresholds {
  /**
   * `denSnr` in dB, noise above 8 kHz included. In made scenes of 8 to 22 dB it reads the true SNR to within 1 dB on average
   * (413 pieces: white and hum −0.3, rumble 0.3, pink 0.8, music 0.9), at most 4.3 too good; of pieces truly below 15 dB the
   * best read 17.9, so that 18.5 lets none through. Clean utterances: p5 20, median 27; synthetic ones, whose buzz the
   * denoiser dislikes, 13 and 22.
   */
  cleanSnrDb: number;
  /** Below this more was removed than is left of quiet sounds: at 0 dB true everything is lower, at 5 dB most. */
  usableSnrDb: number;
  /** By the pauses, for `--denoise never`: reads some 10 dB higher than `denSnr`, and knows no second voice. */
  cleanGapSnrDb: number;
  usableGapSnrDb: number;
  /** Share of samples on a flat top. Clean: never above 1.1e-4. Cut at 0.8 of the peak: median 1.3e-3; at 0.6: 7e-3. */
  lightFlatTops: number;
  maxFlatTops: number;
  /**
   * 99.99th over 99th percentile of |x|, of every file: a lossless one may have been coded or resampled before. Sound: p5
   * 1.2 to 1.3. Clipped, then AAC: 1.02 to 1.2.
   */
  lightCrestRatio: number;
  minCrestRatio: number;
  /**
   * Fall after loud frames, dB/s, as recorded. Only where the SNR is clean: noise fills the falls (p5 at 10 dB: 150).
   * There: dry p5 322, under noise at 20 dB 259; in rooms of 0.3, 0.4 and 0.5 s the medians are 264, 211 and 196.
   */
  dryDecay: number;
  /**
   * The same after denoising, which noise touches little (p5 at 5 to 10 dB: 234 to 315). Rooms of 1 s and more: half lie below,
   * and the denoiser takes their tails away, so that their `denSnr` is not clean either (13 at 0.7 s, 6 at 1 s).
   */
  hallDecay: number;
  /** Share of held tones in what was removed. Noise and hum: 0; music at 10 dB: p5 0.2, at 0 dB: 0.47. */
  musicShare: number;
  /** Of the piece, that the detector holds for speech. Speech: p5 0.85. Noise and music alone: 0. */
  minSpeechShare: number;
  /**
   * Sound ends here: a telephone, or a codec for it. AMR at 8 kHz: 3950 to 4560 Hz and −58 to −32 dB. Soft voices
   * have no more above 4 kHz, and sound up to 7 or 9 kHz: from the narrower band on both must say so.
   */
  phoneBandHz: number;
  phoneBandAtMostHz: number;
  phoneHighbandDb: number;
  /** Mains hum against the whole, dB: 30 dB below speech it reads −34 to −30, and is just heard in the pauses. */
  humDb: number;
  /** Steady power below 50 Hz against the whole, dB: the denoiser does not hear it. Voices: median −38, one in 50 above −24. */
  rumbleDb: number;
}

export const THRESHOLDS: Thresholds = {
  cleanSnrDb: 18.5,
  usableSnrDb: 6,
  cleanGapSnrDb: 25,
  usableGapSnrDb: 15,
  lightFlatTops: 5e-4,
  maxFlatTops: 5e-3,
  lightCrestRatio: 1.2,
  minCrestRatio: 1.12,
  dryDecay: 250,
  hallDecay: 215,
  musicShare: 0.15,
  minSpeechShare: 0.3,
  phoneBandHz: 4300,
  phoneBandAtMostHz: 5000,
  phoneHighbandDb: -28,
  humDb: -30,
  rumbleDb: -18,
};

/** One row of the table: a fault, what it costs, and when it is there. */
interface Rule {
  fault: RejectReason;
  /** B: usable, but not what one would choose. C: kept out. */
  grade: 'B' | 'C';
  has: (m: Measures, t: Thresholds) => boolean;
}

/** In the order in which the decisive fault is named: the cause before what it causes. */
const RULES: Rule[] = [
  { fault: 'no-speech', grade: 'C', has: (m, t) => below(m.speechShare, t.minSpeechShare) },
  {
    fault: 'clipped',
    grade: 'C',
    has: (m, t) => above(m.clipping, t.maxFlatTops) || below(m.crestRatio, t.minCrestRatio),
  },
  { fault: 'music', grade: 'C', has: (m, t) => !usable(m, t) && above(m.musicShare, t.musicShare) },
  { fault: 'reverberant', grade: 'C', has: (m, t) => !isClean(m, t) && below(m.mendedDecayDbPerS, t.hallDecay) },
  { fault: 'noisy', grade: 'C', has: (m, t) => !usable(m, t) },
  {
    fault: 'clipped',
    grade: 'B',
    has: (m, t) => above(m.clipping, t.lightFlatTops) || below(m.crestRatio, t.lightCrestRatio),
  },
  { fault: 'music', grade: 'B', has: (m, t) => !isClean(m, t) && above(m.musicShare, t.musicShare) },
  { fault: 'reverberant', grade: 'B', has: (m, t) => isClean(m, t) && below(m.decayDbPerS, t.dryDecay) },
  { fault: 'noisy', grade: 'B', has: (m, t) => !isClean(m, t) || above(m.rumbleDb, t.rumbleDb) },
];

/** What was not measured is no fault. */
const above = (value: number | undefined, limit: number) => value !== undefined && value > limit;
const below = (value: number | undefined, limit: number) => value !== undefined && value < limit;
/** Whether it has no more noise than grade A may. */
export const isClean = (m: Measures, t: Thresholds) =>
  !below(m.snrDb, t.cleanSnrDb) && !below(m.gapSnrDb, t.cleanGapSnrDb);
const usable = (m: Measures, t: Thresholds) => !below(m.snrDb, t.usableSnrDb) && !below(m.gapSnrDb, t.usableGapSnrDb);

const telephone = (m: Measures, t: Thresholds) =>
  below(m.bandwidthHz, t.phoneBandHz) ||
  (below(m.bandwidthHz, t.phoneBandAtMostHz) && below(m.highbandDb, t.phoneHighbandDb));

interface Grading {
  grade: Grade;
  /** What keeps it from being an A, the one that decided the grade first. Empty for an A. */
  faults: RejectReason[];
  /** What is true and keeps nothing out. */
  labels: string[];
}

const GRADES = ['A', 'B', 'C'] as const satisfies Grade[];

/** The grade of a piece is that of its worst fault. */
export function grade(measures: Measures, thresholds: Thresholds = THRESHOLDS): Grading {
  const found = RULES.filter((rule) => rule.has(measures, thresholds));
  const worst = GRADES.findLast((each) => found.some((rule) => rule.grade === each)) ?? 'A';
  const faults = [...found.filter((rule) => rule.grade === worst), ...found].map((rule) => rule.fault);
  return { grade: worst, faults: [...new Set(faults)], labels: labels(measures, thresholds) };
}

function labels(m: Measures, t: Thresholds): string[] {
  const has: [string, boolean][] = [
    ['phone-band', telephone(m, t)],
    ['hum', above(m.humDb, t.humDb)],
    ['noise-by-pauses', m.snrDb === undefined && m.gapSnrDb !== undefined],
  ];
  return has.filter(([, is]) => is).map(([label]) => label);
}
