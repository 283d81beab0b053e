import { expect, test } from 'vitest';
import * as formats from '../../../src/ingest/formats/index.ts';
import { discover } from '../../../src/ingest/read/discover.ts';
import { isSideText, sidePlace } from '../../../src/ingest/read/side-files.ts';
import type { Reader } from '../../../src/ingest/reader.ts';
import { memoryFolder } from '../../support/memory-folder.ts';

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

const PROSE = '今天下雨，院子里的枣树落了一地的花。我扫了半天，扫完又落了一层。\n';

test.each(['日记.log', '草稿.tmp', '备忘.ini', 'contacts.csv'])('%s with somebody’s writing is named', async (path) => {
  const all = Object.values(formats) as Reader[];
  const beside = memoryFolder({ [path]: PROSE, '随笔.txt': PROSE });
  expect(await discover([beside], all, undefined, undefined)).toMatchObject({
    unknown: [`/memory/${path}`],
    side: [],
  });
});

test.each([
  ['x.log', '2024-01-01 08:00:00 正在导出\n2024-01-01 08:00:01 完成。\n'],
  ['x.log', '08:00:00.120 INFO chat exported.\n08:00:01.300 INFO done.\n'],
  ['desktop.ini', '[.ShellClassInfo]\nIconResource=C:\\x.dll,1\n'],
  ['weibo/users.csv', '用户id,昵称\n7000001,老默在苏州\n'],
  ['users.json', '{"wxid_a": {"name": "陈默", "about": "好好生活。"}}'],
  ['style.css', '/* The page. */\nbody { margin: 0 }\n'],
])('%s as a program leaves it is not', (path, text) => {
  expect(sidePlace({ path, text })).toBe(path);
});

test('what lies in a program’s folder is noted as that folder, whatever it holds', () => {
  expect(sidePlace({ path: 'a/node_modules/b/说明.txt', text: PROSE })).toBe('a/node_modules');
  expect(sidePlace({ path: '.git/config', text: '' })).toBe('.git');
  expect(sidePlace({ path: 'a.textbundle/info.json', text: '{"version":2}' })).toBe('a.textbundle/info.json');
  expect(sidePlace({ path: 'a/.DS_Store', text: '' })).toBe('a/.DS_Store');
  expect(sidePlace({ path: 'a/b...txt', text: PROSE })).toBeNull();
});

test('a file that is named by itself is never left out for its name', async () => {
  const found = await discover(
    [memoryFolder({ 'x.log': '无' })],
    Object.values(formats) as Reader[],
    undefined,
    undefined,
  );
  expect(found).toMatchObject({ unknown: ['/memory/x.log'], side: [] });
});

test.each([
  ['2023-10-11 Bear/tags.json', '[{"title":"阳台"}]'],
  ['joplin/日记/_notebook.yml', 'icon:\n  type: emoji\n'],
  ['1234567_1/$meta.json', '{"meta":"{}"}'],
  ['怎样修_老默/comments.md', '**还没有评论**\n\n0 条评论\n'],
  ['怎样修_老默/info.json', '{"title":"x","upvote_num":3}'],
])('%s only accompanies notes', (path, text) => {
  expect(sidePlace({ path, text })).toBe(path);
});
