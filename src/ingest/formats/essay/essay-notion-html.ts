import type { Element } from 'domhandler';
import { loadPage } from '../../../parse/html-page.ts';
import { prose } from '../../../parse/html-prose.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { lookForChat } from '../families/copied-messages.ts';
import { ownItems, stemOf, unreadableWriting } from '../families/essay.ts';
import { isExcerpt, whenOf, writingOf } from '../families/markdown.ts';
import { NOTION_NAME } from './essay-notion-md.ts';

const ID = 'essay-notion-html';

/**
 * Notion, HTML: one page a file.
 *   <article id="152bb52e-…" class="page sans"><header><h1 class="page-title">雨天</h1><table class="properties">
 *   <tr class="property-row property-row-created_time"><th>Created</th><td><time>@2023年6月18日 22:15</time></td></tr>…
 *   </header><div class="page-body"><p>words</p></div></article>
 * The page's description and properties of the type `text` hold words. `index.html` is only a list.
 * Source: obsidianmd/obsidian-importer bf01761c, tests/notion.
 */
export const essayNotionHtml: Reader = {
  id: ID,
  title: { en: 'Notion page (.html)', zh: 'Notion 页面（.html）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'minute' },
  detect: ({ text }) =>
    /<article id="[0-9a-f-]{32,36}" class="page\b/u.test(text) ||
    (/class="page-title"/u.test(text) && /class="page-body"/u.test(text))
      ? 'yes'
      : 'no',
  async *read(file, context) {
    const html = await wholeText(file);
    if (html === null) {
      yield unreadableWriting(ID, file, 0, 'damaged');
      return;
    }
    const $ = await loadPage(plainLines(html));
    const rows = $('table.properties tr').toArray();
    const cells = rows.map((row) => [$(row).find('th').text().trim(), $(row).find('td').text().trim()] as const);
    // The class gives the kind of a property, whatever the user calls it.
    const created = rows.find((row) => /property-row-(?:created_time|date)\b/u.test($(row).attr('class') ?? ''));
    const when = created && whenOf($(created).find('td').text());
    const [, name = '', hash] = NOTION_NAME.exec(stemOf(file.path)) ?? [];
    const noted = $('.page-description, tr.property-row-text td')
      .toArray()
      .filter((cell) => !isExcerpt($(cell).siblings('th').text()))
      .map((cell) => prose(cell.children));
    const text = [...noted, prose($('.page-body').contents().get(), { skip: isFurniture })]
      .filter(Boolean)
      .join('\n\n');
    const found = lookForChat(ID, file, text.split('\n'), context);
    if (found.messages) {
      yield* found.messages;
      return;
    }
    const writing = {
      ...writingOf(Object.fromEntries(cells)),
      ...(when ? { when } : {}),
      text: found.own.join('\n'),
      title: $('.page-title').first().text() || name,
      id: hash ?? ($('article').attr('id') ?? '').replaceAll('-', ''),
    };
    yield* ownItems(ID, file, 0, writing, found.pasted);
  },
};

/**
 * Links to sub pages, lists of a table's pages, bookmarks of the web, pictures with captions of files, tables of
 * contents.
 */
function isFurniture({ name, attribs }: Element): boolean {
  return (
    (name === 'figure' && /(?:link-to-page|image|bookmark)/u.test(attribs.class ?? '')) ||
    (name === 'div' && /(?:bookmark|source)\b/u.test(attribs.class ?? '')) ||
    (name === 'a' && /\bbookmark\b/u.test(attribs.class ?? '')) ||
    /\b(?:collection-content|table_of_contents|icon|equation-container)\b/u.test(attribs.class ?? '')
  );
}
