import { decodeEntities } from './html-text.ts';
import { outlineText } from './outline-text.ts';

/** A Markdown text as plain paragraphs. */
export interface MarkdownText {
  text: string;
  /** The first heading of level 1 or 2, if nothing stands above it; it is not in `text`. */
  heading?: string;
}

/**
 * The author's own words: the marks of headings, lists, emphasis and links are removed, their words stay. Pictures,
 * code blocks, comments, shortcodes (`{{< … >}}`, `{% … %}`), the `{{…}}` of templates, link definitions and block
 * quotes (callouts too) are removed completely. Dialects: CommonMark, tables, Hexo, Hugo, Obsidian (`[[page|shown]]`,
 * `==mark==`, `^id`, `#tag`), Logseq, Day One, the containers (`:::`) and `[TOC]` of VuePress, Yuque, Typora and CSDN.
 */
export function markdownText(source: string): MarkdownText {
  const lines = withoutBlocks(outlineText(source.replace(/\r\n?/gu, '\n'))).split('\n');
  const out: string[] = [];
  let heading: string | undefined;
  let fence: string | undefined;
  const unclosed = new Set<string>();
  let inQuote = false;
  for (const [at, raw] of lines.entries()) {
    const mark = /^\s{0,3}(?:[-*+]\s+)?(`{3,}|~{3,})/u.exec(raw)?.[1];
    if (fence) {
      if (mark?.startsWith(fence) && /^\s*[`~]+\s*$/u.test(raw)) fence = undefined;
      continue;
    }
    if (mark && !unclosed.has(mark) && !closesLater(lines, at, mark)) unclosed.add(mark);
    if (mark && !unclosed.has(mark)) {
      fence = mark.slice(0, 3);
      continue;
    }
    if (/^\s{0,3}>/u.test(raw)) {
      // A line directly below a quote belongs to it, as it does on the page.
      inQuote = raw.replace(/[\s>]/gu, '') !== '' && !/^[\s>]*\[!/u.test(raw);
      out.push('');
      continue;
    }
    if (
      inQuote &&
      raw.trim() &&
      !/^\s{0,3}(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|[-*_][ \t]*[-*_][ \t]*[-*_][-*_ \t]*$)/u.test(raw)
    )
      continue;
    inQuote = false;
    if (isReference(raw)) {
      out.push('');
      continue;
    }
    const found = headingAt(lines, at);
    if (found) {
      const plain = inline(found.words).trim();
      if (heading === undefined && found.level <= 2 && out.every((line) => !line.trim())) heading = plain;
      else out.push('', plain, '');
      continue;
    }
    const line = blockLine(raw, lines[at - 1] ?? '');
    if (line !== null) out.push(line);
  }
  const text = out
    .map((line) => line.replace(/(?<![ \t])[ \t]+$/u, ''))
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  return { text, ...(heading ? { heading } : {}) };
}

/**
 * Whether a line is nothing but a link into a table of contents, to another page of the export, or to an attached file:
 * `- [浇水](#浇水)`, `## [菜地](./02.菜地.md)`, `[花肥说明.pdf](./attachments/1.pdf)`.
 */
