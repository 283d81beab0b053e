import { main } from '../../src/cli/main.ts';
import { fakeEnv } from './env.ts';

/** Runs a command line in a folder: its exit code and what it wrote to each stream. */
export async function runCli(
  cwd: string,
  args: readonly string[],
): Promise<{ code: number; out: string; err: string }> {
  const env = fakeEnv(cwd);
  const code = await main(args, env);
  return { code, out: env.out(), err: env.err() };
}
