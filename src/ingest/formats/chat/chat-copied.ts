import type { ExportFile } from '../../../core/export-file.ts';
import {
  type CopiedHead,
  type CopiedShape,
  copiedHead,
  copiedShape,
  looksLikeName,
  QQ_TITLE,
} from '../../../parse/copied-chat.ts';
import { lines } from '../../../parse/lines.ts';
import { dayOfLine, looseTime } from '../../../parse/loose-time.ts';
import type { Reader } from '../../reader.ts';
import { byWords, chatOfPath, type ItemFields, itemMaker, NOBODY } from '../families/chat-item.ts';
import { cutReplyBlock } from '../families/reply-block.ts';
import { speakers } from '../families/speakers.ts';

/**
 * A chat that somebody selected in a window, copied and pasted into a file, in the shapes of parse/copied-chat.ts.
 *   老默 2023/9/28 12:05
 *   下午四点下班，坐高铁回
 * Nothing but the names tells who wrote, and mostly only the minute is known. Claimed as a `maybe`, and only where the
 * heads repeat as in a talk of few people.
 */
export const chatCopied: Reader = {
  id: 'chat-copied',
  title: { en: 'chat copied by hand into a text file', zh: '手工复制粘贴的聊天记录（文本）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'varies' },
  detect({ name, text }) {
    if (!/\.(?:txt|md|text|log)$/iu.test(name) || text === '') return 'no';
    return isExport(text) || copiedShape(text) === null ? 'no' : 'maybe';
  },
  async *read(file) {
    const shape = await shapeOf(file);
    const names = shape === 'name-line' || shape === 'name-over' ? await namesIn(file, shape) : undefined;
    const item = itemMaker('chat-copied', file, chatOfPath(file.path));
    let day: string | null = null;
    let open: { head: CopiedHead; line: number; day: string | null; rows: string[]; size: number } | undefined;
    const close = () => {
      if (!open) return [];
      const { head, line, rows } = open;
      while (rows.length && !rows.at(-1)?.trim()) rows.pop();
      return [item(line, fieldsOf(head, open.day, rows.join('\n')))];
    };
    for await (const { text: line, number } of lines(file)) {
      const head = line.length < MAX_LINE ? copiedHead(line, shape) : null;
      const date = head ? null : dayOfLine(line);
      if (date) {
        yield* close();
        open = undefined;
        day = date;
      } else if (head && (!names || names.has(head.name))) {
        yield* close();
        open = { head, line: number, day, rows: head.text === undefined ? [] : [head.text], size: 0 };
      } else if (open && open.size < MAX_BODY) {
        open.rows.push(line);
        open.size += line.length + 1;
      } else if (line.trim() && !(number <= QQ_HEAD_LINES && QQ_HEAD.test(line))) {
        yield* close();
        open = undefined;
        yield item(number, { sender: NOBODY, text: line, dropped: 'unreadable' });
      }
    }
    yield* close();
  },
};

/** Text exports have the same heads with an exact time, a quoted name or a wxid: their readers claim those. */
function isExport(text: string): boolean {
  const first =
    text
      .slice(0, 600)
      .trimStart()
      .split(/\r?\n|\r/u, 1)[0] ?? '';
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: (?:.*[^)>\s])?)?$/u.test(first)) return true;
  return /^.*(?:\b(?:wxid_|gh_)\w+|@chatroom)\)? (?:\d{4}-)?(?:\d\d-\d\d )?\d\d:\d\d:\d\d$/mu.test(text.slice(0, 8192));
}

const MAX_LINE = 64 * 1024;
const MAX_BODY = 1024 * 1024;
const QQ_HEAD_LINES = 12;
const QQ_HEAD = /^(?:={8,}|消息分组[:：]|消息对象[:：])|^消息记录（/u;

async function shapeOf(file: ExportFile): Promise<CopiedShape> {
  let head = '';
  for await (const { text } of lines(file)) {
    head += `${text}\n`;
    if (head.length > 64 * 1024) break;
  }
  // Asked for by name where nothing is recognised: the plainest shape of all.
  return copiedShape(head) ?? (QQ_TITLE.test(head) ? 'time-name' : 'name-line');
}

/**
 * Without times, a head is told by its name: one that comes more than once, or that looks like one. A line of somebody
 * else's must not run on from the message before; better that a line of one's own is cut off from it.
 */
async function namesIn(file: ExportFile, shape: CopiedShape): Promise<ReadonlySet<string>> {
  const counts = await speakers(file, (line) => (line.length < MAX_LINE ? copiedHead(line, shape)?.name : undefined));
  return new Set([...counts].filter(([name, count]) => count > 1 || looksLikeName(name)).map(([name]) => name));
}

function fieldsOf(head: CopiedHead, day: string | null, body: string): ItemFields {
  const when = head.time === undefined ? null : looseTime(head.time, day);
  const time = when?.time ?? null;
  const { name, id } = head;
  const fields = byWords(body);
  const words = fields.type || fields.dropped ? fields : cutReplyBlock(body);
  return {
    sender: id ? { id, name } : { name },
    ...(name === '我' ? { direction: 'sent' } : {}),
    time,
    ...(time === null ? { flags: ['no-time'] } : when?.precision === 'minute' ? { precision: 'minute' } : {}),
    ...words,
  };
}