function isReference(line: string): boolean {
  const [, shown = '', target = ''] = LINK_ALONE.exec(line) ?? [];
  return OF_THE_EXPORT.test(target) || ATTACHED.test(shown);
}
const LINK_ALONE = /^\s*(?:(?:#{1,6}|[-*+]|\d{1,9}[.)])\s+)?\[([^[\]]{1,400})\]\(([^()]{1,2000})\)\s*$/u;
const OF_THE_EXPORT = /^(?:#|(?![a-z][\w+.-]*:|\/\/).*\.(?:md|markdown|csv)(?:#.*)?$)/iu;
const ATTACHED = /\.(?:pdf|docx?|xlsx?|pptx?|wps|zip|rar|7z|mp3|m4a|amr|wav|mp4|mov|txt|csv|epub|apk|psd|key|pages)$/iu;

/** The heading in a line: behind `#` to `######`, or, of level 1, above `==`. */
function headingAt(lines: readonly string[], at: number): { level: number; words: string } | null {
  const line = lines[at] ?? '';
  if (line.trim() && !lines[at - 1]?.trim() && /^\s{0,3}={2,}\s*$/u.test(lines[at + 1] ?? ''))
    return { level: 1, words: line.trim() };
  const [, marks, words = ''] = /^\s{0,3}(#{1,6})(?:\s+|(?=[\s　]*$))(.*?)\s*#*\s*$/u.exec(line) ?? [];
  return marks ? { level: marks.length, words } : null;
}

/** Parts that span lines and hold no prose, by their opening; `$1` in the end stands for the group in the opening. */
const SPANS: readonly [open: RegExp, end: string][] = [
  [/<!--/gu, '-->'],
  [/%%/gu, '%%'],
  [/\{%-?\s{0,9}(blockquote|quote|pullquote|centerquote|cq|codeblock|code|raw|highlight|include_code)\b/gu, '{% end$1'],
  [/\{\{[<%]\s{0,9}(highlight|quote|blockquote|code)\b/gu, '{{< /$1'],
  [/\{\{/gu, '}}'],
  [/\{%/gu, '%}'],
  [/<%/gu, '%>'],
  [/<(script|style|iframe|pre|blockquote|svg|video|audio)\b/giu, '</$1'],
];

/** Attributes of kramdown (Jekyll) and of pictures in Logseq, `{: .lead}`, and the line that its contents replace. */
const KRAMDOWN = /(?:^[ \t]*(?:[-*+]|\d{1,9}\.)[ \t][^\n]{0,100}\n[ \t]*(?=\{:toc))?\{:[^{}\n]{0,200}\}/gmu;

function withoutBlocks(source: string): string {
  return SPANS.reduce((text, [open, end]) => cut(text, open, end), source.replace(KRAMDOWN, ''));
}

/**
 * Cuts out every stretch from an opening to its end, including both; an opening without an end is text. Takes linear
 * time for any text.
 */
function cut(text: string, open: RegExp, end: string): string {
  if (text.search(open) < 0) return text;
  const compact = (words: string) => words.toLowerCase().replace(/^(\{[%{][<%-]?)-?\s*(?=\w|\/)/u, '$1 ');
  const missing = new Set<string>();
  let out = '';
  let at = 0;
  open.lastIndex = 0;
  for (let found = open.exec(text); found; found = open.exec(text)) {
    const wanted = end.replace('$1', (found[1] ?? '').toLowerCase());
    const from = found.index + found[0].length;
    if (missing.has(wanted)) continue;
    const stop = endOf(text, wanted, from, compact);
    if (stop < 0) {
      missing.add(wanted);
      continue;
    }
    out += text.slice(at, found.index) + (wanted.length > 3 ? '\n' : '');
    at = stop;
    open.lastIndex = stop;
  }
  return out + text.slice(at);
}

/** Index after the end; for a tag, after its bracket. -1 where there is no end. */
function endOf(text: string, wanted: string, from: number, compact: (words: string) => string): number {
  if (wanted.length <= 3) {
    const at = text.indexOf(wanted, from);
    return at < 0 ? -1 : at + wanted.length;
  }
  const [lead, close] = wanted[0] === '<' ? ['</', '>'] : wanted[1] === '{' ? ['{{', '}}'] : ['{%', '%}'];
  for (let at = text.indexOf(lead, from); at >= 0; at = text.indexOf(lead, at + 2)) {
    const words = compact(text.slice(at, at + wanted.length + 12)).replace('{{% /', '{{< /');
    if (!words.startsWith(wanted)) continue;
    const stop = text.indexOf(close, at);
    return stop < 0 ? -1 : stop + close.length;
  }
  return -1;
}

/** Whether a fence closes; one that never does is three marks that somebody typed. */
function closesLater(lines: readonly string[], from: number, mark: string): boolean {
  const end = new RegExp(`^\\s*${mark[0] === '`' ? '`' : '~'}{${mark.length},}\\s*$`, 'u');
  for (let at = from + 1; at < lines.length; at++) if (end.test(lines[at] ?? '')) return true;
  return false;
}

/**
 * One line without its structural marks; '' for rules, underlines, link definitions and tags alone, null for the rule
 * of a table.
 */
function blockLine(raw: string, above: string): string | null {
  if (/^\s{0,3}([-*_])[ \t]*\1[ \t]*\1(?:[ \t]|\1)*$/u.test(raw)) return '';
  if (/^\s{0,3}=+\s*$/u.test(raw) && above.trim()) return '';
  if (/^\s{0,3}\[[^\]^]+\]:\s*\S/u.test(raw)) return '';
  if (/^\s{0,3}(?::{3,}(?:\s?\w[\w-]*(?:\s.*)?)?|@?\[TOC\](?:\([^()]*\))?)\s*$/iu.test(raw)) return '';
  if (raw.includes('|') && raw.includes('--') && /^[\s|:-]+$/u.test(raw)) return null;
  if (TAGS_ALONE.test(raw)) return '';
  let line = raw.replace(/^(?:\s{0,3}|\s+(?=[-*+]\s|\d{1,3}[.)]\s))(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX/-]\]\s*)?/u, '');
  line = line.replace(/^\s{0,3}\[\^[^\]]+\]:\s*/u, '');
  if (/^\s*\|.*\|\s*$/u.test(line)) {
    line = line
      .trim()
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
      .join('\t');
  }
  return inline(line.replace(/(?:\\|(?<! ) {2,})$/u, '').replace(/\s\^[A-Za-z0-9-]+\s*$/u, '')).replace(
    /^[\s\u3000]+/u,
    '',
  );
}

/** `#花 #种菜`; Bear closes a tag of several words: `#种 菜/番茄# #阳台`. */
const TAGS_ALONE = /^\s*(?:#[^\s#]+(?: [^\s#]+){1,5}#(?:\s+|$)|#[^\s#]+#?(?:\s+|$))+$/u;

/** When a task is due, was done …, by the plug-in Tasks of Obsidian: `买虾 ✅ 2019-08-17`. */
const TASK_DATE = / ?(?:📅|✅|⏳|🛫|➕|❌)\ufe0f? ?\d{4}-\d\d-\d\d/gu;

/** Private-use characters stand for escaped marks until all other marks are removed. */
const ESCAPED = 0xe000;

function inline(line: string): string {
  if (line.length <= LONGEST_LINE) return inlineOf(line);
  // A book may be on one line: marks are looked for between sentences.
  return line.replace(
    new RegExp(`[\\s\\S]{${LONGEST_LINE / 2},${LONGEST_LINE}}?(?:[。！？.!?\\s]|$)|[\\s\\S]{1,${LONGEST_LINE}}`, 'gu'),
    inlineOf,
  );
}
const LONGEST_LINE = 8000;

function inlineOf(line: string): string {
  let text = line.replace(/\\([!-/:-@[-`{-~])/gu, (_, mark: string) =>
    String.fromCharCode(ESCAPED + mark.charCodeAt(0)),
  );
  const code: string[] = [];
  text = text.replace(/(?<!`)(`{1,5})(?!`)(.{1,400}?)(?<!`)\1(?!`)/gu, (_, _marks, words: string) => {
    code.push(words.trim());
    return `\ue100${code.length - 1}\ue101`;
  });
  text = text
    .replace(/ ?!\[\[[^[\]]{0,400}\]\]/gu, '')
    .replace(/\[\[([^[\]|]{0,400})\|([^[\]]{0,400})\]\]/gu, '$2')
    .replace(/\[\[([^[\]#|]{0,400})(?:#[^[\]|]{0,400})?\]\]/gu, '$1')
    .replace(/ ?!\[[^[\]]{0,400}\](?:\((?:[^()]|\([^()]{0,400}\)){0,2000}\)|\[[^[\]]{0,400}\])/gu, '')
    .replace(/\[((?:[^[\]]|\[[^[\]]{0,400}\]){0,400})\]\((?:[^()]|\([^()]{0,400}\)){0,2000}\)/gu, '$1')
    .replace(/\[\^[^[\]\s]{1,100}\]/gu, '')
    .replace(TASK_DATE, '')
    .replace(/\[([^[\]]{1,400})\]\[[^[\]]{0,400}\]/gu, '$1')
    .replace(/<(https?:\/\/[^<>\s]{1,2000}|mailto:[^<>\s]{1,400})>/giu, '$1')
    .replace(/<br\s*\/?>/giu, '\n')
    .replace(/<\/?[a-zA-Z][^<>]{0,500}>/gu, '')
    .replace(/(\*\*|__)(?=\S)([^\n]{1,400}?)(?<=\S)\1/gu, '$2')
    .replace(
      /(?<![*\p{L}\p{N}])\*(?=[^\s*])([^*]{1,400}?)(?<=[^\s*])\*(?!\*)|(?<=\p{Script=Han})\*(?=[^\s*])([^*]{1,400}?)(?<=[^\s*])\*(?!\*)/gu,
      '$1$2',
    )
    .replace(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]{1,400}?)(?<=[^\s_])_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/~~(?=\S)([^~]{1,400})(?<=\S)~~/gu, '$1')
    .replace(/==(?=\S)([^=]{1,400})(?<=\S)==/gu, '$1');
  text = decodeEntities(text).replaceAll('\u00a0', ' ');
  return text
    .replace(/\ue100(\d+)\ue101/gu, (_, index: string) => code[Number(index)] ?? '')
    .replace(/[\ue021-\ue07e]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) - ESCAPED));
}
