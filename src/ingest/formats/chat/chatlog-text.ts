import type { Sender } from '../../../core/types.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { byWords, chatOfFile, itemMaker, NOBODY } from '../families/chat-item.ts';
import { chatlogContent } from '../families/chatlog-content.ts';
import { CHATLOG_NUMBER, CHATLOG_OWNER, CHATLOG_SENDER } from '../families/chatlog-head.ts';
import { type CoveredDays, coveredDays, coveredYear, withoutDays } from '../families/covered-days.ts';
import { textBlocks } from '../families/text-blocks.ts';

/**
 * chatlog's plain text, as its HTTP call and MCP clients show it: `name(wxid) time` above the content, and a blank line
 * between messages.
 *   爸爸(wxid_chenmo01) 2023-12-30 18:02:50
 *   > 妈妈(wxid_linxiao88) 12-30 18:02:20
 *   > 又火锅……上火
 *   那就清汤锅，两全其美。
 * The owner is 我 or 妈妈(我). WeChat is 系统消息; in groups of 3.x it has no name, and where its line is about the owner it
 * is 我. A listing of several chats puts the group before the time, `[一家(3@chatroom)]`, and nothing in private chats.
 * chatlog_alpha puts the number of the message there, `[1695874082000123]`. The time has no year if the range lies
 * within one year, and no day if it lies within one day. Year and day are then taken from a file name
 * `…_2023-12-30_2023-12-30.txt`; without it such a message has no time. Source: sjzar/chatlog, message.go and
 * message_v3.go; teest114514/chatlog_alpha 524b16f, message.go.
 */
export const chatlogText: Reader = {
  id: 'chatlog-text',
  title: { en: 'chatlog plain text (.txt)', zh: 'chatlog 纯文本（.txt）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'second' },
  guessesTypes: true,
  detect({ text }) {
    const heads = text
      .slice(0, 16_384)
      .split(/\r\n|\n|\r/u)
      .filter((line) => line.trim() && line.length < 300);
    if (!heads.length || !HEAD.test(heads[0] ?? '')) return 'no';
    const sure = heads.some((line) => {
      const { id, bare, number } = HEAD.exec(line)?.groups ?? {};
      return id !== undefined || bare === WECHAT || number !== undefined;
    });
    if (sure) return 'yes';
    // A single word before a time of day (`老张 12:30:00`) is also what people copy by hand; a time alone heads a diary.
    return HEAD.exec(heads[0] ?? '')?.groups?.bare === undefined ? 'no' : 'maybe';
  },
  async *read(file, { emit }) {
    const item = itemMaker('chatlog-text', file, chatOfFile(file, withoutDays));
    const groups = new Map<string, typeof item>();
    const groupOf = (id: string, name = id) => {
      const known = groups.get(id) ?? itemMaker('chatlog-text', file, { id, name, group: true });
      groups.set(id, known);
      return known;
    };
    const days = coveredDays(file.path);
    let undated = 0;
    for await (const block of textBlocks(file, heads(), { belowBlank: true })) {
      if (!block.head) {
        yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const head: Head = block.head.groups ?? {};
      const group = head.groupId ?? head.bareGroup;
      const make = group ? groupOf(group, head.groupName) : item;
      const time = timeOf(head, days);
      if (time === null) undated++;
      const when = {
        ...(time === null ? { time, flags: ['no-time' as const] } : { time }),
        ...(head.number === undefined ? {} : { rowId: head.number }),
      };
      const who = head.id ?? head.bare ?? '';
      if (who === WECHAT || who === '') {
        const { dropped = 'system-line' } = byWords(block.body);
        yield make(block.line, { sender: NOBODY, ...when, text: block.body, dropped });
        continue;
      }
      yield make(block.line, {
        sender: senderOf(who, head.name),
        ...(who === CHATLOG_OWNER ? { direction: 'sent' } : {}),
        ...when,
        ...chatlogContent(file, block.body, { marksSystem: head.bare !== CHATLOG_OWNER }),
      });
    }
    if (undated)
      emit({ type: 'warn', notice: { code: 'times-incomplete', facts: { file: file.path, count: undated } } });
  },
};

const WECHAT = '系统消息';
const GROUP = String.raw`\[(?:(?<groupName>.+)\((?<groupId>[\w@.-]+)\)|(?<bareGroup>[\w@.-]+))\]`;
const TIME = String.raw`(?:(?:(?<year>\d{4})-)?(?<day>\d\d-\d\d) )?(?<clock>\d\d:\d\d:\d\d)`;
/** Quotes begin with `> `, lines of a merged forward with two blanks; neither is a head. */
const HEAD = new RegExp(`^(?!> |  )${CHATLOG_SENDER}?${CHATLOG_NUMBER}(?: ${GROUP})? ${TIME}$`, 'u');

type Head = Partial<Record<string, string>>;

/** All heads write the time as the first one does. */
function heads(): (line: string) => RegExpExecArray | null {
  let shape: string | undefined;
  return (line) => {
    const found = HEAD.exec(line);
    if (!found) return null;
    const { year, day, clock } = found.groups ?? {};
    const own = `${year !== undefined}${day !== undefined}`;
    shape ??= own;
    if (own !== shape) return null;
    return year !== undefined && isoTime(`${year}-${day} ${clock}`) === null ? null : found;
  };
}

const senderOf = (who: string, name: string | undefined): Sender =>
  who === CHATLOG_OWNER ? { name: name || who } : { id: who, name: name || who };

function timeOf({ year, day, clock }: Head, days: CoveredDays | null): string | null {
  if (year) return isoTime(`${year}-${day} ${clock}`);
  const known = coveredYear(days);
  if (day) return known === null ? null : isoTime(`${known}-${day} ${clock}`);
  return days && days.from === days.to ? isoTime(`${days.from} ${clock}`) : null;
}
