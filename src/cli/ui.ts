import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Lang, Seconds, Text } from '../core/types.ts';
import type { Output } from './env.ts';

export interface Column {
  title: string;
  align?: 'left' | 'right';
}

/** What a command needs to show its result to a person: words in one language, numbers, tables, bars. */
export class Ui {
  readonly lang: Lang;
  readonly paint: ChalkInstance;
  readonly #out: Output;

  constructor(out: Output, lang: Lang, color: boolean) {
    this.#out = out;
    this.lang = lang;
    this.paint = new Chalk({ level: color ? 1 : 0 });
  }

  /** Columns of the terminal; 100 where there is none. */
  get width(): number {
    return this.#out.columns ?? 100;
  }

  t(text: Text): string {
    return text[this.lang];
  }

  line(text = ''): void {
    this.#out.write(`${text}\n`);
  }

  heading(text: string): void {
    this.line();
    this.line(this.paint.bold(text));
  }

  /** Columns are as wide as their widest cell, Chinese characters counted as two; colours do not count. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    const widths = columns.map(({ title }, i) =>
      Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[i] ?? ''))),
    );
    const render = (cells: readonly string[]) =>
      columns
        .map(({ align }, i) => {
          const cell = cells[i] ?? '';
          const space = ' '.repeat((widths[i] ?? 0) - stringWidth(cell));
          return align === 'right' ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd();
    if (columns.some(({ title }) => title)) {
      this.line(`  ${this.paint.dim(render(columns.map(({ title }) => title)))}`);
    }
    for (const row of rows) this.line(`  ${render(row)}`);
  }

  /** `━━━━━━╌╌╌╌` for a share of 0 to 1. */
  bar(share: number, width = 24): string {
    const full = Math.round(Math.min(1, Math.max(0, share)) * width);
    return this.paint.green('━'.repeat(full)) + this.paint.dim('╌'.repeat(width - full));
  }

  count(n: number): string {
    return n.toLocaleString('en-US');
  }

  /** `48.3 s`, `2 min 05 s`, `1 h 04 min`; Chinese: `48.3 秒`, `2 分 05 秒`, `1 小时 04 分`. */
  seconds(s: Seconds): string {
    const zh = this.lang === 'zh';
    if (s < 60) return `${s.toFixed(1)} ${zh ? '秒' : 's'}`;
    const whole = Math.round(s);
    const two = (n: number) => String(n).padStart(2, '0');
    if (whole < 3600) return `${Math.floor(whole / 60)} ${zh ? '分' : 'min'} ${two(whole % 60)} ${zh ? '秒' : 's'}`;
    return `${Math.floor(whole / 3600)} ${zh ? '小时' : 'h'} ${two(Math.floor((whole % 3600) / 60))} ${zh ? '分' : 'min'}`;
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
