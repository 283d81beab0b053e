import type { ExportFile } from '../../../core/export-file.ts';
import { decodeText } from '../../../parse/decode.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import {
  descendants,
  findClass,
  findNode,
  findTag,
  type HtmlElement,
  hasClass,
  loadHtml,
  textOf,
} from '../../../parse/html-text.ts';
import { spanSeconds } from '../../../parse/placeholders.ts';
import { epochSeconds, isoTime } from '../../../parse/time.ts';
import { KINDS, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import { place } from '../../read/discover.ts';
import type { Reader } from '../../reader.ts';
import {
  byWords,
  type ChatName,
  chatOfFile,
  type ItemFields,
  itemMaker,
  NOBODY,
  partner,
} from '../families/chat-item.ts';
import {
  CARDS_AS_TEXT,
  chatBeside,
  HIDDEN_CHAT,
  RENDER_TYPES,
  warnOfPrivacy,
  withoutFavourites,
} from '../families/wechatdataanalysis.ts';

/**
 * WeChatDataAnalysis chat as a page: one `<div>` per message, with its kind and its second as attributes.
 *   <div class="mb-6" data-render-type="voice" data-wce-create-time="1695874127" title="2023-09-28 12:08:47">…
 * `wce-msg-row-sent` marks the owner. Messages have no ids, and names only in groups; `meta.json` beside the page, its
 * folder in a zip and the list of chats in the page tell whose chat it is. WeChat emoji are pictures without their
 * names. A page holds the newest messages; older pages are packed by a native module, so they are not read but reported
 * in a notice. Source: LifeArchiveProject/WeChatDataAnalysis a7092e7, chat_export_service.py; its folder that grows
 * with every export: wukongtime/WeChatDataAnalysis-backup ba328a8, chat_incremental_export.py.
 */
export const wechatdataanalysisHtml: Reader = {
  id: 'wechatdataanalysis-html',
  title: { en: 'WeChatDataAnalysis chat (.html)', zh: 'WeChatDataAnalysis 聊天记录（网页）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: true, transcripts: true, time: 'second' },
  detect: ({ text }) =>
    text.includes('id="wceMessageList"') || text.includes('data-wce-create-time=') || text.includes('id="wcePageMeta"')
      ? 'yes'
      : 'no',
  async *read(file, { emit }) {
    const html = await loadHtml();
    const chat: ChatName = (await chatBeside(file)) ?? chatOfConversation(file);
    let hidden = false;
    let item = itemMaker('wechatdataanalysis-html', file, chat);
    let record = 0;
    for await (const node of html.elements(decodeText(file.bytes()), isWanted)) {
      if (node.name === 'title') {
        chat.name = textOf(node).trim() || chat.name;
        hidden = chat.name === HIDDEN_CHAT;
        if (hidden) warnOfPrivacy(emit, file);
        item = itemMaker('wechatdataanalysis-html', file, chat);
      } else if (node.name === 'a') {
        chat.id ??= node.attribs['data-wce-session-username'] ?? '';
        chat.group ??= chat.id.endsWith('@chatroom');
        item = itemMaker('wechatdataanalysis-html', file, chat);
      } else if (node.name === 'script') {
        const total = Number(/"totalPages"\s*:\s*(\d{1,7})/u.exec(node.children.join(''))?.[1] ?? 1);
        if (total > 1) {
          emit({ type: 'warn', notice: { code: 'older-pages-unreadable', facts: { file: file.path, total } } });
        }
      } else {
        const fields = fieldsOf(file, node, chat);
        yield withoutFavourites(item(record++, hidden ? hiddenFields(fields) : fields));
      }
    }
  },
};

/** What privacy mode leaves of a message. */
const hiddenFields = ({ time = null, text = '', dropped = 'unreadable' }: ItemFields): ItemFields => ({
  sender: NOBODY,
  time,
  text,
  dropped,
});

const isWanted = (name: string, attribs: Readonly<Record<string, string>>): boolean =>
  name === 'title' ||
  (name === 'a' && attribs['aria-current'] === 'page' && !!attribs['data-wce-session-username']) ||
  (name === 'script' && attribs.id === 'wcePageMeta') ||
  (name === 'div' && attribs['data-wce-create-time'] !== undefined);

/** `conversations/0001_陈默_wxid_chenmo01_656307c4/messages.html`: number, name, id, hash. */
function chatOfConversation(file: ExportFile): ChatName {
  const folder = /(?:^|\/)\d{3,6}_([^/]*)_[0-9a-f]{8}\/[^/]*$/u.exec(place(file))?.[1];
  const found = folder ? /^(.*)_((?:wxid|gh)_[\w-]+|\d+@chatroom)$/u.exec(folder) : null;
  if (!found) return chatOfFile(file);
  const [, name = '', id = ''] = found;
  return { id, name: name || id, group: id.endsWith('@chatroom') };
}

function fieldsOf(file: ExportFile, node: HtmlElement, chat: ChatName): ItemFields {
  const { attribs } = node;
  const sent = findNode(node, (inside) => hasClass(inside, 'wce-msg-row-sent')) !== undefined;
  const received = !sent && findNode(node, (inside) => hasClass(inside, 'wce-msg-row-received')) !== undefined;
  const kind = RENDER_TYPES[attribs['data-render-type'] ?? ''] ?? KINDS.other;
  const time = epochSeconds(attribs['data-wce-create-time']) ?? isoTime(attribs.title ?? '');
  const system = findClass(node, 'wce-system');
  if (system || kind === KINDS.system) {
    const text = textOf(system ?? node).trim();
    return { sender: { name: '' }, time, text, dropped: systemKind(text).dropped ?? 'system-line' };
  }
  const shown = [...descendants(node)].find((inside) => hasClass(inside, 'text-[11px]') && hasClass(inside, 'mb-1'));
  const name = shown ? textOf(shown).trim() : sent ? '我' : chat.group ? '' : chat.name;
  return {
    sender: received ? partner(name, chat) : { name },
    time,
    ...(sent || received ? { direction: sent ? 'sent' : 'received' } : {}),
    ...content(file, node, kind),
  };
}

function content(file: ExportFile, node: HtmlElement, kind: MessageKind): Partial<ItemFields> {
  const bubble = findClass(node, 'msg-bubble');
  if (kind === KINDS.text || (kind === KINDS.other && bubble))
    return byWords(bubble ? textOf(bubble) : '', CARDS_AS_TEXT);
  if (kind === KINDS.quote) return quoteOf(node, bubble);
  if (kind === KINDS.voice) return voiceOf(file, node);
  const source = sourceOf(node, kind);
  const media = source && !/^(?:https?|data|blob):/u.test(source) ? { media: findMedia(file, source) } : {};
  const title = WITHOUT_TITLE.has(kind) ? '' : cardText(node);
  return { type: kind.type, ...media, ...(title ? { title } : {}) };
}

/** Where the file of a message lies: pictures are shown, videos and files are linked. */
function sourceOf(node: HtmlElement, kind: MessageKind): string | undefined {
  if (kind === KINDS.image || kind === KINDS.sticker) return contentImage(node)?.attribs.src;
  if (kind === KINDS.video) return findTag(node, 'video')?.attribs.src ?? findTag(node, 'a')?.attribs.href;
  return kind === KINDS.file ? findTag(node, 'a')?.attribs.href : undefined;
}

const WITHOUT_TITLE: ReadonlySet<MessageKind> = new Set([KINDS.image, KINDS.video, KINDS.sticker]);

/**
 * The own words are the text of the bubble without the block of the quoted message, which stands inside or after the
 * bubble: `<span>name:</span><span class="ml-1">words</span>`, of which either may be absent. A quoted link begins with
 * 🔗, and a quoted voice message has a button in place of words.
 */
function quoteOf(node: HtmlElement, bubble: HtmlElement | undefined): Partial<ItemFields> {
  const text = bubble ? textOf(bubble, (inside) => inside.name === 'div') : '';
  const block = quoteBlock(node);
  if (!block) return { text };
  const spans = [...descendants(block)].filter(({ name }) => name === 'span');
  const named = spans.find((span) => !hasClass(span, 'ml-1') && /[:：]\s*$/u.test(textOf(span)));
  const words = spans.find((span) => hasClass(span, 'ml-1')) ?? (named ? undefined : spans[0]);
  const sender = named
    ? textOf(named)
        .replace(/[:：]\s*$/u, '')
        .trim()
    : '';
  const quoted = words && !findTag(block, 'button') ? textOf(words).replace(/^🔗 ?/u, '') : '';
  return sender || quoted ? { text, quote: { ...(sender ? { sender } : {}), text: quoted } } : { text };
}

/** The innermost `<div>` around the spans of a quoted message. */
function quoteBlock(node: HtmlElement): HtmlElement | undefined {
  const isSpan = (inside: HtmlElement | string) => typeof inside !== 'string' && inside.name === 'span';
  return findNode(node, (inside) => inside.name === 'div' && inside.children.some(isSpan));
}

function voiceOf(file: ExportFile, node: HtmlElement): Partial<ItemFields> {
  const source = findTag(node, 'audio')?.attribs.src ?? null;
  const length = findClass(node, 'wechat-voice-duration');
  const seconds = length ? spanSeconds(textOf(length)) : undefined;
  const spoken = findClass(node, 'wechat-voice-transcript');
  const failed = spoken && hasClass(spoken, 'wechat-voice-transcript--error');
  const words = spoken && !failed ? textOf(spoken).trim() : '';
  const id = /voice_(\d{15,20})\.\w+$/u.exec(source ?? '')?.[1];
  return {
    type: 'voice',
    text: words === '未识别到文字' ? '' : words,
    ...(id ? { messageId: id } : {}),
    // `0"` stands for a length that is not known.
    media: { ...findVoice(file, source, id ? { messageId: id } : {}), ...(seconds ? { seconds } : {}) },
  };
}

const contentImage = (node: HtmlElement) =>
  findNode(
    node,
    (inside) => inside.name === 'img' && !/avatar/iu.test(`${inside.attribs.class ?? ''} ${inside.attribs.src ?? ''}`),
  );

/**
 * The first words of a card, which are its title, without the letter of the avatar, the name and the time tooltip.
 * Under a cover the title stands last.
 */
function cardText(node: HtmlElement): string {
  const inner = findClass(node, 'wechat-link-cover-title') ?? findClass(node, 'wce-msg-content') ?? node;
  const text = textOf(
    inner,
    (inside) => hasClass(inside, 'wce-avatar') || hasClass(inside, 'absolute') || hasClass(inside, 'text-[11px]'),
  );
  return (text.trim().split('\n', 1)[0] ?? '').trim();
}
