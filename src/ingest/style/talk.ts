import type { StyleSource } from '../../core/style.ts';
import type { Dialogue, Item, Seconds } from '../../core/types.ts';
import { sessionId } from '../turns.ts';
import type { Bucket } from './bucket.ts';

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

/** A bubble of the subject whose turn is not over yet. */
interface Bubble {
  id: string;
  chars: number;
  source: StyleSource;
}

/** What is remembered of one chat while its messages go by: the session in hand and who spoke last. */
export class Talk {
  readonly id: string;
  name: string;
  readonly group: boolean;
  /** A number, rising; 0 between sessions. */
  session = 0;
  heldOut = false;
  last: Seconds = Number.NaN;
  /** The others' last message, unanswered, and when it came; undefined when nothing is open. */
  asked: Item | undefined;
  askedAt: Seconds = Number.NaN;
  firstWords: Item | undefined;
  theirWords = false;
  /** The last message, where it is the subject's. */
  lastOwn: Item | undefined;
  /** The bucket that was used last, since most messages go where the one before went. */
  bucket: Bucket | undefined;
  bucketYear = '';
  bucketSource: StyleSource = 'chat';
  #opening: Item | undefined;
  #openedBySubject = false;
  readonly #bubbles: Bubble[] = [];
  #sessionId = '';
  /** Of the session before: its last dialogue comes when the next session has begun. */
  #beforeId = '';
  #beforeHeldOut = false;

  constructor(item: Item) {
    this.id = item.conversation;
    this.name = item.conversationName ?? '';
    this.group = item.group === true;
  }

  begin(session: number, item: Item, isHeldOut: (id: string) => boolean): void {
    this.#beforeId = this.#sessionId;
    this.#beforeHeldOut = this.heldOut;
    this.#sessionId = sessionId(item);
    this.session = session;
    this.heldOut = isHeldOut(this.#sessionId);
    this.#openedBySubject = item.bySubject;
    this.#opening = item.bySubject ? item : undefined;
    this.lastOwn = undefined;
    this.firstWords = undefined;
    this.theirWords = false;
  }

  /** Ends the session; undefined when the subject said nothing in it. */
  end(): Session | undefined {
    this.session = 0;
    const { heldOut, firstWords, theirWords: isTalk, lastOwn: closing } = this;
    if (firstWords === undefined) return undefined;
    return { heldOut, firstWords, isTalk, openedBySubject: this.#openedBySubject, opening: this.#opening, closing };
  }

  /** Whether a dialogue of this chat lies in a held-out session; undefined when that is too long ago. */
  holdsOut({ session }: Dialogue): boolean | undefined {
    if (session === this.#sessionId) return this.heldOut;
    return session === this.#beforeId ? this.#beforeHeldOut : undefined;
  }

  /** A bubble was counted: its turn will want to know how long and of what source it was. */
  said(id: string, chars: number, source: StyleSource): void {
    this.#bubbles.push({ id, chars, source });
  }

  /** The bubbles of a turn that is over, all together: a turn of which a part was typed is none of voice. */
  turn(items: readonly string[]): { chars: number; source: StyleSource } {
    const bubbles = this.#bubbles;
    let left = 0;
    let chars = 0;
    let source: StyleSource = 'voice';
    for (const bubble of bubbles) {
      if (!items.includes(bubble.id)) {
        bubbles[left++] = bubble;
        continue;
      }
      chars += bubble.chars;
      if (bubble.source !== 'voice') source = 'chat';
    }
    bubbles.length = left;
    return { chars, source };
  }
}
