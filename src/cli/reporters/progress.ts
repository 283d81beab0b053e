import ora, { type Ora } from 'ora';
import stringWidth from 'string-width';
import type { RunEvent } from '../../core/events.ts';
import type { Env } from '../env.ts';
import { taskLabel } from '../text/tasks.ts';
import type { Ui } from '../ui.ts';

type Progress = Extract<RunEvent, { type: 'progress' }>;

export interface ProgressLine {
  update(event: Progress): void;
  done(task: string): void;
  /** Prints something without tearing the line in hand. */
  above(print: () => void): void;
  end(): void;
}

/** Without a terminal a log must stay short: one line a task when it starts, then at most one in this time. */
const PLAIN_EVERY_MS = 10_000;

/** Remembers when a task began, so that a rate and the time left can be told. */
class Pace {
  #task = '';
  #since = 0;
  #from = 0;

  describe(event: Progress, nowMs: number, ui: Ui): { share: number | undefined; text: string } {
    if (event.task !== this.#task) {
      this.#task = event.task;
      this.#since = nowMs;
      this.#from = event.done;
    }
    const elapsed = (nowMs - this.#since) / 1000;
    const rate = elapsed > 1 ? (event.done - this.#from) / elapsed : 0;
    const share = event.total ? event.done / event.total : undefined;
    const parts = [amount(event, ui)];
    if (event.unit === 'bytes' && rate > 0) parts.push(`${ui.bytes(rate)}/s`);
    for (const [name, value] of Object.entries(event.extra ?? {})) parts.push(`${value} ${name}`);
    if (event.total && rate > 0 && event.done < event.total) {
      parts.push(
        ui.t({
          en: `${ui.seconds((event.total - event.done) / rate)} left`,
          zh: `剩余 ${ui.seconds((event.total - event.done) / rate)}`,
        }),
      );
    }
    return { share, text: parts.join(' · ') };
  }
}

function amount({ done, total, unit }: Progress, ui: Ui): string {
  const show = (n: number) => (unit === 'bytes' ? ui.bytes(n) : unit === 'seconds' ? ui.seconds(n) : ui.count(n));
  return total === undefined ? show(done) : `${show(done)} / ${show(total)}`;
}

export function plainProgress(env: Env, ui: Ui): ProgressLine {
  const pace = new Pace();
  let last = { task: '', at: 0 };
  return {
    update: (event) => {
      const now = env.now().getTime();
      const { text } = pace.describe(event, now, ui);
      if (event.task === last.task && now - last.at < PLAIN_EVERY_MS) return;
      last = { task: event.task, at: now };
      ui.line(`${ui.t(taskLabel(event.task))}: ${text}${event.file ? ` · ${event.file}` : ''}`);
    },
    done: () => {},
    above: (print) => print(),
    end: () => {},
  };
}

export function terminalProgress(env: Env, ui: Ui): ProgressLine {
  const pace = new Pace();
  let spinner: Ora | undefined;
  const start = () => {
    spinner ??= ora({ stream: env.stderr as NodeJS.WriteStream, discardStdin: false, color: 'green' });
    if (!spinner.isSpinning) spinner.start();
    return spinner;
  };
  return {
    update: (event) => {
      const { share, text } = pace.describe(event, env.now().getTime(), ui);
      const bar = share === undefined ? '' : `${ui.bar(share)} ${Math.floor(share * 100)}% `;
      start().text = ellipsis(
        `${ui.t(taskLabel(event.task))} ${bar}${text}${event.file ? ` · ${event.file}` : ''}`,
        ui.width - 3,
      );
    },
    done: (task) => {
      spinner?.succeed(ui.t(taskLabel(task)));
      spinner = undefined;
    },
    above: (print) => {
      const spinning = spinner?.isSpinning;
      spinner?.stop();
      print();
      if (spinning) spinner?.start();
    },
    end: () => {
      spinner?.stop();
      spinner = undefined;
    },
  };
}

/** A line that wraps would be printed again and again by the spinner. */
function ellipsis(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let cut = text;
  while (cut && stringWidth(cut) > width - 1) cut = cut.slice(0, -1);
  return `${cut}…`;
}
