import { counted } from './counted.ts';
import { printable } from './printable.ts';
import type { Bilingual, Lang } from './types.ts';
import { AUDIO_WORDING } from './wording/audio.ts';
import { BUNDLE_WORDING } from './wording/bundle.ts';
import { COMMON_WORDING } from './wording/common.ts';
import { EXPORTS_WORDING } from './wording/exports.ts';
import { INGEST_WORDING } from './wording/ingest.ts';
import { VERIFY_WORDING } from './wording/verify.ts';

/**
 * What a sentence of the table may name: files, places, counts, ids, options, or our own words in both languages. Never
 * a text from the data.
 */
export type Facts = Record<string, string | number | boolean | readonly string[] | Bilingual | undefined>;
type Spoken = Record<string, string | number | boolean | readonly string[] | undefined>;

/** `say`: what is wrong and where. `hint`: what to do. `{name}` stands for a fact (see `fill`). The exit code is 1 unless given. */
export interface Wording {
  say: Bilingual;
  hint?: Bilingual;
  exitCode?: 1 | 2;
}

/** The one table of everything that can go wrong. Each area has its own file, so that the table stays readable. */
const WORDING = {
  ...COMMON_WORDING,
  ...EXPORTS_WORDING,
  ...INGEST_WORDING,
  ...AUDIO_WORDING,
  ...BUNDLE_WORDING,
  ...VERIFY_WORDING,
} as const satisfies Record<string, Wording>;
export type NoticeCode = keyof typeof WORDING;

/** A request that cannot be met, for a reason that the user can do something about. Anything else thrown is our bug. */
export class PersonaError extends Error {
  readonly code: NoticeCode;
  readonly facts: Facts;

  constructor(code: NoticeCode, facts: Facts = {}, options?: ErrorOptions) {
    super(sentence({ code, facts }, 'en').say, options);
    this.name = 'PersonaError';
    this.code = code;
    this.facts = facts;
  }

  get exitCode(): 1 | 2 {
    return (WORDING[this.code] as Wording).exitCode ?? 1;
  }
}

/** What is said to the user in one language. */
export interface Sentence {
  say: string;
  hint?: string;
}

/** The sentence and the hint for a code in one language. */
export function sentence(notice: { code: NoticeCode; facts: Facts }, lang: Lang): Sentence {
  const wording: Wording = WORDING[notice.code];
  const facts = spoken(notice.facts, lang);
  const say = fill(wording.say[lang], facts);
  return wording.hint ? { say, hint: fill(wording.hint[lang], facts) } : { say };
}

/** The sentence in both languages, for use as a fact of another sentence. */
export const inBoth = (notice: { code: NoticeCode; facts: Facts }): Bilingual => ({
  en: sentence(notice, 'en').say,
  zh: sentence(notice, 'zh').say,
});

/** Facts with their texts in one language. */
export const spoken = (facts: Facts, lang: Lang): Spoken =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, isText(fact) ? fact[lang] : fact]));

const isText = (fact: Facts[string]): fact is Bilingual => typeof fact === 'object' && 'zh' in fact;

/**
 * Puts facts into `{name}` places; `{count:row is|rows are}` is a number with what it counts. A list becomes one line
 * per entry; a missing fact leaves its place empty.
 */
export function fill(template: string, facts: Spoken): string {
  return template.replace(/\{(\w+)(?::([^|{}]+)\|([^{}]+))?\}/gu, (_, name: string, one?: string, several?: string) => {
    const fact = facts[name];
    if (one !== undefined) return counted(Number(fact), one, several);
    if (Array.isArray(fact)) return fact.map((line) => `\n  ${printable(line)}`).join('');
    return fact === undefined ? '' : printable(String(fact));
  });
}
