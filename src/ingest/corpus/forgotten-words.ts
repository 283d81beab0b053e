import type { Item, Quote } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { placeholder } from '../../parse/placeholders.ts';
import { SHORTEST_CUT, withoutCutMark } from '../clean/quoted-words.ts';
import { TELLING_TEXT } from '../rows/collector.ts';
import { isMyself } from '../rows/names.ts';
import { wordsCompared } from '../rows/words-compared.ts';
import type { CalledPersons } from '../who/called.ts';

/** Whose words they are and where they were said. */
interface Said {
  sender: number;
  chat: string;
}

/** The words and titles of forgotten rows, as others may quote them: whole or cut, with or without what a card shows. */
export class ForgottenWords {
  readonly #called: CalledPersons;
  readonly #said = new Map<string, Said[]>();
  /** The same words in order, so that those with one beginning stand together. */
  #sorted: string[] | undefined;

  constructor(called: CalledPersons) {
    this.#called = called;
  }

  /** `sender`: a number of `Names`; `chat`: id of the chat. */
  add({ text, title = '' }: Pick<Item, 'text' | 'title'>, sender: number, chat: string): void {
    for (const { words } of [...formsOf(text), ...formsOf(title)])
      upsert(this.#said, words, () => []).push({ sender, chat });
    this.#sorted = undefined;
  }

  /**
   * Whether an item of that chat quotes forgotten words. The same words of somebody else, or short ones from another chat,
   * are others.
   */
  areQuoted({ text, sender }: Quote, chat: string): boolean {
    return formsOf(text).some(({ words, shortest }) =>
      this.#beginningWith(words, shortest).some((said) => {
        const isTheirs = this.#isBy(said, sender);
        return isTheirs !== false && (said.chat === chat || (isTheirs === true && words.length >= TELLING_TEXT));
      }),
    );
  }

  /** Undefined where the quote does not say whom it quotes, or calls them as no export does. */
  #isBy({ sender }: Said, quoted: string | undefined): boolean | undefined {
    if (!quoted || isMyself(quoted)) return undefined;
    const { ids, names } = this.#called.of(sender);
    if (ids.has(quoted) || names.has(quoted)) return true;
    return this.#called.knows(quoted) ? false : undefined;
  }

  #beginningWith(words: string, shortest: number): Said[] {
    if (words.length < shortest) return this.#said.get(words) ?? [];
    this.#sorted ??= [...this.#said.keys()].sort();
    const found: Said[] = [];
    for (let at = firstFrom(this.#sorted, words); this.#sorted[at]?.startsWith(words); at++) {
      found.push(...(this.#said.get(this.#sorted[at] as string) ?? []));
    }
    return found;
  }
}

interface Form {
  words: string;
  /** From this length on it may be the beginning of something longer. */
  shortest: number;
}

/** The words themselves, and the title where they are what stands for a card: `[文件] 报告.pdf (1.2 MB, pdf)`. */
function formsOf(text: string): Form[] {
  const title = placeholder(text)?.title ?? '';
  const forms = [text, title, title.replace(SIZE, '')].map((form): Form => {
    const { words, isCut } = withoutCutMark(form);
    return { words: wordsCompared(words), shortest: isCut ? TELLING_TEXT : SHORTEST_CUT };
  });
  const byWords = new Map(forms.filter(({ words }) => words).map((form) => [form.words, form]));
  return [...byWords.values()];
}
const SIZE = /\s*[(（]\d+(?:\.\d+)?\s?[KMGT]?i?B\b[^()（）]*[)）]$/iu;

/** Where a text stands in a sorted list, or would. */
function firstFrom(sorted: readonly string[], text: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as string) < text) from = middle + 1;
    else to = middle;
  }
  return from;
}
