import type { ExportFile } from '../../../core/export-file.ts';
import { upsert } from '../../../core/upsert.ts';
import { isAccount } from '../../../parse/cells.ts';
import { tableRows } from '../../../parse/table.ts';
import { type ChatName, chatOfFile } from './chat-item.ts';

/** Which chat a MemoTrace CSV holds. `allChats`: the one file of "export all", whose rows name their chat themselves. */
export interface MemotraceChat extends ChatName {
  allChats: boolean;
}

/** So many messages tell a private chat from a group in which one member talks most. */
const LOOK_ROWS = 4000;

/**
 * The file is named after the remark of the chat, which is no id. A private chat shows by its peer: the only one besides
 * the owner who sends, and whose remark or nickname is the file's name; his wxid names the chat then, as in the exports of
 * other tools. Who is the owner is what most of somebody's rows say: `IsSender` is wrong in some (4 of 96 in WeClone's file).
 */
export async function memotraceChat(file: ExportFile): Promise<MemotraceChat> {
  const chat = chatOfFile(file);
  if (/(?:^|\/)messages\.(?:csv|txt|xlsx)$/iu.test(file.path)) return { name: chat.name, allChats: true };
  const sides = new Map<string, { sent: number; received: number; namesFile: boolean }>();
  let looked = 0;
  // Of a long file this may be a run of rows: every run must come to the same answer, so all look at the file's beginning.
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
  // One other sender under a name that is not his: a renamed file, or a group in which nobody else spoke.
  return { ...chat, allChats: false };
}

/** What MemoTrace makes of a remark when it names a file after it. */
const asFileName = (name: string) => name.replace(/[\\/:*?"<>|\s.]/gu, '_');
