import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import { duration, type Rounding } from '../core/duration.ts';
import type { Lang, Seconds, Text } from '../core/types.ts';
import { commandLine, withCommandLines } from './command-line.ts';
import type { Output } from './env.ts';

export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** How a cell makes room on a narrow terminal: a path loses its beginning, a list continues on the next line. */
  narrow?: 'path' | 'wrap';
}

/** The content of a table cell: words, or words that are coloured line by line after the layout. */
export type Cell = string | { text: string; paint: (line: string) => string };
const textOf = (cell: Cell = '') => (typeof cell === 'string' ? cell : cell.text);

/** Columns. A narrower path cannot be read, so the line then runs over. */
const LEAST_WIDTH = 12;
/** A word of a list stays whole up to this many columns: ids are copied by hand. */
const LONGEST_WORD = 24;

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
  t(text: Text): string {
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

  /**
   * Columns are as wide as their widest cell; a Chinese character counts as two, colours do not count. On a terminal,
   * columns that say how they can be narrowed make room; in a file or a pipe they stay whole.
   */
  table(columns: readonly Column[], cells: readonly (readonly Cell[])[]): void {
    const rows = cells.map((row) => row.map(textOf));
    const natural = columns.map(({ title }, i) =>
      Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[i] ?? ''))),
    );
    const widths = this.#out.columns ? narrowed(columns, rows, natural, this.#out.columns) : natural;
    const render = (cells: readonly string[]) =>
      columns
        .map(({ align }, i) => {
          const cell = cells[i] ?? '';
          const space = ' '.repeat(Math.max(0, (widths[i] ?? 0) - stringWidth(cell)));
          return align === 'right' ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd();
    if (columns.some(({ title }) => title)) {
      this.line(`  ${this.paint.dim(render(columns.map(({ title }) => title)))}`);
    }
    for (const row of cells) {
      const inLines = columns.map(({ narrow }, i) => {
        const text = textOf(row[i]);
        if (stringWidth(text) <= (widths[i] ?? 0)) return [text];
        return narrow === 'wrap' ? wrapped(text, widths[i] ?? 0) : [pathEnd(text, widths[i] ?? 0)];
      });
      const height = Math.max(...inLines.map(({ length }) => length));
      for (let at = 0; at < height; at++)
        this.line(`  ${render(inLines.map((lines, i) => painted(row[i], lines[at] ?? '')))}`);
    }
  }

  /** `━━━━━━╌╌╌╌` for a share of 0 to 1. */
  bar(share: number, width = 24): string {
    const full = Math.round(Math.min(1, Math.max(0, share)) * width);
    return this.paint.green('━'.repeat(full)) + this.paint.dim('╌'.repeat(width - full));
  }

  count(n: number): string {
    return n.toLocaleString('en-US');
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

const painted = (cell: Cell | undefined, line: string) => (typeof cell === 'object' && line ? cell.paint(line) : line);

/** The widest column is narrowed first. Two blanks stand before the table and between its columns. */
function narrowed(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  natural: readonly number[],
  width: number,
): number[] {
  const widths = [...natural];
  const least = columns.map(({ narrow, title }, i) => {
    if (narrow !== 'wrap') return narrow ? LEAST_WIDTH : Number.POSITIVE_INFINITY;
    const words = rows.flatMap((row) => wordsOf(row[i] ?? '').map((word) => stringWidth(word.trimEnd())));
    return Math.max(stringWidth(title), Math.min(LONGEST_WORD, Math.max(0, ...words)));
  });
  for (let excess = widths.reduce((sum, one) => sum + one + 2, 0) - width; excess > 0; excess--) {
    const giving = widths.map((one, i) => (one > (least[i] as number) ? one : 0));
    const widest = giving.indexOf(Math.max(...giving));
    if (!giving[widest]) break;
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

/** `…/陈默/陈默_utf8.csv`: the end of a path tells more than its beginning. */
function pathEnd(path: string, width: number): string {
  let end = '';
  for (const char of [...path].reverse()) {
    if (stringWidth(char + end) >= width) break;
    end = char + end;
  }
  return `…${end}`;
}

/** Parts between which a list may be broken: after its marks and words, but a number stays with what it counts. */
const wordsOf = (list: string) => list.split(/(?<=[，、]|(?<!\d) )/u);

/** A list in lines, broken after its marks where they are near enough, else anywhere. */
function wrapped(list: string, width: number): string[] {
  const lines: string[] = [''];
  for (const part of wordsOf(list)) {
    const line = lines.at(-1) as string;
    if (stringWidth((line + part).trimEnd()) <= width) {
      lines[lines.length - 1] = line + part;
      continue;
    }
    lines.push('');
    for (const char of part) {
      if (stringWidth(lines.at(-1) + char) > width && char !== ' ') lines.push('');
      lines[lines.length - 1] += char;
    }
  }
  return lines.map((line) => line.trimEnd()).filter(Boolean);
}
