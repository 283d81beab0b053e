import { describe, expect, test } from 'vitest';
import { bandwidth } from '../../../src/audio/measures/bandwidth.ts';
import { fft, powerSpectra } from '../../../src/audio/measures/fft.ts';
import { highbandDb } from '../../../src/audio/measures/highband.ts';
import { humDb } from '../../../src/audio/measures/hum.ts';
import { lowBand } from '../../../src/audio/measures/low-band.ts';
import { musicShare } from '../../../src/audio/measures/music.ts';
import { rumbleDb } from '../../../src/audio/measures/rumble.ts';
import { add, babbleVoice, gain, noise, scaled, silence, sine } from '../signals.ts';

describe('fft', () => {
  test('agrees with the transform as it is defined', () => {
    const n = 32;
    const re = Float64Array.from(noise(1, n, 1, 3));
    const im = Float64Array.from(noise(1, n, 1, 4));
    const expected = Array.from({ length: n }, (_, k) => {
      let r = 0;
      let m = 0;
      for (let i = 0; i < n; i++) {
        const angle = (-2 * Math.PI * k * i) / n;
        r += re[i]! * Math.cos(angle) - im[i]! * Math.sin(angle);
        m += re[i]! * Math.sin(angle) + im[i]! * Math.cos(angle);
      }
      return [r, m] as const;
    });
    fft(re, im);
    expected.forEach(([r, m], k) => {
      expect(re[k]).toBeCloseTo(r, 9);
      expect(im[k]).toBeCloseTo(m, 9);
    });
  });

  test('refuses a size that is no power of two', () => {
    expect(() => fft(new Float64Array(12), new Float64Array(12))).toThrow(RangeError);
  });

  test('gives one zero-filled frame for less than a frame', () => {
    expect([...powerSpectra(new Float32Array(10), 64, 32)]).toHaveLength(1);
  });
});

describe('bandwidth', () => {
  test.each([
    [3400, 48_000],
    [8000, 48_000],
    [6000, 16_000],
  ])('sound up to %i Hz at %i Hz', (edge, rate) => {
    const tones = Array.from({ length: 60 }, (_, i) => sine(((i + 1) * edge) / 60, 1, rate, 0.01));
    expect(bandwidth(add(...tones), rate)).toBeGreaterThan(edge * 0.97);
    expect(bandwidth(add(...tones), rate)).toBeLessThan(edge + (8 * rate) / 1024);
  });

  test('full for white noise, nothing for silence', () => {
    expect(bandwidth(noise(1, 24_000, 0.1), 24_000)).toBe(12_000);
    expect(bandwidth(silence(1, 24_000), 24_000)).toBe(0);
  });
});

describe('highbandDb', () => {
  test('two tones of the same strength on both sides of 4 kHz are 0 dB', () => {
    expect(highbandDb(add(sine(1000, 1, 16_000, 0.1), sine(6000, 1, 16_000, 0.1)))).toBeCloseTo(0, 1);
  });

  test('nothing above 4 kHz is far below the mark of telephone speech', () => {
    expect(highbandDb(sine(1000, 1, 16_000, 0.1))).toBeLessThan(-60);
  });
});

describe('humDb', () => {
  const voice = babbleVoice(6, 16_000);

  test.each([50, 60])('finds hum of %i Hz where it is and as strong as it is', (mains) => {
    const power = (x: Float32Array) => x.reduce((sum, v) => sum + v * v, 0) / x.length;
    const hum = add(sine(mains, 6, 16_000, 0.02), sine(3 * mains, 6, 16_000, 0.01));
    const expected = 10 * Math.log10(power(hum) / power(add(voice, hum)));
    expect(humDb(lowBand(add(voice, hum)))).toBeGreaterThan(expected - 2);
    expect(humDb(lowBand(add(voice, hum)))).toBeLessThan(expected + 2);
  });

  test('finds none in speech, noise, silence and half a second', () => {
    expect(humDb(lowBand(voice))).toBeLessThan(-45);
    expect(humDb(lowBand(babbleVoice(6, 16_000, 100)))).toBeLessThan(-45);
    expect(humDb(lowBand(noise(3, 16_000, 0.1)))).toBe(-100);
    expect(humDb(lowBand(silence(3, 16_000)))).toBe(-100);
    expect(humDb(lowBand(sine(50, 0.4, 16_000)))).toBe(-100);
  });
});

describe('rumbleDb', () => {
  test.each([
    [20, 0],
    [30, -0.5],
    [50, -3],
    [75, -14],
    [100, -24],
  ])('a tone of %i Hz passes by %i dB', (hertz, db) => {
    expect(Math.abs(rumbleDb(lowBand(sine(hertz, 4, 16_000))) - db)).toBeLessThan(0.8);
  });

  test('a voice has next to none, an offset and silence have none', () => {
    expect(rumbleDb(lowBand(babbleVoice(4, 16_000, 110)))).toBeLessThan(-24);
    expect(rumbleDb(lowBand(new Float32Array(16_000).fill(0.3)))).toBe(-100);
    expect(rumbleDb(lowBand(silence(1, 16_000)))).toBe(-100);
  });
});

describe('musicShare', () => {
  const chord = (hertz: number, seconds: number) =>
    add(...[1, 1.26, 1.5, 2, 2.52, 3].map((ratio) => sine(hertz * ratio, seconds, 16_000, 0.05)));

  test('is high for held chords, low for noise and for a voice', () => {
    expect(musicShare(chord(330, 4))).toBeGreaterThan(0.8);
    expect(musicShare(noise(4, 16_000, 0.1))).toBeLessThan(0.05);
    expect(musicShare(babbleVoice(4, 16_000))).toBeLessThan(0.2);
    expect(musicShare(silence(4, 16_000))).toBe(0);
  });

  test('hears a chord that is as loud as the noise around it', () => {
    expect(musicShare(add(chord(330, 4), scaled(noise(4, 16_000), gain(-16.5))))).toBeGreaterThan(0.3);
  });

  test('is not deceived by mains hum', () => {
    expect(musicShare(add(noise(4, 16_000, 0.01), sine(50, 4, 16_000, 0.2), sine(150, 4, 16_000, 0.1)))).toBeLessThan(
      0.1,
    );
  });
});
