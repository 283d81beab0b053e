import { scan } from '../../parse/privacy/scan.ts';
import type { OwnItem } from '../corpus.ts';
import type { Quote } from '../prompt/profile.ts';
import type { Chunk } from './chunks.ts';
import { type ModelLayer, RawAnswer, RawClaim } from './contract.ts';

/** Why a claim of a model is not taken. */
export const CLAIM_FAULTS = [
  'malformed',
  'no-citation',
  'unknown-id',
  'not-in-item',
  'too-long',
  'private',
  'duplicate',
] as const;
export type ClaimFault = (typeof CLAIM_FAULTS)[number];

/** A claim whose every quote was found in the item that it cites. */
export interface CitedClaim {
  layer: ModelLayer;
  say: string;
  quotes: Quote[];
}

/** Enough for a sentence, not for a page; the model is asked for less than this. */
const LONGEST = 240;
/** A quote of one or two characters can be found in any message and proves nothing. */
const SHORTEST_QUOTE = 3;

/** The JSON of an answer: bare, fenced, or with a sentence around it. Null when there is none. */
export function readAnswer(text: string): unknown[] | null {
  const fenced = /```(?:json)?\s*\n?([\s\S]*?)```/iu.exec(text)?.[1];
  const braces = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  for (const candidate of [text, fenced, braces]) {
    if (!candidate?.trim()) continue;
    try {
      const answer = RawAnswer.safeParse(JSON.parse(candidate));
      if (answer.success) return answer.data.claims;
    } catch {
      // Not this part of it.
    }
  }
  return null;
}

/**
 * A claim that stands, or what is wrong with it. One wrong citation spoils the whole claim: the rest may rest on it.
 */
export function checkClaim(raw: unknown, chunk: Chunk): CitedClaim | ClaimFault {
  const parsed = RawClaim.safeParse(raw);
  if (!parsed.success) return 'malformed';
  const { layer, say, cites } = parsed.data;
  if (!cites.length) return 'no-citation';
  if ([...say].length > LONGEST) return 'too-long';
  const quotes: Quote[] = [];
  for (const { id, quote } of cites) {
    const item = chunk.items.get(id);
    if (!item) return 'unknown-id';
    const text = oneSpace(quote);
    if ([...text].length < SHORTEST_QUOTE || !isIn(text, item)) return 'not-in-item';
    if (!quotes.some((other) => other.item === item.id && other.text === text))
      quotes.push({ text, item: item.id, time: item.time });
  }
  // The material was masked, so private data in the sentence was invented.
  if (scan(say).length) return 'private';
  return { layer, say: oneSpace(say), quotes };
}

/** White space, line feeds included, comes from how the material is shown, not from what was written. */
const oneSpace = (text: string) => text.replace(/\s+/gu, ' ').trim();
const bare = (text: string) => text.replace(/[\s/]+/gu, '');

export const isIn = (quote: string, { text, title }: Pick<OwnItem, 'text' | 'title'>): boolean =>
  bare(`${title ? `《${title}》` : ''}\n${text}`).includes(bare(quote)) && bare(quote) !== '';
