import type { Names } from '../rows/names.ts';
import { MESSAGE, ROW, type RowTable } from '../rows/row-table.ts';
import { idsIn, isIdOf } from './display-names.ts';
import { isUntold } from './subject.ts';

/**
 * Gives the partner of a private chat the id of the chat where an export has ids of chats and only names of people:
 * nobody else's messages are received there, and who is called as the chat is nobody else. A name under which something
 * was also sent there is left alone. So are items of the earlier corpus: their chat is called after whomever it is with
 * for the subject, who need not be the partner of the phone.
 */
export function namePartners(table: RowTable, names: Names): void {
  const { senders, conversations } = names;
  const isId = isIdOf(idsIn(senders));
  const isOpen = conversations.map(({ id, group }) => group === false && isId(id));
  if (!isOpen.includes(true)) return;
  const isSettled = senders.map(({ id }, n) => id !== undefined || isUntold(names, n));
  const width = senders.length;
  /** A chat and a sender who has only a name, as one number; -1 where there is nothing to find out. */
  const keyOf = (row: number): number => {
    const [conversation, sender] = [table.conversation[row] as number, table.sender[row] as number];
    const isOf = table.kind[row] === MESSAGE && isOpen[conversation] && !isSettled[sender];
    return isOf && !table.has(row, ROW.earlier) ? conversation * width + sender : -1;
  };
  const theirs = new Set<number>();
  const own = new Set<number>();
  for (let row = 0; row < table.length; row++) {
    const key = keyOf(row);
    if (key < 0) continue;
    if (table.has(row, ROW.sent)) own.add(key);
    else if (table.has(row, ROW.received)) theirs.add(key);
    else if (conversations[Math.floor(key / width)]?.name === senders[key % width]?.name) theirs.add(key);
  }
  const partners = new Map<number, number>();
  for (const key of theirs) {
    const { id } = conversations[Math.floor(key / width)] ?? {};
    const { name = '' } = senders[key % width] ?? {};
    const aliases = [...(names.aliases.get(key % width) ?? [])];
    if (id !== undefined && !own.has(key)) partners.set(key, names.sender({ id, name, aliases }));
  }
  if (partners.size === 0) return;
  for (let row = 0; row < table.length; row++) {
    const partner = partners.get(keyOf(row));
    if (partner !== undefined) table.sender[row] = partner;
  }
}
