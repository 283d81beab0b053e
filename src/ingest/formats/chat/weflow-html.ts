import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { decodeText } from '../../../parse/decode.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import {
  descendants,
  findClass,
  findTag,
  type HtmlElement,
  type HtmlTools,
  hasClass,
  loadHtml,
  textOf,
} from '../../../parse/html-text.ts';
import { type LiteralItem, literalItems } from '../../../parse/js-literal.ts';
import { isObject, str } from '../../../parse/loose-json.ts';
import { epochSeconds, isoTime, ZoneClock } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { byWords, type ChatName, type ItemFields, itemMaker, NOBODY } from '../families/chat-item.ts';
import { pageTitle } from '../families/page-title.ts';
import { isGroupItself, weflowChat } from '../families/weflow-chat.ts';
import { spokenBeside, transcript, voiceAt, WEFLOW_HABITS } from '../families/weflow-content.ts';
import { pageScripts, SCRIPT_START } from '../families/weflow-page-scripts.ts';

/**
 * WeFlow chat as a page: one JSON object per line; its `b` is the HTML of the message.
 *   window.WEFLOW_DATA = [
 *   {"i":6,"t":1695874082,"s":0,"b":"…<div class=\"message-text\">书哪有嫌多的</div>…","p":"1865…","r":"1331…"},
 * `s` 1 is the owner. There are no types and no sender ids. The title names the partner of a private chat,
 * `sender-name` the sender in a group, and WeChat's own lines are recognised by their wording. A WeChat emoji is an
 * image whose alt is its code. Before 2026-02-03 the same HTML stood in the page:
 * `<div class="message sent" data-timestamp="…" data-index="…">`. In the last releases the page of a chat with more
 * than 20000 messages has none of them: its manifest lists scripts with 500 of these objects each. Source:
 * hicccc77/WeFlow 46b49ef and 9fa96cd, HtmlFormatter.ts and htmlChunking.ts.
 */
