import type { ExportFile } from '../../../core/export-file.ts';
import { isAccount } from '../../../parse/cells.ts';
import { csvRows } from '../../../parse/csv-rows.ts';
import { type ChatName, chatOfPath } from './chat-item.ts';

/** Which chat a MemoTrace CSV holds. `allChats`: the one file of "export all", whose rows name their chat themselves. */
export interface MemotraceChat extends ChatName {
  allChats: boolean;
}

/** So many received messages tell a private chat from a group in which one member talks most. */
const LOOK_ROWS = 2000;

/**
 * The file is named after the remark of the chat, which is no id. A private chat shows by its peer: the only one who
 * sends, and whose remark or nickname is the file's name; his wxid names the chat then, as in the exports of other tools.
 */
export async function memotraceChat(file: ExportFile): Promise<MemotraceChat> {
  const chat = chatOfPath(file.path);
  if (/(?:^|\/)messages\.csv$/iu.test(file.path)) return { name: chat.name, allChats: true };
  const peers = new Set<string>();
  let namesFile = false;
  let received = 0;
  // Of a long file this may be a run of rows: every run must come to the same answer, so all look at the file's beginning.
  const whole = file.folder.get(file.path) ?? file;
  look: for await (const rows of csvRows(whole)) {
    for (const { cells } of rows) {
      const [, , type, , isSender] = cells;
      const [remark = '', nickname = '', sender = ''] = cells.slice(9, 12);
      if (cells.length < 12 || type === '10000') continue;
      if (isSender === '1' && sender === '我') return { name: chat.name, allChats: true };
      const id = sender.split(':', 1)[0] ?? '';
      if (isSender !== '0' || !isAccount(id)) continue;
      peers.add(id);
      namesFile ||= asFileName(remark) === chat.name || asFileName(nickname) === chat.name;
      if (peers.size > 1 || ++received >= LOOK_ROWS) break look;
    }
  }
  const [peer] = peers;
  if (peers.size > 1) return { ...chat, group: true, allChats: false };
  if (chat.id === undefined && peer !== undefined && namesFile)
    return { ...chat, id: peer, group: false, allChats: false };
  // One other sender under a name that is not his: a renamed file, or a group in which nobody else spoke.
  return { ...chat, allChats: false };
}

/** What MemoTrace makes of a remark when it names a file after it. */
const asFileName = (name: string) => name.replace(/[\\/:*?"<>|\s.]/gu, '_');
