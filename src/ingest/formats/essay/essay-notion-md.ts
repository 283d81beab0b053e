import type { ExportFile } from '../../../core/export-file.ts';
import { isJoplinNoteFile, isJoplinSide } from '../../../parse/joplin-item.ts';
import { str } from '../../../parse/loose-json.ts';
import { markdownText } from '../../../parse/markdown-text.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import { folderOf } from '../../../parse/written-path.ts';
import type { Reader } from '../../reader.ts';
import { lookForChat } from '../families/copied-messages.ts';
import { ownItems, stemOf, unreadableWriting } from '../families/essay.ts';
import { isOwnNote, isPageProperty, pageProperties, writingOf } from '../families/markdown.ts';

const ID = 'essay-notion-md';

/** `雨天 152bb52ee2b5804da922efa8c3194444`: Notion ends every name in a blank and the page's id. */
export const NOTION_NAME = /^(.*?)[ _]?([0-9a-f]{32})(?:_all)?$/u;

/**
 * Notion, “Markdown & CSV”: one page a file; below the title, pages of a database have their properties.
 *   # 雨天 / (blank) / Created: 2023年6月18日 22:15 / Tags: 天气, 日常 / (blank) / words
 * The names of properties are in the language of the user; those that hold sentences are words too. A page of links to
 * sub pages has none of its own.
 * Source: obsidianmd/obsidian-importer bf01761c, tests/notion.
 */
export const essayNotionMd: Reader = {
  id: ID,
  title: { en: 'Notion page (.md)', zh: 'Notion 页面（.md）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'minute' },
  detect(head) {
    if (!/\.md$/iu.test(head.name) || !NOTION_NAME.test(stemOf(head.name)) || head.text === '') return 'no';
    return isJoplinNoteFile(head) || isJoplinSide(head) ? 'no' : 'yes';
  },
  async *read(file, context) {
    const text = await wholeText(file);
    if (text === null) {
      yield unreadableWriting(ID, file, 0, 'damaged');
      return;
    }
    const [, title = '', id = ''] = NOTION_NAME.exec(stemOf(file.path)) ?? [];
    // Pages of a database have properties; elsewhere one of them must look like it.
    const inDatabase = isOfDatabase(file);
    const { data, body } = pageProperties(plainLines(text), (one) => inDatabase || isPageProperty(one));
    const lines = body.split('\n').filter((line) => !SUB_PAGE.test(line));
    const { text: words, heading } = markdownText(lines.join('\n'));
    const found = lookForChat(ID, file, words.split('\n'), context);
    if (found.messages) {
      yield* found.messages;
      return;
    }
    const notes = Object.entries(data).map(([key, value]) => [key, str(value)] as const);
    const noted = notes.filter(isOwnNote).map(([, value]) => value);
    const own = [...noted, found.own.join('\n')].join('\n\n');
    const writing = { ...writingOf(data), text: own, title: heading ?? title, id };
    yield* ownItems(ID, file, 0, writing, found.pasted);
  },
};

/** A line that is nothing but a link to another page, or to a file in the folder of one. */
const SUB_PAGE = /^\s*(?:[-*]\s+)?\[[^\]]*\]\([^)]*[0-9a-f]{32}[^)]*\)\s*$/u;
/** The pages of a database lie in a folder beside its table; folder and table have the same name. */
const isOfDatabase = ({ path, folder }: ExportFile): boolean =>
  ['.csv', '_all.csv'].some((end) => folder.get(folderOf(path) + end) !== undefined);
