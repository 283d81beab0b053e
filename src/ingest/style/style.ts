import { isHeldOut } from '../../core/hold-out.ts';
import { SESSION_GAP } from '../../core/session.ts';
import { DELAY, STYLE_SCHEMA, type StyleReport, type StyleSource } from '../../core/style.ts';
import { timeWritten } from '../../core/time-written.ts';
import type { Item, Lang, Seconds } from '../../core/types.ts';
import { epochOf } from '../../parse/epoch.ts';
import type { Segmenter } from '../../parse/segmenter.ts';
import { shownLine } from '../dialogues/shown-line.ts';
import { TurnFollower } from '../dialogues/turn-follower.ts';
import { Addressed } from './addressed.ts';
import { type Bucket, OpenWords } from './bucket.ts';
import { Buckets, bucketsBy, type Entry, mapValues, merged, withoutChats } from './buckets.ts';
import { catchPhrases } from './catch-phrases.ts';
import { dialectOf } from './dialect.ts';
import { drift } from './drift.ts';
import { GENERAL_CHARS } from './general-words.ts';
import { Greetings } from './greetings.ts';
import { partnersOf } from './partners.ts';
import { PhraseCounter } from './phrases.ts';
import { BubbleReader } from './read-bubble.ts';
import { Reserve } from './reserve.ts';
import { scopeOf } from './scope.ts';
import { type Session, StyleTurn, Talk } from './talk.ts';

export interface StyleOptions {
  /** As in the dialogues, because whole sessions are held out. */
  sessionGap?: Seconds;
  /** As in the dialogues, because it decides how much room media take in a turn. */
  lang?: Lang;
  /**
   * How many bubbles of the subject will come, where that is known. If there are more than PHRASE_BUBBLES, phrases are
   * counted only in every second, third … session, evenly over the years; all other figures are of every bubble.
   */
  expected?: number;
  /** Ids of the chats that get figures of their own (`busiestChats`). Default: every chat. */
  chats?: ReadonlySet<string>;
  /** Names of the subject: no catch-phrase is made of them. */
  subjectNames?: ReadonlySet<string>;
  /** Which sessions and essays are left for `persona eval`. Default: the rule of `core`. */
  isHeldOut?: (id: string) => boolean;
}

/**
 * The style of the subject, counted item by item. Memory grows with the number of chats and, for those with figures of
 * their own, of years, not with that of messages.
 */
export interface Style {
  /**
   * Takes every kept item in time order, those of others too: phrases are compared with theirs. Times as in
   * `Dialogues`.
   */
  push(item: Item, epoch?: Seconds, at?: Seconds): void;
  /**
   * Called once, at the end. `segment` gives the words for the borders of phrases (loadSegmenter); it may be null or
   * absent.
   */
  result(segment?: Segmenter | null): StyleReport;
}

export const createStyle = (options: StyleOptions = {}): Style => new StyleCounter(options);

/** Longer texts by others are letters or pasted, and no measure of chat. */
const REFERENCE_CHARS = 400;
/**
 * What a talkative person writes in ten years; twice as many change no catch-phrase and cost a microsecond a message.
 */
const PHRASE_BUBBLES = 60_000;

class StyleCounter implements Style {
  readonly #gap: Seconds;
  readonly #lang: Lang;
  /** Phrases are counted in one of this many sessions. */
  readonly #stride: number;
  readonly #isHeldOut: (id: string) => boolean;
  readonly #turns: TurnFollower<Talk, StyleTurn>;
  readonly #chats = new Map<string, Talk>();
  readonly #buckets: Buckets;
  readonly #open = new OpenWords();
  readonly #reader = new BubbleReader(this.#open);
  readonly #phrases = new PhraseCounter();
  readonly #addressed: Addressed;
  readonly #openings = new Greetings();
  readonly #farewells = new Greetings();
  readonly #leftOut = { noWords: 0, copied: 0 };
  readonly #talks = new Reserve();
  readonly #essays = new Reserve();
  /** Number of sessions so far, and how many of them are held out and have words of the subject. */
  #sessions = 0;
  #heldOutSessions = 0;
  /** Number of counted sessions with words of the subject. */
  #counted = 0;
  readonly #delays = { answers: 0, withoutSeconds: 0 };

