import { placeholder } from '../../../parse/placeholders.ts';
import { isoTime } from '../../../parse/time.ts';
import { systemKind } from '../../../parse/wechat-types.ts';
import type { Reader } from '../../reader.ts';
import { chatOfFile, type ItemFields, itemMaker, NOBODY, partner } from '../families/chat-item.ts';
import { namelessQuote, splitQuote } from '../families/memotrace-quote.ts';
import { memotrace4Content } from '../families/memotrace4-content.ts';
import { voiceOfText } from '../families/memotrace4-voice.ts';
import { textBlocks } from '../families/text-blocks.ts';

/**
 * MemoTrace of 2025, chat as Markdown: headings down to the day, then one paragraph per message with its time in bold.
 *   #### 2023-09-28
 *   **12:08:02 陈默**: 书哪有嫌多的，放不下就放我那屋。
 *   > 又买书？
 * Texts are escaped with backslashes, but the own words of a reply and the marks of other kinds are not; a system line
 * is quoted with its full time. Who wrote the quoted words is not told. Source: zprolab/WeChatMsg,
 * exporter_markdown.py.
 */
export const memotrace4Markdown: Reader = {
  id: 'memotrace4-markdown',
  title: { en: 'MemoTrace chat since 2025 (.md)', zh: '留痕 MemoTrace 聊天记录，2025 年起（Markdown）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: true, transcripts: true, time: 'second' },
  guessesTypes: true,
  detect: ({ text }) => (DAY.test(text) && (MESSAGE_LINE.test(text) || SYSTEM_LINE.test(text)) ? 'yes' : 'no'),
  async *read(file) {
    const chat = chatOfFile(file);
    const item = itemMaker('memotrace4-markdown', file, chat);
    let day = '';
    for await (const block of textBlocks(file, headOf)) {
      if (!block.head) {
        if (!HEADING.test(block.body))
          yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const { date, stamp, line = '', clock = '', name: escaped = '', text = '' } = block.head.groups ?? {};
      const below = block.body ? `\n${block.body}` : '';
      if (date !== undefined) day = date;
      else if (stamp !== undefined) {
        const words = line + below;
        const dropped = systemKind(words).dropped ?? 'system-line';
        yield item(block.line, { sender: NOBODY, time: isoTime(stamp), text: words, dropped });
      } else {
        const name = plain(escaped);
        const sender = name === chat.name ? partner(name, chat) : { name };
        const time = isoTime(`${day} ${clock}`);
        const fields = content(text + below);
        const media = fields.type === 'voice' ? { media: voiceOfText(file, chat, name, time) } : {};
        yield item(block.line, { sender, time, ...fields, ...media });
      }
    }
  },
};

const DAY = /^#### \d{4}-\d\d-\d\d\s*$/mu;
const MESSAGE_LINE = /^\*\*\d\d:\d\d:\d\d .+\*\*:/mu;
const SYSTEM_LINE = /^> \d{4}-\d\d-\d\d \d\d:\d\d:\d\d /mu;
const HEADING = /^#{2,3} \d{4}(?:-\d\d)?\s*$/u;

const HEADS = [
  /^#### (?<date>\d{4}-\d\d-\d\d)\s*$/u,
  /^> (?<stamp>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?<line>.*)$/u,
  /^\*\*(?<clock>\d\d:\d\d:\d\d) (?<name>.+?)\*\*: ?(?<text>.*)$/u,
];

function headOf(line: string): RegExpExecArray | null {
  for (const head of HEADS) {
    const found = head.exec(line);
    if (found) return found;
  }
  return null;
}

const PICTURE = /^!\[图片\]\([^\n]*\)$/u;
const SPOKEN = /^\[语音\] ?([\s\S]*)$/u;
const STICKER = /^\[表情包\]\[([^\n]*)\]$/u;
const SHARED = /^(?:【小程序】: ?[^\n]*?：)?\[((?:\\.|[^\]\\\n])*)\]\([^\n]*\)$/u;

function content(raw: string): Partial<ItemFields> {
  const body = raw.trim();
  if (PICTURE.test(body)) return { type: 'image' };
  const [, spoken] = SPOKEN.exec(body) ?? [];
  if (spoken !== undefined) return { type: 'voice', text: spoken === 'None' ? '' : spoken, media: { path: '' } };
  const [, sticker] = STICKER.exec(body) ?? [];
  if (sticker !== undefined) return { type: 'sticker', ...(sticker ? { title: sticker } : {}) };
  const [, shared] = SHARED.exec(body) ?? [];
  if (shared !== undefined) return { type: 'link', title: plain(shared) };
  const marked = memotrace4Content(body);
  if (marked.type) return marked;
  const at = raw.search(/ \n> /u);
  if (at >= 0)
    return { text: raw.slice(0, at), quote: namelessQuote(splitQuote(plain(raw.slice(at + 4)), '引用：').text) };
  const kind = placeholder(body, { tails: false, unbracketed: false })?.kind;
  return kind ? { type: kind.type } : { text: plain(raw) };
}

const plain = (text: string) => text.replace(/\\([\\`*_{}[\]()#+\-.!|])/gu, '$1');
