import { expect, test } from 'vitest';
import { memoryFolder } from '../../../src/core/export-file.ts';
import * as formats from '../../../src/ingest/formats/index.ts';
import { discover } from '../../../src/ingest/read/discover.ts';
import { isSideText } from '../../../src/ingest/read/side-files.ts';
import type { Reader } from '../../../src/ingest/reader.ts';

test.each(['README.md', 'readme.zh-CN.md', 'README_EN.txt', 'Read Me.txt', 'LICENSE', '使用说明.txt', '说明 (1).txt'])(
  '%s accompanies an export',
  (name) => {
    expect(isSideText(name)).toBe(true);
  },
);

test.each([
  'History of our family.txt',
  'notice to my children.md',
  '说明 写给孩子.txt',
  '必读的书.txt',
  'todo list.md',
  'history.json',
])('%s is for its reader to judge', (name) => {
  expect(isSideText(name)).toBe(false);
});

test('what is left out for its name is named', async () => {
  const folder = memoryFolder({
    'README.md': '# 我\n\n写给读到的人。\n',
    'History of our family.txt': '我们家从前住在河边，祖父是木匠。\n',
  });
  const found = await discover([folder], Object.values(formats) as Reader[], undefined, undefined);
  expect(found.rejected).toEqual([{ path: '/memory/README.md', code: 'rejected-side-text' }]);
  expect(found.jobs.map(({ file }) => file.path)).toEqual(['History of our family.txt']);
});
