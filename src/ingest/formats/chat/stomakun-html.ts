import type { ExportFile } from '../../../core/export-file.ts';
import { decodeText } from '../../../parse/decode.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import { findNode, findTag, type HtmlElement, loadHtml, textOf } from '../../../parse/html-text.ts';
import { looseTime } from '../../../parse/loose-time.ts';
import { systemKind } from '../../../parse/wechat-types.ts';
import { place } from '../../read/discover.ts';
import type { Reader } from '../../reader.ts';
import { type ChatName, type ItemFields, itemMaker, partner } from '../families/chat-item.ts';
import { pageTitle } from '../families/page-title.ts';
import { byStomakunWords, stomakunChat } from '../families/stomakun-chat.ts';

/**
 * WechatExport-iOS by stomakun (2015 to 2017), iPhone backups as a page: one table row per message.
 *   <tr><td…><img src="Portrait/laomo_cm.jpg" … /><br />老默</td><td…>2022/3/5<br />7:58:40</td><td>带了，门口那把黑的。</td></tr>
 * Pictures are named after accounts, as are the owner's folder and the file of a chat; a person without a picture is
 * known by the name under it alone, which in a private chat is that of the title or the owner's. The time is in the
 * style of the computer that exported. Sources: stomakun/WechatExport-iOS b22148f and 85ab247, wechat.cs.
 */
export const stomakunHtml: Reader = {
  id: 'stomakun-html',
  title: { en: 'WechatExport-iOS chat (.html, 2017)', zh: 'WechatExport-iOS 聊天记录（网页，2017 年）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: true, transcripts: false, time: 'second' },
  guessesTypes: true,
  detect: ({ text }) =>
    /<title>[^<]* - 微信聊天记录<\/title>/u.test(text) &&
    /<table width="600"/u.test(text) &&
    !/<a href="[^"]+\.html"/u.test(text)
      ? 'yes'
      : 'no',
  async *read(file) {
    const html = await loadHtml();
    const { chat, owner } = stomakunChat(place(file));
    let item = itemMaker('stomakun-html', file, chat);
    let record = 0;
    const wanted = (name: string) => name === 'tr' || name === 'title';
    for await (const node of html.elements(decodeText(file.bytes()), wanted)) {
      if (node.name === 'title') {
        chat.name = pageTitle(`<title>${textOf(node)}</title>`) || chat.name;
        item = itemMaker('stomakun-html', file, chat);
      } else yield item(record++, fieldsOf(file, node, chat, owner));
    }
  },
};

function fieldsOf(file: ExportFile, row: HtmlElement, chat: ChatName, owner: string): ItemFields {
  const cells = row.children.filter((child): child is HtmlElement => typeof child !== 'string' && child.name === 'td');
  const [who, when, what] = cells;
  const name = who ? textOf(who).replaceAll('\u00a0', ' ').trim() : '';
  const shown = when ? textOf(when).replaceAll('\u00a0', ' ').replace('\n', ' ').trim() : '';
  const time = looseTime(shown)?.time ?? null;
  if (!what || (name !== '' && time === null))
    return { sender: { name }, text: textOf(row).trim(), dropped: 'unreadable' };
  const text = textOf(what);
  if (time === null) {
    const words = text.replace(/^系统消息: ?/u, '');
    return { sender: { name: '' }, text: words, dropped: systemKind(words).dropped ?? 'system-line' };
  }
  const account = who && accountOfPicture(who);
  const side = account === owner || (name === owner && name !== chat.name) ? 'sent' : sideByName(name, chat);
  const known = side === 'received' ? partner(name, chat) : { name };
  const sender = account && account !== name && !known.aliases ? { name, aliases: [account] } : known;
  return { sender, time, ...(side ? { direction: side } : {}), ...content(file, what, text) };
}

/** In a private chat whoever is not the partner is the owner, unless both have one name. */
function sideByName(name: string, chat: ChatName): 'sent' | 'received' | undefined {
  if (name === chat.name) return 'received';
  return chat.group === false && name ? 'sent' : undefined;
}

function accountOfPicture(cell: HtmlElement): string | undefined {
  const account = /^Portrait\/(.+)\.jpg$/u.exec(findTag(cell, 'img')?.attribs.src ?? '')?.[1];
  return account?.replace(/_hd$/u, '');
}

function content(file: ExportFile, cell: HtmlElement, text: string): Partial<ItemFields> {
  const audio = findTag(cell, 'audio');
  if (audio) return { type: 'voice', media: findVoice(file, findTag(audio, 'source')?.attribs.src ?? null) };
  if (findTag(cell, 'video') || text.includes('（视频丢失）')) return { type: 'video' };
  const bold = findNode(cell, (node) => node.name === 'b');
  if (bold && findTag(cell, 'a')) return { type: 'link', title: textOf(bold).trim() };
  const picture = findTag(cell, 'img');
  if (picture && !text.trim()) {
    const source = picture.attribs.src ?? '';
    if (/(?:^|\/)Emoji\//u.test(source)) return { type: 'sticker' };
    const linked = findTag(cell, 'a')?.attribs.href;
    return { type: 'image', media: findMedia(file, linked ?? source) };
  }
  return byStomakunWords(text);
}
