import type { Sender } from '../../../core/types.ts';
import { detach } from '../../../parse/detach.ts';

/**
 * Makes each sender once, shared by all of that person's messages: a chat has a handful of senders and a million
 * messages.
 */
export class SenderCache {
  readonly #senders = new Map<string, Sender>();
  readonly #make: (key: string) => Sender;

  /**
   * `make` is called once per key. No group has more members than the cache holds; if it is full, the oldest senders
   * are made anew.
   */
  constructor(make: (key: string) => Sender) {
    this.#make = make;
  }

  of(key: string): Sender {
    let sender = this.#senders.get(key);
    if (!sender) {
      if (this.#senders.size >= MAX_SENDERS) this.#senders.clear();
      const kept = detach(key);
      sender = this.#make(kept);
      this.#senders.set(kept, sender);
    }
    return sender;
  }
}
const MAX_SENDERS = 50_000;

/** The same by account and names; either may be empty. */
export class NamedSenders {
  readonly #senders = new SenderCache((key) => {
    const [id, ...names] = key.split('\u0000');
    return senderOf(id || undefined, names);
  });

  of(id: string, names: readonly string[]): Sender {
    return this.#senders.of([id, ...names].join('\u0000'));
  }
}

/** A sender by what an export calls them; empty and repeated names are left out. */
export function senderOf(id: string | undefined, names: readonly (string | null | undefined)[]): Sender {
  const known = [...new Set(names.filter((name): name is string => typeof name === 'string' && name !== ''))];
  const sender: Sender = { name: detach(known[0] ?? id ?? '') };
  if (id) sender.id = detach(id);
  const aliases = known
    .slice(1)
    .filter((name) => name !== id)
    .map(detach);
  if (aliases.length) sender.aliases = aliases;
  return sender;
}