export const weflowHtml: Reader = {
  id: 'weflow-html',
  title: { en: 'WeFlow chat (.html)', zh: 'WeFlow 聊天记录（网页）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  guessesTypes: true,
  detect: ({ text }) => (MARKER.test(text) || OLD.test(text) || isEmptyShell(text) ? 'yes' : 'no'),
  async *read(file, { timeZone, emit }) {
    const html = await loadHtml();
    const page = new Page(file, html, new ZoneClock(timeZone));
    let found = false;
    for await (const part of literalItems(file, { marker: MARKER, resync: ENTRY })) {
      if ('before' in part) {
        found = true;
        page.readHead(part.before);
      } else yield* page.entries(part.items);
    }
    if (found) return;
    const { head, scripts, missing } = await pageScripts(file);
    const total = scripts.length + missing;
    if (!total) yield* page.elements();
    else page.readHead(head);
    for (const { file: script, first } of scripts) {
      for await (const part of literalItems(script, { marker: SCRIPT_START, resync: ENTRY })) {
        if ('items' in part) yield* page.entries(part.items, first);
      }
    }
    if (missing)
      emit({ type: 'warn', notice: { code: 'chat-pages-missing', facts: { file: file.path, total, missing } } });
  },
};

const MARKER = /window\.WEFLOW_DATA\s*=\s*\[/u;
const OLD = /<div class="message (?:sent|received)[^"]*"[^>]* data-timestamp="\d+"/u;
const ENTRY = /\{"i":\d+,"t":\d+,/gu;
/** Styles with pictures in them may push the data past what detection sees. */
const isEmptyShell = (text: string) =>
  text.includes('<!-- Data Injection -->') && text.includes('id="scrollContainer"');

class Page {
  readonly #file: ExportFile;
  readonly #html: HtmlTools;
  readonly #clock: ZoneClock;
  readonly #chat: ChatName;
  #item: (record: number, fields: ItemFields) => ReadItem;

  constructor(file: ExportFile, html: HtmlTools, clock: ZoneClock) {
    this.#file = file;
    this.#html = html;
    this.#clock = clock;
    this.#chat = weflowChat(file);
    this.#item = itemMaker('weflow-html', file, this.#chat);
  }

  readHead(head: string): void {
    const shown = /<h1 class="title">([\s\S]{0,400}?)<\/h1>/u.exec(head)?.[1];
    this.#chat.name = (shown ? textOf(this.#html.fragment(shown)).trim() : pageTitle(head)) || this.#chat.name;
    if (/<span>\s*私聊\s*<\/span>/u.test(head)) this.#chat.group = false;
    else if (/<span>\s*群聊\s*<\/span>/u.test(head)) this.#chat.group = true;
    this.#item = itemMaker('weflow-html', this.#file, this.#chat);
  }

  /** `first`: number of the first message of its script. */
  *entries(items: readonly LiteralItem[], first = 0): Generator<ReadItem> {
    for (const { value, record } of items) {
      yield isObject(value)
        ? this.#entry(value, first + record)
        : this.#item(first + record, { sender: NOBODY, dropped: 'unreadable' });
    }
  }

  #entry(value: Record<string, unknown>, record: number): ReadItem {
    const body = this.#html.fragment(str(value.b));
    const id = str(value.p);
    const replied = str(value.r);
    const sent = value.s === 1 || value.s === true || value.s === '1';
    return this.#message(record, body, epochSeconds(value.t), sent, id, replied);
  }

  /** Reads a page from before 2026-02-03, one message at a time. */
  async *elements(): AsyncGenerator<ReadItem> {
    let record = 0;
    let named = false;
    const wanted = (name: string, attribs: Readonly<Record<string, string>>) =>
      (name === 'div' && attribs['data-timestamp'] !== undefined && /^message /u.test(attribs.class ?? '')) ||
      (!named && name === 'h1' && attribs.class === 'title');
    for await (const node of this.#html.elements(decodeText(this.#file.bytes()), wanted)) {
      if (node.name === 'h1') {
        named = true;
        this.#chat.name = textOf(node).trim() || this.#chat.name;
        this.#item = itemMaker('weflow-html', this.#file, this.#chat);
        continue;
      }
      yield this.#message(record++, node, epochSeconds(node.attribs['data-timestamp']), hasClass(node, 'sent'), '', '');
    }
  }

  #message(
    record: number,
    body: HtmlElement,
    epoch: number | null,
    sent: boolean,
    id: string,
    replied: string,
  ): ReadItem {
    const shown = findClass(body, 'message-time');
    const time = epoch ?? (shown ? isoTime(textOf(shown)) : null);
    const named = findClass(body, 'sender-name');
    const name = named ? textOf(named).trim() : sent ? '我' : this.#chat.name;
    const fields = this.#content(body, epoch, id, replied);
    const line = isGroupItself(name, this.#chat) && !fields.dropped;
    return this.#item(record, {
      sender: { name },
      time,
      direction: sent ? 'sent' : 'received',
      ...(/^[1-9]\d*$/u.test(id) ? { messageId: id } : {}),
      ...fields,
      ...(line ? { dropped: 'system-line' } : {}),
    });
  }

  #content(body: HtmlElement, epoch: number | null, id: string, replied: string): Partial<ItemFields> {
    const texts: string[] = [];
    for (const node of descendants(
      body,
      (inside) => !hasClass(inside, 'quoted-message') && !hasClass(inside, 'message-text'),
    )) {
      if (hasClass(node, 'message-text')) texts.push(textOf(node));
    }
    const text = texts.join('\n');
    const quoted = findClass(body, 'quoted-message');
    if (quoted) {
      const who = findClass(quoted, 'quoted-sender');
      const words = findClass(quoted, 'quoted-text');
      const quote = {
        ...(who ? { sender: textOf(who).trim() } : {}),
        text: words ? textOf(words) : '',
        ...(/^[1-9]\d*$/u.test(replied) ? { messageId: replied } : {}),
      };
      return { text, quote };
    }
    const media = [...descendants(body)].find((node) => hasClass(node, 'message-media'));
    if (media) return this.#media(media, text, id);
    const link = findClass(body, 'message-link-card');
    if (link) return { type: 'link', title: textOf(link).trim() };
    const spoken = transcript(text);
    if (spoken !== null) {
      return { type: 'voice', text: spoken, media: voiceAt(this.#file, epoch, { clock: this.#clock }, id) };
    }
    return byWords(text, WEFLOW_HABITS);
  }

  #media(node: HtmlElement, text: string, id: string): Partial<ItemFields> {
    const source = node.attribs.src ?? findTag(node, 'source')?.attribs.src ?? node.attribs.href ?? null;
    if (node.name === 'audio') {
      return {
        type: 'voice',
        text: spokenBeside(text),
        media: findVoice(this.#file, source, id ? { messageId: id } : {}),
      };
    }
    if (node.name === 'video') return { type: 'video', media: findMedia(this.#file, source) };
    if (hasClass(node, 'emoji')) return { type: 'sticker' };
    if (node.name === 'img') return { type: 'image', media: findMedia(this.#file, source) };
    return { type: 'file', title: textOf(node).trim() };
  }
}
