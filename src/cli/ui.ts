import { Chalk, type ChalkInstance } from 'chalk';
import { grouped } from '../core/counted.ts';
import { duration, type Rounding } from '../core/duration.ts';
import type { Bilingual, Lang, Seconds } from '../core/types.ts';
import { commandLine, withCommandLines } from './command-line.ts';
import type { Output } from './env.ts';
import { cutStart } from './reporters/fit-line.ts';
import { type Cell, type Column, tableLines, wrapped } from './table.ts';

/** What a command uses to show its result to a person: words in one language, numbers, tables, bars. */
export class Ui {
  readonly lang: Lang;
  readonly paint: ChalkInstance;
  readonly #out: Output;
  readonly #workspace: string | null;

  /** `workspace`: its folder as the user named it; null where it is the current one, so that commands need not name it. */
  constructor(out: Output, lang: Lang, color: boolean, workspace: string | null = null) {
    this.#out = out;
    this.#workspace = workspace;
    this.lang = lang;
    this.paint = new Chalk({ level: color ? 1 : 0 });
  }

  /** Columns of the terminal; 100 where there is none, or where it does not know its size and says 0. */
  get width(): number {
    return this.#out.columns || 100;
  }

  /** The text in the language of the user; commands in it name the workspace where they must. */
  t(text: Bilingual): string {
    return this.here(text[this.lang]);
  }

  /** A sentence whose commands, between backticks, work on this workspace. */
  here(sentence: string): string {
    return withCommandLines(sentence, this.#workspace);
  }

  /** A command that works on this workspace, for a line of its own: `persona check -w dad`. */
  command(line: string): string {
    return commandLine(line, this.#workspace);
  }

  line(text = ''): void {
    this.#out.write(`${text}\n`);
  }

  heading(text: string): void {
    this.line();
    this.line(this.paint.bold(text));
  }

  /** A table that fits the terminal; in a file or a pipe it stays whole. */
  table(columns: readonly Column[], cells: readonly (readonly Cell[])[]): void {
    for (const line of tableLines(columns, cells, this.#out.columns || undefined, this.paint.dim)) this.line(line);
  }

  /** A path with room beside it for so many columns: on a terminal it loses its beginning where it must. */
  path(path: string, beside: number): string {
    return this.#out.columns ? cutStart(path, Math.max(20, this.#out.columns - beside)) : path;
  }

  /** A paragraph that begins at this column and fits the terminal; in a file or a pipe it stays one line. */
  paragraph(text: string, indent: number, paint: (line: string) => string = String): void {
    const lines = this.#out.columns ? wrapped(text, Math.max(20, this.#out.columns - indent)) : [text];
    for (const line of lines) this.line(' '.repeat(indent) + paint(line));
  }

  /** `━━━━━━╌╌╌╌` for a share of 0 to 1. */
  bar(share: number, width = 24): string {
    const full = Math.round(Math.min(1, Math.max(0, share)) * width);
    return this.paint.green('━'.repeat(full)) + this.paint.dim('╌'.repeat(width - full));
  }

  /** `name: value`, in Chinese with a wide colon. */
  pair(name: string, value: string): string {
    return name + this.t({ en: ': ', zh: '：' }) + value;
  }

  count(n: number): string {
    return grouped(n);
  }

  seconds(s: Seconds, rounded?: Rounding): string {
    return this.t(duration(s, rounded));
  }

  bytes(n: number): string {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = n;
    let unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
  }
}
