import type { AnyNode, Element } from 'domhandler';

interface ProseOptions {
  /** Elements to leave out with everything below them, besides scripts, forms, quotes, code and hidden elements. */
  skip?: (element: Element) => boolean;
  /** Keep block quotes and code: for a text that is known to be by one person. */
  quotes?: boolean;
}

/** Elements whose content is not prose. `title` is the page's title; a ruby's `rt` says how a word is pronounced. */
const NEVER = new Set(
  'script style noscript template head title svg math iframe object embed audio video canvas map select textarea button input dialog rt rp'.split(
    ' ',
  ),
);
const QUOTES = new Set(['blockquote', 'pre', 'xmp', 'listing']);
/** A blank line separates these from their neighbours; `div`, `li` and rows only start a line. */
const PARAGRAPHS = new Set(
  'p h1 h2 h3 h4 h5 h6 section article main header footer aside nav ul ol dl table figure blockquote pre hr address fieldset details'.split(
    ' ',
  ),
);
const LINES = new Set('div li tr dt dd figcaption caption summary center option legend form'.split(' '));

/**
 * The words that the author of a page wrote, as plain paragraphs: a blank line between paragraphs, LF for a line break,
 * a tab between cells. Pictures are left out, except emoji, which are read from their `alt`. Source line breaks between
 * Chinese characters vanish. It walks without recursion: saved pages nest a thousand levels deep, damaged ones more.
 */
export function prose(nodes: readonly AnyNode[], options: ProseOptions = {}): string {
  const out = new Out();
  const stack: (AnyNode | { close: Element })[] = [...nodes].reverse();
  let inList = 0;
  let verbatim = 0;
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ('close' in node) {
      const { name } = node.close;
      if (name === 'tr') out.row();
      else out.break(breaksOf(name, inList > 0));
      if (name === 'li' || name === 'td' || name === 'th') inList--;
      if (isVerbatim(node.close)) verbatim--;
    } else if (node.type === 'text') out.text(node.data, verbatim > 0);
    else if (node.type === 'tag') {
      const element = node as Element;
      const name = element.name;
      if (name === 'br') out.line();
      else if (name === 'img') out.text(emojiOf(element), false);
      else if (name === 'td' || name === 'th') out.cell();
      else if (name === 'tr') out.row();
      if (NEVER.has(name) || isHidden(element) || (!options.quotes && QUOTES.has(name)) || options.skip?.(element)) {
        out.break(breaksOf(name, inList > 0));
        continue;
      }
      if (name === 'sup' && /^\s*[[〔(]?\d{1,3}[\])〕]?\s*$/u.test(shallowText(element))) continue;
      out.break(breaksOf(name, inList > 0));
      if (name === 'li' || name === 'td' || name === 'th') inList++;
      if (isVerbatim(element)) verbatim++;
      stack.push({ close: element });
      for (let at = element.children.length - 1; at >= 0; at--) stack.push(element.children[at] as AnyNode);
    } else if (node.type === 'cdata' || node.type === 'root') {
      for (let at = node.children.length - 1; at >= 0; at--) stack.push(node.children[at] as AnyNode);
    }
  }
  return out.end();
}

/** Line ends before and after an element; inside a list item or cell, paragraphs are lines. */
function breaksOf(name: string, inList: boolean): 0 | 1 | 2 {
  if (PARAGRAPHS.has(name)) return inList ? 1 : 2;
  return LINES.has(name) ? 1 : 0;
}

function isHidden({ attribs }: Element): boolean {
  return 'hidden' in attribs || /display\s*:\s*none/iu.test(attribs.style ?? '');
}

/** `white-space: pre…` by style, or by the class that Tailwind pages use. */
function isVerbatim({ name, attribs }: Element): boolean {
  return (
    name === 'pre' ||
    /white-space\s*:\s*(?:pre|break-spaces)/iu.test(attribs.style ?? '') ||
    /(?:^|\s)whitespace-pre(?:-wrap|-line)?(?:\s|$)/u.test(attribs.class ?? '')
  );
}

/** `[捂脸]` or 😂 in the `alt`, as chat pages and blogs write emoji; other pictures give no words. */
function emojiOf({ attribs }: Element): string {
  const alt = (attribs.alt ?? attribs['data-alt'] ?? '').trim();
  return /^\[[^[\]\s]{1,12}\]$/u.test(alt) || /^(?:\p{Extended_Pictographic}|\p{RI}\p{RI}|[\u200d\ufe0f])+$/u.test(alt)
    ? alt
    : '';
}

function shallowText(element: Element): string {
  const [only] = element.children;
  const inner = only?.type === 'tag' ? only.children[0] : only;
  return element.children.length === 1 && inner?.type === 'text' ? inner.data : '';
}

const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;

/** Joins pieces and line ends: never more than one blank line, and no blanks at the edges of a line. */
class Out {
  readonly #parts: string[] = [];
  /** Line ends since the last words: the edge of a block needs a minimum, a `<br>` adds one. */
  #ends = 0;
  #blank: '' | ' ' | '\n' | '\t' = '';

  text(data: string, verbatim: boolean): void {
    if (verbatim) {
      for (const [index, line] of data.replace(/\r\n?/gu, '\n').split('\n').entries()) {
        if (index) this.line();
        this.text(line, false);
      }
      return;
    }
    for (const part of data.split(BLANKS)) {
      if (!part) continue;
      if (!isBlank(part)) this.#put(part);
      else if (this.#blank !== '\t') this.#blank = part.includes('\n') && this.#blank !== ' ' ? '\n' : ' ';
    }
  }

  #put(words: string): void {
    const last = this.#parts.at(-1);
    if (last === undefined || this.#ends) {
      const indented = words.replace(/^\u3000+/u, '');
      if (!indented) return;
      if (last !== undefined) {
        this.#parts[this.#parts.length - 1] = last.replace(/\u3000+$/u, '');
        this.#parts.push(this.#ends > 1 ? '\n\n' : '\n');
      }
      this.#parts.push(indented);
    } else {
      // A line end in the source is shown as a blank, which Chinese text does not have.
      const none = this.#blank === '\n' && HAN.test(last.at(-1) ?? '') && HAN.test(words[0] ?? '');
      this.#parts.push(none ? words : (this.#blank === '\n' ? ' ' : this.#blank) + words);
    }
    this.#ends = 0;
    this.#blank = '';
  }

  line(): void {
    this.#ends++;
    this.#blank = '';
  }

  cell(): void {
    this.#blank = '\t';
  }

  break(count: 0 | 1 | 2): void {
    // A paragraph at the start of a cell starts no line; `row` does.
    if (!count || this.#blank === '\t') return;
    this.#ends = Math.max(this.#ends, count);
    this.#blank = '';
  }

  row(): void {
    this.#blank = '';
    this.break(1);
  }

  end(): string {
    return this.#parts.join('').trim();
  }
}

const BLANKS = /([ \t\n\r\f\u00a0]+)/u;
const isBlank = (part: string) => /^[ \t\n\r\f\u00a0]/u.test(part);
