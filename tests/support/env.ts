import type { Env } from '../../src/cli/env.ts';

export interface FakeEnv extends Env {
  out(): string;
  err(): string;
}

/** A terminal that collects what is written, in English, without colours, without questions, at a fixed time. */
export function fakeEnv(cwd: string, over: Partial<Env> = {}): FakeEnv {
  const written = { out: '', err: '' };
  const stream = (key: keyof typeof written) => ({
    write: (text: string) => {
      written[key] += text;
    },
  });
  return {
    cwd,
    variables: { LANG: 'en_US.UTF-8' },
    stdout: stream('out'),
    stderr: stream('err'),
    interactive: false,
    signal: new AbortController().signal,
    now: () => new Date('2024-03-02T04:00:00Z'),
    ...over,
    out: () => written.out,
    err: () => written.err,
  };
}
