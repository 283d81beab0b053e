import type { Bilingual, Measures, Rejected, Seconds, Segment } from '../core/types.ts';
import { isClean, THRESHOLDS, type Thresholds } from './stages/grade.ts';

/** What is asked about: a segment by its id (or how it begins), or what covers a moment of a recording. */
type AudioQuery = { id: string } | { file: string; second: number };

/** `58d393120e`, or `videos/2019.mp4@83.5` with seconds after the last @. */
export function parseAudioQuery(text: string): AudioQuery | null {
  const [, file, second] = /^(.+)@(\d+(?:\.\d+)?)$/su.exec(text) ?? [];
  if (file !== undefined) return { file, second: Number(second) };
  return /^[\da-f]{4,16}$/u.test(text) ? { id: text } : null;
}

export type ExplainedStretch = (Segment & { kept: true }) | (Rejected & { kept: false });

export function answers(query: AudioQuery, stretch: ExplainedStretch): boolean {
  if ('id' in query) return stretch.kept && stretch.id.startsWith(query.id);
  return (
    isNamed(stretch.source, query) &&
    stretch.start <= query.second &&
    query.second < Math.max(stretch.end, stretch.start + 1e-6)
  );
}

const isNamed = ({ file }: { file: string }, query: { file: string }) =>
  file === query.file || file.endsWith(`/${query.file}`);

/** A moment of a recording in which nobody speaks, and the stretches of speech around it. */
export interface ExplainedPause {
  file: string;
  second: Seconds;
  before: ExplainedStretch | null;
  after: ExplainedStretch | null;
}

/** Of each recording that is meant and lasts so long; the stretches are those that no `answers` was true for. */
export function pausesAt(
  query: AudioQuery,
  recordings: readonly { file: string; seconds: { in: Seconds } }[],
  stretches: readonly ExplainedStretch[],
): ExplainedPause[] {
  if ('id' in query) return [];
  const { second } = query;
  return recordings
    .filter((recording) => isNamed(recording, query) && second < recording.seconds.in)
    .map(({ file }) => {
      const own = stretches.filter(({ source }) => source.file === file).sort((a, b) => a.start - b.start);
      const before = own.findLast(({ end }) => end <= second) ?? null;
      return { file, second, before, after: own.find(({ start }) => start > second) ?? null };
    });
}

/** One measured number beside what the grades ask of it. */
export interface MeasureLine {
  measure: string;
  text: Bilingual;
  value: number;
  unit: string;
  /** What grade A asks, and what is asked at all; null where nothing is. */
  forA: string | null;
  forB: string | null;
  met: 'A' | 'B' | 'C' | null;
}

interface Row {
  text: Bilingual;
  unit: string;
  /** `atLeast`: more is better. A tuple: for grade A, for grade B. */
  atLeast?: (t: Thresholds) => readonly [number, number | null];
  atMost?: (t: Thresholds) => readonly [number, number | null];
  /** Of which pieces that is asked; of all unless given. */
  asked?: (m: Measures, t: Thresholds) => boolean;
}

/** In the order in which people ask. What has no limits is told for its own sake. */
const ROWS: Record<string, Row> = {
  snrDb: {
    text: { en: 'speech over noise', zh: '信噪比' },
    unit: 'dB',
    atLeast: (t) => [t.cleanSnrDb, t.usableSnrDb],
  },
  gapSnrDb: {
    text: { en: 'speech over noise, by the pauses', zh: '信噪比（按停顿估计）' },
    unit: 'dB',
    atLeast: (t) => [t.cleanGapSnrDb, t.usableGapSnrDb],
  },
  musicShare: {
    text: { en: 'held tones in the noise', zh: '噪声中的持续音' },
    unit: '',
    atMost: (t) => [t.musicShare, null],
  },
  decayDbPerS: {
    text: { en: 'fall after loud sounds', zh: '声音衰减' },
    unit: 'dB/s',
    atLeast: (t) => [t.dryDecay, null],
    asked: isClean,
  },
  mendedDecayDbPerS: {
    text: { en: 'the same after denoising', zh: '声音衰减（降噪后）' },
    unit: 'dB/s',
    atLeast: (t) => [t.hallDecay, t.hallDecay],
    asked: (m, t) => !isClean(m, t),
  },
  clipping: {
    text: { en: 'samples on a flat top', zh: '削顶样本占比' },
    unit: '',
    atMost: (t) => [t.lightFlatTops, t.maxFlatTops],
  },
  crestRatio: {
    text: { en: 'room in the peaks', zh: '峰值余量' },
    unit: '',
    atLeast: (t) => [t.lightCrestRatio, t.minCrestRatio],
  },
  rumbleDb: {
    text: { en: 'rumble below 50 Hz', zh: '50 Hz 以下隆隆声' },
    unit: 'dB',
    atMost: (t) => [t.rumbleDb, null],
  },
  speechShare: {
    text: { en: 'share of speech', zh: '语音占比' },
    unit: '',
    atLeast: (t) => [t.minSpeechShare, t.minSpeechShare],
  },
  bandwidthHz: { text: { en: 'sound reaches up to', zh: '频率上限' }, unit: 'Hz' },
  humDb: { text: { en: 'mains hum', zh: '电流声' }, unit: 'dB' },
  loudnessLufs: { text: { en: 'loudness as recorded', zh: '原始响度' }, unit: 'LUFS' },
  truePeakDb: { text: { en: 'true peak as recorded', zh: '原始真峰值' }, unit: 'dB' },
  dnsmos: { text: { en: 'listener’s score (P.808)', zh: '听感分（P.808）' }, unit: '/ 5' },
};

/** Every measure that was taken, those that decide first. */
export function measureLines(measures: Measures, t: Thresholds = THRESHOLDS): MeasureLine[] {
  return Object.entries(ROWS).flatMap(([measure, row]): MeasureLine[] => {
    const value = measures[measure];
    if (value === undefined) return [];
    const asked = row.asked?.(measures, t) ?? true;
    const limits = asked ? (row.atLeast?.(t) ?? row.atMost?.(t)) : undefined;
    const sign = row.atLeast ? '≥' : '≤';
    const meets = (limit: number | null) => limit === null || (row.atLeast ? value >= limit : value <= limit);
    const show = (limit: number | null = null) => (limit === null ? null : `${sign} ${limit}`);
    const met = limits ? ((['A', 'B'] as const)[limits.findIndex(meets)] ?? 'C') : null;
    return [{ measure, text: row.text, value, unit: row.unit, forA: show(limits?.[0]), forB: show(limits?.[1]), met }];
  });
}
