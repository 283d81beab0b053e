import type { ExportFile } from '../../../core/export-file.ts';
import { upsert } from '../../../core/upsert.ts';
import { isAccount } from '../../../parse/cells.ts';
import { tableRows } from '../../../parse/table.ts';
import { type ChatName, chatOfFile } from './chat-item.ts';

/**
 * Which chat a MemoTrace CSV holds. `allChats`: the single file of "export all", whose rows name their chats
 * themselves.
 */
export interface MemotraceChat extends ChatName {
  allChats: boolean;
}

/** In this many messages a private chat can be told from a group in which one member talks most. */
const LOOK_ROWS = 4000;

/**
 * Finds the chat of a file. The file is named after the remark of the chat, which is no id. In a private chat one
 * person besides the owner sends, and that person's remark or nickname is the file's name; the wxid then names the
 * chat, as in the exports of other tools. The owner is decided by the majority of a person's rows, because `IsSender`
 * is wrong in some rows (4 of 96 in WeClone's file).
 */
export async function memotraceChat(file: ExportFile): Promise<MemotraceChat> {
  const chat = chatOfFile(file);
  if (/(?:^|\/)messages\.(?:csv|txt|xlsx)$/iu.test(file.path)) return { name: chat.name, allChats: true };
  const sides = new Map<string, { sent: number; received: number; namesFile: boolean }>();
  let looked = 0;
  // The file may be a piece of a long one. Every piece must come to the same answer, so all look at the beginning of
  // the whole file.
  const whole = file.folder.get(file.path) ?? file;
  look: for await (const rows of tableRows(whole)) {
    for (const { cells } of rows) {
      const [, , type, , isSender] = cells;
      const [remark = '', nickname = '', sender = ''] = cells.slice(9, 12);
      if (cells.length < 12 || type === '10000') continue;
      if (isSender === '1' && sender === '我') return { name: chat.name, allChats: true };
      const id = sender.split(':', 1)[0] ?? '';
      if (!isAccount(id)) continue;
      const side = upsert(sides, id, () => ({ sent: 0, received: 0, namesFile: false }));
      if (isSender === '1') side.sent++;
      else if (isSender === '0') side.received++;
      side.namesFile ||= asFileName(remark) === chat.name || asFileName(nickname) === chat.name;
      if (++looked >= LOOK_ROWS) break look;
    }
  }
  const peers = [...sides].filter(([, { sent, received }]) => received > sent);
  const [peer] = peers;
  if (peers.length > 1) return { ...chat, group: true, allChats: false };
  if (chat.id === undefined && peer?.[1].namesFile) return { ...chat, id: peer[0], group: false, allChats: false };
  // One other sender with another name than the file: a renamed file, or a group in which nobody else spoke.
  return { ...chat, allChats: false };
}

/** What MemoTrace makes of a remark when it names a file after it. */
const asFileName = (name: string) => name.replace(/[\\/:*?"<>|\s.]/gu, '_');
