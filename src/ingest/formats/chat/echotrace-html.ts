import type { ExportFile } from '../../../core/export-file.ts';
import { findVoice } from '../../../parse/find-media.ts';
import { findTag, type HtmlTools, loadHtml, textOf } from '../../../parse/html-text.ts';
import { literalItems } from '../../../parse/js-literal.ts';
import { isObject, str } from '../../../parse/loose-json.ts';
import { parted } from '../../../parse/placeholders.ts';
import { epochSeconds, isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { byWords, type ChatName, chatOfFile, type ItemFields, itemMaker, NOBODY } from '../families/chat-item.ts';
import { pageTitle } from '../families/page-title.ts';
import { weflowDirection } from '../families/weflow-message.ts';

/**
 * EchoTrace chat as a page with JSON inside; the content is escaped text, or one tag where `isMedia` says so.
 *   const messagesData = [{"timeTooltip":"2023-09-28 12:08:47","isSend":false,"isMedia":true,"content":"<audio …>",…}];
 * There are no types: system lines look like texts of the partner, in groups like texts of 群成员. In the first releases
 * the content is bare text, and the owner has no name. Source: ycccccccy/echotrace 25dbd6e and 09a7969.
 */
export const echotraceHtml: Reader = {
  id: 'echotrace-html',
  title: { en: 'EchoTrace chat (.html)', zh: 'EchoTrace 聊天记录（网页）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: true, transcripts: false, time: 'second' },
  guessesTypes: true,
  detect: ({ text }) => (MARKER.test(text) && WRITTEN.test(text) ? 'yes' : 'no'),
  async *read(file) {
    const html = await loadHtml();
    const chat: ChatName = chatOfFile(file);
    let item = itemMaker('echotrace-html', file, chat);
    for await (const part of literalItems(file, { marker: MARKER, resync: ENTRY })) {
      if ('before' in part) {
        chat.name = pageTitle(part.before) || chat.name;
        if (/<span>私聊<\/span>/u.test(part.before)) chat.group = false;
        else if (/<span>群聊<\/span>/u.test(part.before)) chat.group = true;
        item = itemMaker('echotrace-html', file, chat);
        continue;
      }
      for (const { value, record } of part.items) {
        if (!isObject(value)) yield item(record, { sender: NOBODY, dropped: 'unreadable' });
        else {
          const sent = weflowDirection(value.isSend) === 'sent';
          yield item(record, {
            sender: { name: str(value.senderName) || (sent && !('isMedia' in value) ? '我' : '') },
            time: epochSeconds(value.timestamp) ?? isoTime(str(value.timeTooltip)),
            direction: sent ? 'sent' : 'received',
            ...('isMedia' in value || 'timeTooltip' in value
              ? content(file, html, str(value.content), value.isMedia === true)
              : byWords(str(value.content), { tails: parted })),
          });
        }
      }
    }
  },
};

const MARKER = /const messagesData\s*=\s*\[/u;
const WRITTEN = /"(?:timeTooltip|isMedia|avatarKey)"|"senderName":"[^"]*","timestamp":\d+\}/u;
const ENTRY = /\{"date":"\d{4}-\d\d-\d\d",/gu;

function content(file: ExportFile, html: HtmlTools, raw: string, isMedia: boolean): Partial<ItemFields> {
  const tree = html.fragment(raw);
  if (!isMedia) return byWords(textOf(tree), { tails: parted });
  const audio = findTag(tree, 'audio');
  if (audio) return { type: 'voice', media: findVoice(file, audio.attribs.src ?? null) };
  if (findTag(tree, 'video')) return { type: 'video' };
  const image = findTag(tree, 'img');
  if (image) return { type: / emoji(?: |$)/u.test(image.attribs.class ?? '') ? 'sticker' : 'image' };
  return byWords(textOf(tree), { tails: parted });
}
