import { upsert } from '../../core/upsert.ts';
import type { SourceFile } from '../rows/collector.ts';
import type { Names } from '../rows/names.ts';
import { MESSAGE, type RowTable } from '../rows/row-table.ts';
import { type DisplayNames, idsIn, isIdOf } from './display-names.ts';
import { isGroupId } from './groups.ts';
import { NamesBefore } from './names-before.ts';
import type { Persons } from './persons.ts';
import { type ApartChat, SharedFileNames } from './shared-file-names.ts';

/**
 * Gives every chat the name that it has for the subject, by changing `conversation` of the rows:
 *
 * - On the mother's phone the chat with the father is called after him, and so it is on the daughter's phone. If he is
 *   the subject, those are two chats: one with the mother and one with the daughter.
 * - A chat of which an export knows only a name takes the id of the one person or group with this name; a chat of which
 *   it knows only an id takes the name.
 * - A chat named after both people in it is with the one who is not the subject.
 * - A chat named after a file, where other files have the same name, is with those who write in it (see
 *   shared-file-names.ts).
 *
 * A name that no export gives the chat itself stays what it was when the same file was read before (see
 * names-before.ts).
 *
 * Returns the conversations that may still be another one under another name, because nothing says with whom they are.
 */
export function nameChats(
  table: RowTable,
  names: Names,
  files: readonly SourceFile[],
  persons: Persons,
  called: DisplayNames,
  /** Person who owns the account that a file was exported from, by number of the file; -1 where unknown. */
  owners: Int32Array,
  isSubject: (person: number) => boolean,
  /** Owner of the phone for exports that do not tell. */
  phoneOf: { id?: string; name: string } | null,
): Set<number> {
  const loose = new Set<number>();
  const ids = idsOf(names, persons);
  const found = new Map<number, number>();
  const count = names.conversations.length;
  const phone = phoneOf ? persons.named(phoneOf.id ?? phoneOf.name) : undefined;
  const isOneself = (person: number, file: number) => isSubject(person) || person === owners[file] || person === phone;
  const shared = new SharedFileNames(table, names, files, persons, called, isOneself);
  const before = new NamesBefore(table, names, files);
  const own = new Set(names.senders.filter((_, n) => isSubject(persons.of(n))).map(({ name }) => name));
  for (let row = 0; row < table.length; row++) {
    if (table.kind[row] !== MESSAGE) continue;
    const conversation = table.conversation[row] as number;
    const file = table.file[row] as number;
    table.conversation[row] = upsert(found, file * count + conversation, () => renamed(conversation, file));
  }
  return loose;

  function renamed(conversation: number, file: number): number {
    const owner = owners[file] as number;
    const { id, name, between, group } = names.conversations[conversation] ?? { id: '' };
    const other = between && partnerOf(between);
    if (other !== undefined) return withPartner(other);
    const known = ids[conversation];
    const partner = group ? undefined : persons.named(known ?? id);
    if (partner !== undefined && isSubject(partner)) {
      const holder = owner < 0 || persons.idOf(owner) === undefined ? phoneOf : personOf(owner, file);
      if (holder && !(owner >= 0 && isSubject(owner)))
        return chatWith(holder.id ?? holder.name ?? '', holder.name, false);
      // Another export may call it by the id.
      const number = known === undefined || known === id ? conversation : chatWith(known, name, group);
      loose.add(number);
      return number;
    }
    const apart = known === undefined ? shared.chatOf(file, conversation) : undefined;
    if (apart) return withThose(apart, id, group);
    if (known === undefined) loose.add(conversation);
    const chat = known ?? id;
    const shown =
      name !== undefined && called.isId(name) ? (called.chat(chat, before.nameOf(file, chat)) ?? name) : name;
    return chat === id && shown === name
      ? conversation
      : chatWith(chat, shown, group ?? (known === undefined ? undefined : isGroupId(known)));
  }

  function withThose(chat: ApartChat, label: string, group: boolean | undefined): number {
    const told = 'person' in chat ? (called.person(chat.person) ?? persons.idOf(chat.person) ?? '') : chat.folder;
    if ('person' in chat && !group) return withPartner(told, chat.person);
    const number = chatWith(`${label} (${told})`, undefined, group);
    loose.add(number);
    return number;
  }

  function personOf(person: number, file: number): { id?: string; name?: string } {
    const id = persons.idOf(person) as string;
    return { id, name: called.person(person, before.nameOf(file, id)) ?? id };
  }

  /** Returns the name that is not the subject's; undefined where both or neither is. */
  function partnerOf(between: readonly [string, string]): string | undefined {
    const others = between.filter((name) => !own.has(name));
    return others.length === 1 ? others[0] : undefined;
  }

  function withPartner(name: string, person = persons.named(name)): number {
    const id = person === undefined ? undefined : persons.idOf(person);
    const chat = chatWith(id ?? name, name, false);
    if (id === undefined) loose.add(chat);
    return chat;
  }

  function chatWith(id: string, name: string | undefined, group: boolean | undefined): number {
    return names.conversation({
      conversation: id,
      ...(name === undefined ? {} : { conversationName: name }),
      ...(group === undefined ? {} : { group }),
    });
  }
}

/**
 * The id of each conversation, found by itself or by its name; undefined where its name belongs to nobody or to
 * several.
 */
function idsOf(names: Names, persons: Persons): (string | undefined)[] {
  const isId = isIdOf(idsIn(names.senders));
  const byName = new Map<string, Set<string>>();
  for (const { id, name } of names.conversations) {
    if (name !== undefined && isId(id)) upsert(byName, name, () => new Set()).add(id);
  }
  return names.conversations.map(({ id, name }) => {
    if (isId(id)) return id;
    const [only, second] = byName.get(name ?? id) ?? [];
    if (only !== undefined && second === undefined) return only;
    const person = persons.named(id);
    return person === undefined ? undefined : persons.idOf(person);
  });
}
