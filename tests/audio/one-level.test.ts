import { expect, test } from 'vitest';
import { atOneLevel } from '../../src/audio/one-level.ts';
import { add, babbleVoice, gain, join, scaled, silence, sine } from './signals.ts';

const RATE = 16_000;
const voice = join(silence(1, RATE), scaled(babbleVoice(4, RATE), 0.3), silence(1, RATE));
const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);

function engines() {
  const heard: Float32Array[] = [];
  const hear = (samples: Float32Array) => {
    heard.push(samples);
    return samples;
  };
  const levelled = atOneLevel({
    vad: { probabilities: async (samples) => hear(samples) },
    denoiser: { id: 'half', denoise: async (samples) => scaled(hear(samples), 0.5) },
    scorer: { score: async (samples) => hear(samples).length },
  });
  return { heard, ...levelled };
}

test.each([-45, -40, -20, 0, 12])(
  'every engine hears a voice at one level, recorded %i dB louder or softer',
  async (db) => {
    const { heard, vad, denoiser, scorer } = engines();
    await vad.probabilities(voice);
    const soft = scaled(voice, gain(db));
    await vad.probabilities(soft);
    const clean = await denoiser!.denoise(soft);
    await scorer!.score(soft);
    expect(heard).toHaveLength(4);
    for (const samples of heard) expect(Math.abs(20 * Math.log10(rms(samples) / rms(heard[0]!)))).toBeLessThan(6.1);
    // What comes back lies where the recording does, to the bit.
    expect(clean.findIndex((x, i) => x !== 0.5 * soft[i]!)).toBe(-1);
  },
);

test('what is as loud as speech mostly is is heard as it is', async () => {
  const { heard, vad } = engines();
  for (const db of [-18, -16, -14]) {
    const samples = sine(200, 2, RATE, Math.SQRT2 * gain(db));
    await vad.probabilities(samples);
    expect(heard.at(-1) === samples).toBe(true);
  }
});

test('a slam does not make what is said beside it soft', async () => {
  const { heard, vad } = engines();
  const slam = join(silence(5, RATE), sine(80, 0.2, RATE, 0.9));
  await vad.probabilities(add(scaled(voice, gain(-40)), slam));
  expect(rms(heard[0]!.subarray(RATE, 5 * RATE))).toBeGreaterThan(gain(-7) * rms(voice));
});

test('silence stays silence, and engines that are not there stay away', async () => {
  const { heard, vad } = engines();
  for (const length of [0, 1, 512, 4000]) await vad.probabilities(new Float32Array(length));
  expect(heard.every((samples) => samples.every((x) => x === 0))).toBe(true);
  expect(atOneLevel({ vad, denoiser: null, scorer: null })).toMatchObject({ denoiser: null, scorer: null });
});
