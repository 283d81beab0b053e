import { Undecodable } from '../core/sound.ts';
import type { Hertz } from '../core/types.ts';

/** The rate that every tool uses to decode WeChat voices; the rate inside (8 to 24 kHz) is not in the file. */
export const SILK_RATE: Hertz = 24_000;

/** silk-wasm needs the 0x02 that WeChat puts first, even for a file without it. */
const WECHAT_MARK = 0x02;
const MAGIC_LENGTH = '#!SILK_V3'.length;
/**
 * A frame lasts 20 ms. A sound of fewer than `MIN_FRAMES` is no message: a bare header "decodes" to 40 ms of near
 * silence without an error.
 */
const FRAME_SECONDS = 0.02;
const MIN_FRAMES = 5;
/** In bytes; the encoder's own limit for 20 ms. */
const LONGEST_FRAME = 250;

/**
 * silk-wasm 3.7.1 passes over the third and the fourth frame, whatever they hold, and makes two up behind the last one.
 * So two empty frames stand third and fourth, and the last 40 ms of what it gives are left out.
 */
const PASSED_OVER = { after: 2, frames: 2 };
const EMPTY_FRAME = 2; // bytes: a length of 0

export interface Silk {
  samples: Float32Array;
  /**
   * Whether the last frame is incomplete. WeChat writes no end mark, so nothing else shows that the sound is cut off.
   */
  truncated: boolean;
}

/**
 * Decodes SILK v3 whose magic begins at `at`: with or without 0x02, with junk before it, with the end mark FF FF of
 * plain SILK, with zero padding after it. It blocks its thread, so run it in a worker. Throws Undecodable.
 */
export async function decodeSilk(bytes: Uint8Array, at: number): Promise<Silk> {
  const { end, frames, truncated } = frameSpan(bytes, at + MAGIC_LENGTH);
  // A frame that reaches far beyond the end: there is a body, but it is not SILK.
  if (frames < MIN_FRAMES) throw new Undecodable(bytes.length - at > 2 * LONGEST_FRAME ? 'damaged' : 'header-only');
  const gap = PASSED_OVER.frames * EMPTY_FRAME;
  const clean = new Uint8Array(1 + end - at + gap);
  const before = bytes.subarray(at, afterFrames(bytes, at + MAGIC_LENGTH, PASSED_OVER.after));
  clean[0] = WECHAT_MARK;
  clean.set(before, 1);
  clean.set(bytes.subarray(at + before.length, end), 1 + before.length + gap);
  const { decode } = await import('silk-wasm');
  let data: Uint8Array;
  try {
    ({ data } = await decode(clean, SILK_RATE));
  } catch (cause) {
    // It may also be a bare TypeError from the wasm; the module works on after that.
    throw new Undecodable('damaged', { cause });
  }
  const madeUp = PASSED_OVER.frames * FRAME_SECONDS * SILK_RATE;
  const samples = new Float32Array(Math.max(0, (data.length >> 1) - madeUp));
  if (samples.length < MIN_FRAMES * FRAME_SECONDS * SILK_RATE) throw new Undecodable('damaged');
  // A plain loop: a mapped typed array would take longer than the decoder.
  for (let i = 0; i < samples.length; i++) samples[i] = ((data[2 * i]! | (data[2 * i + 1]! << 8)) << 16) / 2 ** 31;
  return { samples, truncated };
}

/** Where the frame behind the first `count` begins. */
function afterFrames(bytes: Uint8Array, from: number, count: number): number {
  let at = from;
  for (let n = 0; n < count; n++) at += 2 + (bytes[at]! | (bytes[at + 1]! << 8));
  return at;
}

/**
 * Walks the frames (16-bit little-endian length, then that many bytes) to the end of the sound: at FF FF, at zeros that
 * are only padding, or at a frame that is cut off. The decoder would count each pair of padding zeros as 20 ms.
 */
function frameSpan(bytes: Uint8Array, from: number): { end: number; frames: number; truncated: boolean } {
  let at = from;
  let frames = 0;
  let lastSound = from;
  let sounding = 0;
  while (at + 2 <= bytes.length) {
    const length = bytes[at]! | (bytes[at + 1]! << 8);
    if (length === 0xffff) break;
    if (at + 2 + length > bytes.length) return { end: lastSound, frames: sounding, truncated: true };
    at += 2 + length;
    frames++;
    if (length > 0) {
      lastSound = at;
      sounding = frames;
    }
  }
  return { end: lastSound, frames: sounding, truncated: false };
}
