import type { ExportFile } from '../../../core/export-file.ts';
import { copiedShape, likeliestShape } from '../../../parse/copied-chat.ts';
import type { CopiedShape } from '../../../parse/copied-head.ts';
import { lines } from '../../../parse/lines.ts';
import type { Reader } from '../../reader.ts';
import { copiedMessages } from '../families/copied-messages.ts';

/**
 * A chat that somebody selected in a window, copied and pasted into a file, in the shapes of parse/copied-head.ts.
 *   老默 2023/9/28 12:05
 *   下午四点下班，坐高铁回
 * Only the names tell who wrote, and usually only the minute is known. QQ's message manager saves its text with heads
 * of the same kind, one chat below the other, each under its own title. Claimed as a `maybe`, and only where the heads
 * repeat as in a talk of few people.
 */
export const chatCopied: Reader = {
  id: 'chat-copied',
  title: { en: 'chat copied by hand, or saved by QQ (.txt)', zh: '手工复制粘贴的聊天记录，或 QQ 导出的文本（.txt）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'varies' },
  guessesTypes: true,
  byHand: true,
  detect({ name, text }) {
    if (!/\.(?:txt|md|text|log)$/iu.test(name) || text === '') return 'no';
    const shape = copiedShape(text);
    return shape === null || (!OF_NO_EXPORT.has(shape) && isExport(text)) ? 'no' : 'maybe';
  },
  async *read(file, context) {
    const head = await headOf(file);
    // The user asked for this format, so it is read even where no shape is recognised.
    yield* copiedMessages('chat-copied', file, copiedShape(head) ?? likeliestShape(head), context);
  },
};

/** No export has words on the line of a name that an exact time goes with. */
const OF_NO_EXPORT: ReadonlySet<CopiedShape> = new Set(['time-line', 'time-over-line', 'name-time-line']);

/** Text exports have the same heads, but with an exact time, a quoted name or a wxid; their own readers claim them. */
function isExport(text: string): boolean {
  const first =
    text
      .slice(0, 600)
      .trimStart()
      .split(/\r?\n|\r/u, 1)[0] ?? '';
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: (?:.*[^)>\s])?)?$/u.test(first)) return true;
  return /^.*(?:\b(?:wxid_|gh_)\w+|@chatroom)\)? (?:\d{4}-)?(?:\d\d-\d\d )?\d\d:\d\d:\d\d$/mu.test(text.slice(0, 8192));
}

/** More than is needed to see the shape. */
const HEAD_CHARS = 64 * 1024;

async function headOf(file: ExportFile): Promise<string> {
  let head = '';
  for await (const { text } of lines(file)) {
    head += `${text}\n`;
    if (head.length > HEAD_CHARS) break;
  }
  return head;
}
