import type { ExportFile } from '../../../core/export-file.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import { isoTime } from '../../../parse/time.ts';
import { systemKind } from '../../../parse/wechat-types.ts';
import type { Reader } from '../../reader.ts';
import {
  byWords,
  type ChatName,
  chatOfFile,
  type Habits,
  type ItemFields,
  itemMaker,
  NOBODY,
} from '../families/chat-item.ts';
import { textBlocks } from '../families/text-blocks.ts';
import { isOwner } from '../families/wechatdataanalysis.ts';

/**
 * WeChatDataAnalysis chat as text: a few lines about the chat, then one line per message, below which a text may go on.
 *   [2023-09-28 12:08:47] 陈默(wxid_chenmo01): [语音 2383秒] 转写=书架周末我来钉一个新的 media/voices/voice_1269….mp3
 *   [2023-09-29 16:21:33] [系统] 你撤回了一条消息
 * There are no types: a message that is no text is recognised by what follows it (`size=…`, `坐标=…`). The "seconds" of a
 * voice message are milliseconds. Source: LifeArchiveProject/WeChatDataAnalysis, chat_export_service.py.
 */
export const wechatdataanalysisTxt: Reader = {
  id: 'wechatdataanalysis-txt',
  title: { en: 'WeChatDataAnalysis chat (.txt)', zh: 'WeChatDataAnalysis 聊天记录（.txt）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: false, voice: true, transcripts: true, time: 'second' },
  detect: ({ text }) => (/^会话: .*\([^()\n]+\)\s*\n账号: /u.test(text) ? 'yes' : 'no'),
  async *read(file) {
    const chat: ChatName = chatOfFile(file);
    let account: string | undefined;
    let item = itemMaker('wechatdataanalysis-txt', file, chat);
    for await (const block of textBlocks(file, headOf)) {
      if (!block.head) {
        const [, key, value = ''] = /^(会话|账号|会话头像|时间范围|消息类型|导出时间): ?(.*)$/u.exec(block.body) ?? [];
        if (key === '会话') readChat(value, chat);
        if (key === '账号') account = value.trim() || undefined;
        if (key) item = itemMaker('wechatdataanalysis-txt', file, chat);
        else yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const [, stamp = '', system, name = '', id = '', first = ''] = block.head;
      const time = isoTime(stamp);
      const below = block.body ? `\n${block.body}` : '';
      if (system !== undefined) {
        const text = system + below;
        yield item(block.line, { sender: NOBODY, time, text, dropped: systemKind(text).dropped ?? 'system-line' });
        continue;
      }
      yield item(block.line, {
        sender: { id, name: name || id },
        ...(account ? { direction: directionOf(id, account, chat) } : {}),
        time,
        ...content(file, first + below),
      });
    }
  },
};

const HEAD =
  /^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\] (?:\[系统\] (.*)|(.*?)\(([^()\s]+)\)(?: \[avatar=[^\]]*\])?: ?(.*))$/u;

function headOf(line: string): RegExpExecArray | null {
  const found = HEAD.exec(line);
  return found && isoTime(found[1] ?? '') ? found : null;
}

/** In a private chat anybody who is not the partner is the owner, whatever the folder of the account is called. */
function directionOf(sender: string, account: string, chat: ChatName): 'sent' | 'received' {
  if (isOwner(sender, account)) return 'sent';
  return chat.group || sender === chat.id ? 'received' : 'sent';
}

function readChat(value: string, chat: ChatName): void {
  const [, name, id] = /^(.*) \(([^()]+)\)\s*$/u.exec(value) ?? [];
  if (!id) return;
  chat.id = id;
  chat.name = name || id;
  chat.group = id.endsWith('@chatroom');
}