  constructor(o: StyleOptions) {
    this.#buckets = new Buckets(o.chats);
    this.#gap = o.sessionGap ?? SESSION_GAP;
    this.#lang = o.lang ?? 'zh';
    this.#turns = new TurnFollower(o, {
      chat: (item) => this.#meet(item),
      begin: (chat, item) => chat.begin(++this.#sessions, item, this.#isHeldOut),
      turn: (sender, item) => new StyleTurn(sender, item),
      close: (chat, turn) => this.#closeTurn(chat, turn),
      end: (chat) => this.#endSession(chat),
    });
    this.#stride = Math.max(1, Math.ceil((o.expected ?? 0) / PHRASE_BUBBLES));
    this.#isHeldOut = o.isHeldOut ?? isHeldOut;
    this.#addressed = new Addressed(o.subjectNames);
  }

  push(item: Item, epoch = epochOf(item.time), at = epoch): void {
    if (item.kind !== 'message') {
      if (item.bySubject) this.#writing(item);
      return;
    }
    const chat = this.#turns.push(item, shownLine(item, this.#lang).length, epoch, at);
    if (item.bySubject) {
      this.#own(chat, item, epoch);
      chat.lastOwn = item;
      return;
    }
    this.#nameOther(chat, item);
    chat.asked = item;
    chat.askedAt = epoch;
    chat.lastOwn = undefined;
    const { text } = item;
    if (!text) return;
    chat.theirWords = true;
    if (text.length > REFERENCE_CHARS || chat.session % this.#stride !== 0) return;
    if (chat.heldOut) this.#talks.keepReference(() => this.#phrases.addOthers(text));
    else this.#phrases.addOthers(text);
  }

  #meet(item: Item): Talk {
    const chat = new Talk(item);
    this.#chats.set(item.conversation, chat);
    this.#addressed.name(item.conversationName);
    return chat;
  }

  #nameOther(chat: Talk, { sender: { name }, conversationName }: Item): void {
    if (name === chat.name || this.#addressed.names.has(name)) return;
    if (!chat.group && !conversationName) chat.name = name;
    this.#addressed.name(name);
  }

  #endSession(chat: Talk): void {
    const session = chat.over();
    if (session === undefined) return;
    this.#whenCounted(chat, () => this.#countSession(chat, session));
  }

  #closeTurn(chat: Talk, turn: StyleTurn): void {
    if (turn.bubbles > 0 && !turn.copied) this.#whenCounted(chat, () => this.#countTurn(chat, turn));
  }

  /** Counts now, or, in a held-out session, once it is known that so little would be held out that nothing is. */
  #whenCounted(chat: Talk, count: () => void): void {
    if (chat.heldOut) this.#talks.keep(count);
    else count();
  }

  #countSession(chat: Talk, { firstWords, isTalk, openedBySubject, opening, closing }: Session): void {
    this.#counted++;
    if (isTalk) {
      const bucket = chat.bucketOf(this.#buckets, sourceOf(firstWords), firstWords.time ?? '');
      bucket.sessions++;
      if (openedBySubject) bucket.opens++;
      if (closing) bucket.closes++;
    }
    if (opening) this.#openings.add(opening);
    if (closing && closing !== opening) this.#farewells.add(closing);
  }

  #own(chat: Talk, item: Item, epoch: Seconds): void {
    const asked = chat.group ? undefined : chat.asked;
    const delay = epoch - chat.askedAt;
    chat.asked = undefined;
    if (!item.text) {
      this.#leftOut.noWords++;
      // A picture is an answer too.
      if (asked === undefined) return;
    } else if (chat.firstWords === undefined) {
      chat.firstWords = item;
      this.#talks.unit();
      if (chat.heldOut) this.#heldOutSessions++;
    }
    const turn = item.text ? chat.turn : undefined;
    if (turn !== undefined) {
      if (turn.bubbles++ === 0) turn.start = item.time ?? '';
      turn.typed ||= item.type !== 'voice';
    }
    if (item.flags?.includes('copied')) {
      if (turn !== undefined) turn.copied = true;
      this.#leftOut.copied++;
      return;
    }
    const { session } = chat;
    if (chat.heldOut && item.text) this.#talks.bubbles++;
    this.#whenCounted(chat, () => this.#countOwn(chat, item, session, turn, asked, delay));
  }

  #countOwn(
    chat: Talk,
    item: Item,
    session: number,
    turn: StyleTurn | undefined,
    asked: Item | undefined,
    delay: Seconds,
  ): void {
    const source = sourceOf(item);
    const bucket = chat.bucketOf(this.#buckets, source, item.time ?? '');
    if (asked) this.#countDelay(bucket, delay, tellsSeconds(asked) && tellsSeconds(item));
    if (turn === undefined) return;
    const { id } = item;
    const words = this.#bubble(bucket, item, id, session, source);
    turn.words += words;
    chat.hasWords ||= words > 0;
    this.#addressed.add(chat.id, item.text, id);
  }

  #countDelay(bucket: Bucket, delay: Seconds, isExact: boolean): void {
    const inTime = delay <= DELAY[1];
    if (!isExact) {
      if (inTime) this.#delays.withoutSeconds++;
      return;
    }
    this.#delays.answers++;
    if (inTime && delay >= DELAY[0]) bucket.replyDelay.add(delay);
  }

  #countTurn(chat: Talk, { start, bubbles, words, typed }: StyleTurn): void {
    const bucket = chat.bucketOf(this.#buckets, typed ? 'chat' : 'voice', start);
    bucket.bubblesPerTurn.add(bubbles);
    bucket.turnChars.add(words);
  }

  /** Counts a post or an essay: a session of its own, with nobody to answer. */
  #writing(item: Item): void {
    if (!item.text) this.#leftOut.noWords++;
    else if (item.flags?.includes('copied')) this.#leftOut.copied++;
    else if (item.kind === 'essay') {
      this.#essays.unit();
      if (this.#isHeldOut(item.id)) {
        this.#essays.bubbles++;
        this.#essays.keep(() => this.#written(item));
      } else this.#written(item);
    } else this.#written(item);
  }

  #written(item: Item): void {
    const source = item.kind === 'essay' ? 'essay' : 'post';
    const bucket = this.#buckets.of(source, timeWritten(item) ?? '', '');
    this.#bubble(bucket, item, item.id, ++this.#sessions, source);
  }

  /** Returns the number of characters in the bubble. */
  #bubble(bucket: Bucket, item: Item, id: string, session: number, source: StyleSource): number {
    const masked = item.flags?.includes('masked') === true;
    const chars = this.#reader.read(item.text, bucket, id, masked);
    if (chars === 0) return 0;
    if (item.kind !== 'message' || session % this.#stride === 0) this.#phrases.add(item.text, id, session, source);
    const time = timeWritten(item);
    if (time !== null) bucket.at(time);
    return chars;
  }

  result(segment: Segmenter | null = null): StyleReport {
    this.#turns.end();
    const heldOut = this.#heldOut();
    const byChat = this.#buckets.all();
    const all = withoutChats(byChat);
    const talk = all.filter(isOfTalk);
    const main = talk.some(({ bucket }) => bucket.bubbles) ? talk : all;
    const register = main === talk ? 'talk' : 'written';
    const overall = merged(main);
    const years = bucketsBy(
      main.filter(({ year }) => year !== ''),
      ({ year }) => year,
    );
    // A year in which the subject only sent pictures has delays and no words.
    for (const [year, { bubbles }] of years) if (bubbles === 0) years.delete(year);
    const sources = bucketsBy(all, ({ source }) => source);
    for (const [source, { bubbles }] of sources) if (bubbles === 0) sources.delete(source);
    const texts = this.#open.texts;
    const byPartner = partnersOf(byChat.filter(isOfTalk), this.#chats, this.#addressed, texts);
    const written = [...this.#chats.values()].filter(({ hasWords }) => hasWords).length;
    return {
      schema: STYLE_SCHEMA,
      method: {
        sessionGap: this.#gap,
        segmenter: segment ? 'jieba' : 'none',
        reference: { partnerChars: this.#phrases.theirs, generalChars: GENERAL_CHARS },
        phrases: { everySession: this.#stride, exact: this.#stride === 1 && !this.#phrases.sampled },
        delays: { ...this.#delays },
        heldOut,
        leftOut: { ...this.#leftOut },
        partners: { listed: byPartner.length, others: written - byPartner.length },
      },
      overall: scopeOf(overall, texts),
      bySource: mapValues(sources, (bucket) => scopeOf(bucket, texts)),
      byYear: mapValues(years, (bucket) => scopeOf(bucket, texts)),
      byPartner,
      catchPhrases: catchPhrases(this.#phrases.result(register), {
        register,
        own: this.#phrases.own[register],
        theirs: this.#phrases.theirs,
        names: this.#addressed.names,
        segment,
      }),
      openings: this.#openings.result(this.#counted),
      farewells: this.#farewells.result(this.#counted),
      drift: drift(years),
      dialect: dialectOf(merged(all)),
    };
  }

  /** What is held out. Where that is nothing, what waited is counted. */
  #heldOut(): StyleReport['method']['heldOut'] {
    const allTalks = this.#talks.admit();
    const allEssays = this.#essays.admit();
    return {
      sessions: allTalks ? 0 : this.#heldOutSessions,
      bubbles: (allTalks ? 0 : this.#talks.bubbles) + (allEssays ? 0 : this.#essays.bubbles),
    };
  }
}

const isOfTalk = ({ source }: Entry): boolean => source === 'chat' || source === 'voice';
const sourceOf = ({ type }: Item): StyleSource => (type === 'voice' ? 'voice' : 'chat');

/** Without seconds, most delays may be a minute longer or shorter than they seem. */
const tellsSeconds = ({ precision, time }: Item): boolean => precision === undefined && (time?.length ?? 0) > DATE;
const DATE = '2021-03-04'.length;
