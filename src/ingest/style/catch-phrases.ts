import type { CatchPhrase } from '../../core/style.ts';
import { GENERAL_CHARS, GENERAL_RATES } from './general-words.ts';
import { round } from './histogram.ts';
import { LEAST_SESSIONS, type Phrase } from './phrases.ts';
import type { Segmenter } from './segment.ts';

export interface CatchPhraseOptions {
  /** Tokens of the subject and of the partners. */
  own: number;
  theirs: number;
  /** Names and forms of address: who is spoken to is no catch-phrase. */
  names: ReadonlySet<string>;
  segment: Segmenter | null;
}

/** 1.96 standard errors: beyond chance for one phrase; the list is sorted by it. */
const LEAST_Z = 1.96;
const LEAST_COUNT = 3;
/** Twice as often as others, at the least: with a hundred thousand messages everything is significant. */
const LEAST_LOG_ODDS = Math.log(2);
/**
 * Weight of the prior as a share of all text (Monroe, Colaresi and Quinn 2008: both sides are expected to write alike, with
 * so much conviction). With it three uses against none are just beyond chance, and one against none are not.
 */
const PRIOR = 0.1;
/** A phrase with so much of its uses inside a longer one is that one. */
const INSIDE = 0.8;
/** Looked at closely, best first; and kept. */
const CANDIDATES = 2_000;
const KEPT = 60;
/** What begins so is the rest of something, and what ends so is the beginning. */
const BAD_HEAD = /^(?:[的了吗呢吧着过得们地么]|是的$)/u;
const BAD_TAIL = /[把被给让跟和与但在从对向比这那个一]$/u;

/** The subject's own phrases: by keyness, not by count; whole ones; never a name or a mere topic. */
export function catchPhrases(phrases: readonly Phrase[], options: CatchPhraseOptions): CatchPhrase[] {
  const frequent = phrases.filter(({ count, sessions }) => count >= LEAST_COUNT && sessions >= LEAST_SESSIONS);
  const parts = partsOfLonger(frequent);
  const scored = frequent
    .filter((phrase) => !parts.has(phrase) && isWhole(phrase) && !isName(phrase.text, options.names))
    .map((phrase) => ({ phrase, ...keyness(phrase, options) }))
    .filter(({ z, logOdds }) => z >= LEAST_Z && logOdds >= LEAST_LOG_ODDS)
    .sort((a, b) => b.z - a.z || (a.phrase.text < b.phrase.text ? -1 : 1))
    .slice(0, CANDIDATES);
  const kept: CatchPhrase[] = [];
  for (const { phrase, z, logOdds } of scored) {
    if (kept.length === KEPT) break;
    if (options.segment && !isSpeech(phrase, options.segment)) continue;
    const { text, count, sessions, others, items } = phrase;
    // 你慢慢来 beside 慢慢来, 慢慢来吧 beside it: one of them is enough, the stronger.
    if (kept.some((other) => other.text.includes(text) || text.includes(other.text))) continue;
    kept.push({ text, count, sessions, others, z: round(z), logOdds: round(logOdds), items: [...items] });
  }
  return kept;
}

/** Weighted log-odds with an informative Dirichlet prior, in standard errors; above 0 it is the subject's. */
export function keyness(
  { text, count, others }: Pick<Phrase, 'text' | 'count' | 'others'>,
  { own, theirs }: Pick<CatchPhraseOptions, 'own' | 'theirs'>,
): { z: number; logOdds: number } {
  const reference = theirs + GENERAL_CHARS;
  const background = others + (GENERAL_RATES.get(text) ?? 0) * GENERAL_CHARS;
  const prior = PRIOR * (count + background);
  const priorAll = PRIOR * (own + reference);
  const odds = (uses: number, all: number) => Math.log((uses + prior) / (all + priorAll - uses - prior));
  const logOdds = odds(count, own) - odds(background, reference);
  return { logOdds, z: logOdds / Math.sqrt(1 / (count + prior) + 1 / (background + prior)) };
}

/** 不着急 where 不着急的哈 is what is said: phrases that stand inside a longer one nearly always. */
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

/** Neighbours differ on both sides, or there are none: 着急的 is always followed by 哈 and so is a piece. */
function isWhole({ text, heads, tails, before, behind, seen, tokens }: Phrase): boolean {
  if (/^[a-z]/u.test(text)) return text.length >= 4 || tokens > 1;
  if (tokens < 2 || BAD_HEAD.test(text) || BAD_TAIL.test(text)) return false;
  return isFree(heads / seen, before) && isFree(tails / seen, behind);
}
/** A fifth of the uses at a border, or three different neighbours. */
const isFree = (share: number, neighbours: number) => share >= 0.2 || ones(neighbours) >= 3;

function ones(bits: number): number {
  let n = 0;
  for (let left = bits; left !== 0; left &= left - 1) n++;
  return n;
}

function isName(text: string, names: ReadonlySet<string>): boolean {
  if (names.has(text)) return true;
  for (let at = 0; at < text.length; at++) {
    for (let end = at + 2; end <= text.length; end++) {
      if (names.has(text.slice(at, end)) && text.length - (end - at) < 2) return true;
    }
  }
  return false;
}

/**
 * Its borders are borders of words where it was seen, and it is more than a single thing, name, place or day: those tell
 * what a person talked about, not how.
 */
function isSpeech({ text, samples }: Phrase, segment: Segmenter): boolean {
  if (/^[a-z]/u.test(text)) return true;
  let fits = false;
  for (const sample of samples) {
    let at = 0;
    const inside: string[] = [];
    const borders = new Set([0]);
    for (const { word, tag } of segment(sample.text)) {
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
