import { sessionId } from '../../core/session.ts';
import type { StyleSource } from '../../core/style.ts';
import type { Item, Seconds } from '../../core/types.ts';
import { OpenChat, OpenTurn } from '../dialogues/turn-follower.ts';
import type { Bucket } from './bucket.ts';
import type { Buckets } from './buckets.ts';

/** A session that is over and in which the subject said something. */
export interface Session {
  heldOut: boolean;
  /** The subject's first message with words: the session is of its source and year. */
  firstWords: Item;
  /** Whether the others wrote words too: only then it tells who opens and who closes. */
  isTalk: boolean;
  openedBySubject: boolean;
  /** The first message, and the last one, where they are the subject's. */
  opening: Item | undefined;
  closing: Item | undefined;
}

/** A turn, as far as it counts: the subject's bubbles with words. */
export class StyleTurn extends OpenTurn {
  /** Time of the first of them. */
  start = '';
  bubbles = 0;
  words = 0;
  copied = false;
  /** Not all of them were spoken: a turn of which a part was typed is none of voice. */
  typed = false;
}

/** What is remembered of one chat while its messages go by: the session in hand and who spoke last. */
export class Talk extends OpenChat<StyleTurn> {
  name: string;
  readonly group: boolean;
  /** A number, rising. */
  session = 0;
  heldOut = false;
  /** The others' last message, unanswered, and when it came; undefined when nothing is open. */
  asked: Item | undefined;
  askedAt: Seconds = Number.NaN;
  firstWords: Item | undefined;
  theirWords = false;
  /** The last message, where it is the subject's. */
  lastOwn: Item | undefined;
  /** The bucket that was used last, since most messages go where the one before went. */
  #bucket: Bucket | undefined;
  #bucketYear = '';
  #bucketSource: StyleSource = 'chat';
  #opening: Item | undefined;
  #openedBySubject = false;

  constructor(item: Item) {
    super(item.conversation);
    this.name = item.conversationName ?? '';
    this.group = item.group === true;
  }

  begin(session: number, item: Item, isHeldOut: (id: string) => boolean): void {
    this.session = session;
    this.heldOut = isHeldOut(sessionId(item));
    this.#openedBySubject = item.bySubject;
    this.#opening = item.bySubject ? item : undefined;
    this.lastOwn = undefined;
    this.firstWords = undefined;
    this.theirWords = false;
  }

  /** The session as it was; undefined when the subject said nothing in it. */
  over(): Session | undefined {
    const { heldOut, firstWords, theirWords: isTalk, lastOwn: closing } = this;
    if (firstWords === undefined) return undefined;
    return { heldOut, firstWords, isTalk, openedBySubject: this.#openedBySubject, opening: this.#opening, closing };
  }

  /** Where what was written at `time` is counted. */
  bucketOf(buckets: Buckets, source: StyleSource, time: string): Bucket {
    const year = time.slice(0, 4);
    if (!this.#bucket || this.#bucketSource !== source || this.#bucketYear !== year) {
      this.#bucketYear = year;
      this.#bucketSource = source;
      this.#bucket = buckets.of(source, time, this.id);
    }
    return this.#bucket;
  }
}
