import stringWidth from 'string-width';

/** The parts of a line of progress. */
interface LineParts {
  /** `Cleaning speech (listening)`, and the short form where room is scarce: `listening`. */
  label: string;
  shortLabel: string;
  /** 0 to 1; undefined where it is not known. */
  share: number | undefined;
  text: string;
  /** The text without what the bar already shows. */
  shortText: string;
  file: string | undefined;
}

const BAR = 24;
const SHORT_BAR = 8;
/** Columns: a file name shorter than this says nothing. */
const LEAST_NAME = 14;

/** One line of at most `width` columns: first the bar is shortened, then the words; a long path keeps its end. */
export function fitLine(parts: LineParts, width: number, bar: (share: number, cells: number) => string): string {
  const { label, shortLabel, share, text, shortText, file = '' } = parts;
  const line = (name: string, said: string, cells: number) =>
    `${name} ${share === undefined ? '' : `${bar(share, cells)} ${Math.floor(share * 100)}% `}${said}`;
  const choices = [
    line(label, text, BAR),
    line(label, text, SHORT_BAR),
    line(shortLabel, text, SHORT_BAR),
    line(shortLabel, shortText, SHORT_BAR),
  ];
  const wanted = file ? 3 + Math.min(LEAST_NAME, stringWidth(file)) : 0;
  const chosen = choices.find((each) => stringWidth(each) + wanted <= width) ?? choices.at(-1)!;
  const room = width - stringWidth(chosen) - 3;
  if (room < 0) return cutEnd(chosen, width);
  return file && room >= Math.min(LEAST_NAME, stringWidth(file)) ? `${chosen} · ${cutStart(file, room)}` : chosen;
}

/** Cuts the start off: a path is recognised by its end. */
export function cutStart(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let cut = [...text];
  while (cut.length && stringWidth(cut.join('')) > width - 1) cut = cut.slice(1);
  return `…${cut.join('')}`;
}

/** Cuts the end off: the spinner would print a line that wraps again and again. */
function cutEnd(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let cut = [...text];
  while (cut.length && stringWidth(cut.join('')) > width - 1) cut = cut.slice(0, -1);
  return `${cut.join('')}…`;
}
