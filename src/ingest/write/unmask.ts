import type { Item, Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { PersonNames, RedactionKey } from '../../parse/privacy/key.ts';
import {
  holdsPlaceholder,
  PLACEHOLDER,
  type PlaceholderKind,
  personNumber,
  readPlaceholder,
} from '../../parse/privacy/placeholder.ts';

/**
 * A masked text of the corpus as it was read, restored by the key. So a message that another tool exports later is
 * recognised although a number in it was masked. A value that was written with blanks or dashes comes back without
 * them, and a person with several names by the first.
 */
export function unmask(text: string, key: RedactionKey): string {
  PLACEHOLDER.lastIndex = 0;
  return text.replace(PLACEHOLDER, (placeholder) => {
    const { kind, number } = readPlaceholder(placeholder) ?? {};
    if (kind === undefined || number === undefined) return placeholder;
    if (kind === 'person') return nameOf(key.person[number - 1]) ?? placeholder;
    return key.values[kind]?.[number - 1] || placeholder;
  });
}

const nameOf = (person: PersonNames | undefined) => person?.names[0] ?? person?.ids[0];

/** Every name and id that a name in the corpus may stand for, itself included. */
export function meaningsOf(nameOrId: string, key: RedactionKey | undefined): readonly string[] {
  if (!key) return [nameOrId];
  const person = key.person[(personNumber(nameOrId) ?? 0) - 1];
  return person ? [nameOrId, ...person.names, ...person.ids] : [nameOrId, key.names[nameOrId] ?? nameOrId];
}

/**
 * Whether an item still holds masked parts although it should have been restored; read from another export it would be
 * another message. `words`: its text after restoring.
 */
export const isStillMasked = ({ sender, flags }: Pick<Item, 'sender' | 'flags'>, words: string): boolean =>
  personNumber(sender.name) !== undefined || (flags?.includes('masked') === true && holdsPlaceholder(words));

/** Adds the placeholders of each kind in a text to `counts`. */
export function countPlaceholders(text: string, counts: Map<string, number>): void {
  PLACEHOLDER.lastIndex = 0;
  for (const [placeholder] of text.matchAll(PLACEHOLDER)) {
    const kind = readPlaceholder(placeholder)?.kind;
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
}

type Named = Pick<Item, 'sender' | 'conversation' | 'conversationName' | 'quote' | 'comments'>;

/** Restores the names under which the contents of the corpus were read; each name is looked up once. */
export class Unmasker {
  /** The highest number seen for each kind. */
  readonly highest = new Map<PlaceholderKind, number>();
  readonly #key: RedactionKey | undefined;
  readonly #names = new Map<string, string>();
  readonly #chats = new Map<string, string>();
  readonly #senders = new Map<string, Sender>();

  constructor(key: RedactionKey | undefined) {
    this.#key = key;
  }

  /** Restores the names in an item. Texts stay as they are. */
  restoreNames(item: Named): void {
    item.sender = this.#sender(item.sender);
    item.conversation = this.#chat(item.conversation);
    if (item.conversationName !== undefined) item.conversationName = this.name(item.conversationName);
    if (item.quote?.sender !== undefined) item.quote.sender = this.name(item.quote.sender);
    for (const comment of item.comments ?? []) {
      const { aliases: _, ...sender } = this.#sender(comment.sender);
      comment.sender = sender;
      if (comment.replyTo !== undefined) comment.replyTo = this.name(comment.replyTo);
    }
  }

  /** A masked text as it was read. */
  text(text: string): string {
    return this.#key ? unmask(text, this.#key) : text;
  }

  /** Notes the placeholders in a masked text. */
  see(text: string): void {
    PLACEHOLDER.lastIndex = 0;
    for (const [placeholder] of text.matchAll(PLACEHOLDER)) {
      const { kind, number = 0 } = readPlaceholder(placeholder) ?? {};
      if (kind !== undefined && number > (this.highest.get(kind) ?? 0)) this.highest.set(kind, number);
    }
  }

  /** A sender whose id is a pseudonym gets the first id back, and all others as aliases. */
  #sender(sender: Sender): Sender {
    const { id, name } = sender;
    if (!mayBeMasked(name) && (id === undefined || !mayBeMasked(id))) return sender;
    return upsert(this.#senders, `${id ?? ''}\n${name}`, () => {
      for (const called of [id ?? '', name]) this.see(called);
      const person = this.#personOf(id ?? '') ?? this.#personOf(name);
      if (!person) return { ...sender, name: this.name(name) };
      const [first, ...ids] = id === undefined || this.#personOf(id) ? person.ids : [id];
      const [called = '', ...names] = this.#personOf(name) ? person.names : [this.name(name)];
      const aliases = id === undefined ? names : [...names, ...ids];
      return {
        ...(id === undefined ? {} : { id: first ?? id }),
        name: called,
        ...(aliases.length ? { aliases } : {}),
      };
    });
  }

  /** The chat with a person gets the person's id, where one is known. */
  #chat(id: string): string {
    if (!mayBeMasked(id)) return id;
    return upsert(this.#chats, id, () => this.#personOf(id)?.ids[0] ?? this.name(id));
  }

  /** A masked name as it was read. */
  name(name: string): string {
    if (!mayBeMasked(name)) return name;
    return upsert(this.#names, name, () => {
      this.see(name);
      return this.#key ? (this.#key.names[name] ?? unmask(name, this.#key)) : name;
    });
  }

  /** The person with this pseudonym; undefined where the key does not know the number. */
  #personOf(nameOrId: string): PersonNames | undefined {
    const person = this.#key?.person[(personNumber(nameOrId) ?? 0) - 1];
    return person && person.names.length + person.ids.length > 0 ? person : undefined;
  }
}

/** Placeholders are written with this bracket. */
const mayBeMasked = (name: string) => name.includes('[');
