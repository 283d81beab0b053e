import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { loadPage } from '../../../parse/html-page.ts';
import { prose } from '../../../parse/html-prose.ts';
import { jsonItems } from '../../../parse/json-items.ts';
import { list, obj, str } from '../../../parse/loose-json.ts';
import { chinaTime, epochSeconds } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting } from '../families/essay.ts';
import { comment } from '../families/moments.ts';
import { hasKeys } from '../families/moments-json.ts';
import { ownerOfPath, PRIVATE_ENTRY, QZONE, qqSender, qzoneText } from '../families/qzone.ts';

const ID = 'qzone-export-boards';

/**
 * The guest book (留言板) of QZoneExport, kinds JSON and HTML: `Boards/boards.json`, the same by year in
 * `Boards/2012.json`, or `Boards/json/boards.js`.
 *   window.boardInfo = {"items":[{"id":7,"uin":10002,"nickname":"老高","pubtime":"2012-06-10 12:00:00","secret":0,
 *   "htmlContent":"<div>来踩踩</div>","replyList":[{"uin":10001,"nick":"老默","time":1339304400,"content":"…"}]}],
 *   "authorInfo":{"message":"what the owner has put above the guest book"},"total":1}
 * A guest's words are the guest's post, with the replies as its comments.
 * Source: ShunCai/QZoneExport 9bd5391d, boards.js.
 */
export const qzoneExportBoards: Reader = {
  id: ID,
  title: { en: 'QZoneExport guest book (.json, .js)', zh: 'QQ空间导出助手的留言板（.json、.js）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) =>
    /^\s*(?:window\.boardInfo\s*=\s*)?\{/u.test(text) && hasKeys(text, 'items', 'htmlContent', 'nickname')
      ? 'yes'
      : 'no',
  async *read(file) {
    const owner = ownerOfPath(file.path, file.folder.root);
    let after = 0;
    let name = '';
    for await (const part of jsonItems(file, 'items')) {
      if ('frame' in part) {
        const text = await proseOf(str(obj(part.frame.authorInfo).message));
        const author = qqSender(owner, name);
        if (text) yield essayItem(ID, file, after, { text, when: { time: null }, author }, QZONE);
        continue;
      }
      for (const { value, record: at, broken } of part.items) {
        after = at + 1;
        const one = obj(value);
        if (broken || !('uin' in one)) yield unreadableWriting(ID, file, at, 'no-entry');
        else yield await entryItem(file, at, one);
        name ||= [one, ...list(one.replyList).map(obj)].filter(({ uin }) => str(uin) === owner).map(nameOf)[0] ?? '';
      }
    }
  },
};

async function entryItem(file: ExportFile, at: number, one: Record<string, unknown>): Promise<ReadItem> {
  const name = nameOf(one);
  const text = await proseOf(str(one.htmlContent));
  return essayItem(
    ID,
    file,
    at,
    {
      text: text === PRIVATE_ENTRY ? '' : text,
      when: { time: timeOf(one.pubtime) },
      id: str(one.id),
      author: qqSender(str(one.uin), name),
      comments: list(one.replyList)
        .map(obj)
        .flatMap((reply) =>
          comment(qqSender(str(reply.uin), nameOf(reply)), qzoneText(str(reply.content)), {
            time: timeOf(reply.time) ?? undefined,
            replyTo: name,
          }),
        ),
      ...(Number(one.secret) === 1 ? { flags: ['private'] as const } : {}),
    },
    QZONE,
  );
}

/** A guest has a `nickname`, who replies a `nick`. */
const nameOf = ({ nickname, nick }: Record<string, unknown>): string => str(nickname) || str(nick);

const proseOf = async (html: string): Promise<string> =>
  qzoneText(prose((await loadPage(html)).root().contents().get())).trim();

/** `2012-06-10 12:00:00` for an entry, seconds since 1970 for a reply. */
function timeOf(written: unknown): string | null {
  const epoch = epochSeconds(written);
  return epoch === null ? chinaTime(str(written)) : new Date(epoch * 1000).toISOString().replace('.000', '');
}
