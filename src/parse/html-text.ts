import { emojiOfFile } from './wechat-emoji-files.ts';

/**
 * HTML read as text, never run: a small tree over htmlparser2's callbacks, built for one fragment or, in a stream, for
 * one message at a time. The parser decodes entities once; scripts and styles are not text.
 */
export interface HtmlElement {
  name: string;
  attribs: Readonly<Record<string, string>>;
  children: (HtmlElement | string)[];
}

export interface HtmlTools {
  /** Everything in a fragment, below one element without a name. */
  fragment(html: string): HtmlElement;
  /**
   * The complete elements that `wanted` selects, one after the other. A wanted element inside another ends the outer
   * one, so that a message that never closes does not swallow the rest.
   */
  elements(
    chunks: AsyncIterable<string>,
    wanted: (name: string, attribs: Readonly<Record<string, string>>) => boolean,
  ): AsyncGenerator<HtmlElement, void, undefined>;
}

/** For the text of one message in a page: beyond this number of nodes the rest of the element is left out. */
const MAX_NODES = 200_000;
const MAX_CHARS = 16 * 1024 * 1024;
/** Damaged pages nest without end, and the functions that walk the tree are recursive. */
const MAX_DEPTH = 250;

/** htmlparser2 is loaded with the first page, not with the program. */
export async function loadHtml(): Promise<HtmlTools> {
  const { Parser } = await import('htmlparser2');
  return {
    fragment(html) {
      const tree = new Tree();
      if (tags(html) > MAX_TAGS) {
        tree.root.children.push(decodeEntities(html.replace(/<[^<>]*>/gu, '')));
        return tree.root;
      }
      const parser = new Parser(tree.handler, { decodeEntities: true });
      parser.end(html);
      return tree.root;
    },
    async *elements(chunks, wanted) {
      const tree = new Tree(wanted);
      const start = () => new Parser(tree.handler, { decodeEntities: true });
      let parser = start();
      for await (const piece of tagEnds(chunks)) {
        parser.write(piece);
        yield* tree.taken();
        // Pages that leave a tag open in every message pile up open tags; a fresh parser forgets them.
        if (tree.depth > MAX_PILE && piece.endsWith('>')) {
          tree.depth = 0;
          parser = start();
        }
      }
      parser.end();
      yield* tree.taken();
      yield* tree.rest();
    },
  };
}

/** htmlparser2 moves its whole stack of open tags with every tag, so a deep stack takes forever. */
const MAX_PILE = 3000;
const MAX_TAGS = 20_000;

/** The same text in pieces that end after a tag, where there is one. */
async function* tagEnds(chunks: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let held = '';
  for await (const chunk of chunks) {
    const text = held + chunk;
    let from = 0;
    while (from < text.length) {
      const reach = text.lastIndexOf('>', from + PIECE);
      // A piece without a tag is one text, or a data URI.
      const to = reach >= from ? reach + 1 : text.length - from > PIECE ? from + PIECE : -1;
      if (to < 0) break;
      yield text.slice(from, to);
      from = to;
    }
    held = text.slice(from);
  }
  if (held) yield held;
}
const PIECE = 32 * 1024;

function tags(html: string): number {
  let count = 0;
  for (let at = html.indexOf('<'); at >= 0 && count <= MAX_TAGS; at = html.indexOf('<', at + 1)) count++;
  return count;
}

class Tree {
  /** Number of tags that the parser holds open. */
  depth = 0;
  root = element('', {});
  readonly #wanted: ((name: string, attribs: Readonly<Record<string, string>>) => boolean) | undefined;
  /** Open elements; empty outside a wanted element. */
  #open: HtmlElement[];
  #found: HtmlElement[] = [];
  #nodes = 0;
  #chars = 0;

  constructor(wanted?: (name: string, attribs: Readonly<Record<string, string>>) => boolean) {
    this.#wanted = wanted;
    this.#open = wanted ? [] : [this.root];
  }

