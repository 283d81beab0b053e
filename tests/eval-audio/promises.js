import { loudnessOf } from '../../dist/audio/measures/loudness.js';
import { truePeakDb } from '../../dist/audio/measures/true-peak.js';
import { FRAME, RATE } from './sounds.js';

/** One step of 16 bits. */
const STEP = 1 / 32_768;
/** Fades at both ends, which may differ from the recording. */
const FADE = Math.ceil(0.005 * RATE);

/** What one clip keeps of what is promised for all of them. `words`: frames of its scene that hold speech. */
export function clipPromises(segment, words, mix, wav) {
  const from = Math.round(segment.start * RATE);
  const to = Math.round(segment.end * RATE);
  const inside = words.subarray(Math.floor(from / FRAME), Math.ceil(to / FRAME));
  const first = inside.indexOf(1);
  return {
    seconds: segment.end - segment.start,
    // Silence kept before the first word and after the last.
    lead: first < 0 ? null : (first * FRAME) / RATE,
    tail: first < 0 ? null : ((inside.length - 1 - inside.lastIndexOf(1)) * FRAME) / RATE,
    // Steps by which an untouched clip differs from the recording times one gain.
    off: segment.denoised || !wav ? null : stepsOff(mix.subarray(from, to), wav),
    exactlyLong: wav ? wav.length === to - from : null,
  };
}

/** A constant offset of the recording is taken out of its clips, so gain and offset are fitted together. */
function stepsOff(original, clip) {
  const x = original.map((sample) => Math.round(sample / STEP) * STEP).subarray(FADE, original.length - FADE);
  const y = clip.subarray(FADE, original.length - FADE);
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  let dot = 0;
  let energy = 0;
  for (let i = 0; i < x.length; i++) {
    dot += (x[i] - meanX) * (y[i] - meanY);
    energy += (x[i] - meanX) ** 2;
  }
  const gain = energy > 0 ? dot / energy : 1;
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(y[i] - meanY - gain * (x[i] - meanX)));
  return most / STEP;
}

const meanOf = (samples) => samples.reduce((sum, sample) => sum + sample, 0) / samples.length;

/** Loudness and true peak of all clips of one recording together; null without clips. */
export function levelPromises(clips) {
  if (clips.length === 0) return null;
  return {
    lufs: loudnessOf(clips.map((samples) => ({ samples, sampleRate: RATE }))),
    peak: clips.reduce((most, samples) => Math.max(most, truePeakDb(samples)), -200),
  };
}

/** Whether the seconds of one recording add up to the sample: in = kept + rejected by reason + not speech. */
export function balanced({ seconds }, length) {
  const ticks = (value) => value * 16_000;
  const parts = [seconds.kept.A, seconds.kept.B, seconds.notSpeech, ...Object.values(seconds.rejected)];
  const whole = Math.round((length * 16_000) / RATE);
  const near = (a, b) => Math.abs(a - b) < 0.01;
  return (
    near(ticks(seconds.in), whole) &&
    near(
      parts.reduce((sum, part) => sum + ticks(part), 0),
      whole,
    ) &&
    parts.every((part) => near(ticks(part), Math.round(ticks(part))))
  );
}
