import { expect, test } from 'vitest';
import { qzoneExport } from '../../src/ingest/formats/post/qzone-export.ts';
import { sidePlace } from '../../src/ingest/read/side-files.ts';
import { isQzoneSide } from '../../src/parse/qzone-side.ts';
import { context } from '../support/fixtures.ts';
import { memoryFolder } from '../support/memory-folder.ts';

const HEAD = '<!DOCTYPE html><html><head><title>QQ空间备份-留言</title></head><body>';
const BOARDS = '> 留言(1)  \r\n# 2012年\r\n#### 第1楼\r\n- [老高](https://user.qzone.qq.com/10002)：踩一脚';

test.each([
  ['Boards/2012.html', `${HEAD}踩一脚`, true],
  ['留言.html', '<html><head><title>留言</title></head>', false],
  ['Boards.md', BOARDS, true],
  ['Shares/2012.md', '# 2012年\r\n## 6月\r\n[老默](https://user.qzone.qq.com/10001)  分享：写得真好', true],
  ['Favorites/2012.md', '# 2012年\r\n## 6月\r\n[别人](http://user.qzone.qq.com/10009)：一段话', true],
  ['Boards/留言.md', '我在留言板上写过：第1楼是我的。', false],
  ['Photos/扬州.md', '瘦西湖。![](https://mmbiz.qpic.cn/x/640)', false],
  ['index.md', '### 空间名称\r\n老默的窝\r\n### 空间概览\r\n说说|日志', true],
])('what repeats the data of QZoneExport or holds others’ words is known: %s', (path, text, is) => {
  expect(isQzoneSide({ path, text })).toBe(is);
  expect(sidePlace({ path, text })).toBe(is ? path : null);
});

test('a diary is private, an entry of the blog is not', async () => {
  const entries = JSON.stringify([{ blogid: 1, title: '雪', html: Buffer.from('下雪了。').toString('base64') }]);
  const folder = memoryFolder({ 'Blogs/blogs.json': entries, 'Diaries/diaries.json': entries });
  const flags = [];
  for (const file of folder.files) for await (const item of qzoneExport.read(file, context)) flags.push(item.flags);
  expect(flags).toEqual([undefined, ['private']]);
});
