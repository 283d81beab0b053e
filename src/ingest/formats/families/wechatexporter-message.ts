import type { ExportFile } from '../../../core/export-file.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import { decodeEntities } from '../../../parse/html-text.ts';
import { placeholder, spanSeconds } from '../../../parse/placeholders.ts';
import { isoTime } from '../../../parse/time.ts';
import { KINDS, kindOfV3, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import { byWords, type ItemFields, NOBODY } from './chat-item.ts';
import { idOf, type PageBlock } from './wechatexporter-page.ts';

/** Who wrote a block, and how. A `part` belongs to a forwarded record and is no message of this chat. */
export interface PageMessage {
  side: 'left' | 'right' | 'notice';
  part?: 'start' | 'end' | 'inside';
  fields: ItemFields;
}

const NAMED =
  /<span class="(?:dspname|name-)[^"]*"(?:\s+wxId="([^"]*)")?[^>]*>([\s\S]*?)<\/span>\s*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/u;
/** Before 1.7.18 name and time share one `<div>`. */
const NAMED_OLD = /<div>\s*([^<>]*?)\s*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s*<\/div>/u;
const NOTICE = /^(?:系统消息|System Message)[:：] ?/u;

export function messageOf(file: ExportFile, block: PageBlock): PageMessage {
  const classes = /class="([^"]*)"/u.exec(block.tag)?.[1] ?? '';
  const side = /\bright\b/u.test(classes) ? 'right' : /\bleft\b/u.test(classes) ? 'left' : 'notice';
  if (side === 'notice') {
    const text = wordsOf(block.html)[0]?.text ?? '';
    const inside = /\bfmsg\b/u.test(block.tag);
    const part = /\bfmsgtag\b/u.test(classes)
      ? text.startsWith('<< ')
        ? 'start'
        : 'end'
      : inside
        ? 'inside'
        : undefined;
    const words = text.replace(NOTICE, '').trim();
    const dropped = systemKind(words).dropped ?? 'system-line';
    return { side, ...(part ? { part } : {}), fields: { sender: NOBODY, text: words, dropped } };
  }
  // Picture, name and time come first. Only the beginning is searched, since a damaged message may be as long as the
  // page.
  const head = block.html.slice(0, HEAD_CHARS);
  const [, alias = '', name = '', stamp = ''] = NAMED.exec(head) ?? reordered(NAMED_OLD.exec(head));
  const part = /\bfmsg\b/u.test(classes) || idOf(block.tag).includes('_') ? { part: 'inside' as const } : {};
  const time = isoTime(stamp);
  // The message is cut off, or damaged beyond its head. A forwarded one may have a time without seconds.
  if (!time) return { side, ...part, fields: { sender: NOBODY, dropped: 'unreadable' } };
  const id = idOfAvatar(head) ?? (alias || undefined);
  const shown = plainName(name);
  const fields: ItemFields = {
    sender: id ? { id, name: shown || id, ...(alias && alias !== id ? { aliases: [alias] } : {}) } : { name: shown },
    time,
    direction: side === 'right' ? 'sent' : 'received',
  };
  return { side, ...part, fields: { ...fields, ...content(file, block) } };
}

const HEAD_CHARS = 16 * 1024;

const reordered = (found: RegExpExecArray | null): string[] => (found ? ['', '', found[1] ?? '', found[2] ?? ''] : []);

/** Unlike texts, names are escaped in all versions; up to 1.8 every blank in them is `&nbsp;`. */
const plainName = (html: string) => decodeEntities(html).replaceAll('\u00a0', ' ').trim();

