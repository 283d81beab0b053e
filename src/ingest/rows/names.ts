import { composed } from '../../core/composed.ts';
import type { ReadItem, Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { detach } from '../../parse/detach.ts';

/**
 * Numbers for values that repeat: a chat of a million messages has two senders. The last four values are found without
 * a hash.
 */
class Numbers<T> {
  readonly values: T[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #recent: { a: string; b: string; n: number }[] = [];
  #turn = 0;

  find(a: string, b: string, make: () => T): number {
    for (const recent of this.#recent) if (recent.a === a && recent.b === b) return recent.n;
    const key = `${a}\n${b}`;
    let n = this.#byKey.get(key);
    if (n === undefined) {
      n = this.values.push(make()) - 1;
      this.#byKey.set(key, n);
    }
    this.#recent[this.#turn] = { a, b, n };
    this.#turn = (this.#turn + 1) & 3;
    return n;
  }
}

export interface Conversation {
  id: string;
  name?: string;
  group?: boolean;
  /** See ReadItem. */
  between?: readonly [string, string];
}

/** What exports write that do not know their owner's name, and what people call themselves. */
export const isMyself = (name: string): boolean => /^(?:我|自己|me)$/iu.test(name);

/** Whether a sender has neither name nor id, as in a system line or an unsigned essay. */
export const isNobody = (sender: Sender | undefined): boolean => !sender?.name && sender?.id === undefined;

const composedBoth = ([a, b]: readonly [string, string]) => [composed(a), composed(b)] as const;

/** All senders and conversations of a run, each once per way of naming it, with their names composed. */
export class Names {
  readonly #mentioned = new Map<string, Sender>();
  readonly #senders = new Numbers<Sender>();
  readonly #conversations = new Numbers<Conversation>();
  /** Other names of a sender, by the sender's number; only where an export gives any. */
  readonly aliases = new Map<number, Set<string>>();
  /** Those of the aliases that only earlier runs have read. */
  readonly #recalled = new Map<number, Set<string>>();
  #lastAliases: readonly string[] | undefined;

  get senders(): readonly Sender[] {
    return this.#senders.values;
  }

  get conversations(): readonly Conversation[] {
    return this.#conversations.values;
  }

  sender(sender: Sender): number {
    const id = sender.id ?? '';
    const n = this.#senders.find(id, sender.name, () => {
      const name = composed(sender.name);
      return id ? { id, name } : { name };
    });
    // Readers pass the same list for all messages of a person.
    if (sender.aliases !== undefined && sender.aliases !== this.#lastAliases) {
      this.#lastAliases = sender.aliases;
      const known = upsert(this.aliases, n, () => new Set<string>());
      const recalled = this.#recalled.get(n);
      for (const alias of sender.aliases) {
        if (!alias) continue;
        known.add(composed(alias));
        recalled?.delete(composed(alias));
      }
    }
    return n;
  }

  /** Gives a sender other names that an earlier run has read: they tell who somebody is, and are shown no more. */
  recall(sender: Sender, aliases: readonly string[]): void {
    const n = this.sender(sender);
    const known = upsert(this.aliases, n, () => new Set<string>());
    const recalled = upsert(this.#recalled, n, () => new Set<string>());
    for (const alias of aliases.map(composed)) {
      if (!known.has(alias)) recalled.add(alias);
      known.add(alias);
    }
  }

  /** The other names of a sender that an export of this run or an item of an earlier one gives. */
  aliasesRead(n: number): string[] {
    const recalled = this.#recalled.get(n);
    return [...(this.aliases.get(n) ?? [])].filter((alias) => !recalled?.has(alias));
  }

  /** Gives people and chats the names of `restored`, a new one for an old one; people keep the old one as an alias. */
  restore(restored: ReadonlyMap<string, string>): void {
    this.#senders.values.forEach((sender, n) => {
      const name = restored.get(sender.name);
      if (name === undefined) return;
      upsert(this.aliases, n, () => new Set<string>()).add(sender.name);
      sender.name = name;
    });
    for (const chat of this.#conversations.values) {
      chat.id = restored.get(chat.id) ?? chat.id;
      if (chat.name !== undefined) chat.name = restored.get(chat.name) ?? chat.name;
    }
  }

  /** Everybody whom the exports name, whether they wrote anything or not. */
  get mentioned(): Iterable<Sender> {
    return this.#mentioned.values();
  }

  /** Notes a member of a group or somebody who is quoted. Who wrote what is decided without these people. */
  mention(person: Sender): void {
    if (!person.name && person.id === undefined) return;
    const { id, name, aliases } = person;
    upsert(this.#mentioned, [id ?? '', name, ...(aliases ?? [])].join('\n'), () => ({
      ...(id === undefined ? {} : { id: detach(id) }),
      name: detach(composed(name)),
      ...(aliases === undefined ? {} : { aliases: aliases.map((alias) => detach(composed(alias))) }),
    }));
  }

  /**
   * Notes the people whom an item names besides its sender: who is quoted, who comments or is answered, and who is on a
   * card.
   */
  mentionIn({ type, title, quote, comments = [] }: Pick<ReadItem, 'type' | 'title' | 'quote' | 'comments'>): void {
    if (quote?.sender) this.mention({ name: quote.sender });
    if (type === 'card' && title) this.mention({ name: title });
    for (const { sender, replyTo } of comments) {
      this.mention(sender);
      if (replyTo) this.mention({ name: replyTo });
    }
  }

  conversation(item: Pick<ReadItem, 'conversation' | 'conversationName' | 'group' | 'between'>): number {
    const group = item.group === undefined ? '' : item.group ? '1' : '0';
    const n = this.#conversations.find(item.conversation, group + (item.conversationName ?? ''), () => ({
      id: composed(item.conversation),
      ...(item.conversationName === undefined ? {} : { name: composed(item.conversationName) }),
      ...(item.group === undefined ? {} : { group: item.group }),
    }));
    // Items of an earlier corpus do not have `between`.
    if (item.between !== undefined)
      (this.#conversations.values[n] as Conversation).between ??= composedBoth(item.between);
    return n;
  }
}
