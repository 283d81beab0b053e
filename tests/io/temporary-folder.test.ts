import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encodeCompressed } from '../../src/io/encode.ts';
import type { FfmpegBinary } from '../../src/io/ffmpeg-binary.ts';
import { once, writeFiles } from '../../src/io/write-plan.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-temporary-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

test.skipIf(process.platform === 'win32')('a fault of the temporary folder is told as its own', async () => {
  const gone = join(dir, 'gone');
  vi.stubEnv('TMPDIR', gone);
  const job = { samples: new Float32Array(160), sampleRate: 16_000, format: 'mp3', bitrate: 64_000 } as const;
  const bytes = async function* () {
    yield* once(await encodeCompressed({ path: 'ffmpeg' } as FfmpegBinary, job));
  };
  const { signal } = new AbortController();
  const writing = writeFiles(join(dir, 'out'), [{ path: 'a.mp3', bytes }], {
    emit: () => {},
    signal,
    last: { path: 'list', text: () => '' },
  });
  await expect(writing).rejects.toMatchObject({ code: 'unwritable-path', facts: { path: gone } });
});
