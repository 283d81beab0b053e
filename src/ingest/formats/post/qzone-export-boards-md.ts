import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { markdownText } from '../../../parse/markdown-text.ts';
import { chinaTime } from '../../../parse/time.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting } from '../families/essay.ts';
import { comment } from '../families/moments.ts';
import { ownerOfPath, PRIVATE_ENTRY, QZONE, qqSender, qzoneText } from '../families/qzone.ts';

const ID = 'qzone-export-boards-md';

/**
 * The guest book (留言板) of QZoneExport, kind Markdown: `Boards/Boards.md`, the same by year in `Boards/2012.md`.
 *   > 主人寄语 / the owner's words / --- / > 留言(1) / # 2012年 / ## 6月 / #### 第1楼 /
 *   > [老高](https://user.qzone.qq.com/10002) *2012-06-10 12:00:00* / > 正文： / - [老高](…)：words / > 回复： /
 *   - [老默](https://user.qzone.qq.com/10001)：words *2012-06-11 08:00:00* / ---
 * Older versions gave no numbers and are not read. Source: ShunCai/QZoneExport 9bd5391d, boards.js.
 */
export const qzoneExportBoardsMd: Reader = {
  id: ID,
  title: { en: 'QZoneExport guest book (.md)', zh: 'QQ空间导出助手的留言板（Markdown）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ name, text }) =>
    /\.md$/iu.test(name) && /^> 留言\(\d+\)\s*$/mu.test(text) && HEAD.test(plainLines(text)) ? 'yes' : 'no',
  async *read(file) {
    const text = await wholeText(file);
    if (text === null) {
      yield unreadableWriting(ID, file, 0, 'damaged');
      return;
    }
    const [top = '', ...entries] = plainLines(text).split(/^#### 第-?\d+楼[ \t]*$/mu);
    const owner = qqSender(ownerOfPath(file.path, file.folder.root), '');
    const message = wordsOf(/^> 主人寄语[ \t]*\n([\s\S]*?)\n---[ \t]*\n/mu.exec(top)?.[1] ?? '');
    if (message) yield essayItem(ID, file, 0, { text: message, when: { time: null }, author: owner }, QZONE);
    for (const [at, entry] of entries.entries()) yield entryItem(file, at + 1, entry);
    if (!entries.length) yield unreadableWriting(ID, file, 0, 'no-entry');
  },
};

const PERSON = String.raw`(?:\[([^\]\n]*)\]\(https?:\/\/user\.qzone\.qq\.com\/(\d*)\)|([^：*\n]*?))`;
const TIME = String.raw`\*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\*[ \t]*$`;
const HEAD = new RegExp(`^> ${PERSON} ${TIME}`, 'mu');
const SAID = new RegExp(`^- ${PERSON}：`, 'u');
const REPLY_END = new RegExp(` ${TIME}`, 'mu');

/** An entry and, as its comments, the replies to it. */
function entryItem(file: ExportFile, record: number, entry: string): ReadItem {
  const [head = '', below = ''] = entry.split(/^> 正文：[ \t]*$/mu);
  const [said = '', replies = ''] = below.split(/^> 回复：[ \t]*$/mu);
  const [, name, number = '', bare = '', time = ''] = HEAD.exec(head) ?? [];
  if (!time) return unreadableWriting(ID, file, record, 'no-entry');
  const by = name ?? bare;
  const text = wordsOf(said.trim().replace(SAID, ''));
  return essayItem(
    ID,
    file,
    record,
    {
      text: text === PRIVATE_ENTRY ? '' : text,
      when: { time: chinaTime(time) },
      author: qqSender(number, by),
      comments: replies
        .replace(/\n---[ \t]*\s*(?:\n#{1,2} [^\n]*\s*)*$/u, '')
        .split(/\n(?=- )/u)
        .flatMap((reply) => {
          const [said = '', linked, who = '', plain = ''] = SAID.exec(reply.trim()) ?? [];
          const written = REPLY_END.exec(reply)?.[1];
          return comment(
            qqSender(who, linked ?? plain),
            wordsOf(reply.trim().slice(said.length).replace(REPLY_END, '')),
            {
              time: written === undefined ? undefined : (chinaTime(written) ?? undefined),
              replyTo: by,
            },
          );
        }),
    },
    QZONE,
  );
}

/** The program has turned the words into Markdown. */
const wordsOf = (text: string): string => qzoneText(markdownText(text).text).trim();
