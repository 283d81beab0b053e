import { z } from 'zod';
import { says } from '../core/issues.ts';
import { isDeviceName } from '../core/portable-name.ts';
import type { Item } from '../core/types.ts';

/** Sizes that models and people ask for, in tokens as tokens.ts counts them. */
export const BUDGET_TIERS = { card: 1_500, standard: 6_000, long: 30_000, full: 128_000 } as const;
export type BudgetTier = keyof typeof BUDGET_TIERS;

/** The three that most people begin with: a hosted one, and two that run at home. */
export const DEFAULT_BACKENDS = ['minimax', 'gpt-sovits-zero-shot', 'f5-tts-zero-shot'];

const Budget = z
  .union([
    z.enum(Object.keys(BUDGET_TIERS) as [BudgetTier, ...BudgetTier[]]),
    z.coerce.number().int().min(500).max(4_000_000),
  ])
  .transform((budget) => (typeof budget === 'string' ? BUDGET_TIERS[budget] : budget));

const DATE = /^\d{4}(?:-\d\d(?:-\d\d)?)?$/u;

/** A year, a month or a day of the calendar; the empty text of an open end is no date. */
function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const [month, day] = [text.slice(5, 7) || '01', text.slice(8) || '01'];
  const date = new Date(`${text.slice(0, 4)}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === `${month}-${day}`;
}

function isPeriod(text: string): boolean {
  const ends = text.split('..');
  const [from = '', to = ''] = ends;
  return (
    ends.length === 2 && ends.every((end) => !end || isDate(end)) && (!from || !to || from.slice(0, to.length) <= to)
  );
}

/** `2019..2023`, `2019-03..2023-06-30`, `2019..`, `..2023`: both ends belong to it. */
const Period = z
  .string()
  .refine(
    isPeriod,
    says({
      en: 'must be written FROM..TO in dates of the calendar, such as 2019..2023-06',
      zh: '应写成“起..止”，且日期存在、先后无误，如 2019..2023-06',
    }),
  )
  .transform((period) => {
    const [from = '', to = ''] = period.split('..');
    return { from, to };
  });
export type Period = z.output<typeof Period>;

/** What decides which voice goes into a bundle, and with which words: `check` takes the same as `bundle`. */
export const VoiceOptions = z.object({
  /** Only what was written or sent in this period; recordings that are no voice messages have no date. */
  period: Period.optional(),
  /** File with `segment,text` (csv) or `{"segment","text"}` lines: words of segments, typed by a person. */
  transcripts: z.string().optional(),
  /** Leave out posts and entries that only their author could see. */
  withoutOnlyMe: z.boolean().default(false),
  /** Keep segments in which something is heard that is masked in their words. */
  includeMasked: z.boolean().default(false),
});
export type VoiceOptions = z.output<typeof VoiceOptions>;

export const BundleOptions = z.object({
  ...VoiceOptions.shape,
  /** Ids of profiles.json, or `all`. */
  backend: z.array(z.string().min(1)).default(DEFAULT_BACKENDS),
  /** Tokens that prompt/own-words.md may hold; a tier or a number. */
  budget: Budget.default(BUDGET_TIERS.long),
  /** Years after which an item counts half when examples are chosen; 0: all count the same. */
  halfLife: z.coerce.number().min(0).max(100).default(3),
  /** ASCII name for ids, files and speakers; made from the person's names when not given. */
  slug: z
    .string()
    .refine(
      (slug) => /^[A-Za-z][A-Za-z0-9_-]{0,39}$/u.test(slug),
      says({
        en: 'must be up to 40 ASCII letters, digits, - and _, the first a letter',
        zh: '只能用英文字母、数字、- 和 _，以字母开头，最多 40 个字符',
      }),
    )
    .refine(
      (slug) => !isDeviceName(slug),
      says({ en: 'is a name that Windows keeps for a device', zh: '是 Windows 保留的设备名' }),
    )
    .optional(),
  /** Where the bundle goes; default: NAME.persona in the workspace. */
  out: z.string().optional(),
  zip: z.boolean().default(false),
  encrypt: z.boolean().default(false),
  /** age public keys; any of them locks the bundle, without a passphrase. */
  recipient: z.array(z.string().trim().min(1)).default([]),
  includeCorpus: z.boolean().default(false),
  /** Write even though private data was found in it. */
  allowPrivate: z.boolean().default(false),
  /** What the family adds or corrects, a sentence each: it outranks everything inferred. */
  notes: z.array(z.string().trim().min(1).max(300)).max(50).default([]),
  /** Let a model at PERSONA_LLM_URL look for memories, values and relationships. */
  llm: z.boolean().default(false),
  /** Most requests to that model, spread over the years; 0: as many as all words need. */
  llmRequests: z.coerce.number().int().min(0).max(100_000).default(40),
  /** Parts to write (targets/index.ts, `backends`); empty: all. */
  only: z.array(z.string()).default([]),
});
export type BundleOptions = z.output<typeof BundleOptions>;

/** Which items of the corpus go into the bundle. */
export type WordsChoice = Pick<VoiceOptions, 'period' | 'withoutOnlyMe'>;

export const isChosen = (item: Pick<Item, 'time' | 'flags'>, choice: WordsChoice): boolean =>
  inPeriod(item.time, choice.period) && isSeen(item, choice);

/** False for an item that only its author could see, where such items are to be left out. */
export const isSeen = (
  { flags }: Pick<Item, 'flags'>,
  { withoutOnlyMe }: Pick<WordsChoice, 'withoutOnlyMe'>,
): boolean => !withoutOnlyMe || !flags?.includes('private');

/**
 * Whether a time (ISO 8601, or a bare date, month or year) surely lies in the period: a year alone only where all of it does. No
 * time: only where there is no period.
 */
export function inPeriod(time: string | null, period: Period | undefined): boolean {
  if (!period) return true;
  if (time === null) return false;
  // ISO dates compare as text; the end is inclusive, so `2023` includes every date that begins with it.
  const isUncertain = time.length < period.to.length && period.to.startsWith(time);
  return time >= period.from && !isUncertain && (period.to === '' || time.slice(0, period.to.length) <= period.to);
}
