import { simplified } from '../../core/simplified.ts';
import type { CatchPhrase, StyleSource } from '../../core/style.ts';
import type { Segmenter, TaggedWord } from '../../parse/segmenter.ts';
import { GENERAL_CHARS, GENERAL_RATES } from './general-words.ts';
import { fourDigits } from './histogram.ts';
import { LEAST_SESSIONS, type Phrase, type Register } from './phrases.ts';

export interface CatchPhraseOptions {
  /** The register in which the phrases were counted. */
  register: Register;
  /** Tokens of the subject in that register, and of the partners. */
  own: number;
  theirs: number;
  /** Names and forms of address: whoever is spoken to is no catch-phrase. */
  names: ReadonlySet<string>;
  segment: Segmenter | null;
}

/** Significance for one phrase. Among many phrases some pass by chance, so the bar rises with their number. */
const LEAST_Z = 1.96;
/** At this bar about two of `n` phrases pass by chance: roughly the upper tail of the normal distribution. */
const bar = (n: number): number => Math.max(LEAST_Z, Math.sqrt(2 * Math.log(Math.max(1, n / 20))));
const LEAST_COUNT = 3;
/** At least twice as often as others: with a hundred thousand messages every difference is significant. */
const LEAST_LOG_ODDS = Math.log(2);
/**
 * Weight of the prior as a share of all text (Monroe, Colaresi and Quinn 2008): how strongly both sides are expected to
 * write alike. It never exceeds what the others have written: with a heavier prior, more evidence would prove less.
 */
const PRIOR = 0.15;
/** Uses added to both sides, so that a count of zero can be compared. */
const HALF = 0.5;
/** A phrase with at least this share of its uses inside a longer phrase is a part of that one. */
const INSIDE = 0.8;
/** How many phrases are looked at closely, best first, and how many are kept. */
const CANDIDATES = 2_000;
const KEPT = 60;
/** What begins with BAD_HEAD lacks its beginning, and what ends with BAD_TAIL lacks its end. */
const BAD_HEAD = /^(?:[的了吗呢吧着过们地么]|得(?![嘞劲])|是的$)/u;
const BAD_TAIL = /[把被给让跟和与但在从对向比]$|^.{1,2}[这那个一]$/u;

/** The subject's own phrases: chosen by keyness, not by count; whole phrases, never a name or a mere topic. */
export function catchPhrases(phrases: readonly Phrase[], options: CatchPhraseOptions): CatchPhrase[] {
  const frequent = phrases.filter(({ count, sessions }) => count >= LEAST_COUNT && sessions >= LEAST_SESSIONS);
  const parts = partsOfLonger(frequent);
  const whole = frequent.filter(
    (phrase) => !parts.has(phrase) && isWhole(phrase) && !holdsName(phrase.text, options.names),
  );
  const least = bar(whole.length);
  const scored = whole
    .map((phrase) => ({ phrase, ...keyness(phrase, options) }))
    .filter(({ z, logOdds }) => z >= least && logOdds >= LEAST_LOG_ODDS)
    .sort((a, b) => b.z - a.z || (a.phrase.text < b.phrase.text ? -1 : 1))
    .slice(0, CANDIDATES);
  const words =
    options.segment &&
    wordsOfSamples(
      scored.map(({ phrase }) => phrase),
      options.segment,
    );
  const kept: CatchPhrase[] = [];
  for (const { phrase, z, logOdds } of scored) {
    if (kept.length === KEPT) break;
    if (words && !isSpeech(phrase, words)) continue;
    const { text, count, sessions, others, items, uses } = phrase;
    // Of 你慢慢来, 慢慢来 and 慢慢来吧 one is enough: the strongest.
    if (kept.some((other) => other.text.includes(text) || text.includes(other.text))) continue;
    const bySource = Object.fromEntries(Object.entries(uses).filter(([, n]) => n > 0)) as Record<StyleSource, number>;
    const figures = { z: fourDigits(z), logOdds: fourDigits(logOdds) };
    kept.push({ text, count, sessions, bySource, others, ...figures, items: [...items[options.register]] });
  }
  return kept;
}

export interface Keyness {
  /** In standard errors; above 0 the phrase is the subject's. */
  z: number;
  /** Logarithm of how many times as often the subject says it. */
  logOdds: number;
}

/**
 * How much a phrase is the subject's own. It must be so against the partners and, if it is on the list of what
 * everybody says, against everyday chat; the weaker of the two counts. If the partners wrote too little to tell, their
 * text is added to the everyday chat, in which a phrase that is not on its list counts as never heard.
 */
export function keyness(
  { text, count, others }: Pick<Phrase, 'text' | 'count' | 'others'>,
  { own, theirs }: Pick<CatchPhraseOptions, 'own' | 'theirs'>,
): Keyness {
  const everyday = GENERAL_RATES.get(simplified(text));
  if (theirs < ENOUGH_CHARS || theirs < own * ENOUGH_SHARE) {
    return compare(count, own, (everyday ?? 0) * GENERAL_CHARS + others, GENERAL_CHARS + theirs);
  }
  const partners = compare(count, own, others, theirs);
  if (everyday === undefined) return partners;
  // The list gives rates, so it can stand for as much text as the subject wrote.
  const size = Math.max(own, GENERAL_CHARS);
  const general = compare(count, own, everyday * size, size);
  return { z: Math.min(partners.z, general.z), logOdds: Math.min(partners.logOdds, general.logOdds) };
}
/** The partners' text can be compared with if it has this many characters, and this share of the subject's. */
const ENOUGH_CHARS = 300;
const ENOUGH_SHARE = 0.05;

