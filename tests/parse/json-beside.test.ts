import { expect, test } from 'vitest';
import type { ExportFile } from '../../src/core/export-file.ts';
import { jsonBeside } from '../../src/parse/json-beside.ts';
import { memoryFolder } from '../support/memory-folder.ts';

const folder = memoryFolder({
  'a.html': '',
  'meta.json': '\ufeff{"name":"陈默","id":1269999524870328884}',
  '一家/b.html': '',
  '一家/meta.json': '{"name":',
  '一家/list.json': '[1]',
});

test.each([
  ['a.html', 'meta.json', 100, { name: '陈默', id: '1269999524870328884' }],
  ['a.html', 'meta.json', 10, {}],
  ['a.html', 'none.json', 100, {}],
  ['一家/b.html', 'meta.json', 100, {}],
  ['一家/b.html', 'list.json', 100, {}],
])('what %s has beside it in %s, of at most %d bytes', async (path, name, limit, told) => {
  expect(await jsonBeside(folder.get(path) as ExportFile, name, limit)).toEqual(told);
});
