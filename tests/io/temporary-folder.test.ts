import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encodeCompressed } from '../../src/io/encode.ts';
import type { FfmpegBinary } from '../../src/io/ffmpeg-binary.ts';
import { temporaryFolder } from '../../src/io/temporary-folder.ts';
import { once, writeFiles } from '../../src/io/write-plan.ts';
import { runCli } from '../support/run-cli.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-temporary-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

function withoutTemporaryFolder(): string {
  const missing = join(dir, 'gone', 'x');
  for (const variable of ['TMPDIR', 'TEMP']) vi.stubEnv(variable, missing);
  return missing;
}

test('lies among the temporary files of the system', async () => {
  const folder = await temporaryFolder('test');
  expect(dirname(folder)).toBe(tmpdir());
  expect(basename(folder)).toMatch(/^persona-test-./u);
  expect(existsSync(folder)).toBe(true);
  rmSync(folder, { recursive: true });
});

test('where there can be none, the place is named, and it is no fault of persona', async () => {
  const missing = withoutTemporaryFolder();
  await expect(temporaryFolder('test')).rejects.toMatchObject({ code: 'unwritable-path', facts: { path: missing } });
  const { code, err } = await runCli(dir, ['demo']);
  expect(code).toBe(1);
  expect(err).toContain(missing);
});

test.skipIf(process.platform === 'win32')('a fault of the temporary folder is told as its own', async () => {
  const gone = withoutTemporaryFolder();
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
