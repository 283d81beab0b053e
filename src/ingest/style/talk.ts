import type { StyleSource } from '../../core/style.ts';
import type { Dialogue, Item, Seconds } from '../../core/types.ts';
import { sessionId } from '../turns.ts';
import type { Bucket } from './bucket.ts';

/** What is remembered of one chat while its messages go by: the session in hand and who spoke last. */
export class Talk {
  readonly id: string;
  name: string;
  readonly group: boolean;
  /** A number, rising; 0 between sessions. */
  session = 0;
  heldOut = false;
  last: Seconds = Number.NaN;
  openedBySubject = false;
  /** The first message of the session, and the last one, where they are the subject's. */
  opening: Item | undefined;
  lastOwn: Item | undefined;
  ownWords = false;
  theirWords = false;
  /** When the others wrote last, unanswered; NaN when nothing is open. */
  asked: Seconds = Number.NaN;
  /** The bucket that was used last, since most messages go where the one before went. */
  bucket: Bucket | undefined;
  bucketYear = '';
  bucketSource: StyleSource = 'chat';
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
    this.openedBySubject = item.bySubject;
    this.opening = item.bySubject ? item : undefined;
    this.lastOwn = undefined;
    this.ownWords = false;
    this.theirWords = false;
  }

  /** Whether a dialogue of this chat lies in a held-out session; undefined when that is too long ago. */
  holdsOut({ session }: Dialogue): boolean | undefined {
    if (session === this.#sessionId) return this.heldOut;
    return session === this.#beforeId ? this.#beforeHeldOut : undefined;
  }
}
