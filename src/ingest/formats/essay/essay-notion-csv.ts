import type { ExportFile } from '../../../core/export-file.ts';
import { csvRows } from '../../../parse/csv-rows.ts';
import type { Reader } from '../../reader.ts';
import { entryItems, stemOf, unreadableWriting } from '../families/essay.ts';
import { isOwnNote, writingOf } from '../families/markdown.ts';
import { NOTION_NAME } from './essay-notion-md.ts';

const ID = 'essay-notion-csv';

/**
 * Notion, “Markdown & CSV” without sub pages: the table of a database, `日记 152bb52ee2b5….csv`, in UTF-8 with a mark.
 *   Name,Created,心情,备注
 *   雨天,2023年6月18日 22:15,好,"下了一整天的雨，阳台的水缸满了。"
 * The first column is the title; the names of the others are the user's, so the words tell which of them hold prose.
 * `…_all.csv` has all rows where the other has those of a view. Where the pages of the rows were exported too, these
 * say the same, and the table gives nothing. Source: obsidianmd/obsidian-importer bf01761c, tests/notion.
 */
export const essayNotionCsv: Reader = {
  id: ID,
  title: { en: 'Notion database (.csv)', zh: 'Notion 数据库（.csv）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'minute' },
  detect: ({ name, text }) => (/\.csv$/iu.test(name) && NOTION_NAME.test(stemOf(name)) && text !== '' ? 'yes' : 'no'),
  async *read(file, context) {
    if (isToldElsewhere(file)) return;
    let columns: readonly string[] | undefined;
    for await (const rows of csvRows(file)) {
      for (const { cells, record, broken } of rows) {
        if (!columns) columns = cells;
        else if (broken) yield unreadableWriting(ID, file, record, 'no-entry');
        else {
          const properties = columns.map((name, at) => [name, cells[at] ?? ''] as const).slice(1);
          const text = properties.filter(isOwnNote).map(([, value]) => value);
          const writing = { ...writingOf(Object.fromEntries(properties)), title: cells[0], text: text.join('\n\n') };
          yield* entryItems(ID, file, record, writing, context);
        }
      }
    }
  },
};

/** By the pages of the rows, which lie in a folder of the table's name, or by the table of all rows. */
function isToldElsewhere({ path, folder }: ExportFile): boolean {
  const stem = path.replace(/(?:_all)?\.csv$/iu, '');
  const hasPages = folder.files.some((one) => one.path.startsWith(`${stem}/`) && /\.(?:md|html)$/iu.test(one.path));
  return hasPages || (!path.endsWith('_all.csv') && folder.get(`${stem}_all.csv`) !== undefined);
}
