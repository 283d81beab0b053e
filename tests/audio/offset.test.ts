import { describe, expect, test } from 'vitest';
import { cleanRecording } from '../../src/audio/clean-recording.ts';
import { meanOf } from '../../src/audio/measures/stats.ts';
import { withoutOffset } from '../../src/audio/offset.ts';
import { add, babbleVoice, noise, scaled, silence } from './signals.ts';

const RATE = 16_000;
const offset = (seconds: number, by: number) => silence(seconds, RATE).fill(by);
const voice = scaled(babbleVoice(4, RATE), 0.3);

describe('withoutOffset', () => {
  test.each([0.3, 0.01, 0.001])('takes an offset of %d out of a voice, and of a soft one', (by) => {
    for (const level of [1, by]) {
      const out = withoutOffset(add(scaled(voice, level), offset(4, by)));
      expect(Math.abs(meanOf(out))).toBeLessThan(1e-6);
      expect(out[8000]! - out[7000]!).toBeCloseTo(level * (voice[8000]! - voice[7000]!), 5);
    }
  });

  test('hands back as it is what has none', () => {
    for (const samples of [voice, add(voice, noise(4, RATE, 0.1)), silence(1, RATE), new Float32Array(0)])
      expect(withoutOffset(samples)).toBe(samples);
  });
});

test('whoever hears a recording, long or short, hears it without its offset', async () => {
  for (const seconds of [5, 100]) {
    const samples = add(noise(seconds, RATE, 0.01), offset(seconds, 0.05));
    const facts = { codec: 'pcm_s16le', container: 'wav', sampleRate: RATE, channels: 1, tracks: 1, declared: null };
    const blocks = (async function* () {
      yield { native: samples, analysis: samples.slice() };
    })();
    const heard: Float32Array[] = [];
    await cleanRecording(
      { facts, sampleRate: RATE, truncated: () => false, blocks },
      { denoise: 'auto', voices: false, shared: false },
      {
        listen: async (part, warmUp) => {
          heard.push(part);
          return new Float32Array(Math.ceil(part.length / 512) - warmUp).fill(0.5);
        },
        clean: async ({ native, analysis }) => {
          heard.push(native, analysis);
          return [];
        },
        embed: null,
        store: { windows: async () => [], keep: async () => {}, samples: async () => new Float32Array() },
        gate: { enter: async () => {}, leave: () => {} },
        ahead: 1,
        signal: new AbortController().signal,
        progress: () => {},
      },
    );
    expect(heard.length).toBeGreaterThan(seconds > 60 ? 4 : 1);
    for (const each of heard) expect(Math.abs(meanOf(each))).toBeLessThan(1e-5);
  }
});
