import { loadPage } from '../../../parse/html-page.ts';
import { prose } from '../../../parse/html-prose.ts';
import { isJoplinNote, isJoplinNoteFile, joplinItem } from '../../../parse/joplin-item.ts';
import { markdownText } from '../../../parse/markdown-text.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { entryItems, unreadableWriting } from '../families/essay.ts';
import { whenOf } from '../families/markdown.ts';
import { IN_TRASH, WEB_CLIP } from '../families/not-own-words.ts';

const ID = 'essay-joplin-raw';

/**
 * Joplin, exports “RAW - Joplin Export Directory” and “JEX”, which is a tar of the same: a note a file, named after its
 * id, with what Joplin knows of it below the words. Notebooks, tags and attached files have such files too.
 *   周末 / (blank) / 去了菜场，买了两斤虾。 / (blank) / id: 0a1b2c3d… / created_time: 2022-01-05T12:30:00.123Z / … / type_: 1
 * `type_` 1 is a note, `markup_language` 2 is HTML. A note with a `source_url` was clipped from the web, one with a
 * `deleted_time` lies in the trash. Source: laurent22/joplin, InteropService_Exporter_Raw.ts, _Jex.ts; BaseItem.ts.
 */
export const essayJoplinRaw: Reader = {
  id: ID,
  title: { en: 'Joplin note of a JEX or RAW export (.jex, .md)', zh: 'Joplin 笔记（JEX、RAW 导出，.jex、.md）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: (head) => (isJoplinNoteFile(head) ? 'yes' : 'no'),
  async *read(file, context) {
    const text = await wholeText(file);
    const note = text === null ? null : joplinItem(plainLines(text));
    if (!note || !isJoplinNote(note)) {
      yield unreadableWriting(ID, file, 0, text === null ? 'damaged' : 'no-notes');
      return;
    }
    const { title, body, data } = note;
    const value = (key: string) => data.get(key)?.trim() ?? '';
    const known = { title, id: value('id'), when: whenOf(value('user_created_time') || value('created_time')) };
    if (value('encryption_applied') === '1') {
      yield unreadableWriting(ID, file, 0, 'encrypted-note', known);
      return;
    }
    const isPage = value('markup_language') === '2';
    const writing = {
      ...known,
      text: isPage ? prose((await loadPage(body)).root().contents().get()) : markdownText(body).text,
      ...(value('author') ? { author: { name: value('author') } } : {}),
      ...(value('source_url') ? WEB_CLIP : {}),
      ...(Number(value('deleted_time')) > 0 ? IN_TRASH : {}),
    };
    yield* entryItems(ID, file, 0, writing, context);
  },
};
