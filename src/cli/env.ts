import type { Lang } from '../core/types.ts';

/** The part of a terminal stream that we use; a test passes one that collects. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** The outside world, passed in: tests run whole commands in-process with a fake one. */
export interface Env {
  cwd: string;
  variables: Readonly<Record<string, string | undefined>>;
  stdout: Output;
  stderr: Output;
  /** Whether questions can be asked: input and screen are a terminal. */
  interactive: boolean;
  /** Aborts when the user presses Ctrl-C. */
  signal: AbortSignal;
  now(): Date;
  /** Why the result could not be written to stdout or stderr (a full disk behind `>`); undefined where it could. */
  outputFault?(): Error | undefined;
}

/**
 * The real environment. The first Ctrl-C asks the command to stop cleanly, the second ends the process. So does a
 * terminal that is closed, but never the hard way: the shell and the system may both tell of it, and private words are
 * still to be taken away.
 */
export function processEnv(): Env {
  const abort = new AbortController();
  const stop = () => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', () => abort.abort());
  const faults: Error[] = [];
  for (const stream of [process.stdout, process.stderr]) keepFaults(stream, faults);
  return {
    cwd: process.cwd(),
    variables: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    interactive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
    signal: abort.signal,
    now: () => new Date(),
    outputFault: () => faults[0],
  };
}

/**
 * A reader that goes away early (`persona formats | head`) is no fault: the command goes on and ends with the exit code
 * that it would have had.
 */
export function keepFaults(stream: NodeJS.EventEmitter, faults: Error[]): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') faults.push(error);
  });
}

/** Language of the interface: from the variables of POSIX in their order, else from the system's own locale. */
export function terminalLang(variables: Env['variables']): Lang {
  const asked = variables.PERSONA_LANG || variables.LC_ALL || variables.LC_MESSAGES || variables.LANG;
  const locale = asked && !/^(?:C|POSIX)\b/u.test(asked) ? asked : Intl.DateTimeFormat().resolvedOptions().locale;
  return /^zh/iu.test(locale) ? 'zh' : 'en';
}

/** NO_COLOR and FORCE_COLOR as https://no-color.org and chalk read them; else colour only on a terminal. */
export function wantsColor(stream: Output, variables: Env['variables']): boolean {
  if (variables.NO_COLOR) return false;
  if (variables.FORCE_COLOR !== undefined) return variables.FORCE_COLOR !== '0';
  return stream.isTTY === true && variables.TERM !== 'dumb';
}
