import { sessionId } from '../../core/session.ts';
import type { StyleSource } from '../../core/style.ts';
import type { Item, Seconds } from '../../core/types.ts';
import { OpenChat, OpenTurn } from '../dialogues/turn-follower.ts';
import type { Bucket } from './bucket.ts';
import type { Buckets } from './buckets.ts';

/** A session that is over and in which the subject said something. */
export interface Session {
  heldOut: boolean;
  /** The subject's first message with words; it decides the source and the year of the session. */
  firstWords: Item;
  /** Whether the others wrote words too: only such a session tells who opens and who closes. */
  isTalk: boolean;
  openedBySubject: boolean;
  /** The first and the last message, where they are the subject's. */
  opening: Item | undefined;
  closing: Item | undefined;
}

/** What counts of a turn: the subject's bubbles with words. */
export class StyleTurn extends OpenTurn {
  /** Time of the first bubble. */
  start = '';
  bubbles = 0;
  words = 0;
  copied = false;
  /** Some of the bubbles were typed: such a turn does not count as voice. */
  typed = false;
}

/** What is remembered of a chat while its messages go by: the current session and who spoke last. */
export class Talk extends OpenChat<StyleTurn> {
  name: string;
  readonly group: boolean;
  /** A rising number. */
  session = 0;
  heldOut = false;
  /** The last message of the others that is unanswered, and when it came; undefined where nothing is open. */
  asked: Item | undefined;
  askedAt: Seconds = Number.NaN;
  firstWords: Item | undefined;
  theirWords = false;
  /** Whether words of the subject are counted in any session. */
  hasWords = false;
  /** The last message, where it is the subject's. */
  lastOwn: Item | undefined;
  /** The bucket used last, since most messages go to the same one as the message before. */
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

  /** Ends the session and returns it; undefined where the subject said nothing in it. */
  over(): Session | undefined {
    const { heldOut, firstWords, theirWords: isTalk, lastOwn: closing } = this;
    if (firstWords === undefined) return undefined;
    return { heldOut, firstWords, isTalk, openedBySubject: this.#openedBySubject, opening: this.#opening, closing };
  }

  /** The bucket in which what was written at `time` is counted. */
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
