import { describe, expect, test } from 'vitest';
import type { ExportFolder } from '../../src/core/export-file.ts';
import { docxText } from '../../src/parse/docx-text.ts';
import { flatter, loadPage } from '../../src/parse/html-page.ts';
import { TooLarge } from '../../src/parse/too-large.ts';
import { xmlEvents } from '../../src/parse/xml-events.ts';
import { memoryFolder } from '../support/memory-folder.ts';

const fileOf = (text: string) => {
  const file = memoryFolder({ 'a.xml': text }).files[0];
  if (!file) throw new Error('no file');
  return file;
};

async function count(text: string): Promise<number> {
  let events = 0;
  for await (const some of xmlEvents(fileOf(text))) events += some.length;
  return events;
}

describe('made to fill the memory', () => {
  test('a tag without an end is given up', async () => {
    await expect(count(`<a b="${'x'.repeat(70 * 1024 * 1024)}`)).rejects.toThrow(TooLarge);
    expect(await count(`<a>${'x'.repeat(1024)}</a>`)).toBe(3);
  });

  test('tags in tags in tags are given up', async () => {
    await expect(count('<a>'.repeat(40_000))).rejects.toThrow(TooLarge);
    expect(await count(`${'<a>'.repeat(2000)}${'</a>'.repeat(2000)}`)).toBe(4000);
  });

  test('a document of more than twenty novels is given up, however little its paragraphs hold', async () => {
    const document = (body: string): ExportFolder =>
      memoryFolder({ 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>` });
    const words = `<w:p><w:r><w:t>${'好'.repeat(1000)}</w:t></w:r></w:p>`;
    await expect(docxText(document(words.repeat(17_000)))).rejects.toThrow(TooLarge);
    await expect(docxText(document('<w:p/>'.repeat(1_100_000)))).rejects.toThrow(TooLarge);
    expect((await docxText(document(words.repeat(100))))?.paragraphs).toHaveLength(100);
  });
});

describe('flatter', () => {
  test('keeps the words of a page whose tags lie in each other without end, and all after it', async () => {
    const deep = 50_000;
    const $ = await loadPage(`<p>一</p>${'<div>'.repeat(deep)}二${'</div>'.repeat(deep)}<p>三</p>`);
    expect($.root().text()).toBe('一二三');
    expect($('body > p, p').last().text()).toBe('三');
  });

  test('changes nothing of an ordinary page, also one that never closes its paragraphs', () => {
    const page = '<ul><li><b>好</b><br><img src="a">'.repeat(900) + '<p>一段'.repeat(9000);
    expect(flatter(page)).toBe(page);
  });
});
