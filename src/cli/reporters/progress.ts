import ora, { type Ora } from 'ora';
import { counted } from '../../core/counted.ts';
import type { RunEvent } from '../../core/events.ts';
import { printable } from '../../core/printable.ts';
import type { Bilingual } from '../../core/types.ts';
import type { Env } from '../env.ts';
import { stageLabel, taskLabel } from '../text/tasks.ts';
import type { Ui } from '../ui.ts';
import { fitLine } from './fit-line.ts';

type Progress = Extract<RunEvent, { type: 'progress' }>;

export interface ProgressLine {
  update(event: Progress): void;
  done(task: string): void;
  /** Prints something above the current line without breaking it. */
  above(print: () => void): void;
  end(): void;
}

/** Without a terminal a log must stay short: one line a task when it starts, then at most one in this time. */
const PLAIN_EVERY_MS = 10_000;

/**
 * The pace is measured over this last stretch: work that an earlier run had finished goes by at once and says nothing.
 */
const PACE_MS = 30_000;
/** A pace measured over less than this would jump about. */
const LEAST_MS = 1000;

/** Remembers how far a task was and when, to work out a rate and the time left. */
class Pace {
  #task = '';
  #past: { at: number; done: number; rows: number }[] = [];

  describe(event: Progress, nowMs: number, ui: Ui): { share: number | undefined; text: string; shortText: string } {
    if (event.task !== this.#task) {
      this.#task = event.task;
      this.#past = [];
    }
    const sound = event.sound ?? (event.unit === 'seconds' ? event : undefined);
    const { done, total } = sound ?? event;
    const { rows = 0, percent } = event;
    const { rate, rowRate } = this.#rates(done, rows, nowMs);
    const share = event.total ? event.done / event.total : undefined;
    const parts: { text: string; short?: string }[] = [];
    const tell = (words: Bilingual, short?: string) =>
      parts.push({ text: ui.t(words), ...(short === undefined ? {} : { short }) });
    if (event.unit === 'bytes' && rate > 0) parts.push({ text: `${ui.bytes(rate)}/s` });
    if (sound && rate > 0) {
      const times = rate < 10 ? rate.toFixed(1) : `${Math.round(rate)}`;
      tell({ en: `${times}× real time`, zh: `${times} 倍速` }, `${times}×`);
    }
    if (rows) tell({ en: counted(rows, 'row'), zh: `${ui.count(rows)} 行` });
    if (rowRate > 0) {
      const each = ui.count(Math.round(rowRate));
      tell({ en: `${each} rows/s`, zh: `每秒 ${each} 行` });
    }
    if (percent !== undefined) parts.push({ text: `${percent} %` });
    if (total && rate > 0 && done < total) {
      const left = ui.seconds((total - done) / rate);
      tell({ en: `${left} left`, zh: `剩余 ${left}` });
    }
    const all = amount(event, ui);
    const short = parts.map((part) => part.short ?? part.text);
    return {
      share,
      text: [all, ...parts.map(({ text }) => text)].join(' · '),
      // The bar shows how much of the whole is done.
      shortText: (share === undefined ? [all, ...short] : short).join(' · '),
    };
  }

  #rates(done: number, rows: number, now: number): { rate: number; rowRate: number } {
    const past = this.#past;
    const last = past.at(-1);
    if (!last || now - last.at >= LEAST_MS) past.push({ at: now, done, rows });
    while (past.length > 2 && now - past[1]!.at >= PACE_MS) past.shift();
    const first = past[0]!;
    if (now - first.at <= LEAST_MS) return { rate: 0, rowRate: 0 };
    const since = (before: number, value: number) => Math.max(0, (1000 * (value - before)) / (now - first.at));
    return { rate: since(first.done, done), rowRate: since(first.rows, rows) };
  }
}

/** `Cleaning speech`, `Cleaning speech (listening)`; where room is scarce the step alone. */
function label(event: Progress, ui: Ui, short = false): string {
  const task = ui.t(taskLabel(event.task));
  if (event.stage === undefined) return task;
  const stage = ui.t(stageLabel(event.stage));
  return short ? stage : ui.t({ en: `${task} (${stage})`, zh: `${task}（${stage}）` });
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
      ui.line(`${ui.pair(label(event, ui), text)}${event.file ? ` · ${printable(event.file)}` : ''}`);
    },
    done: () => {},
    above: (print) => print(),
    end: () => {},
  };
}

export function terminalProgress(env: Env, ui: Ui): ProgressLine {
  const pace = new Pace();
  let spinner: Ora | undefined;
  let step = '';
  const start = () => {
    spinner ??= ora({
      stream: env.stderr as NodeJS.WriteStream,
      discardStdin: false,
      color: ui.paint.level > 0 ? 'green' : false,
    });
    if (!spinner.isSpinning) spinner.start();
    return spinner;
  };
  return {
    update: (event) => {
      const parts = {
        ...pace.describe(event, env.now().getTime(), ui),
        label: label(event, ui),
        shortLabel: label(event, ui, true),
        file: event.file && printable(event.file).replaceAll('\n', ' '),
      };
      const line = start();
      line.text = fitLine(parts, ui.width - 3, (share, cells) => ui.bar(share, cells));
      // A new step may block the thread at once; all else waits for the next frame.
      if (parts.label !== step) line.render();
      step = parts.label;
    },
    done: (task) => {
      spinner?.stopAndPersist({ symbol: ui.paint.green('✔'), text: ui.t(taskLabel(task)) });
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
