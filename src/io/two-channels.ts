import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import { INPUT_OPTIONS } from './ffmpeg-input.ts';

/** Which channel to hear; `mixed` where both hold one scene, and where neither can stand for the other. */
export type Channel = 'first' | 'second' | 'mixed';

interface TwoChannels {
  hear: Channel;
  /** Each holds what the other does not: a call with one person a channel, an interview with two microphones. */
  differ: boolean;
}

/** Half of it is where most of a voice lies. */
const RATE = 4000;
/** Enough to know how a recording was made; the whole of a long one would take as long as decoding it. */
const MOST_SECONDS = 300;
/** A tenth of a second: shorter than a word. */
const FRAME = RATE / 10;
/** Wind and handling noise differ between two microphones of one telephone, and lie below. */
const LOWEST = 300;

/** Listens to the first minutes of a file of two channels. What cannot be read is heard as one would without asking. */
export async function compareChannels(binary: FfmpegBinary, path: string, signal?: AbortSignal): Promise<TwoChannels> {
  const output = ['-map', '0:a:0', '-af', `highpass=f=${LOWEST}`, '-ac', '2', '-ar', String(RATE), '-f', 'f32le'];
  const { stdout } = await promisify(execFile)(
    binary.path,
    [...INPUT_OPTIONS, '-t', String(MOST_SECONDS), '-i', `file:${path}`, '-v', 'quiet', ...output, 'pipe:1'],
    { encoding: 'buffer', maxBuffer: 2 * MOST_SECONDS * RATE * 8, windowsHide: true, ...(signal ? { signal } : {}) },
  ).catch((error: { stdout?: Buffer }) => ({ stdout: error.stdout ?? Buffer.alloc(0) }));
  signal?.throwIfAborted();
  const whole = stdout.byteLength & ~7;
  return judgeChannels(new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + whole)));
}

/** A channel whose loud moments lie this much lower holds nothing: 30 dB. */
const DEAD = 1e-3;
/** Frames softer than the loud ones by more are pauses: 25 dB. */
const PAUSE = 10 ** -2.5;
/** In a frame that is one channel's alone the other is this much softer: 15 dB. Of one scene no two microphones are. */
const ALONE = 10 ** -1.5;
/** So many frames (a second), and such a share of all that are no pause, must each have for itself. */
const LEAST_ALONE = 10;
const LEAST_ALONE_SHARE = 0.03;
/** Two channels that cancel each other: one was wired the wrong way round. */
const OPPOSED = -0.5;

/** Two channels at 4 kHz, sample by sample. */
export function judgeChannels(interleaved: Float32Array): TwoChannels {
  const frames = framesOf(interleaved);
  const loudFirst = loudest(frames.map(({ first }) => first));
  const loudSecond = loudest(frames.map(({ second }) => second));
  const louder = loudFirst >= loudSecond ? 'first' : 'second';
  if (Math.min(loudFirst, loudSecond) <= DEAD * Math.max(loudFirst, loudSecond))
    return { hear: loudFirst === loudSecond ? 'mixed' : louder, differ: false };
  const sounding = frames.filter(
    (frame) => Math.max(frame.first, frame.second) > PAUSE * Math.max(loudFirst, loudSecond),
  );
  const least = Math.max(LEAST_ALONE, LEAST_ALONE_SHARE * sounding.length);
  const aloneFirst = sounding.filter(({ first, second }) => second < ALONE * first).length;
  const aloneSecond = sounding.filter(({ first, second }) => first < ALONE * second).length;
  if (Math.min(aloneFirst, aloneSecond) >= least) return { hear: 'mixed', differ: true };
  const sum = (pick: (frame: Frame) => number) => sounding.reduce((total, frame) => total + pick(frame), 0);
  const correlation = sum(({ both }) => both) / Math.sqrt(sum(({ first }) => first) * sum(({ second }) => second));
  return { hear: correlation < OPPOSED ? louder : 'mixed', differ: false };
}

/** Energy of each channel in a tenth of a second, and what they have in common. */
interface Frame {
  first: number;
  second: number;
  both: number;
}

function framesOf(interleaved: Float32Array): Frame[] {
  return Array.from({ length: Math.floor(interleaved.length / (2 * FRAME)) }, (_, n) => {
    const frame = { first: 0, second: 0, both: 0 };
    for (let i = 2 * n * FRAME; i < 2 * (n + 1) * FRAME; i += 2) {
      const x = interleaved[i]!;
      const y = interleaved[i + 1]!;
      frame.first += x * x;
      frame.second += y * y;
      frame.both += x * y;
    }
    return frame;
  });
}

/** Of the tenth loudest frame, so that no click counts; of fewer the softest. */
function loudest(powers: readonly number[]): number {
  const sorted = [...powers].sort((a, b) => b - a);
  return sorted[Math.min(sorted.length, LEAST_ALONE) - 1] ?? 0;
}
