import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the installed package, which holds package.json; the same from src/ and from dist/. */
export const packageRoot = (): string => fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs this program again with other arguments; its output goes to ours, or is collected. Resolves to its exit code.
 */
export function runSelf(
  args: readonly string[],
  options: { collect: boolean; signal: AbortSignal },
): Promise<{ code: number; stdout: string }> {
  const bin = fileURLToPath(new URL('../../bin/persona.js', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], {
      stdio: ['inherit', options.collect ? 'pipe' : 'inherit', options.collect ? 'ignore' : 'inherit'],
      signal: options.signal,
    });
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, stdout }));
  });
}
