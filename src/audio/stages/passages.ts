import type { Seconds } from '../../core/types.ts';
import { VAD_STEP, VAD_STEP_SECONDS } from '../engines.ts';
import { frameLevels, percentile } from '../measures/stats.ts';
import type { Run } from './cut.ts';
import { detectSpeech } from './detect-speech.ts';

/**
 * Two stretches of speech further apart than this are not heard at one level, dB. A voice of 20 dB below another, or its own
 * murmur, is noise to DTLN (26 dB below: all of it), while words of one sentence differ by up to 10.
 */
const FAR_DB = 12;
/** Less speech than this is a word that was said softer, or a cough; denoisers also take half a second to settle. */
const SHORTEST: Seconds = 1;

/** Stretches of speech that are about equally loud. */
interface Passage extends Run {
  speech: Seconds;
  level: number;
}

/**
 * A region as what may be denoised in one go, on the detector's own grid: denoisers know speech at one level, and each call
 * of theirs has one gain. Nearly always the region itself; where soft and loud speech lie in it side by side it is parted at
 * the softest moment between them.
 */
export function passagesOf(region: Run, samples16k: Float32Array, probabilities: Float32Array): Run[] {
  const first = Math.round(region.start / VAD_STEP_SECONDS);
  const last = Math.ceil(region.end / VAD_STEP_SECONDS - 1e-6);
  const levels = frameLevels(samples16k.subarray(first * VAD_STEP, last * VAD_STEP), VAD_STEP);
  const step = (seconds: Seconds) => Math.round(seconds / VAD_STEP_SECONDS);
  const runs = detectSpeech(probabilities.subarray(first, last)).map(({ start, end }): Passage => {
    const level = percentile(levels.subarray(step(start), step(end)), 0.9);
    return { start, end, speech: end - start, level };
  });
  const [head, ...rest] = apart(runs);
  const parts: Run[] = [{ ...region }];
  let before = head;
  for (const passage of rest) {
    const at = (first + softest(levels, step(before!.end), step(passage.start))) * VAD_STEP_SECONDS;
    parts.at(-1)!.end = at;
    parts.push({ start: at, end: region.end });
    before = passage;
  }
  return parts;
}

/** Joined until neighbours are far apart in level, and each is long enough. */
function apart(passages: readonly Passage[]): Passage[] {
  const far = (a: Passage, b: Passage) => Math.abs(a.level - b.level) > FAR_DB;
  const joined: Passage[] = [];
  for (const passage of passages) {
    const last = joined.at(-1);
    if (last && !far(last, passage)) joined[joined.length - 1] = both(last, passage);
    else joined.push(passage);
  }
  const short = joined.findIndex(({ speech }) => speech < SHORTEST);
  if (short < 0 || joined.length === 1) return joined;
  const distance = (i: number) => Math.abs((joined[i]?.level ?? Number.POSITIVE_INFINITY) - joined[short]!.level);
  const from = distance(short - 1) <= distance(short + 1) ? short - 1 : short;
  return apart([...joined.slice(0, from), both(joined[from]!, joined[from + 1]!), ...joined.slice(from + 2)]);
}

function both(a: Passage, b: Passage): Passage {
  return { start: a.start, end: b.end, speech: a.speech + b.speech, level: Math.max(a.level, b.level) };
}

/** The softest step between two. */
function softest(levels: Float64Array, from: number, to: number): number {
  let at = from;
  for (let i = from; i < to; i++) if (levels[i]! < levels[at]!) at = i;
  return at;
}
