import type { Item, Lang } from '../../core/types.ts';
import { spread } from '../corpus.ts';
import { type Claim, THIN_BELOW } from './profile.ts';

/** Most items named with a claim; `n` says how many there are. */
const ITEMS_NAMED = 12;
/** Most characters of a quote: a sentence, not a page. */
const QUOTE_LENGTH = 90;

export type ClaimDraft = Omit<Claim, 'items' | 'n' | 'thin' | 'say'> & { say: Record<Lang, string> };

/** A claim on the items it rests on; null when there are none, so that nothing is said without them. */
export function claim(draft: ClaimDraft, lang: Lang, items: readonly (Item | string)[], counted = false): Claim | null {
  const ids = [...new Set(items.map((item) => (typeof item === 'string' ? item : item.id)))];
  if (!ids.length) return null;
  const { say, ...rest } = draft;
  return {
    ...rest,
    say: say[lang],
    n: ids.length,
    items: spread(ids, ITEMS_NAMED),
    ...(counted && ids.length < THIN_BELOW ? { thin: true as const } : {}),
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
export const quoted = (text: string, lang: Lang): string =>
  lang === 'zh'
    ? `「${text.replace(/[「」]/gu, (m) => (m === '「' ? '『' : '』'))}」`
    : `“${text.replace(/[“”]/gu, '"')}”`;

/** `2021-03-04`, as exact as it is known. */
export const day = (time: string | null): string | null => time?.slice(0, 10) ?? null;

/** `3.4`, `12`: no more digits than are meaningful. */
export const figure = (value: number): string =>
  value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** `sorted`: ascending; `q`: 0 to 1, interpolated. 0 for an empty list. */
export function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at));
}
