import type { ExportFile } from '../../../core/export-file.ts';
import { findMedia } from '../../../parse/find-media.ts';
import { type Line, linePairs, lines } from '../../../parse/lines.ts';
import { dayOfLine, looseTime } from '../../../parse/loose-time.ts';
import { mailText } from '../../../parse/mail.ts';
import { cutReplyBlock } from '../../../parse/reply-block.ts';
import type { Reader } from '../../reader.ts';
import { byWords, chatOfFile, type Habits, type ItemFields, itemMaker, NOBODY } from '../families/chat-item.ts';

/**
 * WeChat's own export: several messages are selected, forwarded as a mail or to another program, and saved as text.
 *   老默 和 林晓 在微信上的聊天记录如下，请查收。
 *   —————  2023-09-28  —————
 *   林晓  12:03
 *
 *   你周五几点能到家？
 * The mail itself (.eml) holds the same text. Two blanks stand before the minute. Names are those that the sender of the mail sees; about 100 messages fit one mail.
 * The shape is what public parsers and samples of 2018 to 2026 agree on.
 */
export const wechatMailTxt: Reader = {
  id: 'wechat-mail-txt',
  title: { en: 'chat mailed out of WeChat (.txt, .eml)', zh: '微信多选转发到邮件的聊天记录（.txt、.eml）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'minute' },
  guessesTypes: true,
  byHand: true,
  detect({ bytes, text: head }) {
    const text = mailOf(bytes) ?? head;
    if (/^\s*<(?:!doctype|html)/iu.test(text)) return 'no';
    if (TITLES.some((title) => title.test(text.slice(0, 4096)))) return 'yes';
    const days = text.match(DASHED) ?? [];
    return days.length > 1 || (days.length === 1 && /^\S.{0,60}?[ \u3000\t]{2,}\d{1,2}:\d\d\s*$/mu.test(text))
      ? 'yes'
      : 'no';
  },
  async *read(file) {
    const chat = chatOfFile(file);
    let item = itemMaker('wechat-mail-txt', file, chat);
    let open:
      | { name: string; time: string; day: string | null; line: number; rows: string[]; size: number }
      | undefined;
    let day: string | null = null;
    const close = () => {
      if (!open) return [];
      const { name, line, rows } = open;
      const time = looseTime(open.time, { day: open.day })?.time ?? null;
      while (rows.length && !rows.at(-1)?.trim()) rows.pop();
      while (rows.length && !rows[0]?.trim()) rows.shift();
      return [
        item(line, {
          sender: { name },
          time,
          ...(time === null ? { flags: ['no-time'] } : { precision: 'minute' }),
          ...content(file, rows.join('\n')),
        }),
      ];
    };
    const heads = new Heads();
    for await (const [line, next] of linePairs(await linesOf(file))) {
      const { text, number } = line;
      const title = open ? undefined : TITLES.map((pattern) => pattern.exec(text)).find((found) => found !== null);
      const date = dayOfLine(text);
      const head = heads.find(text, next?.text);
      if (title) {
        const [, one = '', other] = title;
        chat.name = other ? `${one} 和 ${other}` : one;
        chat.group = !other;
        if (other) chat.between = [one, other];
        heads.know(one, other);
        item = itemMaker('wechat-mail-txt', file, chat);
      } else if (date) {
        yield* close();
        open = undefined;
        day = date;
      } else if (head) {
        yield* close();
        open = { ...head, day, line: number, rows: [], size: 0 };
      } else if (open && open.size < MAX_BODY) {
        open.rows.push(text);
        open.size += text.length + 1;
      } else if (text.trim() && !/^(?:Dear|Hi|你好)[:：,，]?\s*$/u.test(text.trim())) {
        yield* close();
        open = undefined;
        yield item(number, { sender: NOBODY, text, dropped: 'unreadable' });
      }
    }
    yield* close();
  },
};

/** The words of a saved mail; null for a text file. */
const mailOf = (bytes: Uint8Array) =>
  bytes.includes(0) ? null : mailText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'));

/** A mail is decoded as a whole: its words come first, and the attachments after them are not needed. */
async function linesOf(file: ExportFile): Promise<AsyncIterable<Line>> {
  if (!/\.(?:eml|mht|mhtml)$/iu.test(file.path)) return lines(file);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.bytes()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_MAIL) break;
  }
  const words = mailOf(Buffer.concat(chunks));
  if (words === null) return lines(file);
  return (async function* () {
    for (const [at, text] of words.split(/\r\n|\n|\r/u).entries()) yield { text, number: at + 1 };
  })();
}
const MAX_MAIL = 32 * 1024 * 1024;

