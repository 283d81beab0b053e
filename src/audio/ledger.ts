import { ANALYSIS_RATE } from '../core/sound.ts';
import { REJECT_REASONS, type RejectReason, type Seconds } from '../core/types.ts';
import type { SecondsPart } from '../core/wording/voice.ts';

/** Times of pieces are whole samples at 16 kHz, and so is every sum here: nothing is lost to rounding. */

/** A stretch of a recording whose fate is known. What no stretch covers is not speech. */
export interface Stretch {
  start: Seconds;
  end: Seconds;
  fate: 'A' | 'B' | RejectReason;
}

/** Where the seconds of a recording, or of many, went: `in` = A + B + all of `rejected` + `notSpeech`, to the sample. */
export interface Balance {
  in: Seconds;
  kept: { A: Seconds; B: Seconds };
  /** Reasons that took nothing are absent; in the order of REJECT_REASONS. */
  rejected: Partial<Record<RejectReason, Seconds>>;
  notSpeech: Seconds;
}

const ticks = (seconds: Seconds) => Math.round(seconds * ANALYSIS_RATE);
const seconds = (count: number) => count / ANALYSIS_RATE;

/**
 * The balance of one recording of `length` seconds. Stretches may come in any order; two that overlap, or one that
 * leaves the recording, is a fault of ours and a RangeError: its seconds would count twice or be invented.
 */
export function balanceOf(length: Seconds, stretches: readonly Stretch[]): Balance {
  const total = ticks(length);
  const by = new Map<Stretch['fate'], number>();
  let covered = 0;
  let last = 0;
  for (const { start, end, fate } of [...stretches].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const from = ticks(start);
    const to = ticks(end);
    if (from < last || to < from || to > total) {
      throw new RangeError(`stretch ${start}-${end} s overlaps another or leaves the recording of ${length} s`);
    }
    last = to;
    covered += to - from;
    by.set(fate, (by.get(fate) ?? 0) + to - from);
  }
  return {
    in: seconds(total),
    kept: { A: seconds(by.get('A') ?? 0), B: seconds(by.get('B') ?? 0) },
    rejected: byReason((reason) => by.get(reason) ?? 0),
    notSpeech: seconds(total - covered),
  };
}

/** A recording whose sound was already there under another name: none of its seconds count again. */
export function duplicateBalance(length: Seconds): Balance {
  return balanceOf(length, length > 0 ? [{ start: 0, end: length, fate: 'duplicate' }] : []);
}

/** The balance of several recordings together; of none, all zero. */
export function sumOfBalances(balances: Iterable<Balance>): Balance {
  const all = [...balances];
  const sum = (pick: (balance: Balance) => Seconds) =>
    seconds(all.reduce((total, each) => total + ticks(pick(each)), 0));
  return {
    in: sum((each) => each.in),
    kept: { A: sum((each) => each.kept.A), B: sum((each) => each.kept.B) },
    rejected: byReason((reason) => ticks(sum((each) => each.rejected[reason] ?? 0))),
    notSpeech: sum((each) => each.notSpeech),
  };
}

export function cleanSeconds({ kept }: Balance): Seconds {
  return seconds(ticks(kept.A) + ticks(kept.B));
}

function byReason(count: (reason: RejectReason) => number): Balance['rejected'] {
  const entries = REJECT_REASONS.map((reason) => [reason, seconds(count(reason))] as const);
  return Object.fromEntries(entries.filter(([, each]) => each > 0));
}

/** One step of the way from what came in to what is left. */
export interface WaterfallStep {
  what: SecondsPart;
  seconds: Seconds;
  /** Still there after this step. */
  left: Seconds;
}

/** First what was never there to keep, then what had to go, the largest part first; at the end what is left. */
export function waterfall(balance: Balance): WaterfallStep[] {
  const { in: total, kept, rejected, notSpeech } = balance;
  const entries = Object.entries(rejected) as [RejectReason, Seconds][];
  const early: RejectReason[] = ['undecodable', 'duplicate'];
  const before = entries.filter(([reason]) => early.includes(reason));
  const after = entries.filter(([reason]) => !early.includes(reason)).sort(([, a], [, b]) => b - a);
  let left = ticks(total);
  const steps: WaterfallStep[] = [{ what: 'in', seconds: total, left: total }];
  for (const [what, gone] of [...before, ['not-speech', notSpeech] as const, ...after]) {
    left -= ticks(gone);
    if (gone > 0) steps.push({ what, seconds: gone, left: seconds(left) });
  }
  steps.push({ what: 'clean', seconds: cleanSeconds(balance), left: seconds(left) });
  steps.push({ what: 'A', seconds: kept.A, left: kept.A }, { what: 'B', seconds: kept.B, left: kept.B });
  return steps;
}
