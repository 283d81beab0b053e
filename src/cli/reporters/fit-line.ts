import stringWidth from 'string-width';

/** What a line of progress says. */
export interface LineParts {
  /** `Cleaning speech (listening)`, and as it is said where room is scarce: `listening`. */
  label: string;
  shortLabel: string;
  /** 0 to 1; undefined where nothing tells. */
  share: number | undefined;
  text: string;
  /** The same without what the bar already says. */
  shortText: string;
  file: string | undefined;
}

const BAR = 24;
const SHORT_BAR = 8;
/** A file's name with less than this says nothing. */
const LEAST_NAME = 14;

/** One line of at most `width` columns: first the bar gets shorter, then the words; of a long path the end stays. */
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

/** A path is known by its end. */
export function cutStart(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let cut = [...text];
  while (cut.length && stringWidth(cut.join('')) > width - 1) cut = cut.slice(1);
  return `…${cut.join('')}`;
}

/** A line that wraps would be printed again and again by the spinner. */
function cutEnd(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let cut = [...text];
  while (cut.length && stringWidth(cut.join('')) > width - 1) cut = cut.slice(0, -1);
  return `${cut.join('')}…`;
}
