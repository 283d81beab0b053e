import type { Facts, NoticeCode } from './errors.ts';

/** Something worth a line that does not end the run: a code of the wording table and its facts, never private text. */
export interface Notice {
  code: NoticeCode;
  facts: Facts;
}

export type ProgressUnit = 'bytes' | 'items' | 'files' | 'seconds';

/** What core code tells while it works. It reaches the terminal through a reporter only. */
export type RunEvent =
  | {
      type: 'progress';
      /** Which work this is about; the terminal has its wording (cli/text). */
      task: string;
      done: number;
      total?: number;
      unit: ProgressUnit;
      /** Where in the task, for tasks of several steps; worded beside it. */
      stage?: string;
      /** File in hand. */
      file?: string;
      /** Seconds of sound behind the units: by them × real time and the time left are told. */
      sound?: { done: number; total: number };
      /** Rows read so far, of work that is measured in bytes. */
      rows?: number;
      /** How much of the file in hand is done, of work that is measured in files. */
      percent?: number;
    }
  | { type: 'done'; task: string }
  | { type: 'warn'; notice: Notice };

export type Emit = (event: RunEvent) => void;

/** What a command hands back: JSON-able, printed whole by --json. `exitCode` 0 unless the user must act. */
export interface Summary {
  command: string;
  exitCode?: 0 | 1;
  [key: string]: unknown;
}
