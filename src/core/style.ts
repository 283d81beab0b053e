import type { Seconds } from './types.ts';

/** With fewer observations than this, a figure is a hint and carries `unsure`. */
export const UNSURE_BELOW = 30;

/**
 * Delays of answers that are counted. Shorter ones are two people typing at once, longer ones a night's sleep (methods
 * 4.6).
 */
export const DELAY: readonly [min: Seconds, max: Seconds] = [5, 21_600];

/** A number and how many observations it rests on; each field says what the observations are. */
export interface Figure {
  value: number;
  n: number;
  unsure?: true;
}

/** Quantiles of a quantity. Bins above 64 are a twelfth of an octave wide, so values there are exact to within 6 %. */
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

/** A word or sign, how often it was used, and up to five items where it was seen (the first ones, then later ones). */
export interface Usage {
  text: string;
  count: number;
  /** Per 100 bubbles of the scope. */
  per100: number;
  items: string[];
}

/** A whole first or last bubble of a session; `per100` is per 100 sessions, of which there were `n`. */
export interface Greeting extends Usage {
  /** Sessions with words by the subject. */
  n: number;
  unsure?: true;
}

/** What the last character of a bubble is, as shares of 1. */
export const END_MARKS = ['none', '。', '，', '！', '？', '…', '～', 'emoji', 'other'] as const;
export type EndMark = (typeof END_MARKS)[number];

/**
 * Shares of bubbles that contain a thing at least once (`value` 0..1, `n` bubbles). `english` and `digits` are shares
 * of characters (`n` characters) instead.
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
  /** Bubbles (items with words), characters of these words, turns, and days with at least one bubble. */
  n: { bubbles: number; chars: number; turns: number; days: number };
  first: string | null;
  last: string | null;
  /** Characters without white space. */
  bubbleChars: Distribution;
  turnChars: Distribution;
  bubblesPerTurn: Distribution;
  /**
   * From the other side's last message to the answer (which may be a picture), 5 s to 6 h (`DELAY`); other delays are
   * left out.
   */
  replyDelay: Distribution;
  /** Bubbles by hour of the day, 0 to 23, in the workspace's zone. */
  hours: number[];
  /**
   * Share of sessions whose first (last) message is the subject's; `n` sessions with words by both sides. A session
   * counts where the subject's first words in it count. A turn counts as chat unless all of it was spoken.
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
  /** Punctuation written twice or more: ！！, 。。。, ～～. */
  doubled: Usage[];
  /** Per 1,000 characters, for every word of the fixed list: a fingerprint for comparison. `n` is in characters. */
  functionWords: { n: number; unsure?: true; per1000: Record<string, number> };
  adverbs: Usage[];
  connectors: Usage[];
}

/** What the subject writes to one partner (or in one group). */
export interface PartnerStyle extends StyleScope {
  conversation: string;
  name: string;
  group: boolean;
  /** 妈, 老婆, 小禾: how the subject addresses them, at the start or the end of a bubble. */
  address: Usage[];
}

/** A phrase that is the subject's own: more frequent than in the partners' messages and in everyday chat. */
export interface CatchPhrase {
  text: string;
  /**
   * Uses in the sources of `overall`, and the number of different sessions they are in (an essay or a post is one
   * session).
   */
  count: number;
  sessions: number;
  /** Uses in each source, including those outside `overall`. */
  bySource: Partial<Record<StyleSource, number>>;
  /** Uses by the partners. */
  others: number;
  /** Log-odds against partners and general chat, in standard errors: above 1.96 it is beyond chance. */
  z: number;
  /** Logarithm of how many times as often the subject uses it as others do; `Math.exp` of it is at least 2. */
  logOdds: number;
  items: string[];
}

/** A figure that moved by more than two standard errors between two years, both with enough material. */
export interface Drift {
  feature: string;
  from: { year: string; value: number; n: number };
  to: { year: string; value: number; n: number };
  /** The difference, in standard errors. */
  z: number;
}

export interface DialectMarker {
  /** `dongbei`, `sichuan`, `yue` … */
  region: string;
  words: Usage[];
  /** All words of the region, per 1,000 characters; `n` is in characters. */
  per1000: Figure;
}

export type StyleSource = 'chat' | 'voice' | 'post' | 'essay';

/** Rises when a figure is added or means something else. */
export const STYLE_SCHEMA = 'persona-style/2';

/** corpus/style.json: how the subject writes, in figures. Held-out sessions are not counted in it. */
export interface StyleReport {
  schema: typeof STYLE_SCHEMA;
  /** How it was made, for comparing two reports. */
  method: {
    sessionGap: Seconds;
    /** Whether phrases were checked against the words of a dictionary. */
    segmenter: 'jieba' | 'none';
    /** Characters by the partners that phrases were compared with. */
    reference: { partnerChars: number; generalChars: number };
    /**
     * Phrases of chats were counted in every n-th session. Where `exact` is false, so much was written that the counts
     * are lower bounds.
     */
    phrases: { everySession: number; exact: boolean };
    /**
     * `answers`: answers in private chats that came so and so many seconds later. Those that came after 5 s to 6 h are
     * in `replyDelay`. `withoutSeconds`: answers where the time of one side has minutes but no seconds; they count in no
     * delay.
     */
    delays: { answers: number; withoutSeconds: number };
    heldOut: { sessions: number; bubbles: number };
    /** The subject's items without words, or copied: they count in no figure. */
    leftOut: { noWords: number; copied: number };
    /**
     * Chats with words of the subject: those that `byPartner` lists, and all others. Those have very few words, or come
     * after the forty in which the subject wrote most.
     */
    partners: { listed: number; others: number };
  };
  /**
   * Chats and voice messages together, where there are any; otherwise everything. Posts and essays are in `bySource`.
   */
  overall: StyleScope;
  bySource: Partial<Record<StyleSource, StyleScope>>;
  /** The same as `overall`, year by year. */
  byYear: Record<string, StyleScope>;
  /** The partner with most messages first; figures with few observations are marked as unsure there too. */
  byPartner: PartnerStyle[];
  catchPhrases: CatchPhrase[];
  /** Openings and farewells: whole bubbles of the subject, the first (last) of a session, up to 12 characters. */
  openings: Greeting[];
  farewells: Greeting[];
  drift: Drift[];
  dialect: DialectMarker[];
}