/**
 * `z`: log-odds with an informative Dirichlet prior. The standard error is the one that holds if both sides write
 * alike: with the observed one, five uses by others would make a phrase surer than no use at all. `logOdds`: from the
 * rates alone, since the prior draws the rates together.
 */
function compare(count: number, own: number, others: number, theirs: number): Keyness {
  const all = own + theirs;
  const weight = Math.min(PRIOR * all, theirs);
  const prior = (weight * (count + others)) / all;
  const odds = (uses: number, size: number) => Math.log((uses + prior) / (size + weight - uses - prior));
  const expected = ((count + others) * own) / all;
  const variance = 1 / (expected + prior) + 1 / (count + others - expected + prior);
  const rate = (uses: number, size: number) => Math.log((uses + HALF) / (size + HALF));
  return {
    z: (odds(count, own) - odds(others, theirs)) / Math.sqrt(variance),
    logOdds: rate(count, own) - rate(others, theirs),
  };
}

/** Phrases that nearly always stand inside a longer one: 不着急 where people say 不着急的哈. */
function partsOfLonger(phrases: readonly Phrase[]): Set<Phrase> {
  const byText = new Map(phrases.map((phrase) => [phrase.text, phrase]));
  const parts = new Set<Phrase>();
  const longestFirst = [...phrases].sort((a, b) => b.tokens - a.tokens);
  for (const { text, count, tokens } of longestFirst) {
    if (tokens < 2) continue;
    for (const part of text.includes(' ') ? wordParts(text) : [text.slice(1), text.slice(0, -1)]) {
      const shorter = byText.get(part);
      if (shorter && count >= INSIDE * shorter.count) parts.add(shorter);
    }
  }
  return parts;
}

function wordParts(text: string): string[] {
  return [text.slice(text.indexOf(' ') + 1), text.slice(0, text.lastIndexOf(' '))];
}

/**
 * Whether a phrase is whole: its neighbours differ on both sides, or it has none. 着急的 is always followed by 哈, so it is
 * a piece.
 */
function isWhole({ text, heads, tails, before, behind, seen, tokens }: Phrase): boolean {
  if (/^[a-z]/u.test(text)) return text.length >= 4 || tokens > 1;
  const plain = simplified(text);
  if (tokens < 2 || BAD_HEAD.test(plain) || BAD_TAIL.test(plain)) return false;
  return isFree(heads / seen, before) && isFree(tails / seen, behind);
}
/** A fifth of the uses at a border, or three different neighbours. */
const isFree = (share: number, neighbours: number) => share >= 0.2 || ones(neighbours) >= 3;

function ones(bits: number): number {
  let n = 0;
  for (let left = bits; left !== 0; left &= left - 1) n++;
  return n;
}

/** Whether a phrase holds a name, or is said to somebody by name: 林小禾你看看这个 is 你看看这个 said to her. */
function holdsName(text: string, names: ReadonlySet<string>): boolean {
  for (let at = 0; at < text.length; at++) {
    for (let end = at + 2; end <= text.length; end++) if (names.has(text.slice(at, end))) return true;
  }
  return false;
}

/** The words of all samples, by sample; all at once, since a dictionary is loaded for them. */
function wordsOfSamples(phrases: readonly Phrase[], segment: Segmenter): Map<string, TaggedWord[]> {
  const samples = [...new Set(phrases.flatMap(({ samples }) => samples.map(({ text }) => text)))];
  const words = segment(samples.map(simplified));
  return new Map(samples.map((text, n) => [text, words[n] ?? []]));
}

/**
 * Whether a phrase begins and ends at borders of words where it was seen, and is more than a single thing, name, place
 * or day: those tell what a person talked about, not how.
 */
function isSpeech({ text, samples }: Phrase, words: ReadonlyMap<string, readonly TaggedWord[]>): boolean {
  if (/^[a-z]/u.test(text)) return true;
  let fits = false;
  for (const sample of samples) {
    let at = 0;
    const inside: string[] = [];
    const borders = new Set([0]);
    for (const { word, tag } of words.get(sample.text) ?? []) {
      if (at >= sample.at && at + word.length <= sample.at + text.length) inside.push(tag);
      at += word.length;
      borders.add(at);
    }
    if (!borders.has(sample.at) || !borders.has(sample.at + text.length)) continue;
    fits = true;
    if (inside.every((tag) => TOPIC.test(tag))) return false;
  }
  return fits;
}
/** Nouns, names, times, numbers and measures. */
const TOPIC = /^(?:n|nr|ns|nt|nz|nrt|nrfg|ng|t|tg|m|mq|q|s|f|eng|x)$/u;
