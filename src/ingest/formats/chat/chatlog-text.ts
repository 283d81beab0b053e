import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { byWords, chatOfPath, itemMaker, NOBODY } from '../families/chat-item.ts';
import { chatlogContent } from '../families/chatlog-content.ts';
import { type CoveredDays, coveredDays, coveredYear, withoutDays } from '../families/covered-days.ts';
import { textBlocks } from '../families/text-blocks.ts';

/**
 * chatlog's plain text, what its HTTP call and MCP clients show: `name(wxid) time` over the content, a blank line between.
 *   爸爸(wxid_chenmo01) 2023-12-30 18:02:50
 *   > 妈妈(wxid_linxiao88) 12-30 18:02:20
 *   > 又火锅……上火
 *   那就清汤锅，两全其美。
 * The owner is 我, WeChat 系统消息. The time has no year when the range lies within one, no day within one day: those are
 * taken from a file name `…_2023-12-30_2023-12-30.txt`, else such a message has no time. Source: sjzar/chatlog, message.go.
 */
export const chatlogText: Reader = {
  id: 'chatlog-text',
  title: { en: 'chatlog plain text (.txt)', zh: 'chatlog 纯文本（.txt）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'second' },
  detect({ text }) {
    const heads = text
      .slice(0, 16_384)
      .split(/\r\n|\n|\r/u)
      .filter((line) => line.trim() && line.length < 300);
    if (!heads.length || !HEAD.test(heads[0] ?? '')) return 'no';
    const sure = heads.some((line) => {
      const found = HEAD.exec(line);
      return found && (found[2] !== undefined || found[4] !== undefined);
    });
    // Lone words before a clock (`老张 12:30:00`) are also what people copy by hand.
    return sure ? 'yes' : 'maybe';
  },
  async *read(file, { emit }) {
    const chat = chatOfPath(withoutDays(file.path));
    const item = itemMaker('chatlog-text', file, chat);
    const days = coveredDays(file.path);
    let undated = 0;
    for await (const block of textBlocks(file, heads())) {
      if (!block.head) {
        yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const [, name, id, owner, system, bare] = block.head;
      const time = timeOf(block.head, days);
      if (time === null) undated++;
      const when = time === null ? { time, flags: ['no-time' as const] } : { time };
      if (system) {
        const { dropped = 'system-line' } = byWords(block.body);
        yield item(block.line, { sender: NOBODY, ...when, text: block.body, dropped });
        continue;
      }
      const sender = id ? { id, name: name || id } : owner ? { name: owner } : { id: bare ?? '', name: bare ?? '' };
      yield item(block.line, {
        sender,
        ...(owner ? { direction: 'sent' } : {}),
        ...when,
        ...chatlogContent(file, block.body),
      });
    }
    if (undated)
      emit({ type: 'warn', notice: { code: 'times-incomplete', facts: { file: file.path, count: undated } } });
  },
};

/** 1 name, 2 wxid · 3 owner · 4 system · 5 a lone wxid · 6 year, 7 month and day, 8 clock; a listing puts its talker before. */
const HEAD =
  /^(?!> )(?:(.*)\(([\w@.-]+)\)|(我)|(系统消息)|(?!\d{4}-)([\w@-]+))(?: \[[^\]]*\])? (?:(?:(\d{4})-)?(\d\d-\d\d) )?(\d\d:\d\d:\d\d)$/u;

/** A head stands first or below a blank line, and all write the time as the first one does. */
function heads(): (line: string) => RegExpExecArray | null {
  let afterBlank = true;
  let shape: string | undefined;
  return (line) => {
    const here = afterBlank;
    afterBlank = !line.trim();
    const found = here ? HEAD.exec(line) : null;
    if (!found) return null;
    const own = `${found[6] !== undefined}${found[7] !== undefined}`;
    shape ??= own;
    if (own !== shape) return null;
    return found[6] !== undefined && isoTime(`${found[6]}-${found[7]} ${found[8]}`) === null ? null : found;
  };
}

function timeOf(head: RegExpExecArray, days: CoveredDays | null): string | null {
  const [, , , , , , year, monthDay, clock] = head;
  if (year) return isoTime(`${year}-${monthDay} ${clock}`);
  const known = coveredYear(days);
  if (monthDay) return known === null ? null : isoTime(`${known}-${monthDay} ${clock}`);
  return days && days.from === days.to ? isoTime(`${days.from} ${clock}`) : null;
}
