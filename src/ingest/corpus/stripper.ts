import type { Item, Quote } from '../../core/types.ts';
import { idOfMessage } from '../rows/identity.ts';
import type { Forgotten } from './forgotten.ts';
import type { ForgottenWords } from './forgotten-words.ts';

/**
 * Removes forgotten words that others repeat from what stays: quotes of forgotten items, comments by forgotten people.
 */
export class Stripper {
  readonly #forgotten: Forgotten;
  readonly #words: ForgottenWords | undefined;

  /** `words`: those of the forgotten rows of this run; without them quotes are known by sender and id alone. */
  constructor(forgotten: Forgotten, words?: ForgottenWords) {
    this.#forgotten = forgotten;
    this.#words = words;
  }

  /** `chat`: id of the chat in which the item stands. */
  strip(item: Pick<Item, 'kind' | 'quote' | 'comments'>, chat: string): void {
    if (item.quote && this.#isQuoted(item.kind, item.quote, chat)) delete item.quote;
    if (!item.comments) return;
    const rest = item.comments.filter(({ sender, replyTo }) => {
      if (this.#forgotten.hasSender(sender)) return false;
      return replyTo === undefined || !this.#forgotten.hasCalled(replyTo);
    });
    if (rest.length) item.comments = rest;
    else delete item.comments;
  }

  #isQuoted(kind: Item['kind'], quote: Quote, chat: string): boolean {
    const { sender, messageId } = quote;
    if (sender && this.#forgotten.hasCalled(sender)) return true;
    if (messageId && this.#forgotten.hasItem(idOfMessage(kind, messageId, this.#forgotten.sha256))) return true;
    return this.#words?.areQuoted(quote, chat) === true;
  }
}
