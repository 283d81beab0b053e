import type { ExportFile } from '../../../core/export-file.ts';
import { isAccount } from '../../../parse/cells.ts';
import { csvRows } from '../../../parse/csv-rows.ts';
import { type ChatName, chatOfPath } from './chat-item.ts';

/** Which chat a MemoTrace CSV holds. `allChats`: the one file of "export all", whose rows name their chat themselves. */
export interface MemotraceChat extends ChatName {
  allChats: boolean;
}

/** As many rows tell a private chat from a group; the first few name the peer, and mostly suffice. */
const LOOK_CHARS = 4 * 1024 * 1024;

/**
 * The file is named after the remark of the chat, which is no id. A private chat shows by its peer: the only one who
 * sends, and whose remark or nickname is the file's name; his wxid names the chat then, as in the exports of other tools.
 */
export async function memotraceChat(file: ExportFile): Promise<MemotraceChat> {
  const chat = chatOfPath(file.path);
  const peers = new Set<string>();
  let chars = 0;
  for await (const rows of csvRows(file)) {
    for (const { cells } of rows) {
      const [, , type, , isSender] = cells;
      const [remark = '', nickname = '', sender = ''] = cells.slice(9, 12);
      if (cells.length < 12 || type === '10000') continue;
      if (isSender === '1' && sender === '我') return { name: chat.name, allChats: true };
      const id = sender.split(':', 1)[0] ?? '';
      if (isSender !== '0' || !isAccount(id)) continue;
      if (chat.id === undefined && (asFileName(remark) === chat.name || asFileName(nickname) === chat.name)) {
        return { id, name: chat.name, group: false, allChats: false };
      }
      peers.add(id);
      chars += cells.join().length;
    }
    if (chat.id !== undefined || peers.size > 1 || chars > LOOK_CHARS) {
      return { ...chat, ...(peers.size > 1 ? { group: true } : {}), allChats: false };
    }
  }
  // One other sender under a name that is not his: a renamed file, or a group in which nobody else spoke.
  return { ...chat, allChats: false };
}

/** What MemoTrace makes of a remark when it names a file after it. */
const asFileName = (name: string) => name.replace(/[\\/:*?"<>|\s.]/gu, '_');
