import { z } from 'zod';
import { says } from '../../core/issues.ts';

/** The layers of the prompt that say something about the person; each claim belongs to one. */
export const CLAIM_LAYERS = ['identity', 'relationships', 'expression', 'care', 'decisions', 'memories'] as const;

export const Quote = z.object({ text: z.string().min(1), item: z.string().min(1), time: z.string().nullable() });
export type Quote = z.infer<typeof Quote>;

const ClaimFields = z.object({
  /** `expression.bubble-length`: unique, stable. */
  id: z.string().min(1),
  layer: z.enum(CLAIM_LAYERS),
  /** The sentence of the prompt. */
  say: z.string().min(1),
  /** `verbatim`: the person's own words. `counted`: a figure. `model`: read by a model that cited these items. */
  evidence: z.enum(['verbatim', 'counted', 'model']),
  figures: z.record(z.string(), z.number()).optional(),
  quotes: z.array(Quote).optional(),
  /**
   * What it rests on: for a figure the number of its observations (messages, turns, answers …), otherwise that of the
   * items.
   */
  n: z.number().int().min(1),
  /** Ids of the items that show it: all, or a spread of them. */
  items: z.array(z.string().min(1)).min(1),
  /** The figure is of too few observations to be sure. */
  thin: z.literal(true).optional(),
});

/** One thing that the prompt says about the person, with the items that show it; a model's claim also quotes them. */
export const Claim = ClaimFields.refine(
  ({ evidence, quotes = [], items }) =>
    evidence !== 'model' || (quotes.length > 0 && items.every((id) => quotes.some(({ item }) => item === id))),
  says({
    en: 'must quote each item it cites, for a model found it',
    zh: '出自模型，应逐条引用所依据的条目',
  }),
);
export type Claim = z.infer<typeof Claim>;

/**
 * Something that the material does not hold: `facts`, which a model must not make up when asked for them, or a `manner`
 * without samples.
 */
export const Unknown = z.object({
  id: z.string(),
  say: z.string(),
  about: z.enum(['facts', 'manner']).default('facts'),
});
export type Unknown = z.infer<typeof Unknown>;

/** prompt/profile.json */
export const PromptProfile = z.object({
  schema: z.literal('persona-profile/1'),
  name: z.string(),
  language: z.string(),
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  claims: z.array(Claim),
  unknown: z.array(Unknown),
});
export type PromptProfile = z.infer<typeof PromptProfile>;

/** One part of prompt/system.md. */
export interface PromptLayer {
  id: 'disclosure' | (typeof CLAIM_LAYERS)[number] | 'unknown' | 'examples' | 'notes' | 'channel';
  title: string;
  /** Markdown below the title. */
  text: string;
  /** Ids of the claims it says. */
  claims: string[];
}

/** With fewer observations than this a figure is only a hint. */
export const THIN_BELOW = 30;
