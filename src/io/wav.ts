import wavefile from 'wavefile';
import type { Hertz, Seconds } from '../core/types.ts';

/**
 * Mono, 16 bits. The samples are written straight into the file's data: `fromScratch` would take 125 ms for ten
 * seconds, and a gigabyte for an hour. The bytes are the same (a test compares them).
 */
export function encodeWav(samples: Float32Array, sampleRate: Hertz): Uint8Array {
  const pcm = new Int16Array(samples.length);
  for (let i = 0; i < pcm.length; i++) {
    const step = Math.floor(samples[i]! * 32_768 + 0.5);
    pcm[i] = step > 32_767 ? 32_767 : step < -32_768 ? -32_768 : step;
  }
  const wav = new wavefile.WaveFile();
  wav.fromScratch(1, sampleRate, '16', [0, 0]);
  const data = wav.data as { samples: Uint8Array; chunkSize: number };
  data.samples = new Uint8Array(pcm.buffer);
  data.chunkSize = pcm.byteLength;
  return wav.toBuffer();
}

/** How long a WAV lasts, by its header and its bytes; null for anything else. */
export function wavSeconds(bytes: Uint8Array): Seconds | null {
  const wav = new wavefile.WaveFile();
  try {
    wav.fromBuffer(bytes);
  } catch {
    return null;
  }
  const { byteRate } = wav.fmt as { byteRate: number };
  const seconds = (wav.data as { samples: Uint8Array }).samples.length / byteRate;
  return Number.isFinite(seconds) ? seconds : null;
}

/** A pipe leaves 0 or all bits set where the length should be; sox writes 2 GB less a page. */
const UNKNOWN_FROM = 0x7fff_0000;

/**
 * Formats whose bytes a second say how long it lasts: PCM, float, A-law, µ-law and what a head of the longer kind holds. Of
 * ADPCM and the like ffmpeg itself has written a wrong number.
 */
const STEADY_FORMATS = new Set([0x0001, 0x0003, 0x0006, 0x0007, 0xfffe]);

/**
 * How long a WAV lasts by its header alone (some kilobytes of it), whatever happened to the rest; null where its writer
 * could not know, where the sound begins further on, of a compressed one, and for anything else.
 */
export function promisedSeconds(head: Uint8Array): Seconds | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') return null;
  let byteRate = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (id === 'data') return byteRate > 0 && size > 0 && size < UNKNOWN_FROM ? size / byteRate : null;
    if (id === 'fmt ' && at + 20 <= bytes.length) {
      byteRate = STEADY_FORMATS.has(bytes.readUInt16LE(at + 8)) ? bytes.readUInt32LE(at + 16) : 0;
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

/**
 * Decodes our own clips: 16 bits, mono. Other people's files go through ffmpeg. Throws RangeError for anything else.
 */
export function decodeWav(bytes: Uint8Array): { samples: Float32Array; sampleRate: Hertz } {
  const wav = new wavefile.WaveFile();
  wav.fromBuffer(bytes);
  const { numChannels, sampleRate } = wav.fmt as { numChannels: number; sampleRate: number };
  if (wav.bitDepth !== '16' || numChannels !== 1) throw new RangeError('not a 16-bit mono WAV');
  const { samples: raw } = wav.data as { samples: Uint8Array };
  // The chunk may begin at an odd offset of its buffer; Int16Array needs an even one.
  const pcm = new Int16Array(new Uint8Array(raw.subarray(0, raw.length & ~1)).buffer);
  const samples = new Float32Array(pcm.length);
  for (let i = 0; i < pcm.length; i++) samples[i] = pcm[i]! / 32_768;
  return { samples, sampleRate };
}
