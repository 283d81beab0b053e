import { describe, expect, test } from 'vitest';
import wavefile from 'wavefile';
import { decodeWav, encodeWav, promisedSeconds, wavSeconds } from '../../src/io/wav.ts';
import { sine } from '../audio/signals.ts';

describe('encodeWav', () => {
  test('gives the bytes that wavefile itself gives', () => {
    const samples = sine(440, 0.25, 24_000, 0.7);
    const slow = new wavefile.WaveFile();
    slow.fromScratch(
      1,
      24_000,
      '16',
      [...samples].map((x) => Math.round(x * 32_768)),
    );
    expect(Buffer.from(encodeWav(samples, 24_000)).equals(Buffer.from(slow.toBuffer()))).toBe(true);
  });

  test('keeps what is too loud at full scale instead of turning it over', () => {
    const { samples } = decodeWav(encodeWav(Float32Array.of(1.5, -1.5, 1, -1), 8000));
    expect([...samples]).toEqual([32_767 / 32_768, -1, 32_767 / 32_768, -1]);
  });

  test('brings 16-bit samples back as they were', () => {
    const samples = Float32Array.from({ length: 1001 }, (_, i) => (i - 500) / 32_768);
    const back = decodeWav(encodeWav(samples, 16_000));
    expect(back.sampleRate).toBe(16_000);
    expect([...back.samples]).toEqual([...samples]);
  });
});

test('decodeWav refuses what encodeWav never wrote', () => {
  const stereo = new wavefile.WaveFile();
  stereo.fromScratch(2, 16_000, '16', [
    [0, 1],
    [0, 1],
  ]);
  expect(() => decodeWav(stereo.toBuffer())).toThrow(RangeError);
});

test('wavSeconds tells the length by the bytes that are there, and of no WAV none', () => {
  const wav = encodeWav(new Float32Array(36_000), 24_000);
  expect(wavSeconds(wav)).toBe(1.5);
  expect(wavSeconds(wav.subarray(0, 30))).toBeNull();
  expect(wavSeconds(Buffer.from('ID3 and so on'))).toBeNull();
});

describe('promisedSeconds', () => {
  const wav = Buffer.from(encodeWav(new Float32Array(36_000), 24_000));
  const withLength = (bytes: number) => {
    const copy = Buffer.from(wav.subarray(0, 4096));
    copy.writeUInt32LE(bytes, 40);
    return copy;
  };

  test('tells what was written, not what is left', () => {
    expect(promisedSeconds(wav)).toBe(1.5);
    expect(promisedSeconds(wav.subarray(0, 100))).toBe(1.5);
    expect(promisedSeconds(withLength(48_000 * 3600))).toBe(3600);
  });

  test('goes past other chunks, also of an odd length', () => {
    const list = Buffer.from('LIST\x05\0\0\0INFO\0\0', 'latin1');
    expect(promisedSeconds(Buffer.concat([wav.subarray(0, 36), list, wav.subarray(36)]))).toBe(1.5);
  });

  test.each([0, 0xffff_ffff, 0x7fff_f000])('knows nothing where its writer did not: %i', (bytes) => {
    expect(promisedSeconds(withLength(bytes))).toBeNull();
  });

  test('knows nothing of a compressed one, whose writer may have got it wrong', () => {
    for (const [format, promised] of [
      [0x0002, null],
      [0x0011, null],
      [0x0003, 1.5],
      [0xfffe, 1.5],
    ] as const) {
      const other = Buffer.from(wav);
      other.writeUInt16LE(format, 20);
      expect(promisedSeconds(other)).toBe(promised);
    }
  });

  test('knows nothing of a head cut short, nor of another format', () => {
    for (let end = 0; end < 44; end++) expect(promisedSeconds(wav.subarray(0, end))).toBeNull();
    expect(promisedSeconds(Buffer.from('ID3 and so on, and on, and on, and on, and on'))).toBeNull();
  });
});
