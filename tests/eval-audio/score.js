import { FRAME, power, RATE } from './sounds.js';

/** What one kept segment is, seen against the truth of its scene. Seconds throughout. */
export function scoreSegment(segment, scene, wav) {
  const from = Math.round(segment.start * RATE);
  const to = Math.min(scene.mix.length, Math.round(segment.end * RATE));
  const speech = scene.clean.subarray(from, to);
  const rest = Float32Array.from(scene.mix.subarray(from, to), (x, i) => x - speech[i]);
  return {
    grade: segment.grade,
    start: segment.start,
    end: segment.end,
    by: segment.speaker?.by ?? null,
    measures: segment.measures,
    found: segment.measures.snrDb ?? null,
    denoised: segment.denoised,
    seconds: segment.seconds,
    speech: activeSeconds(scene.active, from, to),
    foreign: activeSeconds(scene.foreign, from, to),
    cuts: [from, to].filter((at) => insideWord(scene.voiced, at)).length,
    snr: snrDb(speech, rest, scene.active, from),
    before: siSdr(scene.mix.subarray(from, to), speech),
    after: wav ? siSdr(wav.subarray(0, to - from), speech) : null,
  };
}

function activeSeconds(active, from, to) {
  let frames = 0;
  for (let i = Math.floor(from / FRAME); i < Math.ceil(to / FRAME); i++) frames += active[i] ?? 0;
  return (frames * FRAME) / RATE;
}

/** A cut is inside a word when there is speech right before it and right after it: within 30 dB of the loudest. */
function insideWord(active, at) {
  const frame = Math.round(at / FRAME);
  return Boolean(
    active[frame - 3] &&
      active[frame - 2] &&
      active[frame - 1] &&
      active[frame] &&
      active[frame + 1] &&
      active[frame + 2],
  );
}

/** Speech where there is speech, over all that was added. */
function snrDb(speech, rest, active, from) {
  let sum = 0;
  let count = 0;
  for (let i = 0; (i + 1) * FRAME <= speech.length; i++) {
    if (!active[Math.floor(from / FRAME) + i]) continue;
    sum += power(speech, i * FRAME, (i + 1) * FRAME);
    count++;
  }
  if (!count) return -60;
  return Math.max(-60, Math.min(60, 10 * Math.log10(sum / count / Math.max(1e-12, power(rest)))));
}

/** Scale-invariant signal-to-distortion ratio in dB (Le Roux et al., 2019), at most 60. */
export function siSdr(estimate, reference) {
  const length = Math.min(estimate.length, reference.length);
  let dot = 0;
  let energy = 0;
  for (let i = 0; i < length; i++) {
    dot += estimate[i] * reference[i];
    energy += reference[i] * reference[i];
  }
  if (energy === 0) return -60;
  const scale = dot / energy;
  let target = 0;
  let error = 0;
  for (let i = 0; i < length; i++) {
    const wanted = scale * reference[i];
    target += wanted * wanted;
    error += (estimate[i] - wanted) ** 2;
  }
  return Math.max(-60, Math.min(60, 10 * Math.log10(Math.max(1e-12, target) / Math.max(1e-12, error))));
}

/** All scenes of one kind together. */
export function scoreKind(scenes) {
  const kept = scenes.flatMap((scene) => scene.kept);
  const total = (list, what) => list.reduce((sum, each) => sum + each[what], 0);
  const A = kept.filter(({ grade }) => grade === 'A');
  const B = kept.filter(({ grade }) => grade === 'B');
  const subject = scenes.reduce((sum, { active }) => sum + (active.reduce((a, b) => a + b, 0) * FRAME) / RATE, 0);
  const mended = kept.filter(({ denoised, after }) => denoised && after !== null);
  const mean = (list, what) => (list.length ? total(list, what) / list.length : null);
  return {
    scenes: scenes.length,
    subject,
    segments: kept.length,
    A: total(A, 'seconds'),
    B: total(B, 'seconds'),
    recall: subject > 0 ? total(kept, 'speech') / subject : null,
    // Of the kept seconds in which somebody speaks: how many are the subject's alone.
    precision: kept.length
      ? 1 - total(kept, 'foreign') / Math.max(1e-9, total(kept, 'speech') + total(kept, 'foreign'))
      : null,
    foreignA: total(A, 'foreign'),
    foreignB: total(B, 'foreign'),
    cuts: total(kept, 'cuts'),
    denoised: mended.length,
    before: mean(mended, 'before'),
    after: mean(mended, 'after'),
  };
}
