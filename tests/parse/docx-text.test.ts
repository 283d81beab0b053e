import { expect, test } from 'vitest';
import { docxText } from '../../src/parse/docx-text.ts';
import { memoryFolder } from '../support/memory-folder.ts';

const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const paragraph = (inside: string, style = '') =>
  `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${inside}</w:p>`;
const read = (body: string, parts: Record<string, string> = {}) =>
  docxText(memoryFolder({ 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>`, ...parts }));

test('a table of contents is no text, by its gallery or by its styles; another form is', async () => {
  const form = (gallery: string, inside: string) =>
    `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="${gallery}"/></w:docPartObj></w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;
  const body =
    form('Table of Contents', paragraph(run('目录')) + paragraph(run('第一节 蝉 1'))) +
    paragraph(run('第二节 雨 3'), '21') +
    form('Cover Pages', paragraph(run('给小禾'))) +
    paragraph(run('那年的蝉叫得早。'));
  const styles = '<w:styles><w:style w:styleId="21"><w:name w:val="toc 2"/></w:style></w:styles>';
  expect((await read(body, { 'word/styles.xml': styles }))?.paragraphs).toEqual(['给小禾', '那年的蝉叫得早。']);
});

test('how to say a character is no part of the words', async () => {
  const ruby = `<w:r><w:ruby><w:rt>${run('chán')}</w:rt><w:rubyBase>${run('蝉')}</w:rubyBase></w:ruby></w:r>`;
  expect((await read(paragraph(`${ruby}${run('叫得早。')}`)))?.paragraphs).toEqual(['蝉叫得早。']);
});

test('notes stand behind the paragraph or the row that they are of', async () => {
  const call = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
  const notes = (kind: string, ...all: [number, string][]) =>
    `<w:${kind}s>${all.map(([id, text]) => `<w:${kind} w:id="${id}">${paragraph(run(text))}</w:${kind}>`).join('')}</w:${kind}s>`;
  const body =
    paragraph(run('那年的蝉') + call('footnote', 2) + run('叫得早。')) +
    `<w:tbl><w:tr><w:tc>${paragraph(run('雨') + call('endnote', 2))}</w:tc><w:tc>${paragraph(run('三天'))}</w:tc></w:tr></w:tbl>` +
    paragraph(`<w:del>${call('footnote', 3)}</w:del>${run('完')}`);
  const found = await read(body, {
    'word/footnotes.xml': notes('footnote', [0, ''], [2, '一九八六年。'], [3, '删掉的注']),
    'word/endnotes.xml': notes('endnote', [2, '梅雨。']),
  });
  expect(found?.paragraphs).toEqual(['那年的蝉叫得早。', '一九八六年。', '雨\t三天', '梅雨。', '完']);
});
