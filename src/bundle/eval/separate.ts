import { ngramsOf, signsOf } from './features.ts';
import type { Said, Side, Split } from './split.ts';

/** How well scores separate two sides: the share of pairs in which the subject's score is higher. 0.5 is chance. */
export interface Separation {
  auc: number;
  subject: number;
  others: number;
  pairs: number;
}

export interface SelfCheck {
  /** Single messages. */
  messages: Separation | null;
  /** All words of one side in a session, scored together. */
  sessions: Separation | null;
  /** Messages that the profile was fitted on. */
  fitted: { subject: number; others: number };
}

/** With fewer on either side an AUC is a guess: its standard error would be above 0.06. */
export const FEWEST = { held: 20, fitted: 100, sessions: 8 } as const;
/** A single feature must not decide alone: its log-odds are capped at this. */
const STRONGEST = 3;
/** Weight of the prior, in messages: rare grams say little. */
const PRIOR = 0.5;

/** Fits a profile of both sides on what a bundle may know, and scores words that no bundle sees. */
export function selfCheck({ open, held }: Split): SelfCheck {
  const fitted = { subject: open.subject.length, others: open.others.length };
  if (Math.min(fitted.subject, fitted.others) < FEWEST.fitted) return { messages: null, sessions: null, fitted };
  const score = fitProfile(open);
  const scored = (list: readonly Said[]) => list.map(({ text, session }) => ({ score: score(text), session }));
  const subject = scored(held.subject);
  const others = scored(held.others);
  const plain = (list: typeof subject) => list.map((one) => one.score);
  return {
    messages: separation(plain(subject), plain(others), FEWEST.held),
    sessions: separation(bySession(subject), bySession(others), FEWEST.sessions),
    fitted,
  };
}

/** Log-odds of each gram and sign, subject against others. A message is scored by its grams and signs, each apart. */
export function fitProfile({ subject, others }: Side): (text: string) => number {
  const kinds = [ngramsOf, signsOf].map((of) => {
    const mine = countIn(subject, of);
    const theirs = countIn(others, of);
    return (text: string) => {
      const seen = of(text).filter((feature) => mine.has(feature) || theirs.has(feature));
      const sum = seen.reduce((total, feature) => {
        const odds = logOdds(mine.get(feature), subject.length) - logOdds(theirs.get(feature), others.length);
        return total + Math.max(-STRONGEST, Math.min(STRONGEST, odds));
      }, 0);
      // A compromise: the sum favours long messages, the mean short ones.
      return seen.length ? sum / Math.sqrt(seen.length) : 0;
    };
  });
  return (text) => kinds.reduce((sum, score) => sum + score(text), 0);
}

const logOdds = (count = 0, of = 0) => Math.log((count + PRIOR) / (of - count + PRIOR));

/** In how many messages a feature stands. */
function countIn(list: readonly Said[], of: (text: string) => string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of list) {
    for (const feature of new Set(of(text))) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  return counts;
}

function bySession(list: readonly { score: number; session: string }[]): number[] {
  const sums = new Map<string, { sum: number; n: number }>();
  for (const { score, session } of list) {
    const { sum, n } = sums.get(session) ?? { sum: 0, n: 0 };
    sums.set(session, { sum: sum + score, n: n + 1 });
  }
  return [...sums.values()].map(({ sum, n }) => sum / n);
}

function separation(subject: readonly number[], others: readonly number[], fewest: number): Separation | null {
  if (Math.min(subject.length, others.length) < fewest) return null;
  return {
    auc: auc(subject, others),
    subject: subject.length,
    others: others.length,
    pairs: subject.length * others.length,
  };
}

/** Area under the ROC curve by ranks (Mann-Whitney): ties count half. */
export function auc(positive: readonly number[], negative: readonly number[]): number {
  const all = [...positive.map((score) => ({ score, mine: 1 })), ...negative.map((score) => ({ score, mine: 0 }))];
  all.sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let i = 0; i < all.length; ) {
    let end = i;
    while (end < all.length && all[end]?.score === all[i]?.score) end++;
    for (let k = i; k < end; k++) ranks += (all[k]?.mine ?? 0) * ((i + 1 + end) / 2);
    i = end;
  }
  const n = positive.length;
  return (ranks - (n * (n + 1)) / 2) / (n * negative.length);
}
