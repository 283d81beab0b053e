import type { ExportFile } from '../../../core/export-file.ts';
import type { DropReason, ReadItem, Sender } from '../../../core/types.ts';
import type { DropRule } from '../../../core/wording/corpus.ts';
import { serverId } from '../../../parse/cells.ts';
import { type Forms, patReason, placeholder, systemReason } from '../../../parse/placeholders.ts';
import { place } from '../../read/discover.ts';

/** Which chat a file holds, as far as its path tells. */
export interface ChatName {
  /** The partner's wxid, or `…@chatroom`. */
  id?: string;
  name: string;
  group?: boolean;
  /** The names of both people in the chat, where nothing else is known. */
  between?: readonly [string, string];
}

/** The fields in which the records of one chat file differ. */
export type ItemFields = Partial<Omit<ReadItem, 'kind' | 'source' | 'conversation'>> & { sender: Sender };

/** Makes the items of one file. `record`: 1-based line or 0-based index. */
export function itemMaker(
  format: string,
  file: ExportFile,
  chat: ChatName,
): (record: number, fields: ItemFields) => ReadItem {
  const base = {
    kind: 'message' as const,
    conversation: chat.id ?? chat.name,
    conversationName: chat.name,
    ...(chat.group === undefined ? {} : { group: chat.group }),
    ...(chat.between === undefined ? {} : { between: chat.between }),
  };
  return (record, fields) => {
    const item: ReadItem = {
      type: 'text',
      text: '',
      time: null,
      ...base,
      ...fields,
      source: { format, file: file.path, record },
    };
    // Exports give WeChat's own lines the partner, the owner or the chat as sender; none of them wrote these lines.
    if (item.dropped === 'system-line' || item.dropped === 'revoked') {
      item.sender = NOBODY;
      delete item.direction;
    }
    return item;
  };
}

/**
 * The partner of a private chat in a format that gives only names. The path or the head of the file may tell the
 * account. It becomes an alias and not the id, since the message itself has only a name.
 */
export function partner(name: string, chat: ChatName): Sender {
  if (chat.group !== false || !chat.id) return { name };
  const aliases = [chat.name, chat.id].filter((alias) => alias !== name);
  return aliases.length ? { name, aliases } : { name };
}

/** The sender of WeChat's own lines, whoever they name. */
export const NOBODY: Sender = { name: '' };

/**
 * The chat of a file by its path: `聊天记录/陈默(wxid_chenmo01)/陈默.html`, `群聊_一家三口/群聊_一家三口.md`, `林晓/陈默/index.html`. A second
 * export of the same chat is `陈默(1).txt`. The path on disk is used, so the chat is the same whether the user names the
 * folder of all chats or that of one. `cleaned` takes out what an exporter adds to the name of the chat.
 */
export function chatOfFile(file: ExportFile, cleaned: (path: string) => string = (path) => path): ChatName {
  const path = cleaned(place(file));
  const parts = path.split('/');
  const stem = (parts.pop() ?? '').replace(
    /(?:_utf8)?\.(?:html?(?:\.json)?|txt|text|log|md|js|jsonl?|csv|xlsx|sql|docx?|wps|odt|rtf)$/iu,
    '',
  );
  const folder = (parts.pop() ?? '').replace(/\.zip$/iu, '');
  const base = /^(?:index|messages|data|chat|chatlog)$/iu.test(stem) && folder ? folder : stem;
  const [, prefix, bare] = /^(私聊|群聊|公众号|曾经的好友)_(.+)$/su.exec(base) ?? [];
  const name = (bare ?? base).replace(/\(\d{1,3}\)$/u, '') || stem || path;
  const id =
    /\(([\w-]{5,}(?:@chatroom|@openim)?)\)$/u.exec(folder)?.[1] ??
    /\(([\w-]{5,}@chatroom|wxid_\w+|gh_\w+)\)$/u.exec(name)?.[1] ??
    /^\d+@chatroom$/u.exec(name)?.[0];
  const group = prefix ? prefix === '群聊' : id ? id.endsWith('@chatroom') : undefined;
  return {
    name: name.replace(/\((?:[\w-]{5,}@chatroom|wxid_\w+|gh_\w+)\)$/u, '') || name,
    ...(id ? { id } : {}),
    ...(group === undefined ? {} : { group }),
  };
}

/** How an exporter that gives no type writes a chat. */
export interface Habits extends Forms {
  /** WeChat's own lines stand apart from people's, all but pats: what only reads like one was said. */
  marksSystem?: boolean;
}

/** The mark of a row that is no message by its words alone, where the export does not tell it from one. */
export const droppedByWords = (dropped: DropReason): Pick<ReadItem, 'dropped' | 'droppedBy'> => ({
  dropped,
  droppedBy: 'by-words' satisfies DropRule,
});

/** What a message without a type is, by its words alone: one of WeChat's own lines, a placeholder, or words. */
export function byWords(text: string, { marksSystem = false, ...forms }: Habits = {}): Partial<ItemFields> {
  const dropped = marksSystem ? patReason(text) : systemReason(text);
  if (dropped) return { text, ...droppedByWords(dropped) };
  const found = placeholder(text, forms);
  if (!found) return { text };
  const { kind, title, seconds } = found;
  return {
    type: kind.type,
    text: '',
    ...(title ? { title } : {}),
    ...(kind.type === 'voice' ? { media: { path: '', ...(seconds === undefined ? {} : { seconds }) } } : {}),
  };
}

/**
 * Sets the server id of a message, or of a quoted message; a value that is no server id is left out (see `serverId`).
 */
export function setMessageId(told: Pick<ReadItem, 'messageId'>, written: string): void {
  const id = serverId(written);
  if (id !== undefined) told.messageId = id;
}
