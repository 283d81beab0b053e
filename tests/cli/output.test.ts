import { EventEmitter } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { keepFaults } from '../../src/cli/env.ts';
import { main } from '../../src/cli/main.ts';
import { humanReporter } from '../../src/cli/reporters/human.ts';
import { fakeEnv } from '../support/env.ts';

const fault = (code: string) => Object.assign(new Error(code), { code });

test('a reader that goes away early is no fault, a full disk is', () => {
  const stream = new EventEmitter();
  const faults: Error[] = [];
  keepFaults(stream, faults);
  stream.emit('error', fault('EPIPE'));
  expect(faults).toEqual([]);
  stream.emit('error', fault('ENOSPC'));
  expect(faults).toMatchObject([{ code: 'ENOSPC' }]);
});

test('output that could not be written ends in one sentence and exit code 1', async () => {
  const env = fakeEnv('/', { outputFault: () => fault('ENOSPC') });
  expect(await main(['--version'], env)).toBe(1);
  expect(env.err()).toBe(
    '✖ The output cannot be written (the disk is full).\n  Free some space or choose another place; nothing was left half-written.\n',
  );
});

/** What a spinning line writes on a terminal of so many columns. */
async function spun(columns: number, variables: Record<string, string>): Promise<string> {
  // On a build server the spinner stands still.
  vi.stubEnv('CI', undefined);
  vi.stubEnv('TERM', 'xterm');
  onTestFinished(() => void vi.unstubAllEnvs());
  let text = '';
  const nothing = () => true;
  const stderr = {
    write: (more: string) => (text += more),
    clearLine: nothing,
    cursorTo: nothing,
    moveCursor: nothing,
    isTTY: true,
    columns,
  };
  const reporter = humanReporter(fakeEnv('/', { stderr, variables }), 'en', false);
  reporter.event({ type: 'progress', task: 'read', done: 1, total: 2, unit: 'bytes' });
  await vi.waitFor(() => expect(text).toContain('Reading'));
  reporter.event({ type: 'done', task: 'read' });
  return text;
}

test('a terminal that does not know its size gets plain lines', async () => {
  expect(await spun(0, {})).toBe('Reading: 1 B / 2 B\n');
});

test('NO_COLOR leaves the moving line without colours', async () => {
  const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]+m`, 'u');
  expect(await spun(80, {})).toMatch(colour);
  expect(await spun(80, { NO_COLOR: '1' })).not.toMatch(colour);
});
