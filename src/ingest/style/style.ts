import { HOLD_OUT_FROM, isHeldOut } from '../../core/hold-out.ts';
import type { PartnerStyle, StyleReport, StyleSource } from '../../core/style.ts';
import { timeWritten } from '../../core/time-written.ts';
import type { Dialogue, Item, Seconds } from '../../core/types.ts';
import { epochOf } from '../../parse/epoch.ts';
import { SESSION_GAP } from '../turns.ts';
import { AddressFinder } from './address.ts';
import { type Bucket, OpenWords } from './bucket.ts';
import { Buckets, type Entry, grouped, mapValues, merged } from './buckets.ts';
import { catchPhrases } from './catch-phrases.ts';
import { dialectOf } from './dialect.ts';
import { drift } from './drift.ts';
import { GENERAL_CHARS } from './general-words.ts';
import { PhraseCounter } from './phrases.ts';
import { BubbleReader } from './read-bubble.ts';
import { ranked, scopeOf } from './scope.ts';
import type { Segmenter } from './segment.ts';
import { Talk } from './talk.ts';
import { UsageCounter } from './usage-counter.ts';

export interface StyleOptions {
  /** The same as the dialogues': sessions are what is held out. */
  sessionGap?: Seconds;
  /** Words for the borders of phrases (loadSegmenter); null or absent does without. */
  segment?: Segmenter | null;
  /**
   * How many bubbles of the subject are to come, where that is known. Of more than PHRASE_BUBBLES the phrases are counted in
   * every second, third … session only, evenly over the years; all other figures are of every bubble.
   */
  expected?: number;
  /** Names of the subject: no catch-phrase is made of them. */
  subjectNames?: ReadonlySet<string>;
  /** Which sessions and essays stay out, for `persona eval`. Default: core's. */
  isHeldOut?: (id: string) => boolean;
}

/** The style of the subject, counted item by item: memory grows with the number of partners and years, not of messages. */
export interface Style {
  /** Every kept item in time order, the others' too: phrases are compared with theirs. `epoch`: Unix seconds, if known. */
  push(item: Item, epoch?: Seconds): void;
  /** Every dialogue, at any time after its items: turns are counted from these. */
  dialogue(dialogue: Dialogue): void;
  /** Once, at the end. */
  result(): StyleReport;
}

export const createStyle = (options: StyleOptions = {}): Style => new StyleCounter(options);

/** Shorter delays are two people typing at once, longer ones a night's sleep (methods 4.6). */
const DELAY: readonly [Seconds, Seconds] = [5, 21_600];
/** Whole messages up to this long can be a way to open or to end a talk. */
const GREETING_CHARS = 12;
/** Chats with figures of their own: the most written to, and enough of it. */
const PARTNERS = 40;
const PARTNER_BUBBLES = 30;
/** Others' texts longer than this are letters or pasted, and no measure of chat. */
const REFERENCE_CHARS = 400;
/** A talkative person's ten years; twice as many change no catch-phrase and cost a microsecond a message. */
const PHRASE_BUBBLES = 60_000;
/** Names of partners that are kept out of the phrases; only a group of thousands has more. */
const MAX_NAMES = 4_000;
/** Openings, farewells and forms of address are habits from twice on. */
const HABIT = 2;

/** One bubble of the subject that is ready to be counted. */
interface Own {
  source: StyleSource;
  chat: string;
  /** Whether nobody in particular is answered: no delays. */
  group: boolean;
  item: Item;
  session: number;
  delay: Seconds;
}

class StyleCounter implements Style {
  readonly #gap: Seconds;
  readonly #segment: Segmenter | null;
  /** Phrases are counted in every so many sessions. */
  readonly #stride: number;
  readonly #isHeldOut: (id: string) => boolean;
  readonly #chats = new Map<string, Talk>();
  readonly #buckets = new Buckets();
  readonly #open = new OpenWords();
  readonly #reader = new BubbleReader(this.#open);
  readonly #phrases = new PhraseCounter();
  readonly #address = new AddressFinder();
  readonly #addresses = new Map<string, UsageCounter>();
  readonly #names: Set<string>;
  readonly #openings = new UsageCounter();
  readonly #farewells = new UsageCounter();
  readonly #leftOut = { noWords: 0, copied: 0 };
  readonly #heldOut = { sessions: 0, bubbles: 0 };
  #sessions = 0;
  /** Under HOLD_OUT_FROM sessions with words of the subject nothing is held out: until then, what would be waits here. */
  #ownSessions = 0;
  #waiting: (Own | Dialogue)[] | undefined = [];
  #essays = 0;
  #waitingEssays: Item[] | undefined = [];

  constructor(o: StyleOptions) {
    this.#gap = o.sessionGap ?? SESSION_GAP;
    this.#segment = o.segment ?? null;
    this.#stride = Math.max(1, Math.ceil((o.expected ?? 0) / PHRASE_BUBBLES));
    this.#isHeldOut = o.isHeldOut ?? isHeldOut;
    this.#names = new Set(o.subjectNames);
  }

