import { describe, expect, test } from 'vitest';
import { VAD_STEP } from '../../src/audio/engines.ts';
import { type AudioWindow, splitOf, windows } from '../../src/audio/windows.ts';
import type { Sound, SoundBlock } from '../../src/core/sound.ts';
import { randomness } from './signals.ts';

const RATE = 8000;
const pulse = (second: number) => second % 7 < 5;

/** Sound whose samples tell their place; "speech" for five of every seven seconds. */
function sound(seconds: number, blockSeconds: number): Sound {
  return {
    facts: { codec: 'pcm_s16le', container: 'wav', sampleRate: RATE, channels: 1, tracks: 1, declared: seconds },
    sampleRate: RATE,
    truncated: () => false,
    blocks: {
      async *[Symbol.asyncIterator](): AsyncGenerator<SoundBlock> {
        for (let at = 0; at < seconds; at += blockSeconds) {
          const length = Math.min(blockSeconds, seconds - at);
          const ramp = (rate: number) =>
            Float32Array.from({ length: Math.round(length * rate) }, (_, i) => at + i / rate);
          yield { native: ramp(RATE), analysis: ramp(16_000) };
        }
      },
    },
  };
}

interface Heard {
  cuts: AudioWindow[];
  length: number;
  asked: number;
}

async function hear(of: Sound, finished = { windows: 0, steps: 0 }): Promise<Heard> {
  const heard: Heard = { cuts: [], length: 0, asked: 0 };
  const listen = async (samples: Float32Array, warmUp: number) => {
    heard.asked++;
    return Float32Array.from({ length: Math.ceil(samples.length / VAD_STEP) - warmUp }, (_, i) =>
      pulse(samples[(warmUp + i) * VAD_STEP]!) ? 0.9 : 0.02,
    );
  };
  const all = windows(of, { listen, ahead: 3, pass: () => {} }, finished);
  for (;;) {
    const next = await all.next();
    if (next.done) {
      heard.length = next.value;
      return heard;
    }
    heard.cuts.push(next.value);
  }
}

describe('windows', () => {
  test('covers every sample once, in both rates, and cuts in silence', async () => {
    const { cuts, length } = await hear(sound(300, 1));
    expect(length).toBe(300 * 16_000);
    expect(cuts.length).toBeGreaterThan(4);
    let end = 0;
    for (const cut of cuts) {
      expect(cut.start).toBe(end);
      expect(cut.from).toBe(cut.start / 2);
      expect(cut.analysis.length).toBe(cut.end - cut.start);
      expect(cut.native.length).toBe(cut.analysis.length / 2);
      expect(cut.probabilities!.length).toBe(Math.ceil(cut.analysis.length / VAD_STEP));
      expect(cut.analysis[0]).toBeCloseTo(cut.start / 16_000, 3);
      expect(cut.native[0]).toBeCloseTo(cut.start / 16_000, 3);
      if (end > 0) expect(pulse(cut.start / 16_000)).toBe(false);
      end = cut.end;
    }
    expect(end).toBe(length);
  });

  test('lie where they lie, however the decoder deals out its blocks', async () => {
    const places = async (block: number) => (await hear(sound(200, block))).cuts.map(({ start, end }) => [start, end]);
    const expected = await places(1);
    expect(await places(0.37)).toEqual(expected);
    expect(await places(50)).toEqual(expected);
  });

  test('go on after what is finished, to the same windows, without asking about it again', async () => {
    const whole = await hear(sound(300, 1));
    const finished = { windows: 3, steps: whole.cuts[2]!.end / VAD_STEP };
    const rest = await hear(sound(300, 1), finished);
    expect(rest.cuts.map(({ index, start, end }) => [index, start, end])).toEqual(
      whole.cuts.slice(3).map(({ index, start, end }) => [index, start, end]),
    );
    expect(rest.cuts[0]!.probabilities).toEqual(whole.cuts[3]!.probabilities);
    expect(rest.cuts[0]!.native).toEqual(whole.cuts[3]!.native);
    expect(rest.asked).toBeLessThan(whole.asked);
  });

  test('a short recording is one window that nobody has listened to yet', async () => {
    const { cuts, length, asked } = await hear(sound(50, 1));
    expect(cuts).toHaveLength(1);
    expect(cuts[0]).toMatchObject({ start: 0, end: 800_000, probabilities: null });
    expect(length).toBe(800_000);
    expect(asked).toBe(0);
  });

  test('no sound at all is no window', async () => {
    expect((await hear(sound(0, 1))).cuts).toEqual([]);
  });
});

describe('splitOf', () => {
  const noisy = (length: number) => {
    const random = randomness(3);
    return Array.from({ length }, () => 0.7 + 0.2 * random());
  };

  test('waits for enough, takes the longest pause, and waits again where there is none', () => {
    expect(splitOf(noisy(1000))).toBe(0);
    const paused = noisy(1500).map((p, i) => ((i >= 700 && i < 730) || (i >= 900 && i < 950) ? 0.01 : p));
    expect(splitOf(paused)).toBe(925);
    expect(splitOf(noisy(1500))).toBe(0);
  });

  test('cuts two minutes without a pause at their least likely step', () => {
    const long = noisy(3800);
    long[2000] = 0.3;
    expect(splitOf(long)).toBe(2001);
  });
});
