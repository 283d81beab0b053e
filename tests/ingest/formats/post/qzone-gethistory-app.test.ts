import { expect, test } from 'vitest';
import { qzoneGethistoryApp } from '../../../../src/ingest/formats/post/qzone-gethistory-app.ts';
import { isQzoneList } from '../../../../src/parse/qzone-side.ts';
import { headOf, readAll, winners } from '../../../support/fixtures.ts';
import { workbook } from '../../../support/workbook.ts';

const HEAD = ['Type', 'Username', 'Avatar URL', 'Time', 'Content', 'Images', 'Comment'];
const row = (number: number, username: string, time: string, content: string) => [
  'Message',
  username,
  `http://q1.qlogo.cn/g?b=qq&nk=${number}&s=100`,
  time,
  content,
  '',
  '',
];

test('a workbook of the app tells the account by its number, and others by the head of the words', async () => {
  const file = await workbook('10001/10001_其他列表_data.xlsx', [
    HEAD,
    row(10001, '老默', '2012-06-10 12:00:00', '端午节。'),
    row(10002, '老高', '2012-06-10 12:01:00', '老王 ：今天真热'),
    row(10002, '老高', '2012-06-10 12:02:00.123456', ' 转发 新闻：钉子'),
    row(10002, '老高', '2012-06-10 12:03:00', '不知谁说的'),
  ]);
  expect(winners(await headOf(file))).toEqual([qzoneGethistoryApp]);
  const items = await readAll(qzoneGethistoryApp, file);
  expect(
    items.map(({ sender, text, time, quote, dropped }) => [sender.name, text, time, quote?.sender, dropped]),
  ).toEqual([
    ['老默', '端午节。', '2012-06-10T12:00:00', undefined, undefined],
    ['老王', '今天真热', '2012-06-10T12:01:00', undefined, undefined],
    ['10001', '', null, '新闻', 'empty'],
    ['', '不知谁说的', '2012-06-10T12:03:00', undefined, 'unknown-sender'],
  ]);
});

test.each([
  ['# 说说列表\n\n## 消息来自: 老高\n\n**时间**: 2012-06-10 12:00:00\n\n**内容**: 一\n', true],
  ['# 好友列表\n\n## 用户: 老高\n\n**QQ**: 10002\n', true],
  ['## 老默 2012年06月10日 12:00:00  \n端午节。\n- 老高(10002) : 给我留一个', true],
  ['## 2012年06月10日\n端午节。', false],
])('a list in which others’ words stand is no essay: %j', (text, is) => {
  expect(isQzoneList(text)).toBe(is);
});
