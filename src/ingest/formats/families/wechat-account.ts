import type { Sender } from '../../../core/types.ts';

/**
 * The sender of an article: its author, else its account. The other one and the account's id become further names,
 * since a user may know the sender by any of them. There is no `id`: accounts and people have different kinds of ids.
 */
export function accountSender(author: string, account: string, accountId = ''): { author?: Sender } {
  const name = author || account;
  if (!name) return {};
  const aliases = [...new Set([account, accountId])].filter((alias) => alias && alias !== name);
  return { author: { name, ...(aliases.length ? { aliases } : {}) } };
}
