import type { Bubble, Dialogue } from '../../core/types.ts';
import { scan } from '../../parse/privacy/scan.ts';
import type { BundleCorpus, OwnItem } from '../corpus.ts';
import { questionOf } from '../question.ts';
import { countTokens, tokenWeight } from '../tokens.ts';

/** A piece of the person's life, small enough for one request. */
export interface Chunk {
  /** What the model reads: one line a message, the person's own ones numbered `#1`, `#2` … */
  text: string;
  /** The items by their numbers: an answer may cite no others. */
  items: ReadonlyMap<number, OwnItem>;
  /** Lines of other people, shown so that the person's can be understood. */
  contextLines: number;
  tokens: number;
}

/** Tokens of one request's material: long enough for a story, short enough that a small model reads all of it. */
export const CHUNK_TOKENS = 4_000;
/** Shorter messages hold no memory and no value; they would only cost tokens. */
const SHORTEST = 4;
/** Lines of others before an answer. */
const CONTEXT_LINES = 2;
/** Characters of such a line: what was asked, not a page. */
const CONTEXT_LENGTH = 120;

interface Line {
  text: string;
  item: OwnItem | null;
}

/**
 * The person's own words in time order, each after what it answers, cut into chunks at the same places every time.
 * A BundleCorpus holds no held-out sessions, so no chunk does.
 */
export function chunksOf(corpus: BundleCorpus, budget = CHUNK_TOKENS): Chunk[] {
  const questions = questionsOf(corpus.dialogues);
  const chunks: Chunk[] = [];
  let open = new OpenChunk();
  for (const item of worthReading(corpus.own)) {
    const before = (questions.get(item.id) ?? []).map((text): Line => ({ text, item: null }));
    for (const [i, part] of partsOf(item, budget).entries()) {
      const lines = [...(i === 0 ? before : []), { text: part, item }];
      if (!open.isEmpty && open.weightWith(lines) > budget) {
        chunks.push(open.close());
        open = new OpenChunk();
      }
      open.add(lines);
    }
  }
  if (!open.isEmpty) chunks.push(open.close());
  return chunks;
}

class OpenChunk {
  readonly #lines: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #items = new Map<number, OwnItem>();
  #weight = 0;
  #context = 0;

  get isEmpty(): boolean {
    return this.#items.size === 0;
  }

  weightWith(lines: readonly Line[]): number {
    return this.#weight + lines.reduce((sum, { text }) => sum + tokenWeight(text) + HEAD_TOKENS, 0);
  }

  add(lines: readonly Line[]): void {
    this.#weight = this.weightWith(lines);
    for (const { text, item } of lines) this.#lines.push(item ? `${this.#head(item)} ${text}` : `  > ${text}`);
    this.#context += lines.filter(({ item }) => !item).length;
  }

  #head(item: OwnItem): string {
    let number = this.#numbers.get(item.id);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(item.id, number);
      this.#items.set(number, item);
    }
    const kind = item.kind === 'message' ? '' : ` ${item.kind}`;
    return `#${number} [${item.time?.slice(0, 10) ?? '?'}${kind}]`;
  }

  close(): Chunk {
    const text = this.#lines.join('\n');
    return { text, items: this.#items, contextLines: this.#context, tokens: countTokens(text) };
  }
}

/** Tokens of `#123 [2021-03-04 essay] ` as tokens.ts counts them, rounded up. */
const HEAD_TOKENS = 8;

const worthReading = (own: readonly OwnItem[]) =>
  [...own]
    .filter(
      ({ flags, text }) =>
        !flags?.includes('copied') && !flags?.includes('low-information') && [...text.trim()].length >= SHORTEST,
    )
    .sort((a, b) => compare(a.time ?? '', b.time ?? '') || compare(a.id, b.id));

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** By the id of an answer's first item: the last lines that it answers, by people whose names may be shown. */
function questionsOf(dialogues: readonly Dialogue[]): Map<string, string[]> {
  const questions = new Map<string, string[]>();
  for (const dialogue of dialogues) {
    const [first] = dialogue.items;
    const lines = questionOf(dialogue).map(lineOf);
    if (first !== undefined && lines.length) questions.set(first, lines.slice(-CONTEXT_LINES));
  }
  return questions;
}

/** An account name reveals who somebody is and does not help to understand the text. */
const lineOf = ({ name, text }: Bubble) => `${scan(name).length ? '' : `${name}: `}${shortened(oneLine(text))}`;

const oneLine = (text: string) => text.replace(/\s*\n\s*/gu, ' / ').trim();
const shortened = (text: string) => {
  const characters = [...text];
  return characters.length > CONTEXT_LENGTH ? `${characters.slice(0, CONTEXT_LENGTH).join('')}…` : text;
};

/** A text as lines within the budget: paragraphs are joined while they fit; a longer one is cut at sentences. */
function partsOf({ title, text }: OwnItem, budget: number): string[] {
  const whole = oneLine(title && !text.startsWith(title) ? `《${title}》 ${text}` : text);
  const most = budget - HEAD_TOKENS;
  if (tokenWeight(whole) <= most) return [whole];
  const parts: string[] = [];
  let part = '';
  for (const piece of whole.split(/(?<=[。！？!?…；;/])/u).flatMap((sentence) => sliced(sentence, most))) {
    if (part && tokenWeight(part + piece) > most) {
      parts.push(part.trim());
      part = '';
    }
    part += piece;
  }
  return [...parts, part.trim()].filter(Boolean);
}

/** A sentence that does not fit is cut by length: a character is at most one token. */
function sliced(sentence: string, most: number): string[] {
  if (tokenWeight(sentence) <= most) return [sentence];
  const characters = [...sentence];
  const size = Math.max(1, Math.floor(most));
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, i) =>
    characters.slice(i * size, (i + 1) * size).join(''),
  );
}