const VOICE = /^\[语音(?: (\d+(?:\.\d+)?)秒)?\](?: 转写=(.*?)| 转写失败=.*?)?(?: (\S*media\/voices\/\S+))?$/su;
const MEDIA = /^\[(?:图片|视频|表情)\] (\S*media\/\S+)/u;
/** Titles, names and addresses are short; a long text is words and is not searched. */
const MAX_SHARED = 16 * 1024;
const AMOUNT = /金额=\S* 状态=/u;
const PLACE = / 地点=.*(?: 地址=| 坐标=)/su;
const FILE = /^(.+?) size=\d+$/su;
/**
 * A shared page is `descriptiontitle url`, nothing between the first two. `看这个 https://…` is typed in the same shape, so
 * it is a page only where nobody types so: the address is one of WeChat's own pages or bears what WeChat adds when a page
 * is passed on; or the title stands there twice, as it does without a description; or the description is the address, as
 * WeChat writes it for a page that has none. With no title either it is `[链接]url`.
 */
const LINK = /^(?:\[链接\]|([^\n]+) )(https?:\/\/\S+)$/u;
const PASSED_ON =
  /^https?:\/\/(?:[\w-]+\.)*weixin\.qq\.com\/|[?&](?:from=(?:singlemessage|groupmessage|timeline)|isappinstalled=[01])(?![^&#])/u;
function linkOf(text: string): Partial<ItemFields> | undefined {
  const [, told, url = ''] = LINK.exec(text) ?? [];
  if (!url) return undefined;
  if (told === undefined) return { type: 'link' };
  const title = told.startsWith(url) ? told.slice(url.length) : saidTwice(told);
  if (title === undefined && !PASSED_ON.test(url)) return undefined;
  return { type: 'link', title: (title || told).trim() };
}

/**
 * Only the shape tells a card without description and address from words said twice. People say short words twice
 * (新年快乐新年快乐), and laughs, and sentences that end as no title does: 药别忘了吃啊！药别忘了吃啊！
 */
const TITLE_TWICE = /^[^\n]{12,}(?<![。！？!?~～…])$/u;
const LAUGH = /^(.{1,2})\1+$/su;
const saidTwice = (text: string) => (LAUGH.test(text) ? undefined : /^([^\n]+)\1$/u.exec(text)?.[1]);
/** What the exporter adds to a placeholder, at its end. */
const ADDED = /(?: https?:\/\/\S+| size=\d+| 状态=[^\n]*| 坐标=\S*)$/u;
const HABITS: Habits = { tails: (_kind, tail) => ADDED.test(tail), marksSystem: true };
/** A merged record shows its messages, one per line. */
const RECORD = /^[^\n:：，。！？]{1,24}: [^\n]*(?:\n[^\n:：，。！？]{1,24}: [^\n]*)+$/u;

function content(file: ExportFile, text: string): Partial<ItemFields> {
  const voice = VOICE.exec(text);
  if (voice) {
    const [, length, words = '', path] = voice;
    return {
      type: 'voice',
      text: words === '[未识别到文字]' ? '' : words,
      media: { ...findVoice(file, path ?? null), ...(length ? { seconds: voiceSeconds(Number(length)) } : {}) },
    };
  }
  const media = MEDIA.exec(text)?.[1];
  const fields = byWords(media ? text.slice(0, text.indexOf(']') + 1) : text, HABITS);
  if (media) return { ...fields, text: '', media: findMedia(file, media) };
  if (fields.type || fields.dropped || text.length > MAX_SHARED) return fields;
  if (AMOUNT.test(text)) return { type: 'transfer', title: text.trim() };
  if (PLACE.test(text)) return { type: 'location', title: text.slice(0, text.indexOf(' 地点=')) };
  const name = FILE.exec(text)?.[1];
  if (name) return { type: 'file', title: once(name) };
  const link = linkOf(text);
  if (link) return link;
  const title = TITLE_TWICE.test(text) ? saidTwice(text) : undefined;
  if (title) return { type: 'link', title: title.trim() };
  return RECORD.test(text) ? { type: 'forward' } : fields;
}

const once = (text: string) =>
  text.slice(0, text.length / 2) === text.slice(text.length / 2) ? text.slice(text.length / 2) : text;

/** WeChat ends a voice message after 60 s; a larger number is in milliseconds. */
const voiceSeconds = (length: number) => (length > 120 ? length / 1000 : length);
