import stringWidth from 'string-width';
import { cutStart } from './reporters/fit-line.ts';

export interface Column {
  title: string;
  align?: 'left' | 'right';
  /** How a cell makes room on a narrow terminal: a path loses its beginning, a list continues on the next line. */
  narrow?: 'path' | 'wrap';
}

/** The content of a table cell: words, or words that are coloured line by line after the layout. */
export type Cell = string | { text: string; paint: (line: string) => string };

/** Columns. A narrower path cannot be read. */
const LEAST_WIDTH = 12;
/** A word of a list stays whole up to this many columns: ids are copied by hand. */
const LONGEST_WORD = 24;
const INDENT = '  ';

/**
 * The lines of a table. Columns are as wide as their widest cell; a Chinese character counts as two, colours do not
 * count. Where that is wider than the terminal, columns that say how they can be narrowed make room; where even that is
 * too wide, each row is a paragraph. `width` undefined: a file or a pipe, in which a table stays whole.
 */
export function tableLines(
  columns: readonly Column[],
  cells: readonly (readonly Cell[])[],
  width: number | undefined,
  paintTitle: (title: string) => string,
): string[] {
  const rows = cells.map((row) => row.map(textOf));
  const natural = columns.map(({ title }, i) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[i] ?? ''))),
  );
  const widths = width ? narrowed(columns, rows, natural, width) : natural;
  if (width && widthOf(widths) > width) return cells.flatMap((row) => paragraph(columns, row, width, paintTitle));
  const render = (line: readonly string[]) => INDENT + aligned(columns, line, widths);
  const head = columns.some(({ title }) => title) ? [columns.map(({ title }) => title)] : [];
  return [
    ...head.map((titles) => INDENT + paintTitle(aligned(columns, titles, widths))),
    ...cells.flatMap((row) => linesOfRow(columns, row, widths).map(render)),
  ];
}

const textOf = (cell: Cell = '') => (typeof cell === 'string' ? cell : cell.text);

/** Two blanks stand before the table and between its columns. */
const widthOf = (widths: readonly number[]) => widths.reduce((sum, one) => sum + one + INDENT.length, 0);

const painted = (cell: Cell | undefined, line: string) => (typeof cell === 'object' && line ? cell.paint(line) : line);

const aligned = (columns: readonly Column[], cells: readonly string[], widths: readonly number[]): string =>
  columns
    .map(({ align }, i) => {
      const cell = cells[i] ?? '';
      const space = ' '.repeat(Math.max(0, (widths[i] ?? 0) - stringWidth(cell)));
      return align === 'right' ? space + cell : cell + space;
    })
    .join(INDENT)
    .trimEnd();

/** A row in as many lines as its longest list needs. */
function linesOfRow(columns: readonly Column[], row: readonly Cell[], widths: readonly number[]): string[][] {
  const inLines = columns.map(({ narrow }, i) => {
    const text = textOf(row[i]);
    if (stringWidth(text) <= (widths[i] ?? 0)) return [text];
    return narrow === 'wrap' ? wrapped(text, widths[i] ?? 0) : [cutStart(text, widths[i] ?? 0)];
  });
  const height = Math.max(...inLines.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) => inLines.map((lines, i) => painted(row[i], lines[at] ?? '')));
}

/** A row whose columns do not fit beside each other: the first cell, and below it the others, each with its title. */
function paragraph(
  columns: readonly Column[],
  [first, ...others]: readonly Cell[],
  width: number,
  paintTitle: (title: string) => string,
): string[] {
  const room = width - 2 * INDENT.length;
  const lines: string[] = [];
  /** The last line, while others may stand beside what it holds. */
  let open: string | undefined;
  others.forEach((cell, i) => {
    const { title, narrow } = columns[i + 1] as Column;
    const whole = textOf(cell);
    if (!whole) return;
    const left = room - stringWidth(title && `${title} `);
    const text = narrow === 'path' ? cutStart(whole, left) : whole;
    const said = title ? `${title} ${text}` : text;
    if (stringWidth(said) > room) {
      lines.push(...wrapped(said, room).map((line) => painted(cell, line)));
      open = undefined;
      return;
    }
    const part = (title && `${paintTitle(title)} `) + painted(cell, text);
    if (open !== undefined && stringWidth(open + INDENT + part) <= room) {
      lines.pop();
      open += INDENT + part;
    } else open = part;
    lines.push(open);
  });
  const head = wrapped(textOf(first), width - INDENT.length).map((line) => painted(first, line));
  return [...head, ...lines.map((line) => INDENT + line)].map((line) => INDENT + line);
}

/** The widest column is narrowed first. */
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
  for (let excess = widthOf(widths) - width; excess > 0; excess--) {
    const giving = widths.map((one, i) => (one > (least[i] as number) ? one : 0));
    const widest = giving.indexOf(Math.max(...giving));
    if (!giving[widest]) break;
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

/** Parts between which a list may be broken: after its marks and words, but a number stays with what it counts. */
const wordsOf = (list: string) => list.split(/(?<=[，、；]|(?<!\d) )/u);

/** A list or a sentence in lines, broken after its marks where they are near enough, else anywhere. */
export function wrapped(list: string, width: number): string[] {
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
