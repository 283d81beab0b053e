import { closingDate } from './closing-date.ts';
import { dateLine, type FoundDate } from './find-date.ts';
import { isReprintLine } from './reprint.ts';

/** What a piece of plain text says about itself. */
interface PlainPiece {
  /**
   * What a line `标题：…` says, else a guess: the short first line. It stays in the text, since it may be the first
   * sentence.
   */
  title?: string;
  when: FoundDate | null;
  /** From a line `作者：…` or `文/…`; '' when nobody is named. */
  author: string;
  /** `转载自…`, `[转] …`: somebody else's words. */
  reprint: boolean;
  text: string;
}

/** Marks that end a sentence, a salutation or a list item: a line that ends with one is not a title. */
const END_MARK = /[。！？!?…，,；;：:、～~.]["”』」）)]?$/u;
const TITLE_CHARS = 30;
/** What programs that fetch texts from a site write above each. */
const TITLED = /^(?:标\s?题|题\s?目|title)\s?[:：]\s?(\S.*)$/iu;
const ADDRESS = /^(?:链\s?接|网\s?址|地\s?址|url|link)\s?[:：]\s?https?:\/\/\S+$/iu;
const AUTHOR = /^(?:作\s?者|文|撰文|供稿|by)\s?[:：/／|｜]\s?([^\s/／|｜，,。]{1,20})(?:\s.*)?$/iu;

/** Title, date, author and paragraphs of one piece of plain text. */
export function plainPiece(lines: readonly string[]): PlainPiece {
  const body = [...lines];
  const filled = () => body.flatMap((line, at) => (line.trim() ? [at] : []));
  const heads = filled();
  const [first = 0, second] = heads;
  const named = second === undefined ? undefined : TITLED.exec(body[first]?.trim() ?? '')?.[1];
  if (named) body[first] = named;
  const title = named ?? (second === undefined ? undefined : guessedTitle(body, first, second));

  let when: FoundDate | null = null;
  let author = '';
  // The last line is the end of a letter, however short the letter.
  for (const at of heads.slice(0, Math.min(4, Math.max(heads.length - 1, 2)))) {
    const line = (body[at] ?? '').trim();
    const date: FoundDate | null = when ? null : dateLine(line);
    const by = AUTHOR.exec(line)?.[1];
    const isAddress = at !== first && ADDRESS.test(line);
    if (date) when = date;
    else if (by && !author && at !== first) author = by;
    else if (!isAddress) continue;
    body[at] = '';
  }
  const reprint = [...heads.slice(0, 3), ...heads.slice(-2)].some((at) => isReprintLine(body[at] ?? ''));
  // A letter has its date at the end, where the date belongs to the words.
  for (const at of filled().slice(-2)) when ??= closingDate(body[at] ?? '');
  return { ...(title ? { title } : {}), when, author, reprint, text: paragraphs(body) };
}

/**
 * The first line, where it looks like a title. So does that of a poem: a blank line, a date, an author or an indent
 * must set it apart. `first`, `second`: the lines with words, from 0.
 */
function guessedTitle(lines: readonly string[], first: number, second: number): string | undefined {
  const [above = '', below = ''] = [lines[first], lines[second]];
  const title = above.trim();
  const next = below.trim();
  if (dateLine(title) || [...title].length > TITLE_CHARS || END_MARK.test(title)) return undefined;
  const isApart = second > first + 1 || dateLine(next) !== null || AUTHOR.test(next);
  const isIndented = /^[\u3000\t ]{2}/u.test(below) && !/^[\u3000\t ]{2}\S/u.test(above);
  return isApart || isIndented ? title.replace(/^#+\s*|^[《【](.+)[》】]$/gu, '$1') : undefined;
}

/**
 * Lines as paragraphs: no blanks at their edges, at most one blank line between them. In a text that marks paragraphs
 * with two full-width blanks, an indented line starts one, with or without a blank line above it.
 */
export function paragraphs(lines: readonly string[]): string {
  const isIndented = (line: string) => /^(?:\u3000{2}|\u3000| {4}|\t)\S/u.test(line);
  const indents = lines.filter(isIndented).length;
  let text = '';
  let blanks = 0;
  for (const line of lines) {
    const words = line.trim();
    if (!words) blanks++;
    else {
      const parted = blanks > 0 || (indents >= 2 && isIndented(line));
      text += (text ? (parted ? '\n\n' : '\n') : '') + words;
      blanks = 0;
    }
  }
  return text;
}
