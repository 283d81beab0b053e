import type { ExportFile } from '../../../core/export-file.ts';
import { findVoice } from '../../../parse/find-media.ts';
import { literalItems, parseLiteral } from '../../../parse/js-literal.ts';
import { isObject, str } from '../../../parse/loose-json.ts';
import { referredMessage } from '../../../parse/message-xml.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { isRevoke, kindOfV4 } from '../../../parse/wechat-types.ts';
import type { ReadContext, Reader } from '../../reader.ts';
import { byWords, type ChatName, chatOfFile, type ItemFields, itemMaker, NOBODY } from '../families/chat-item.ts';
import { senderOf } from '../families/sender-cache.ts';
import { uncutText } from '../families/uncut-text.ts';
import { weflowDirection } from '../families/weflow-message.ts';

/**
 * CipherTalk chat as a page: one JSON object, which may hold `</script>` in a text, so it is read to its own end.
 *   window.CHAT_DATA = {"meta":{"sessionId":"…"},"members":[{"id":"…","name":"…"}],"messages":[{"timestamp":…,"type":1,…}]}
 * The content of a quote is only the reply; the quoted words may stand in `rawContent`. A voice is
 * `[语音消息] voices/20231230/1703930610.wav transcript`, its length in `rawContent`. Source: ILoveBingLu/CipherTalk.
 */
export const ciphertalkHtml: Reader = {
  id: 'ciphertalk-html',
  title: { en: 'CipherTalk chat (.html)', zh: '密语 CipherTalk 聊天记录（网页）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: true, voice: true, transcripts: true, time: 'second' },
  detect: ({ text }) => (/window\.CHAT_DATA\s*=\s*\{\s*"meta":/u.test(text) ? 'yes' : 'no'),
  async *read(file, { listed }) {
    const chat: ChatName = chatOfFile(file);
    let item = itemMaker('ciphertalk-html', file, chat);
    for await (const part of literalItems(file, { marker: MARKER, resync: ENTRY })) {
      if ('before' in part) {
        readMeta(part.before, chat, listed);
        item = itemMaker('ciphertalk-html', file, chat);
        continue;
      }
      for (const { value, record } of part.items) {
        if (!isObject(value)) yield item(record, { sender: NOBODY, dropped: 'unreadable' });
        else yield item(record, fieldsOf(file, value));
      }
    }
  },
};

const MARKER = /"messages"\s*:\s*\[/u;
const ENTRY = /\{"timestamp":\d+,"sender":"/gu;

/** Reads the part of the object before the messages, which is still open there. */
function readMeta(before: string, chat: ChatName, listed: ReadContext['listed']): void {
  const from = before.lastIndexOf('window.CHAT_DATA');
  const open = before.slice(before.indexOf('{', from)).replace(/,?\s*"messages"\s*:\s*\[\s*$/u, '');
  let data: unknown;
  try {
    data = parseLiteral(`${open}}`);
  } catch {
    return;
  }
  const { meta: head, members } = isObject(data) ? data : {};
  const meta = isObject(head) ? head : {};
  if (Array.isArray(members)) {
    listed?.(members.filter(isObject).map(({ id, name }) => senderOf(str(id) || undefined, [str(name)])));
  }
  const id = str(meta.sessionId);
  if (id) chat.id = id;
  chat.name = str(meta.sessionName) || chat.name;
  chat.group = meta.isGroup === true || id.endsWith('@chatroom');
}

const VOICE = /^\[语音消息\](?: (\S*voices\/\S+))?(?: (.*))?$/su;

function fieldsOf(file: ExportFile, value: Record<string, unknown>): ItemFields {
  const kind = kindOfV4(Number(value.type));
  const content = str(value.content);
  const raw = str(value.rawContent);
  const id = str(value.sender);
  const time = epochSeconds(value.timestamp);
  const sender = id ? { id, name: str(value.senderName) || id } : { name: str(value.senderName) };
  if (kind.dropped) return { sender, time, text: content, dropped: isRevoke(content) ? 'revoked' : kind.dropped };
  const fields: ItemFields = {
    sender,
    time,
    direction: weflowDirection(value.isSend) ?? 'received',
  };
  if (kind.what === 'text') return { ...fields, text: uncutText(content, raw) };
  if (kind.what === 'quote') {
    const quote = referredMessage(raw);
    return { ...fields, text: content, ...(quote ? { quote } : {}) };
  }
  if (kind.what === 'voice') {
    const [, path, words = ''] = VOICE.exec(content) ?? [];
    const length = /voicelength="(\d+)"/u.exec(raw)?.[1];
    return {
      ...fields,
      type: 'voice',
      text: words.trim(),
      media: {
        ...findVoice(file, path ?? null, time === null ? {} : { epoch: time }),
        ...(length ? { seconds: Number(length) / 1000 } : {}),
      },
    };
  }
  const { title } = byWords(content);
  // For unknown app messages the content is the bare title.
  const shown = title ?? (content.startsWith('[') ? '' : content);
  return { ...fields, type: kind.type, ...(shown ? { title: shown } : {}) };
}
