import { describe, expect, test } from 'vitest';
import { gainOf, levelOf } from '../../src/audio/level.ts';
import { loudness } from '../../src/audio/measures/loudness.ts';
import { rmsDb } from '../../src/audio/measures/rms.ts';
import { truePeakDb } from '../../src/audio/measures/true-peak.ts';
import { babbleVoice, gain, join, scaled, silence, sine } from './signals.ts';

const RATE = 24_000;
const level = (samples: Float32Array) => levelOf({ samples, sampleRate: RATE, start: 0 });

describe('gainOf', () => {
  const tone = sine(997, 5, RATE, gain(-30));

  test('brings a tone to -20 LUFS', () => {
    const louder = scaled(tone, gainOf([level(tone)]));
    expect(loudness(louder, RATE)).toBeCloseTo(-20, 1);
  });

  test.each([-40, -30, -10, 0])(
    'speech at a level of %i dB ends within -23 to -18 dB RMS, or at -3 dB true peak',
    (db) => {
      const voice = scaled(babbleVoice(6, RATE), gain(db));
      const out = scaled(voice, gainOf([level(voice)]));
      expect(truePeakDb(out)).toBeLessThanOrEqual(-2.99);
      expect(rmsDb(out)).toBeLessThanOrEqual(-17.99);
      expect(rmsDb(out) >= -23.01 || truePeakDb(out) > -3.01).toBe(true);
    },
  );

  test('the peak has the last word', () => {
    const clicks = join(scaled(tone, 0.01), new Float32Array([0.9]), scaled(tone, 0.01));
    expect(truePeakDb(scaled(clicks, gainOf([level(clicks)])))).toBeCloseTo(-3, 1);
  });

  test('is one gain for all: a soft segment stays softer', () => {
    const both = gainOf([level(tone), level(scaled(tone, gain(-5)))]);
    expect(loudness(scaled(tone, both), RATE)).toBeGreaterThan(-20);
    expect(loudness(scaled(tone, both), RATE)).toBeLessThan(-17);
  });

  test('leaves silence, nothing and next to nothing alone', () => {
    expect(gainOf([level(silence(2, RATE))])).toBe(1);
    expect(gainOf([])).toBe(1);
    expect(gainOf([level(scaled(tone, gain(-45)))])).toBe(1);
  });

  test('never raises by more than 40 dB', () => {
    expect(gainOf([level(scaled(tone, gain(-35)))])).toBeCloseTo(100, 6);
  });
});