/** The title of a private chat holds both names, that of a group its name. */
const TITLES = [
  /^\s*(?:Dear[:：]\s*)?(\S.{0,60}?) 和 (.{1,60}?) 在微信上的聊天记录如下/mu,
  /^\s*(?:Dear[:：]\s*)?(\S.{0,60}?)(?: 的)? ?微信群上的聊天记录如下/mu,
  /^\s*(?:Dear[:：]\s*)?微信群[“"「](.{1,60}?)[”"」]的聊天记录如下/mu,
];
const DASHED = /^—{3,}\s+\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?\s+—{3,}\s*$/gmu;
const MAX_BODY = 1024 * 1024;

/**
 * A head is `林晓  12:03`, alone between blank lines; a text that ends in a time (`出发  08:30`) usually is not alone. In a
 * private chat, once both people of the title have written, there are no other names.
 */
class Heads {
  readonly #names = new Set<string>();
  /** The two people of a private chat, as its title calls them, and those of them without a head so far. */
  #both: readonly string[] = [];
  #silent = new Set<string>();
  /** Whether this file puts a blank line below its heads, as the mail does and some programs that take it do not. */
  #spaced: boolean | undefined;
  #afterBlank = true;

  know(...names: (string | undefined)[]): void {
    for (const name of names) if (name) this.#names.add(name);
    this.#both = names.flatMap((name) => name || []);
    this.#silent = new Set(this.#both);
  }

  find(line: string, next: string | undefined): { name: string; time: string } | null {
    const begins = this.#afterBlank;
    this.#afterBlank = !line.trim() || dayOfLine(line) !== null;
    const found = line.length < 200 ? HEAD.exec(line) : null;
    const [, name = '', gap = '', time = ''] = found ?? [];
    if (!found || !looseTime(time) || (gap.length < 2 && !this.#names.has(name))) return null;
    if (this.#both.length === 2 && this.#silent.size === 0 && !this.#both.includes(name)) return null;
    const spaced = next === undefined || !next.trim();
    if (this.#spaced ?? spaced) {
      if (!begins || !spaced) return null;
    }
    this.#spaced ??= spaced;
    this.#names.add(name);
    this.#silent.delete(name);
    return { name, time };
  }
}
const HEAD = /^(\S.{0,63}?)([ \u3000\t]+)(\d{1,2}:\d\d)\s*$/u;

/**
 * Names and titles stand inside the brackets, `[文件: a.pdf]`; below a link may be its address. WeChat's own lines cannot
 * be selected, so no head stands above them.
 */
const HABITS: Habits = {
  tails: ({ what }, tail) => what === 'link' && /^\s*\nhttps?:\/\/\S+$/u.test(tail),
  unbracketed: false,
  marksSystem: true,
};

function content(file: ExportFile, text: string): Partial<ItemFields> {
  const fields = byWords(text, HABITS);
  if (!fields.type) return fields.dropped ? fields : (cutReplyBlock(text) ?? { text });
  const name = /^\[(?:图片|视频|语音|文件)[:：] ?([^\]\n]+?)(?:\(请在附件中查看\))?\]/u.exec(text)?.[1];
  if (!name || !/\.\w{2,5}$/u.test(name)) return fields;
  const { title: _, ...rest } = fields;
  return fields.type === 'file' ? fields : { ...rest, media: { ...fields.media, ...findMedia(file, name) } };
}
