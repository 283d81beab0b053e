import { afterEach, expect, test } from 'vitest';
import { processEnv } from '../../src/cli/env.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = new Map(SIGNALS.map((name) => [name, process.listeners(name)]));
afterEach(() => {
  for (const name of SIGNALS) {
    for (const listener of process.listeners(name)) {
      if (!before.get(name)?.includes(listener)) process.off(name, listener);
    }
  }
});

test('a terminal that is closed lets the command clean up, however often it is told', () => {
  const { signal } = processEnv();
  process.emit('SIGHUP');
  process.emit('SIGHUP');
  expect(signal.aborted).toBe(true);
});