  push(item: Item, epoch = epochOf(item.time)): void {
    if (item.kind !== 'message') {
      if (item.bySubject) this.#writing(item);
      return;
    }
    const chat = this.#chat(item, epoch);
    if (item.bySubject) {
      this.#own(chat, item, epoch);
      chat.lastOwn = item;
      return;
    }
    chat.asked = epoch;
    chat.lastOwn = undefined;
    if (!item.text) return;
    chat.theirWords = true;
    if (!chat.heldOut && item.text.length <= REFERENCE_CHARS && chat.session % this.#stride === 0)
      this.#phrases.addOthers(item.text);
  }

  dialogue(dialogue: Dialogue): void {
    if (dialogue.flags?.includes('copied')) return;
    const known = this.#chats.get(dialogue.conversation)?.holdsOut(dialogue);
    const held = known ?? (dialogue.session !== undefined && this.#isHeldOut(dialogue.session));
    if (held) this.#waiting?.push(dialogue);
    else this.#countTurn(dialogue);
  }

  #chat(item: Item, epoch: Seconds): Talk {
    let chat = this.#chats.get(item.conversation);
    if (!chat) {
      chat = new Talk(item);
      this.#chats.set(item.conversation, chat);
      this.#addName(item.conversationName);
    } else if (epoch - chat.last > this.#gap) this.#endSession(chat);
    if (chat.session === 0) chat.begin(++this.#sessions, item, this.#isHeldOut);
    if (!item.bySubject && item.sender.name !== chat.name && !this.#names.has(item.sender.name)) {
      if (!chat.group && !item.conversationName) chat.name = item.sender.name;
      this.#addName(item.sender.name);
    }
    if (!Number.isNaN(epoch)) chat.last = epoch;
    return chat;
  }

  #addName(name: string | undefined): void {
    if (!name || this.#names.size > MAX_NAMES) return;
    this.#names.add(name);
    this.#address.name(name);
    // 林小禾 is called 小禾.
    if (/^[\u4e00-\u9fa5]{3}$/u.test(name)) this.#names.add(name.slice(1));
  }

  #endSession(chat: Talk): void {
    chat.session = 0;
    const { bucket, opening, lastOwn } = chat;
    if (!bucket || !chat.ownWords || chat.heldOut) return;
    if (chat.theirWords) {
      bucket.sessions++;
      if (chat.openedBySubject) bucket.opens++;
      if (lastOwn) bucket.closes++;
    }
    if (opening) addGreeting(this.#openings, opening);
    if (lastOwn && lastOwn !== opening) addGreeting(this.#farewells, lastOwn);
  }

  #own(chat: Talk, item: Item, epoch: Seconds): void {
    const delay = epoch - chat.asked;
    chat.asked = Number.NaN;
    if (!item.text) {
      this.#leftOut.noWords++;
      return;
    }
    if (!chat.ownWords) {
      chat.ownWords = true;
      this.#ownSessions++;
      if (chat.heldOut) this.#heldOut.sessions++;
      if (this.#ownSessions === HOLD_OUT_FROM) this.#waiting = undefined;
    }
    if (item.flags?.includes('copied')) {
      this.#leftOut.copied++;
      return;
    }
    const source: StyleSource = item.type === 'voice' ? 'voice' : 'chat';
    if (chat.heldOut) {
      this.#heldOut.bubbles++;
      this.#waiting?.push({ source, chat: chat.id, group: chat.group, item, session: chat.session, delay });
      return;
    }
    const bucket = this.#bucketOf(chat, source, item.time ?? '');
    this.#countOwn(bucket, chat.id, chat.group, item, chat.session, delay);
  }

  #countOwn(bucket: Bucket, chat: string, group: boolean, item: Item, session: number, delay: Seconds): void {
    this.#bubble(bucket, item, session);
    if (!group && delay >= DELAY[0] && delay <= DELAY[1]) bucket.replyDelay.add(delay);
    const term = this.#address.find(item.text);
    if (term === undefined) return;
    let counter = this.#addresses.get(chat);
    if (!counter) {
      counter = new UsageCounter();
      this.#addresses.set(chat, counter);
    }
    counter.add(term, item.id);
  }

  #countTurn({ conversation, start, items, reply }: Dialogue): void {
    const talk = this.#chats.get(conversation);
    const bucket = talk ? this.#bucketOf(talk, 'chat', start) : this.#buckets.of('chat', start, conversation);
    bucket.bubblesPerTurn.add(items.length);
    bucket.turnChars.add(charsOf(reply));
  }

  #bucketOf(chat: Talk, source: StyleSource, time: string): Bucket {
    const year = time.slice(0, 4);
    if (!chat.bucket || chat.bucketSource !== source || chat.bucketYear !== year) {
      chat.bucketYear = year;
      chat.bucketSource = source;
      chat.bucket = this.#buckets.of(source, time, chat.id);
    }
    return chat.bucket;
  }

  /** Posts and essays: a session each, nobody to answer. */
  #writing(item: Item): void {
    if (!item.text) this.#leftOut.noWords++;
    else if (item.flags?.includes('copied')) this.#leftOut.copied++;
    else if (item.kind === 'essay') {
      if (++this.#essays === HOLD_OUT_FROM) {
        this.#heldOut.bubbles += this.#waitingEssays?.length ?? 0;
        this.#waitingEssays = undefined;
      }
      if (!this.#isHeldOut(item.id)) this.#written(item);
      else if (this.#waitingEssays) this.#waitingEssays.push(item);
      else this.#heldOut.bubbles++;
    } else this.#written(item);
  }

  #written(item: Item): void {
    const source = item.kind === 'essay' ? 'essay' : 'post';
    this.#bubble(this.#buckets.of(source, timeWritten(item) ?? '', ''), item, ++this.#sessions);
  }

  #bubble(bucket: Bucket, item: Item, session: number): void {
    const masked = item.flags?.includes('masked') === true;
    if (this.#reader.read(item.text, bucket, item.id, masked) === 0) return;
    if (item.kind !== 'message' || session % this.#stride === 0) this.#phrases.add(item.text, item.id, session);
    const time = timeWritten(item);
    if (time !== null) bucket.at(time);
  }

  result(): StyleReport {
    for (const chat of this.#chats.values()) if (chat.session !== 0) this.#endSession(chat);
    this.#admitWaiting();
    const all = this.#buckets.all();
    const talk = all.filter(({ source }) => source === 'chat' || source === 'voice');
    const main = talk.length ? talk : all;
    const overall = merged(main);
    const years = grouped(
      main.filter(({ year }) => year !== ''),
      ({ year }) => year,
    );
    const texts = this.#open.texts;
    return {
      schema: 'persona-style/1',
      method: {
        sessionGap: this.#gap,
        segmenter: this.#segment ? 'jieba' : 'none',
        reference: { partnerChars: this.#phrases.theirs, generalChars: GENERAL_CHARS },
        phrases: { everySession: this.#stride, exact: !this.#phrases.sampled },
        heldOut: { ...this.#heldOut },
        leftOut: { ...this.#leftOut },
      },
      overall: scopeOf(overall, texts),
      bySource: mapValues(
        grouped(all, ({ source }) => source),
        (bucket) => scopeOf(bucket, texts),
      ),
      byYear: mapValues(years, (bucket) => scopeOf(bucket, texts)),
      byPartner: this.#partners(talk),
      catchPhrases: catchPhrases(this.#phrases.result(), {
        own: this.#phrases.own,
        theirs: this.#phrases.theirs,
        names: this.#names,
        segment: this.#segment,
      }),
      openings: ranked(this.#openings.usages(overall.bubbles, HABIT)),
      farewells: ranked(this.#farewells.usages(overall.bubbles, HABIT)),
      drift: drift(years),
      dialect: dialectOf(merged(all)),
    };
  }

  /** So little material that nothing is held out: what waited is counted after all. */
  #admitWaiting(): void {
    for (const one of this.#waiting ?? []) {
      if ('reply' in one) this.#countTurn(one);
      else
        this.#countOwn(
          this.#buckets.of(one.source, one.item.time ?? '', one.chat),
          one.chat,
          one.group,
          one.item,
          one.session,
          one.delay,
        );
    }
    if (this.#waiting) Object.assign(this.#heldOut, { sessions: 0, bubbles: 0 });
    this.#waiting = undefined;
    for (const essay of this.#waitingEssays ?? []) this.#written(essay);
    this.#waitingEssays = undefined;
  }

  #partners(talk: Entry[]): PartnerStyle[] {
    const chats = [
      ...grouped(
        talk.filter(({ chat }) => chat !== ''),
        ({ chat }) => chat,
      ),
    ];
    return chats
      .filter(([, { bubbles }]) => bubbles >= PARTNER_BUBBLES)
      .sort(([a, { bubbles: m }], [b, { bubbles: n }]) => n - m || (a < b ? -1 : 1))
      .slice(0, PARTNERS)
      .map(([conversation, bucket]) => {
        const chat = this.#chats.get(conversation);
        return {
          conversation,
          name: chat?.name || conversation,
          group: chat?.group === true,
          address: ranked(this.#addresses.get(conversation)?.usages(bucket.bubbles, HABIT) ?? []),
          ...scopeOf(bucket, this.#open.texts),
        };
      });
  }
}

/** Without white space. */
function charsOf(text: string): number {
  let chars = text.length;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) <= SPACE) chars--;
  return chars;
}
const SPACE = 32;

/** 晚安！ and 晚安~ are one farewell. */
function addGreeting(counter: UsageCounter, { text, id, flags }: Item): void {
  if (text.length > GREETING_CHARS || flags?.length) return;
  const words = text.replace(/[\s。！!~～.…，,]+$/gu, '');
  if (words) counter.add(words, id);
}
