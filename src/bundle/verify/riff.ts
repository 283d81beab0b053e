import { PersonaError } from '../../core/errors.ts';
import type { Hertz, Seconds } from '../../core/types.ts';

export interface WavFacts {
  seconds: Seconds;
  sampleRate: Hertz;
  channels: number;
  /** `pcm_s16le`, `mp3`, `aac` … */
  codec: string;
  /** Highest absolute sample, 0..1. */
  peak: number;
}

/**
 * Reads a PCM WAV: the chunks, and every sample. Throws a PersonaError with the reason when it is no WAV, is cut off,
 * or is of another kind: profiles take 16-bit PCM, and some backends measure length by the size of the file.
 */
export function hearWav(bytes: Uint8Array): WavFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') throw new PersonaError('sound-no-wav');
  let format: { tag: number; channels: number; sampleRate: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const data = at + 8;
    if (name(at) === 'fmt ' && size >= 16 && data + 16 <= bytes.length) {
      format = {
        tag: view.getUint16(data, true),
        channels: view.getUint16(data + 2, true),
        sampleRate: view.getUint32(data + 4, true),
        bits: view.getUint16(data + 14, true),
      };
    } else if (name(at) === 'data') {
      if (!format) throw new PersonaError('sound-no-format');
      if (format.tag !== 1 || format.bits !== 16)
        throw new PersonaError('sound-other-kind', { format: format.tag, bits: format.bits });
      if (data + size > bytes.length) throw new PersonaError('sound-cut-off', { there: bytes.length - data, size });
      if (!format.channels || !format.sampleRate) throw new PersonaError('sound-no-channels');
      let peak = 0;
      for (let i = data; i + 1 < data + size; i += 2) peak = Math.max(peak, Math.abs(view.getInt16(i, true)));
      const frames = Math.floor(size / 2 / format.channels);
      return {
        seconds: frames / format.sampleRate,
        sampleRate: format.sampleRate,
        channels: format.channels,
        codec: 'pcm_s16le',
        peak: peak / 32_768,
      };
    }
    at = data + size + (size % 2);
  }
  throw new PersonaError('sound-no-samples');
}
