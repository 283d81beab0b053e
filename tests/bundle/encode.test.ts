import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PersonaError } from '../../src/core/errors.ts';
import { encodeCompressed } from '../../src/io/encode.ts';
import { decodeMedia } from '../../src/io/ffmpeg.ts';
import { findFfmpeg } from '../../src/io/ffmpeg-binary.ts';
import { speechLike } from './workspace.ts';

describe.each(['mp3', 'm4a'] as const)('%s', (format) => {
  test('has the sound, the rate and one channel; twice the same bytes', async () => {
    const binary = await findFfmpeg();
    const job = { samples: speechLike(3, 1, 32_000), sampleRate: 32_000, format, bitrate: 128_000 };
    const bytes = await encodeCompressed(binary, job);
    expect(Buffer.from(await encodeCompressed(binary, job)).equals(Buffer.from(bytes))).toBe(true);
    const dir = mkdtempSync(join(tmpdir(), 'persona-encode-test-'));
    try {
      writeFileSync(join(dir, `a.${format}`), bytes);
      const sound = await decodeMedia(binary, join(dir, `a.${format}`));
      let samples = 0;
      for await (const { native } of sound.blocks) samples += native.length;
      expect(sound.facts).toMatchObject({ sampleRate: 32_000, channels: 1 });
      expect(Math.abs(samples / sound.sampleRate - 3)).toBeLessThan(0.15);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

test('an ffmpeg that fails is an error that its user can act on', async () => {
  const binary = { ...(await findFfmpeg()), path: '/nowhere/ffmpeg' };
  const job = { samples: speechLike(1, 1), sampleRate: 24_000, format: 'mp3' as const, bitrate: 64_000 };
  const error = await encodeCompressed(binary, job).catch((caught: unknown) => caught);
  expect((error as PersonaError).code).toBe('encode-failed');
});
