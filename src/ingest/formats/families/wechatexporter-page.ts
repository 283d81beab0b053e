import type { ExportFile } from '../../../core/export-file.ts';
import { decodeText } from '../../../parse/decode.ts';
import { literalItems } from '../../../parse/js-literal.ts';

/**
 * The messages of a WechatExporter page as raw HTML. Since 1.9 texts are not escaped (`a<b家`), which no HTML parser
 * survives, so the page is cut where messages begin. Messages stand in the page, after it as strings of a script
 * (`window.moreWechatMsgs`), or in page files (`Files/Data/msg-1.js`), which in some versions repeat the page.
 */
export interface PageBlock {
  /** The opening tag. */
  tag: string;
  /** From the opening tag to the next message. */
  html: string;
}

/** What was read besides messages. */
export interface PageFacts {
  /** Everything above the first message, at most a few hundred kB. */
  head: string;
  /** How many page files the page counts, and how many of them are missing. */
  pages: number;
  missing: number;
}

/** `msg chat left`, `msg media right raw-img`, `chat-right` (before 1.7.18), `chat-notice`. */
const START = /<div class="(?:msg )?(?:chat|media)[ -](?:left|right|notice)[^"<>]*"[^<>]*>/gu;
const SCRIPT = /window\.moreWechatMsgs\s*=\s*\[/u;
const PAGE_ARRAY = /var msgArray\s*=\s*\[/u;
const MAX_BLOCK = 4 * 1024 * 1024;
const MAX_HEAD = 512 * 1024;
/** Longest start tag: a tag that is cut in two by a chunk is completed by the next one. */
const MAX_TAG = 400;

/** All messages in the order of the page (oldest or newest first), none of them twice. `facts` is filled on the way. */
export async function* pageBlocks(file: ExportFile, facts: PageFacts): AsyncGenerator<PageBlock, void, undefined> {
  const seen = new Set<string>();
  let inScript = false;
  for await (const block of bodyBlocks(file, facts)) {
    if (block === 'script') inScript = true;
    else {
      const id = idOf(block.tag);
      if (id) seen.add(id);
      yield block;
    }
  }
  if (inScript) yield* scriptBlocks(file, SCRIPT, undefined, seen);
  const first = seen.size;
  for (let page = 1; ; page++) {
    const script = pageFile(file, page);
    if (!script && page > facts.pages) break;
    if (script) yield* scriptBlocks(script, PAGE_ARRAY, first ? seen : undefined, seen);
    else facts.missing++;
  }
  // If all page files are missing and the page has messages, the files were never written, or they only repeat the
  // page.
  if (first && facts.missing === facts.pages) facts.missing = 0;
}

/** `Files/Data/msg-1.js` (1.9.6) or `<chat>_files/Data/msg-1.js`, beside the page. */
function pageFile(file: ExportFile, page: number): ExportFile | undefined {
  const slash = file.path.lastIndexOf('/') + 1;
  const dir = file.path.slice(0, slash);
  const stem = file.path.slice(slash).replace(/\.html?$/iu, '');
  return (
    file.folder.get(`${dir}Files/Data/msg-${page}.js`) ?? file.folder.get(`${dir}${stem}_files/Data/msg-${page}.js`)
  );
}

async function* scriptBlocks(
  file: ExportFile,
  marker: RegExp,
  skip: ReadonlySet<string> | undefined,
  seen: Set<string>,
): AsyncGenerator<PageBlock, void, undefined> {
  for await (const part of literalItems(file, { marker })) {
    if ('before' in part) continue;
    for (const { value, broken } of part.items) {
      if (typeof value !== 'string') {
        if (broken !== undefined) yield { tag: '', html: broken };
        continue;
      }
      const blocks = split(value);
      // A string is one message with all that it forwards; the notices around forwarded messages have no id of their
      // own.
      const id = idOf(blocks[0]?.tag ?? '');
      if (id && skip?.has(id)) continue;
      if (id && !skip) seen.add(id);
      yield* blocks;
    }
  }
}

/** The blocks in the body of the page, then 'script' if strings of messages follow it. */
async function* bodyBlocks(file: ExportFile, facts: PageFacts): AsyncGenerator<PageBlock | 'script', void, undefined> {
  let text = '';
  let begun = false;
  for await (const chunk of decodeText(file.bytes())) {
    text += chunk;
    const script = SCRIPT.exec(text);
    const end = script?.index ?? text.length;
    const starts = [...text.slice(0, end).matchAll(START)].map(({ index }) => index);
    if (!begun && starts[0] !== undefined) {
      keepHead(facts, text.slice(0, starts[0]));
      begun = true;
    }
    for (const [at, start] of starts.entries()) {
      const next = starts[at + 1];
      if (next !== undefined) yield blockAt(text, start, next);
    }
    const open = starts.at(-1);
    if (script) {
      if (!begun) keepHead(facts, text.slice(0, end));
      if (open !== undefined) yield lastBlock(text, open, end);
      yield 'script';
      return;
    }
    if (open !== undefined) {
      text = text.slice(open);
      // This is longer than any message: the page goes on without messages, or a message has lost its end.
      if (text.length > MAX_BLOCK) {
        yield lastBlock(text, 0, text.length);
        text = text.slice(-MAX_TAG);
      }
    } else if (begun) text = text.slice(-MAX_TAG);
    else if (text.length > MAX_HEAD) {
      keepHead(facts, text);
      text = text.slice(-MAX_TAG);
    }
  }
  if (!begun) keepHead(facts, text);
  const [start] = [...text.matchAll(START)].map(({ index }) => index);
  if (start !== undefined) yield lastBlock(text, start, text.length);
}

function keepHead(facts: PageFacts, text: string): void {
  facts.head = (facts.head + text).slice(0, MAX_HEAD);
  const pages = /initPageData\((\[[^\]]*\])\)/u.exec(facts.head)?.[1];
  facts.pages = pages ? (pages.match(/"page":/gu)?.length ?? 0) : 0;
}

function split(html: string): PageBlock[] {
  const starts = [...html.matchAll(START)].map(({ index }) => index);
  return starts.map((start, at) => blockAt(html, start, starts[at + 1] ?? html.length));
}

function blockAt(text: string, start: number, end: number): PageBlock {
  const html = text.slice(start, end);
  return { tag: html.slice(0, html.indexOf('>') + 1), html };
}

/** The last block, without the foot of the page that follows it. */
function lastBlock(text: string, start: number, end: number): PageBlock {
  const html = text.slice(start, end);
  const words = Math.max(html.lastIndexOf('</pre></span>'), 0);
  const foot = html.slice(words).search(/<div (?:id="footer" )?class="footer"|<script|<\/body/u);
  return blockAt(text, start, foot < 0 ? end : start + words + foot);
}

/** The id of a message; empty for notices of forwarded records, which have none to find repeats by. */
export function idOf(tag: string): string {
  return /\bmsgid="([^"]*)"/u.exec(tag)?.[1]?.split(' ', 1)[0] ?? '';
}
