import type { ReadItem } from '../../../core/types.ts';
import { firstLine, lines } from '../../../parse/lines.ts';
import { placeholder, systemReason } from '../../../parse/placeholders.ts';
import { isoTime } from '../../../parse/time.ts';
import { place } from '../../read/discover.ts';
import type { Reader } from '../../reader.ts';
import { byWords, droppedByWords, type ItemFields, itemMaker, NOBODY } from '../families/chat-item.ts';
import { type Head, MessageHeads } from '../families/wechatexporter-heads.ts';

/**
 * WechatExporter (iPhone backups) as text: a title, then `name (time):text`; nothing is escaped, and a text may go on
 * below.
 *   老默 (2022-03-05 07:58:40):带了，门口那把黑的。
 *   「林晓：你出门带伞了吗」
 *   - - - - - - - - - - - - - - -
 *   下班也没下雨，白背一天
 * A reply has neither name nor time, so it must not be ascribed to anybody. A link is its bare title (up to 1.8 without
 * the brackets around the time; later, if it has a picture, with ` - ` and the name of the app behind it, which
 * articles do not have); a transfer lacks its line end. Forwarded messages stand between `<< title` and `title 结束 >>`.
 * Source: BlueMatthew/WechatExporter, res/templates_txt at v1.8.0.10 and 8f8ce41.
 */
export const wechatexporterTxt: Reader = {
  id: 'wechatexporter-txt',
  title: {
    en: 'WechatExporter chat from an iPhone backup (.txt)',
    zh: 'WechatExporter 导出的 iPhone 聊天记录（.txt）',
  },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'second' },
  guessesTypes: true,
  detect: ({ text }) => (TITLE.test(firstLine(text)) ? 'yes' : 'no'),
  async *read(file) {
    let chat: Chat | undefined;
    for await (const { text: line, number } of lines(file)) {
      if (!chat) {
        if (!line.trim()) continue;
        const [, name, owner] = pathNames(place(file), TITLE.exec(line)?.[1]);
        chat = new Chat(name, owner, itemMaker('wechatexporter-txt', file, { name }));
        if (TITLE.test(line)) continue;
      }
      chat.line(line, number);
      yield* chat.taken();
    }
    chat?.close();
    yield* chat?.taken() ?? [];
  },
};

const TITLE = /^(?!微信聊天记录)(.+) - (?:微信聊天记录|WeChat Chat History)\s*$/u;
const NOTICE = /^(?:系统消息|System Message)[:：] ?(.*)$/u;
const QUOTED = /^「([^：:\n]{0,60})[：:](.*)$/u;
const DASHES = /^(?:- ){7,}-?\s*$/u;
/** A quoted message is shown whole, but nobody quotes a novel: more lines than this are a text that begins with 「. */
const MAX_QUOTED_LINES = 300;
const MAX_BODY = 1024 * 1024;

/** `<account>/<chat>.txt` (1.8) or `<account>/<chat>/index.txt` (1.9): the account's folder is named after the owner. */
function pathNames(path: string, title: string | undefined): [string, string, string] {
  const parts = path.split('/');
  const stem = (parts.pop() ?? '').replace(/\.txt$/iu, '');
  const folder = stem === 'index' ? (parts.pop() ?? stem) : stem;
  return [folder, title ?? folder, parts.pop() ?? ''];
}

interface Open {
  head: Head;
  line: number;
  rows: string[];
  size: number;
  /** Another message stood before this one on the same line: only links and transfers lack their line end. */
  glued?: true;
}

class Chat {
  readonly #name: string;
  readonly #owner: string;
  readonly #item: (record: number, fields: ItemFields) => ReadItem;
  readonly #heads: MessageHeads;
  #out: ReadItem[] = [];
  #open: Open | undefined;
  /** Lines that may be the quoted part of a reply. */
  #quoted: { line: number; rows: string[] } | undefined;
  #reply: { line: number; quoted: string; rows: string[] } | undefined;
  #forward: { line: number; title: string } | undefined;

  constructor(name: string, owner: string, item: (record: number, fields: ItemFields) => ReadItem) {
    this.#name = name;
    this.#owner = owner;
    this.#item = item;
    this.#heads = new MessageHeads([name, owner]);
  }

  taken(): ReadItem[] {
    return this.#out.splice(0);
  }

  line(text: string, number: number): void {
    if (this.#forward) {
      if (text === `${this.#forward.title} 结束 >>` || text === `${this.#forward.title} Ends >>`)
        this.#forward = undefined;
      return;
    }
    if (this.#quoted && this.#quotedLine(text, number)) return;
    const found = this.#heads.find(text, this.#open?.head.kind === 'link' || this.#isTransfer());
    if (found.length) {
      if (found[0]?.before && this.#open) this.#open.rows.push(found[0].before);
      for (const [at, head] of found.entries()) {
        this.#shut();
        this.#open = {
          head,
          line: number,
          rows: [head.text],
          size: 0,
          ...(at < found.length - 1 ? { glued: true } : {}),
        };
      }
      return;
    }
    const notice = NOTICE.exec(text)?.[1];
    const system = systemReason(notice ?? text);
    if (system || notice !== undefined) {
      this.#shut();
      const dropped = notice === undefined && system ? droppedByWords(system) : { dropped: system ?? 'system-line' };
      this.#out.push(this.#item(number, { sender: NOBODY, text: notice ?? text, ...dropped }));
    } else if (text.startsWith('<< ') && this.#open?.rows.join('\n') === text.slice(3)) {
      const title = text.slice(3);
      this.#forward = { line: number, title };
      this.#out.push(this.#messageOf(this.#open, { type: 'forward', text: '', title }));
      this.#open = undefined;
    } else if (QUOTED.test(text)) this.#quoted = { line: number, rows: [text] };
    else this.#continue(text, number);
  }

  close(): void {
    this.#giveQuotedBack();
    this.#shut();
    // The end of a forwarded record is missing: what came after its start was not read.
    if (this.#forward) this.#out.push(this.#item(this.#forward.line, { sender: NOBODY, dropped: 'unreadable' }));
  }

  /** True if the line belongs to what may be the quoted part of a reply. */
  #quotedLine(text: string, number: number): boolean {
    const held = this.#quoted;
    if (!held) return false;
    if (DASHES.test(text) && held.rows.at(-1)?.endsWith('」')) {
      this.#quoted = undefined;
      this.#shut();
      this.#reply = { line: held.line, quoted: held.rows.join('\n').slice(1, -1), rows: [] };
      return true;
    }
    if (this.#heads.find(text, false).length || NOTICE.test(text) || held.rows.length > MAX_QUOTED_LINES) {
      this.#giveQuotedBack();
      return false;
    }
    void number;
    held.rows.push(text);
    return true;
  }

  #giveQuotedBack(): void {
    const held = this.#quoted;
    this.#quoted = undefined;
    for (const [at, row] of held?.rows.entries() ?? []) this.#continue(row, (held?.line ?? 0) + at);
  }

