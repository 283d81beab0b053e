import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { BYTE_ORDER_MARK } from '../../../parse/codes.ts';
import { findCopiedChat, looksLikeName } from '../../../parse/copied-chat.ts';
import { type CopiedHead, type CopiedShape, copiedHead, headRows, QQ_SHAPES } from '../../../parse/copied-head.ts';
import { linePairs, lines } from '../../../parse/lines.ts';
import { dayOfLine, type KnownDay, looseTime } from '../../../parse/loose-time.ts';
import { isAboveQqChat, isQqDay, isQqTitle, QQ_ITSELF, qqChatName } from '../../../parse/qq-saved-chat.ts';
import { cutReplyBlock } from '../../../parse/reply-block.ts';
import type { ReadContext } from '../../reader.ts';
import { byWords, chatOfFile, type ItemFields, itemMaker, NOBODY } from './chat-item.ts';
import { coveredDays, coveredYear, withoutDays } from './covered-days.ts';
import { speakers } from './speakers.ts';

/**
 * The messages of a copied chat. What stands above the first head was written by somebody unknown: it is dropped, line
 * by line.
 */
export async function* copiedMessages(
  format: string,
  file: ExportFile,
  shape: CopiedShape,
  { emit }: Pick<ReadContext, 'emit'>,
): AsyncGenerator<ReadItem> {
  const names = HEADS_BY_NAME.has(shape) ? await namesIn(file, shape) : undefined;
  const isSavedByQq = QQ_SHAPES.has(shape);
  let item = itemMaker(format, file, chatOfFile(file, withoutDays));
  const year = coveredYear(coveredDays(file.path));
  let day: string | null = null;
  let open: { head: CopiedHead; line: number; known: KnownDay; rows: string[]; size: number } | undefined;
  let undated = 0;
  let inHead = 0;
  const close = () => {
    if (!open) return [];
    const { head, line, rows, known } = open;
    while (rows.length && !rows.at(-1)?.trim()) rows.pop();
    while (rows.length && !rows[0]?.trim()) rows.shift();
    const fields = fieldsOf(head, known, shape === 'clock-tab' ? lineBody(rows.join('\n')) : rows.join('\n'));
    if (head.time !== undefined && fields.time === null) undated++;
    open = undefined;
    return [item(line, fields)];
  };
  for await (const [{ text: line, number }, below] of linePairs(lines(file))) {
    if (inHead > 0) {
      inHead--;
      continue;
    }
    const head = line.length < MAX_LINE ? copiedHead(line, shape, below?.text) : null;
    const date = head ? null : dayAbove(line, shape);
    if (isSavedByQq && isAboveQqChat(line, below?.text, open !== undefined)) {
      yield* close();
      const name = qqChatName(line);
      if (name) item = itemMaker(format, file, { name });
    } else if (date) {
      yield* close();
      day = date;
    } else if (head && (!names || names.has(head.name))) {
      yield* close();
      inHead = headRows(shape) - 1;
      open = { head, line: number, known: { day, year }, rows: head.text === undefined ? [] : [head.text], size: 0 };
    } else if (open && open.size < MAX_BODY) {
      open.rows.push(line);
      open.size += line.length + 1;
    } else if (line.trim() && !(number <= TITLE_LINES && isTitle(line))) {
      yield* close();
      yield item(number, { sender: NOBODY, text: line, dropped: 'unreadable' });
    }
  }
  yield* close();
  if (undated) emit({ type: 'warn', notice: { code: 'times-incomplete', facts: { file: file.path, count: undated } } });
}

/**
 * What a document holds. If its words are a copied chat, the messages of the chat, with a notice; otherwise the
 * writer's own words and the chat pasted below them. Every reader of documents calls this: what others said must not
 * become the subject's essay. If the user named the format, all words are the writer's.
 */
export function lookForChat(
  format: string,
  file: ExportFile,
  words: readonly string[],
  { asked, emit }: Pick<ReadContext, 'asked' | 'emit'>,
): { messages: AsyncGenerator<ReadItem> } | { messages: null; own: readonly string[]; pasted: readonly string[] } {
  // A head counts as one even in an indented paragraph.
  const flush = words.map((line) => line.trimStart()).join('\n');
  const chat = asked ? null : findCopiedChat(flush);
  if (!chat?.isAll) {
    const at = chat?.firstLine ?? words.length;
    return { messages: null, own: words.slice(0, at), pasted: words.slice(at) };
  }
  emit({ type: 'warn', notice: { code: 'chat-in-document', facts: { file: file.path, format } } });
  return { messages: copiedMessages(format, textFile(file, flush), chat.shape, { emit }) };
}

/** The same file, holding only these words. */
function textFile(file: ExportFile, words: string): ExportFile {
  return {
    ...file,
    async *bytes() {
      yield BYTE_ORDER_MARK;
      yield Buffer.from(words);
    },
    unzip: async () => null,
  };
}

const MAX_LINE = 64 * 1024;
const MAX_BODY = 1024 * 1024;
/** The last line in which a title may stand. */
const TITLE_LINES = 12;
const TITLE = /^(?:={8,}|消息记录(?:（|$)|\[LINE\] |(?:儲存日期|保存日期|Saved on)\s?[:：])/u;
/** Whether QQ or LINE wrote a line above a chat. */
const isTitle = (line: string) => isQqTitle(line) || TITLE.test(line);

/** The day of a line that stands above the messages of that day. In a text of QQ each head has its own. */
function dayAbove(line: string, shape: CopiedShape): string | null {
  if (shape === 'qq-saved' || (shape === 'qq-page' && !isQqDay(line))) return null;
  return dayOfLine(line);
}

/** In these shapes only the name tells a head from a sentence with a colon, or from one above a time. */
const HEADS_BY_NAME: ReadonlySet<CopiedShape> = new Set(['name-line', 'name-over', 'name-over-time']);

/**
 * The names of a chat: those that come more than once, or that look like a name. A line of one person must not become
 * part of another one's message; cutting a line off from its own message is the smaller harm.
 */
async function namesIn(file: ExportFile, shape: CopiedShape): Promise<ReadonlySet<string>> {
  const counts = await speakers(file, (line, below) =>
    line.length < MAX_LINE ? copiedHead(line, shape, below)?.name : undefined,
  );
  return new Set([...counts].filter(([name, count]) => count > 1 || looksLikeName(name)).map(([name]) => name));
}

/**
 * LINE puts a message of several lines in quotes, and has no brackets around what stands for a sticker or a picture.
 */
function lineBody(body: string): string {
  if (/^(?:貼圖|照片|圖片|影片|語音訊息|檔案|Sticker|Photo|Video)$/u.test(body)) return `[${body}]`;
  return /^".*\n.*"$/su.test(body) ? body.slice(1, -1) : body;
}

function fieldsOf(head: CopiedHead, known: KnownDay, body: string): ItemFields {
  const { name, id } = head;
  // LINE's own line: somebody joined, left or took a message back.
  if (!name) return { sender: NOBODY, text: body, dropped: 'system-line' };
  const when = head.time === undefined ? null : looseTime(head.time, known);
  const time = when?.time ?? null;
  if (id && QQ_ITSELF.has(id)) return { sender: NOBODY, time, text: body, dropped: 'system-line' };
  const fields = byWords(body);
  const words = fields.type || fields.dropped ? fields : (cutReplyBlock(body) ?? fields);
  return {
    sender: id ? { id, name } : { name },
    ...(name === '我' ? { direction: 'sent' } : {}),
    time,
    ...(time === null ? { flags: ['no-time'] } : when?.precision === 'minute' ? { precision: 'minute' } : {}),
    ...words,
  };
}
