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
import {
  directionOf,
  HIDDEN_ACCOUNT,
  HIDDEN_CHAT,
  warnOfPrivacy,
  withoutFavourites,
} from '../families/wechatdataanalysis.ts';

/**
 * WeChatDataAnalysis chat as text: a few lines about the chat, then one line per message, below which a text may go on.
 *   [2023-09-28 12:08:47] 陈默(wxid_chenmo01): [语音 2383秒] 转写=书架周末我来钉一个新的 media/voices/voice_1269….mp3
 *   [2023-09-29 16:21:33] [系统] 你撤回了一条消息
 * There are no types: a message that is no text is recognised by what follows it (`size=…`, `坐标=…`, the paths of its
 * files). The "seconds" of a voice message are milliseconds. Who has neither name nor id is 未知.
 * Source: LifeArchiveProject/WeChatDataAnalysis a7092e7, chat_export_service.py.
 */
export const wechatdataanalysisTxt: Reader = {
  id: 'wechatdataanalysis-txt',
  title: { en: 'WeChatDataAnalysis chat (.txt)', zh: 'WeChatDataAnalysis 聊天记录（.txt）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: false, voice: true, transcripts: true, time: 'second' },
  guessesTypes: true,
  detect: ({ text }) => (SIGNATURE.test(text) ? 'yes' : 'no'),
  async *read(file, { emit }) {
    const chat: ChatName = chatOfFile(file);
    let account: string | undefined;
    let hidden = false;
    let item = itemMaker('wechatdataanalysis-txt', file, chat);
    for await (const block of textBlocks(file, headOf)) {
      if (!block.head) {
        const [, key, value = ''] = /^(会话|账号|会话头像|时间范围|消息类型|导出时间): ?(.*)$/u.exec(block.body) ?? [];
        if (key === '会话') readChat(value, chat);
        if (key === '账号') account = value.trim() || undefined;
        if (key === '账号' && account === HIDDEN_ACCOUNT) {
          hidden = true;
          warnOfPrivacy(emit, file);
        }
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
      if (hidden) {
        yield item(block.line, { sender: NOBODY, time, text: first + below, dropped: 'unreadable' });
        continue;
      }
      const told = item(block.line, {
        sender: id ? { id, name: name || id } : NOBODY,
        ...(account ? { direction: directionOf(id, account, chat) } : {}),
        time,
        ...content(file, first + below),
      });
      yield withoutFavourites(told);
    }
  },
};

const SIGNATURE = new RegExp(`^会话: (?:.*\\([^()\\n]+\\)|${HIDDEN_CHAT})\\s*\\n账号: `, 'u');
const HEAD =
  /^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\] (?:\[系统\] (.*)|(?:未知|(.*?)\(([^()\s]+)\)(?: \[avatar=[^\]]*\])?): ?(.*))$/u;

function headOf(line: string): RegExpExecArray | null {
  const found = HEAD.exec(line);
  return found && isoTime(found[1] ?? '') ? found : null;
}

function readChat(value: string, chat: ChatName): void {
  const [, name, id] = /^(.*) \(([^()]+)\)\s*$/u.exec(value) ?? [];
  if (!id) return;
  chat.id = id;
  chat.name = name || id;
  chat.group = id.endsWith('@chatroom');
}

const VOICE = /^\[语音(?: (\d+(?:\.\d+)?)秒)?\](?: 转写=(.*?)| 转写失败=.*?)?(?: (\S*media\/voices\/\S+))?$/su;
/** A video has its still before it. */
const MEDIA = /^\[(?:图片|视频|表情)\](?: media\/video_thumbs\/\S+)?(?: (\S*media\/\S+))?$/u;
/** Titles, names and addresses are short; a long text is words and is not searched. */
const MAX_SHARED = 16 * 1024;
const AMOUNT = /金额=\S* 状态=/u;
const POINT = / 坐标=-?\d[\d.]*,-?\d[\d.]*$/u;
/** `[文件] NAMENAME size=1258291 media/files/…`; without a name or a size there is nothing in its place. */
const FILE = /^(?:\[文件\] ?(.*?) ?size=\d*|(.+?) size=\d+)(?: (media\/[^\n]+))?$/su;
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
const ADDED = /(?: https?:\/\/\S+| 状态=[^\n]*)$/u;
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
  const [shown, path] = MEDIA.exec(text) ?? [];
  const known = text.length > MAX_SHARED ? undefined : (fileOf(file, text) ?? placeOf(text));
  if (known) return known;
  const fields = byWords(shown === undefined ? text : text.slice(0, text.indexOf(']') + 1), HABITS);
  if (shown !== undefined) return { ...fields, text: '', ...(path ? { media: findMedia(file, path) } : {}) };
  if (fields.type || fields.dropped || text.length > MAX_SHARED) return fields;
  if (AMOUNT.test(text)) return { type: 'transfer', title: text.trim() };
  const link = linkOf(text);
  if (link) return link;
  const title = TITLE_TWICE.test(text) ? saidTwice(text) : undefined;
  if (title) return { type: 'link', title: title.trim() };
  return RECORD.test(text) ? { type: 'forward' } : fields;
}

function fileOf(file: ExportFile, text: string): Partial<ItemFields> | undefined {
  const [whole, marked, bare, path] = FILE.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const name = once(marked ?? bare ?? '').trim();
  return {
    type: 'file',
    text: '',
    ...(name ? { title: name } : {}),
    ...(path ? { media: findMedia(file, path) } : {}),
  };
}

/** `公园 地点=公园 地址=沿江路3号 坐标=121.5,31.3`: name, address and point stand there as far as they are known. */
function placeOf(text: string): Partial<ItemFields> | undefined {
  const told = text.replace(POINT, '');
  const [before, address] = cutAt(told, ' 地址=');
  const [shown, name] = cutAt(before, ' 地点=');
  if (told === text && !(name && address)) return undefined;
  return { type: 'location', text: '', title: name === UNNAMED_PLACE || !shown ? address || name : shown };
}

/** What WeChat calls a point on the map that has no name. */
const UNNAMED_PLACE = '[位置]';

function cutAt(text: string, mark: string): [before: string, after: string] {
  const at = text.lastIndexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

const once = (text: string) =>
  text.slice(0, text.length / 2) === text.slice(text.length / 2) ? text.slice(text.length / 2) : text;

/** WeChat ends a voice message after 60 s; a larger number is in milliseconds. */
const voiceSeconds = (length: number) => (length > 120 ? length / 1000 : length);
