import type { ExportFile } from '../../../core/export-file.ts';
import type { Sender } from '../../../core/types.ts';
import { decodeText } from '../../../parse/decode.ts';
import { findNode, findTag, type HtmlElement, loadHtml, textOf } from '../../../parse/html-text.ts';
import { place } from '../../read/discover.ts';
import type { Reader } from '../../reader.ts';
import { unreadableRow } from '../families/json-chat.ts';
import { type PywxdumpColumn, type PywxdumpPage, pywxdumpRows } from '../families/pywxdump.ts';
import { senderOf } from '../families/sender-cache.ts';

/**
 * PyWxDump's pages of 2023 and 2024, 200 or 500 messages each: `export/wxid_linxiao88_林晓_晓晓/晓晓_0.html`, the folder
 * naming the account, the nickname and the remark, the page the remark.
 *   <tr id="1318260923170456201"><div style="background-color: #f3e9c1;">
 *     <label style="color:#A13A50">[我][文本] 2023-09-28 12:05:12</label><br><p>下午四点下班</p></div></tr>
 * Others than the owner have other colours. They are called by their remark, in a group by their wxid; the first
 * versions write 发 and 收 in place of all names. The sound of a voice message lies in the page itself as a data URI,
 * and so does a picture; it is found where somebody has saved it under the id of the message. Source: xaoyaoo/PyWxDump
 * eac1f6d and deb90ce, templates/chat.html; 01040f4, view_chat.py.
 */
export const pywxdumpPages: Reader = {
  id: 'pywxdump-pages',
  title: { en: 'PyWxDump chat, pages of 2023 and 2024 (.html)', zh: 'PyWxDump 聊天记录（2023–2024 年的网页）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: true, quotes: true, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) => (text.includes('<title>chat</title>') && ROW.test(text) ? 'yes' : 'no'),
  async *read(file) {
    const html = await loadHtml();
    const make = await pywxdumpRows('pywxdump-pages', file, { users: new Map(), page: pageOf(file) });
    let record = 0;
    for await (const row of html.elements(decodeText(file.bytes()), isMessage)) {
      const cells = cellsOf(row);
      const item = cells && make((column) => cells[column] ?? '', record);
      if (item?.type === 'voice' && !item.media?.path && holdsSound(row)) {
        item.media = { path: '', ...item.media, embedded: true };
      }
      yield item ?? unreadableRow('pywxdump-pages', file, record, textOf(row).trim());
      record++;
    }
  },
};

const ROW =
  /<tr id="\d+">\s*<div style="background-color: #[0-9a-f]{6};">\s*<label style="color:#(?:A13A50|f54f71)">\[/u;

const isMessage = (name: string, { id = '' }: HtmlElement['attribs']) => name === 'tr' && /^\d+$/u.test(id);

const holdsSound = (row: HtmlElement): boolean =>
  findNode(row, ({ attribs }) => attribs.src?.startsWith('data:audio/') === true) !== undefined;

const OWN = '#A13A50';

function cellsOf(row: HtmlElement): Partial<Record<PywxdumpColumn, string>> | null {
  const label = findTag(row, 'label');
  // The name may hold brackets, the type does not.
  const [, called = '', type = '', time = ''] =
    (label && /^\[([\s\S]*)\]\[([^\]]*)\] (\d[\d: -]*)$/u.exec(textOf(label).trim())) ?? [];
  if (!label || !time) return null;
  const own = label.attribs.style?.includes(OWN) ?? false;
  const words = findNode(row, ({ name }) => name === 'p');
  return {
    MsgSvrID: row.attribs.id ?? '',
    type_name: type,
    is_sender: own ? '1' : '0',
    talker: own ? '我' : called || UNNAMED,
    msg: words ? textOf(words).replace(/\r\n/gu, '\n') : '',
    CreateTime: time,
  };
}

/** The chat of a page by its folder, as far as that tells the account; else by the name of the page. */
function pageOf(file: ExportFile): PywxdumpPage {
  const [page = '', folder = ''] = place(file).split('/').reverse();
  const remark = page.replace(/_\d+\.html?$/iu, '');
  const { id, nickname } = accountIn(folder, remark);
  const group = id?.endsWith('@chatroom');
  const name = remark || nickname || id || page;
  const peer = senderOf(id, [remark, nickname]);
  return {
    chat: { conversation: id ?? name, conversationName: name, ...(group === undefined ? {} : { group }) },
    senderOf: (called): Sender => {
      if (group) return called === UNNAMED ? { name: '' } : { id: called, name: called };
      if (id) return peer;
      if (called === UNNAMED || called === remark) return { name };
      return /^wxid_\w+$/u.test(called) ? { id: called, name: called } : { name: called };
    },
  };
}

/** What the first versions call everybody but the owner. */
const UNNAMED = '收';

/** Reads `wxid_linxiao88_林晓_晓晓`; an account that may hold the mark between them is told only where no nickname can. */
function accountIn(folder: string, remark: string): { id?: string; nickname?: string } {
  if (!folder.endsWith(`_${remark}`)) return {};
  const rest = folder.slice(0, -remark.length - 1);
  const [, id, nickname] = FOLDERS.map((form) => form.exec(rest)).find((found) => found) ?? [];
  return id ? { id, ...(nickname ? { nickname } : {}) } : {};
}
const FOLDERS = [
  /^(wxid_[^_]+|gh_[^_]+|\d+@[a-z]+)_(.*)$/su,
  /^([A-Za-z][A-Za-z\d-]{4,})_([^_]*)$/u,
  /^([A-Za-z][\w-]{4,})_([^_]*[^\p{ASCII}_][^_]*)$/u,
];
