import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noise, randomness, scaled } from '../audio/signals.ts';

interface Extractor {
  createStream(): { acceptWaveform(sound: { samples: Float32Array }): void; inputFinished(): void };
  compute(stream: unknown): Float32Array;
}
const { SpeakerEmbeddingExtractor } = createRequire(import.meta.url)('./oracle-model.cjs') as {
  SpeakerEmbeddingExtractor: new (config: { model: string }) => Extractor;
};

const RATE = 16_000;
/** Level of every 20 ms in whole dB, as the truth is written. */
function levels(samples: Float32Array): number[] {
  return Array.from({ length: Math.floor(samples.length / 320) }, (_, n) => {
    const power = samples.subarray(n * 320, (n + 1) * 320).reduce((sum, x) => sum + (x * x) / 320, 0);
    return Math.round(10 * Math.log10(power + 1e-12));
  });
}

/** Four seconds of an outline of its own: another loudness every tenth of a second. */
function spoken(seed: number): Float32Array {
  const random = randomness(seed);
  const outline = Array.from({ length: 40 }, () => 10 ** (random() - 1));
  return noise(4, RATE, 1, seed + 50).map((x, i) => x * outline[Math.floor((10 * i) / RATE)]!);
}

/** The subject from 0 to 4 s, somebody else from 6 to 10 s, both from 12 to 16 s. */
function scene(): { mine: Float32Array; theirs: Float32Array; mix: Float32Array } {
  const mine = new Float32Array(16 * RATE);
  const theirs = new Float32Array(16 * RATE);
  mine.set(spoken(1));
  theirs.set(spoken(2), 6 * RATE);
  mine.set(spoken(3), 12 * RATE);
  theirs.set(spoken(4), 12 * RATE);
  return { mine, theirs, mix: mine.map((x, i) => x + theirs[i]!) };
}

describe('the stand-in for a speaker model', () => {
  test('knows one voice from another by the truth, at any level, and puts two at once between them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oracle-'));
    try {
      const { mine, theirs, mix } = scene();
      const model = join(folder, 'truth.json');
      await writeFile(model, JSON.stringify([{ mine: levels(mine), theirs: levels(theirs), other: 'guest' }]));
      const extractor = new SpeakerEmbeddingExtractor({ model });
      const print = (from: number, to: number) => {
        const stream = extractor.createStream();
        stream.acceptWaveform({ samples: scaled(mix.slice(from * RATE, to * RATE), 0.5) });
        stream.inputFinished();
        return extractor.compute(stream);
      };
      const subject = print(0.5, 3.5);
      const same = cosine(subject, print(0, 3));
      const other = cosine(subject, print(6.5, 9.5));
      const both = cosine(subject, print(12.5, 15.5));
      expect(same).toBeGreaterThan(both);
      expect(both).toBeGreaterThan(other);
      expect(same - other).toBeGreaterThan(0.3);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}