  #continue(text: string, number: number): void {
    const into = this.#reply ?? this.#open;
    if (this.#open && !this.#reply) this.#open.size += text.length + 1;
    if (into && (this.#open?.size ?? 0) < MAX_BODY) into.rows.push(text);
    else if (text.trim()) this.#out.push(this.#item(number, { sender: NOBODY, text, dropped: 'unreadable' }));
  }

  #isTransfer(): boolean {
    return (
      this.#open?.rows[0]?.startsWith('微信转账') === true ||
      this.#open?.rows[0]?.startsWith('Weixin Transfer') === true
    );
  }

  /** Ends the current message or reply. */
  #shut(): void {
    if (this.#reply) {
      const { line, quoted, rows } = this.#reply;
      const colon = quoted.search(/[：:]/u);
      // 1.9 puts the emoji codes of a reply in double brackets.
      const text = trimEnd(rows).replace(/\[(\[[^[\]\n]{1,20}\])\]/gu, '$1');
      const sender = quoted.slice(0, colon);
      const quote = { ...(sender ? { sender } : {}), text: quoted.slice(colon + 1) };
      this.#out.push(this.#item(line, { sender: NOBODY, text, quote, dropped: 'unknown-sender' }));
    }
    if (this.#open) this.#out.push(this.#messageOf(this.#open, this.#content(this.#open)));
    this.#reply = undefined;
    this.#open = undefined;
  }

  #messageOf({ head, line }: Open, fields: Partial<ItemFields>): ReadItem {
    const time = isoTime(head.time);
    if (!head.name) return this.#item(line, { sender: NOBODY, time, ...fields, dropped: 'unknown-sender' });
    const side = head.name === this.#owner ? 'sent' : head.name === this.#name ? 'received' : undefined;
    return this.#item(line, {
      sender: { name: head.name },
      time,
      ...(side && this.#owner !== this.#name ? { direction: side } : {}),
      ...fields,
    });
  }

  #content({ head, rows, glued }: Open): Partial<ItemFields> {
    const text = trimEnd(rows);
    if (head.kind === 'link') return text ? { type: 'link', title: text } : { type: 'transfer' };
    if (/^(?:微信转账|Weixin Transfer)(?: |$)/u.test(text))
      return { type: 'transfer', title: text.split('\n', 1)[0] ?? '' };
    if (/^(?:个人|视频号)名片 /u.test(text)) return { type: 'card', title: text.replace(/^\S+ /u, '') };
    if (placeholder(text)) return byWords(text);
    const article = ARTICLE.exec(text)?.[1] ?? (glued ? text : undefined);
    if (article) return { type: 'link', title: article };
    if (RECORD.test(text)) return { type: 'forward', title: text };
    return looksLikeTitle(text) ? { type: 'link', title: text } : { text };
  }
}

function trimEnd(rows: string[]): string {
  while (rows.length && !rows.at(-1)?.trim()) rows.pop();
  return rows.join('\n');
}

/** An article: the app that it comes from has no name. */
const ARTICLE = /^([^\n]+) - $/u;

/** Titles that WeChat gives to merged records. */
const RECORD = /^[^\n，。！？]{1,24}和[^\n，。！？]{1,24}的聊天记录$|^群聊的聊天记录$/u;

/**
 * A shared link is written as its bare title. Unmistakable headlines are kept as the link's title, not as words: they
 * have two halves (`春天去哪儿玩：十个免费公园`) and a word that is typical of headlines, and nobody speaks in them. `地址：…` is
 * typed, not shared.
 */
function looksLikeTitle(text: string): boolean {
  if (text.length < 12 || text.length > 80 || /[\n。~～]/u.test(text) || SPEAKS.test(text) || !TRADE.test(text))
    return false;
  const [, first = '', second = ''] = /^([^：｜|]{5,40})[：｜|]([^：｜|]{6,60})$/u.exec(text) ?? [];
  return first !== '' && second !== '';
}
const SPEAKS = /[我你您他她咱俺]|[吧呢吗啊哦呀啦嘛哈嗯了]$|[说道问讲叫]：|https?:|[今明昨后]天|[今明昨]晚/u;
const TRADE =
  /[一二三四五六七八九十百\d]+[个种条招大项款件步]|这些|哪些|如何|怎样|为什么|攻略|指南|大全|盘点|推荐|必看|公告|通知|预报|详解|解读|揭秘|合集|教程/u;
