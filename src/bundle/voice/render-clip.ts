import { resample } from '../../core/resample.ts';
import type { Hertz, Segment } from '../../core/types.ts';
import type { Clip } from '../layout.ts';

/** Reads a segment's samples; io hands it in. */
export type ReadSegment = (segment: Segment) => Promise<{ samples: Float32Array; sampleRate: Hertz }>;

/** Seconds over which the edges of a cut are faded, so that they do not click. */
const FADE_SECONDS = 0.01;

/** The samples of a clip at one rate: its parts cut, faded and joined, with silence before, between and after. */
export async function renderClip(clip: Clip, sampleRate: Hertz, read: ReadSegment): Promise<Float32Array> {
  const pieces: Float32Array[] = [silence(clip.lead, sampleRate)];
  for (const [i, { segment, start, end }] of clip.parts.entries()) {
    if (i > 0) pieces.push(silence(clip.gap, sampleRate));
    const audio = await read(segment);
    const from = Math.round(start * audio.sampleRate);
    const to = Math.min(audio.samples.length, Math.round(end * audio.sampleRate));
    const piece = resample(audio.samples.slice(from, to), audio.sampleRate, sampleRate);
    pieces.push(faded(piece, sampleRate));
  }
  pieces.push(silence(clip.tail, sampleRate));
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const silence = (seconds: number, sampleRate: Hertz) => new Float32Array(Math.round(seconds * sampleRate));

function faded(samples: Float32Array, sampleRate: Hertz): Float32Array {
  const out = samples.slice();
  const length = Math.min(Math.round(FADE_SECONDS * sampleRate), Math.floor(out.length / 2));
  for (let i = 0; i < length; i++) {
    const gain = i / length;
    out[i] = (out[i] ?? 0) * gain;
    out[out.length - 1 - i] = (out[out.length - 1 - i] ?? 0) * gain;
  }
  return out;
}
