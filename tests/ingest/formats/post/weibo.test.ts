import { expect, test } from 'vitest';
import type { ExportFile } from '../../../../src/core/export-file.ts';
import { weiboId, weiboMedia, weiboText } from '../../../../src/ingest/formats/families/weibo.ts';
import { weiboAuthor } from '../../../../src/ingest/formats/families/weibo-author.ts';
import { spiderText } from '../../../../src/ingest/formats/families/weibo-spider.ts';
import { weiboCrawlerMd } from '../../../../src/ingest/formats/post/weibo-crawler-md.ts';
import { readAll } from '../../../support/fixtures.ts';
import { memoryFolder } from '../../../support/memory-folder.ts';

const fileOf = (path: string, content = '', root = '/exports', others: Record<string, string> = {}): ExportFile =>
  memoryFolder({ ...others, [path]: content }, root).get(path) as ExportFile;

test.each([
  ['7000001.csv', '/home/lin/weibo/老默在苏州', { name: '老默在苏州', aliases: ['7000001'] }],
  ['2015-03-08.md', '/home/lin/weibo/老默在苏州/2015-03', { name: '老默在苏州', aliases: ['7000001'] }],
  ['7000001.csv', '/home/lin/Downloads', { name: '7000001' }],
  ['weibo/7000001.csv', '/home/lin', { name: '7000001' }],
  ['老默在苏州/7000001.csv', '/home/lin/exports', { name: '老默在苏州', aliases: ['7000001'] }],
])('the folder tells who wrote, also of a file that was named by itself: %s in %s', async (path, root, author) => {
  expect(await weiboAuthor(fileOf(path, '', root), '7000001')).toEqual(author);
});

test('a folder called after the number of the account has its name in the list of users', async () => {
  const users = { 'weibo/users.csv': '\ufeff用户id,昵称,性别\r\n7000009,别人,f\r\n7000001,老默在苏州,m\r\n' };
  expect(await weiboAuthor(fileOf('weibo/7000001/2015.md', '', '/exports', users))).toEqual({
    name: '老默在苏州',
    aliases: ['7000001'],
  });
  expect(await weiboAuthor(fileOf('weibo/7000001/2015.md'))).toEqual({ name: '7000001' });
});

test.each([
  ['厂里的猫。老默在苏州的微博视频', '厂里的猫。'],
  ['厂里的猫。 小禾的微博视频', '厂里的猫。'],
  ['拍了一个我的微博视频，没人看', '拍了一个我的微博视频，没人看'],
  ['到了 \n苏州·平江路\n老默在苏州的微博视频', '到了'],
  ['苏州·平江路', ''],
  ['看 \n网页链接', '看'],
  ['厂里的猫\n查看图片', '厂里的猫'],
  ['网页链接打不开', '网页链接打不开'],
  ['说来话长...\n全文', '说来话长...'],
  ['读了全文', '读了全文'],
])('the names of links are the words of the site: %j', (written, own) => {
  expect(weiboText(written, { author: '老默在苏州', place: '苏州·平江路' })).toBe(own);
});

test('a bid alone gives the number that other programs write', () => {
  expect(weiboId('', 'z0JH2lOMb')).toBe('3501756485200075');
  expect(weiboId('', 'Inv00001')).toBe('Inv00001');
});

test('a post with a film alone shows a film', () => {
  expect(weiboMedia('', 'https://f.example/1.mp4')).toEqual({ type: 'video', media: { path: '' } });
  expect(weiboMedia('https://p.example/1.jpg', '')).toEqual({ type: 'image', media: { path: '' } });
  expect(weiboMedia('', '')).toEqual({});
});

const entry = (id: number, body: string) => `### 2015-03-08 09:12:00\n<!-- weibo_id: ${id} -->\n${body}---\n\n`;

test('of a repost in Markdown only the first line is marked, and pictures may be all of a post', async () => {
  const content = `## 2015 [老默在苏州] 微博存档\n\n${[
    entry(4400000000000001, '没有吧。\n\n> 转发: 第一段\n \n第二段\n\n![image](img/2015-03-08_09-12-00.jpg)\n\n'),
    entry(4400000000000002, '![image](img/2015-03-08_09-12-00_1.jpg)\n\n'),
    entry(4400000000000003, '### 三月\n> 打出来的\n\n'),
  ].join('')}`;
  const items = await readAll(weiboCrawlerMd, fileOf('2015.md', content));
  expect(
    items.map(({ sender, type, text, quote, dropped }) => [sender.name, type, text, quote?.text, dropped]),
  ).toEqual([
    ['老默在苏州', 'text', '没有吧。', '第一段\n \n第二段', undefined],
    ['老默在苏州', 'image', '', undefined, undefined],
    ['老默在苏州', 'text', '### 三月\n> 打出来的', undefined, undefined],
  ]);
});

test('names of what stands below a post go where they end it, however many stand among its words', () => {
  expect(spiderText('看海。 [组图共3张] 原图 显示地图 ').text).toBe('看海。');
  const text = `${'显示地图 '.repeat(100_000)}是什么？`;
  expect(spiderText(text).text).toBe(text);
});
