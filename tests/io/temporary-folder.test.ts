import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../src/io/temporary-folder.ts';
import { runCli } from '../support/run-cli.ts';

afterEach(() => vi.unstubAllEnvs());

function withoutTemporaryFolder(): string {
  const missing = join(tmpdir(), 'persona-there-is-none', 'x');
  for (const variable of ['TMPDIR', 'TEMP']) vi.stubEnv(variable, missing);
  return missing;
}

test('lies among the temporary files of the system', async () => {
  const folder = await temporaryFolder('persona-test-');
  expect(dirname(folder)).toBe(tmpdir());
  expect(basename(folder)).toMatch(/^persona-test-./u);
  expect(existsSync(folder)).toBe(true);
  rmSync(folder, { recursive: true });
});

test('where there can be none, the place is named, and it is no fault of persona', async () => {
  const cwd = tmpdir();
  const missing = withoutTemporaryFolder();
  await expect(temporaryFolder('persona-test-')).rejects.toMatchObject({
    code: 'unwritable-path',
    facts: { path: missing },
  });
  const { code, err } = await runCli(cwd, ['demo']);
  expect(code).toBe(1);
  expect(err).toContain(missing);
});