  readonly handler = {
    onopentag: (name: string, attribs: Record<string, string>) => {
      this.depth++;
      if (this.#wanted?.(name, attribs)) {
        this.#flush();
        this.#open = [element(name, attribs)];
        return;
      }
      const parent = this.#open.at(-1);
      if (!parent) return;
      if (this.#open.length > MAX_DEPTH) return;
      const child = element(name, attribs);
      if (++this.#nodes <= MAX_NODES) parent.children.push(child);
      this.#open.push(child);
    },
    ontext: (text: string) => {
      const parent = this.#open.at(-1);
      this.#chars += text.length;
      if (parent && this.#chars <= MAX_CHARS) parent.children.push(text);
    },
    onclosetag: (name: string) => {
      this.depth--;
      // Tags that were open before the wanted element began may close inside damaged elements: those are not ours.
      const at = this.#open.findLastIndex((open) => open.name === name);
      if (at < 0 || (at === 0 && !this.#wanted)) return;
      this.#open.length = at === 0 ? 1 : at;
      if (at === 0) this.#flush();
    },
  };

  *taken(): Generator<HtmlElement> {
    yield* this.#found.splice(0);
  }

  /** The element that the end of the file cuts off. */
  *rest(): Generator<HtmlElement> {
    this.#flush();
    yield* this.taken();
  }

  #flush(): void {
    const [outer] = this.#open;
    if (outer && this.#wanted) this.#found.push(outer);
    this.#open = [];
    this.#nodes = 0;
    this.#chars = 0;
  }
}

function element(name: string, attribs: Record<string, string>): HtmlElement {
  return { name, attribs, children: [] };
}

export function hasClass(node: HtmlElement, name: string): boolean {
  return ` ${node.attribs.class ?? ''} `.includes(` ${name} `);
}

/** All elements below, in document order, without those inside elements that `enter` refuses. */
export function* descendants(node: HtmlElement, enter?: (node: HtmlElement) => boolean): Generator<HtmlElement> {
  for (const child of node.children) {
    if (typeof child === 'string') continue;
    yield child;
    if (!enter || enter(child)) yield* descendants(child, enter);
  }
}

/** The first element below for which `is` holds. */
export function findNode(node: HtmlElement, is: (node: HtmlElement) => boolean): HtmlElement | undefined {
  for (const child of descendants(node)) if (is(child)) return child;
  return undefined;
}

/** The first element below with that class. */
export const findClass = (node: HtmlElement, name: string) => findNode(node, (child) => hasClass(child, name));
/** The first element below with that tag name. */
export const findTag = (node: HtmlElement, name: string) => findNode(node, (child) => child.name === name);

const NO_TEXT = new Set(['script', 'style', 'template', 'noscript', 'head']);

/**
 * The words of an element as they were typed: `<br>` is a line end; a WeChat emoji is its code (an `<img>` whose alt is
 * `[捂脸]`, or whose file is that emoji's). Other pictures are not text. `skip`: elements whose words are left out.
 */
export function textOf(node: HtmlElement, skip?: (node: HtmlElement) => boolean): string {
  let text = '';
  for (const child of node.children) {
    if (typeof child === 'string') text += child;
    else if (child.name === 'br') text += '\n';
    else if (child.name === 'img') text += emojiCode(child);
    else if (!NO_TEXT.has(child.name) && !skip?.(child)) text += textOf(child, skip);
  }
  return text;
}

/** The same without blanks around it; '' where there is no such element. */
export const wordsIn = (node: HtmlElement | undefined): string => (node ? textOf(node).trim() : '');

function emojiCode({ attribs }: HtmlElement): string {
  const code = attribs.rawemoji ?? attribs.alt ?? '';
  return /^\[[^[\]]{1,20}\]$/u.test(code) ? code : emojiOfFile(attribs.src ?? '');
}

/** The few entities that exporters write when they escape a text; decoded once, since they were encoded once. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (whole, name: string) => {
    if (name[0] !== '#') return NAMED[name] ?? whole;
    const point = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : whole;
  });
}
const ENTITY = /&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp);/gu;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
