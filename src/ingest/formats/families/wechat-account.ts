import type { Sender } from '../../../core/types.ts';

/**
 * Who speaks in an article: its author, else its account. The other of the two, and the account's id, are further names
 * of the same one, since a user may know the person by either. No `id`: accounts and people have ids of different kinds.
 */
export function accountSender(author: string, account: string, accountId = ''): { author?: Sender } {
  const name = author || account;
  if (!name) return {};
  const aliases = [...new Set([account, accountId])].filter((alias) => alias && alias !== name);
  return { author: { name, ...(aliases.length ? { aliases } : {}) } };
}
