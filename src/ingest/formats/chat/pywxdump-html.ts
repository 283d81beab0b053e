import type { ExportFile } from '../../../core/export-file.ts';
import { literalItems, parseLiteral } from '../../../parse/js-literal.ts';
import { isObject, type JsonObject, obj, str } from '../../../parse/loose-json.ts';
import type { Reader } from '../../reader.ts';
import { chatOfFile, itemMaker, NOBODY } from '../families/chat-item.ts';
import { type PywxdumpColumn, pywxdumpRows, usersIn } from '../families/pywxdump.ts';

/**
 * PyWxDump chat as a page: the page is only a viewer, and the messages stand in `data.js` beside it, one value per
 * line.
 *   const local_mywxid = 'wxid_chenmo01'
 *   const local_user_list = {"wxid_chenmo01": {"wxid": "wxid_chenmo01", "nickname": "老默", …}}
 *   const local_msg_list = [{"id": 1, "MsgSvrID": "1825462804558386802", "type_name": "文本", …}]
 * Users and messages are those of its JSON export. Source: xaoyaoo/PyWxDump 3f9f864, exportHtml.py.
 */
export const pywxdumpHtml: Reader = {
  id: 'pywxdump-html',
  title: { en: 'PyWxDump chat (data.js of its page)', zh: 'PyWxDump 聊天记录（网页的 data.js）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  // The list of users may be longer than what detection sees.
  detect: ({ text }) =>
    MARKER.test(text) || (OWNER.test(text) && /local_user_list/u.test(text)) || VIEWER.test(text) ? 'yes' : 'no',
  async *read(file) {
    const item = itemMaker('pywxdump-html', file, chatOfFile(file));
    let make: Awaited<ReturnType<typeof pywxdumpRows>> | undefined;
    const data = dataOf(file);
    if (!data) return;
    for await (const part of literalItems(data, { marker: MARKER, resync: ENTRY })) {
      if ('before' in part) {
        make = await pywxdumpRows('pywxdump-html', file, {
          users: usersAbove(part.before),
          owner: OWNER.exec(part.before)?.[1],
        });
        continue;
      }
      for (const { value, record } of part.items) {
        const row = isObject(value) ? value : null;
        const found = row && make?.((column: PywxdumpColumn) => str(row[column]), record);
        yield found ?? item(record, { sender: NOBODY, dropped: 'unreadable' });
      }
    }
  },
};

/** The page of the viewer, which loads `data.js`. */
const VIEWER = /<title>PyWxDump<\/title>[\s\S]*<script src="\.\/data\.js">/u;

/** The file itself; for the viewer's page its data file, unless that was named too and is read by itself. */
function dataOf(file: ExportFile): ExportFile | undefined {
  if (!/\.html?$/iu.test(file.path)) return file;
  const data = file.folder.get(`${file.path.slice(0, file.path.lastIndexOf('/') + 1)}data.js`);
  return data && !file.folder.files.some(({ path }) => path === data.path) ? data : undefined;
}

const MARKER = /const local_msg_list\s*=\s*\[/u;
const OWNER = /const local_mywxid\s*=\s*['"]([\w@.-]+)['"]/u;
const ENTRY = /\{"id": ?\d+, ?"MsgSvrID":/gu;

function usersAbove(before: string): Map<string, JsonObject> {
  const line = /const local_user_list\s*=\s*(\{[^\n]*\})\s*$/mu.exec(before)?.[1];
  try {
    return usersIn(obj(line ? parseLiteral(line) : {}));
  } catch {
    // Names help but are not needed: every row has the ids.
    return new Map();
  }
}