/** A person's picture is named after the account, even where only an alias is shown. */
function idOfAvatar(html: string): string | undefined {
  const tag = /<img [^>]*class="avatar"[^>]*>/u.exec(html)?.[0];
  const name = /src="(?:[^"]*\/)?([^"/]*)\.(?:jpe?g|png|gif)"/u.exec(tag ?? '')?.[1];
  return name && /^[\w@.-]{2,64}$/u.test(name) && !/^Default/u.test(name) ? name : undefined;
}

function content(file: ExportFile, { tag, html: whole }: PageBlock): Partial<ItemFields> {
  const type = /msgtype="([^"]*)"/u.exec(tag)?.[1] ?? '';
  const kind = kindOf(type);
  const words = wordsOf(whole);
  const text = words.map((part) => part.text).find((part) => part.trim() !== '') ?? '';
  // Typed text is not escaped and may look like any of the tags below.
  if (kind === KINDS.text) return { text };
  const html = whole.slice(0, MARKUP_CHARS);
  const sound = /\baudio="([^"]+)"/u.exec(html)?.[1] ?? /<audio[^>]*>\s*<source src="([^"]+)"/u.exec(html)?.[1];
  if (kind === KINDS.voice || sound) {
    const shown = /<div class="voicetime">([^<]*)<\/div>/u.exec(html)?.[1] ?? '';
    const seconds = spanSeconds(shown) ?? placeholder(words[0]?.text ?? '')?.seconds;
    const media = findVoice(file, sound ?? null);
    return { type: 'voice', media: { ...media, ...(seconds === undefined ? {} : { seconds }) } };
  }
  const quoted = words.find((part) => part.quoted);
  if (quoted) {
    const [, sender = '', text = ''] = /^「([^：\n]{0,80})：([\s\S]*)」$/u.exec(quoted.text) ?? ['', '', quoted.text];
    return { text: words.find((part) => !part.quoted)?.text ?? '', quote: { ...(sender ? { sender } : {}), text } };
  }
  if (type) return shared(file, kind ?? KINDS.other, text, html);
  return byLooks(file, text, html);
}

/** Longest markup of one message, not counting typed text. */
const MARKUP_CHARS = 64 * 1024;

/** `type` is a word for a file that exists, and a number (3.x) for one that does not. */
function kindOf(type: string): MessageKind | null {
  const named: Record<string, MessageKind> = {
    image: KINDS.image,
    video: KINDS.video,
    file: KINDS.file,
    channels: KINDS.channels,
  };
  if (named[type]) return named[type];
  return /^\d{1,5}$/u.test(type) ? kindOfV3(Number(type)) : null;
}

/** Type 49 only says that something is shared; the page shows the rest. */
function shared(file: ExportFile, kind: MessageKind, text: string, html: string): Partial<ItemFields> {
  const found = placeholder(text);
  const title = /<b>([\s\S]{0,2000}?)<\/b>/u.exec(html)?.[1];
  const named = title === undefined ? '' : (wordsOf(title)[0]?.text ?? decodeEntities(title)).trim();
  if (kind === KINDS.image || kind === KINDS.video) {
    const source = /rawUrl="([^"]+)"/u.exec(html)?.[1] ?? /<source src="([^"]+)"/u.exec(html)?.[1];
    return { type: kind.type, ...(source ? { media: findMedia(file, source) } : {}) };
  }
  if (kind === KINDS.sticker) return { type: kind.type };
  if (/class="transfer-icon"|>(?:微信转账|Weixin Transfer)</u.test(html)) return { type: 'transfer', ...titled(text) };
  if (kind !== KINDS.other) return { type: kind.type, ...titled(found ? (found.title ?? '') : named || text) };
  if (CARD.test(html)) return { type: 'card', ...titled(text) };
  if (found && !named) return { type: found.kind.type, ...titled(found.title ?? '') };
  if (/的聊天记录$/u.test(text)) return { type: 'forward', ...titled(text) };
  return { type: 'link', ...titled(named || text) };
}

/** The card of a person, or of a channel, which is of type 49 like all that is shared. */
const CARD = /class="card-name"/u;

/** Pages from before 1.7.18 give no type. */
function byLooks(file: ExportFile, text: string, html: string): Partial<ItemFields> {
  if (/<video/u.test(html)) return { type: 'video' };
  if (CARD.test(html)) return { type: 'card', ...titled(text) };
  if (/<a href="[^"]*"><b>/u.test(html)) return shared(file, KINDS.other, text, html);
  const body = html.slice(html.search(/class="content-box"|<\/div>\s*<div>\s*(?:<div class="triangle">|<a|<img)/u));
  const picture = /<img [^>]*(?:rawUrl|src)="([^"]+)"/iu.exec(body)?.[1];
  if (!text && picture) {
    return /(?:^|\/)Emoji\//u.test(picture) ? { type: 'sticker' } : { type: 'image', media: findMedia(file, picture) };
  }
  return byWords(text);
}

const titled = (title: string): Partial<ItemFields> => {
  const line = title.trim().split('\n', 1)[0] ?? '';
  return line ? { title: line } : {};
};

interface Words {
  text: string;
  quoted: boolean;
}

const SPAN = /<span class="((?:dont-break-out|[^"<>]{0,80}\bmsg-text\b)[^"<>]{0,80})">/gu;

/**
 * The spans that hold words. In `<pre>` nothing is escaped (1.9); elsewhere blanks are `&nbsp;` and line ends `<br/>`.
 */
function wordsOf(html: string): Words[] {
  const found: Words[] = [];
  const spans = [...html.matchAll(SPAN)];
  for (const [at, span] of spans.entries()) {
    const from = span.index + span[0].length;
    const to = spans[at + 1]?.index ?? html.length;
    const inside = html.slice(from, to);
    const raw = inside.startsWith('<pre>');
    const end = raw ? inside.lastIndexOf('</pre></span>') : inside.indexOf('</span>');
    const body = inside.slice(raw ? 5 : 0, end < 0 ? inside.length : end);
    const coded = body.replace(/<img [^<>]{0,2000}?\brawemoji="([^"<>]{0,40})"[^<>]{0,2000}>/gu, '$1');
    const text = raw ? coded : decodeEntities(coded.replace(/<br\s*\/?>/giu, '\n')).replaceAll('\u00a0', ' ');
    found.push({ text: text.replaceAll('\r\n', '\n'), quoted: (span[1] ?? '').includes('refermsg') });
  }
  return found;
}
