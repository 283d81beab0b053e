import type { Seconds } from './types.ts';

/** Under this many observations a figure is a hint and carries `unsure`. */
export const UNSURE_BELOW = 30;

/** A number and how many observations it rests on: what they are stands at the field. */
export interface Figure {
  value: number;
  n: number;
  unsure?: true;
}

/** Quantiles of a quantity. Bins above 64 are a twelfth of an octave wide, so values there are within 6 %. */
export interface Distribution {
  n: number;
  mean: number;
  p10: number;
  p25: number;
  p50: number;
  p75: number;
  p90: number;
  unsure?: true;
}

/** A word or sign, how often, and up to five items where it was seen (the first ones, then later ones). */
export interface Usage {
  text: string;
  count: number;
  /** Per 100 bubbles of the scope. */
  per100: number;
  items: string[];
}

/** A whole first or last bubble of sessions; `per100` of these is per 100 sessions, of which there were `n`. */
export interface Greeting extends Usage {
  /** Sessions with words of the subject. */
  n: number;
  unsure?: true;
}

/** How the last character of a bubble is spread: shares of 1. */
export const END_MARKS = ['none', '。', '，', '！', '？', '…', '～', 'emoji', 'other'] as const;
export type EndMark = (typeof END_MARKS)[number];

/**
 * Shares of bubbles that hold a thing at least once (`value` 0..1, `n` bubbles). `english` and `digits` are shares of
 * characters (`n` characters) instead.
 */
export const RATES = [
  'one-character',
  'question',
  'negation',
  'first-person',
  'second-person',
  'particle',
  'laughter',
  'emoji',
  'emoji-code',
  'doubled-mark',
  'space-for-comma',
  'thanks',
  'sorry',
  'affection',
  'adverb',
  'connector',
  'masked',
  'english',
  'digits',
] as const;
export type Rate = (typeof RATES)[number];

/** Everything about one part of the subject's words. Essays and posts have no partner, no delay and no session. */
export interface StyleScope {
  /** Bubbles (items with words), characters of their words, turns, days with at least one. */
  n: { bubbles: number; chars: number; turns: number; days: number };
  first: string | null;
  last: string | null;
  /** Characters without white space. */
  bubbleChars: Distribution;
  turnChars: Distribution;
  bubblesPerTurn: Distribution;
  /** From the other side's last message to the answer, be it a picture, 5 s to 6 h; others are left out. */
  replyDelay: Distribution;
  /** Bubbles by hour of the day, 0 to 23, in the workspace's zone. */
  hours: number[];
  /**
   * Share of sessions whose first (last) message is the subject's; `n` sessions with words of both sides. A session counts
   * where the subject's first words in it do, a turn as chat unless all of it was spoken.
   */
  opens: Figure;
  closes: Figure;
  ends: Record<EndMark, Figure>;
  rates: Record<Rate, Figure>;
  /** 啊呀吧呢嘛哦… at the end of a clause. */
  particles: Usage[];
  /** 哈哈, 嘿嘿, hhh, [呲牙], 😂 …; `meanLength` in characters, for written laughter. */
  laughter: (Usage & { meanLength?: number })[];
  emoji: Usage[];
  /** WeChat's own: [捂脸]. */
  codes: Usage[];
  /** Marks written twice and more: ！！, 。。。, ～～. */
  doubled: Usage[];
  /** Per 1,000 characters, every word of the fixed list: a fingerprint to compare with, `n` characters. */
  functionWords: { n: number; unsure?: true; per1000: Record<string, number> };
  adverbs: Usage[];
  connectors: Usage[];
}

/** What the subject says to one partner (or in one group). */
export interface PartnerStyle extends StyleScope {
  conversation: string;
  name: string;
  group: boolean;
  /** 妈, 老婆, 小禾: how the subject addresses them, at the head or the end of a bubble. */
  address: Usage[];
}

/** A phrase that is the subject's own: more frequent than in what the partners write and in everyday chat. */
export interface CatchPhrase {
  text: string;
  /** In the sources of `overall`, and in how many different sessions of those (an essay or a post is one). */
  count: number;
  sessions: number;
  /** Uses in each source, those outside of `overall` too. */
  bySource: Partial<Record<StyleSource, number>>;
  /** Uses by the partners. */
  others: number;
  /** Log-odds against partners and general chat, in standard errors: above 1.96 is beyond chance. */
  z: number;
  /** Logarithm of how many times as often as others: `Math.exp` of it, at least 2. */
  logOdds: number;
  items: string[];
}

/** A figure that moved by more than two standard errors between two years (both with enough material). */
export interface Drift {
  feature: string;
  from: { year: string; value: number; n: number };
  to: { year: string; value: number; n: number };
  /** Difference in standard errors. */
  z: number;
}

export interface DialectMarker {
  /** `dongbei`, `sichuan`, `yue` … */
  region: string;
  words: Usage[];
  /** All words of the region per 1,000 characters; `n` characters. */
  per1000: Figure;
}

export type StyleSource = 'chat' | 'voice' | 'post' | 'essay';

/** corpus/style.json: how the subject writes, in figures. Held-out sessions are not in it. */
export interface StyleReport {
  schema: 'persona-style/1';
  /** How it was made, for whoever compares two of them. */
  method: {
    sessionGap: Seconds;
    /** Whether phrases were checked against the words of a dictionary. */
    segmenter: 'jieba' | 'none';
    /** Characters of the partners that phrases were compared with. */
    reference: { partnerChars: number; generalChars: number };
    /**
     * Phrases of chats were counted in every n-th session. Not `exact`: so much was written that their counts are lower
     * bounds.
     */
    phrases: { everySession: number; exact: boolean };
    /** Answers of which one side tells the minute alone: in no delay. */
    delays: { withoutSeconds: number };
    heldOut: { sessions: number; bubbles: number };
    /** Subject's items without words, or copied: in no figure. */
    leftOut: { noWords: number; copied: number };
  };
  /** Chats and voice messages together, where there are any; else everything. Posts and essays stand in `bySource`. */
  overall: StyleScope;
  bySource: Partial<Record<StyleSource, StyleScope>>;
  /** The same as `overall`, year by year. */
  byYear: Record<string, StyleScope>;
  /** Most written to first; figures of little are marked as unsure there too. */
  byPartner: PartnerStyle[];
  catchPhrases: CatchPhrase[];
  /** Openings and farewells: the subject's whole first (last) bubbles of sessions, up to 12 characters. */
  openings: Greeting[];
  farewells: Greeting[];
  drift: Drift[];
  dialect: DialectMarker[];
}
