import type { Lang } from '../../core/types.ts';
import { type OwnItem, spread } from '../corpus.ts';
import { type Claim, THIN_BELOW } from './profile.ts';

/** Most items named with a claim. */
const ITEMS_NAMED = 12;
/** Most characters of a quote: a sentence, not a page. */
const QUOTE_LENGTH = 90;

export type ClaimDraft = Omit<Claim, 'items' | 'n' | 'thin' | 'say'> & {
  say: Record<Lang, string>;
  /**
   * How many observations a figure is of: all messages for a share of them, turns for messages a turn. With few of them
   * the claim is thin. Left out where the sentence is no more than what its items say.
   */
  n?: number;
};

/** A claim on the items it rests on; null when there are none, so that nothing is said without them. */
export function claim(
  { say, n, ...rest }: ClaimDraft,
  lang: Lang,
  items: readonly (Pick<OwnItem, 'id'> | string)[],
): Claim | null {
  const distinct = new Set<string>();
  for (const item of items) distinct.add(typeof item === 'string' ? item : item.id);
  const ids = [...distinct];
  if (!ids.length) return null;
  return {
    ...rest,
    say: say[lang],
    n: n ?? ids.length,
    items: spread(ids, ITEMS_NAMED),
    ...(n !== undefined && n < THIN_BELOW ? { thin: true as const } : {}),
  };
}

/** Sentences of a text that can be quoted: whole, not long, without line feeds. */
export function sentences(text: string): string[] {
  return text
    .split(/(?<=[。！？!?…])(?![。！？!?…”」’"])|\n+|(?<=[a-z0-9][.])\s+(?=[A-Z"'])/u)
    .map((sentence) => sentence.replace(/\s+/gu, ' ').trim())
    .filter((sentence) => sentence !== '' && [...sentence].length <= QUOTE_LENGTH);
}

/**
 * 「words」 in Chinese, “words” in English; quotation marks inside are replaced, so that the end of the quote is clear.
 */
export const inQuotes = (text: string, lang: Lang): string =>
  lang === 'zh'
    ? `「${text.replace(/[「」]/gu, (m) => (m === '「' ? '『' : '』'))}」`
    : `“${text.replace(/[“”]/gu, '"')}”`;

/** `2021-03-04`, as exact as it is known. */
export const day = (time: string | null): string | null => time?.slice(0, 10) ?? null;

/** `3.4`, `12`: no more digits than are meaningful. */
export const figure = (value: number): string =>
  value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);

/** `34%`. What is not nothing is never written as 0%, nor what is not everything as 100%: `<1%`, `>99%`. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '<1%';
  if (rounded === 100 && share < 1) return '>99%';
  return `${rounded}%`;
}

/** `sorted`: ascending; `q`: 0 to 1, interpolated. 0 for an empty list. */
export function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at));
}
