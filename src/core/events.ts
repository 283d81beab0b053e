import type { Facts, NoticeCode } from './errors.ts';

/** Something worth a line that does not end the run: a code of the wording table with its facts, never private text. */
export interface Notice {
  code: NoticeCode;
  facts: Facts;
}

type ProgressUnit = 'bytes' | 'items' | 'files' | 'seconds';

/** What core code reports while it works. It reaches the terminal only through a reporter. */
export type RunEvent =
  | {
      type: 'progress';
      /** Which work this is about; its wording is in cli/text. */
      task: string;
      done: number;
      total?: number;
      unit: ProgressUnit;
      /** The step of the task, for tasks of several steps; its wording is in cli/text too. */
      stage?: string;
      /** The file being worked on. */
      file?: string;
      /** Seconds of sound that the units stand for: they give the speed (× real time) and the time left. */
      sound?: { done: number; total: number };
      /** Rows or lines gone through so far, for work that is measured in bytes or files. */
      rows?: number;
      /** How much of the current file is done, for work that is measured in files. */
      percent?: number;
    }
  | { type: 'done'; task: string }
  | { type: 'warn'; notice: Notice };

export type Emit = (event: RunEvent) => void;

/**
 * What a command returns. It can be written as JSON, and --json prints all of it. `exitCode` is 0 unless the user must
 * act.
 */
export interface Summary {
  command: string;
  exitCode?: 0 | 1;
  [key: string]: unknown;
}
