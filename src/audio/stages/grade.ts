import type { Grade, Measures, RejectReason } from '../../core/types.ts';

/** One row of the table: a fault, what it costs, and when it is there. */
interface Rule {
  fault: RejectReason;
  /** B: usable after denoising, or with care. C: kept out. */
  grade: 'B' | 'C';
  has: (m: Measures, t: Thresholds) => boolean;
}

export interface Thresholds {
  /** From here on the recording is left as it is: `denSnr`, dB. */
  untouchedSnrDb: number;
  /** Clean, dB. */
  cleanSnrDb: number;
  /** Usable once denoised, dB. */
  usableSnrDb: number;
  /** The same two by the pauses, where nothing was denoised. */
  cleanGapSnrDb: number;
  usableGapSnrDb: number;
  /** Share of samples on a flat top. */
  maxFlatTops: number;
  /** 99.99th over 99th percentile of |x| after a lossy codec. */
  minCrestRatio: number;
  /** A room: falls after loud frames, dB/s. */
  dryDecay: number;
  reverberantDecay: number;
  /** What was removed is music rather than noise. */
  musicShare: number;
  /** Of the piece, that the detector holds for speech. */
  minSpeechShare: number;
  /** Sound ends here or below: a telephone, or a codec for it. */
  phoneBandHz: number;
  phoneHighbandDb: number;
  hum: number;
}

export const THRESHOLDS: Thresholds = {
  untouchedSnrDb: 25,
  cleanSnrDb: 16,
  usableSnrDb: 6,
  cleanGapSnrDb: 25,
  usableGapSnrDb: 15,
  maxFlatTops: 5e-4,
  minCrestRatio: 1.15,
  dryDecay: 230,
  reverberantDecay: 150,
  musicShare: 0.25,
  minSpeechShare: 0.3,
  phoneBandHz: 4000,
  phoneHighbandDb: -28,
  hum: -30,
};

const snr = (m: Measures, den: number, gap: number) =>
  m.snrDb !== undefined ? m.snrDb < den : m.gapSnrDb !== undefined && m.gapSnrDb < gap;
const musical = (m: Measures, t: Thresholds) => (m.musicShare ?? 0) >= t.musicShare;

const RULES: Rule[] = [
  { fault: 'no-speech', grade: 'C', has: (m, t) => m.speechShare !== undefined && m.speechShare < t.minSpeechShare },
  { fault: 'clipped', grade: 'C', has: (m, t) => (m.clipping ?? 0) > t.maxFlatTops },
  { fault: 'clipped', grade: 'C', has: (m, t) => m.crestRatio !== undefined && m.crestRatio < t.minCrestRatio },
  { fault: 'music', grade: 'C', has: (m, t) => snr(m, t.usableSnrDb, t.usableGapSnrDb) && musical(m, t) },
  { fault: 'noisy', grade: 'C', has: (m, t) => snr(m, t.usableSnrDb, t.usableGapSnrDb) && !musical(m, t) },
  { fault: 'reverberant', grade: 'C', has: (m, t) => (m.decayDbPerS ?? Infinity) < t.reverberantDecay },
  { fault: 'music', grade: 'B', has: (m, t) => snr(m, t.cleanSnrDb, t.cleanGapSnrDb) && musical(m, t) },
  { fault: 'noisy', grade: 'B', has: (m, t) => snr(m, t.cleanSnrDb, t.cleanGapSnrDb) && !musical(m, t) },
  { fault: 'reverberant', grade: 'B', has: (m, t) => (m.decayDbPerS ?? Infinity) < t.dryDecay },
];

export interface Verdict {
  grade: Grade;
  /** What keeps it from being an A, the one that decided the grade first. Empty for an A. */
  faults: RejectReason[];
  /** What is true and keeps nothing out. */
  labels: string[];
}

const GRADES = ['A', 'B', 'C'] as const satisfies Grade[];

/** The grade of a piece is that of its worst fault. */
export function grade(measures: Measures, thresholds: Thresholds = THRESHOLDS): Verdict {
  const found = RULES.filter((rule) => rule.has(measures, thresholds));
  const worst = GRADES.findLast((each) => found.some((rule) => rule.grade === each)) ?? 'A';
  const faults = [...found.filter((rule) => rule.grade === worst), ...found].map((rule) => rule.fault);
  return { grade: worst, faults: [...new Set(faults)], labels: labels(measures, thresholds) };
}

function labels(m: Measures, t: Thresholds): string[] {
  const has: [string, boolean][] = [
    ['phone-band', (m.bandwidthHz ?? Infinity) <= t.phoneBandHz || (m.highbandDb ?? 0) < t.phoneHighbandDb],
    ['hum', (m.humDb ?? -100) > t.hum],
    ['noise-by-pauses', m.snrDb === undefined && m.gapSnrDb !== undefined],
  ];
  return has.filter(([, is]) => is).map(([label]) => label);
}
