import { expect, test } from 'vitest';
import { qzoneGethistory } from '../../../../src/ingest/formats/post/qzone-gethistory.ts';
import { context, headOf } from '../../../support/fixtures.ts';
import { workbook } from '../../../support/workbook.ts';

const HEAD = ['时间', '内容', '图片链接', '评论'];
const row = (content: string) => ['2012年06月10日 12:00:00', content, '', ''];

async function senders(path: string, contents: readonly string[]) {
  const found = [];
  const file = await workbook(path, [HEAD, ...contents.map(row)]);
  for await (const { sender } of qzoneGethistory.read(file, context)) found.push(sender);
  return found;
}

test('the number of the account is that of the nickname which most rows begin with, and of no other', async () => {
  expect(
    await senders('10001/10001_说说列表.xlsx', [
      '老高 ：今天和老默喝酒。',
      '老默 ：吃了粽子。',
      '老默 转发 新闻：大消息',
    ]),
  ).toEqual([{ name: '老高' }, { name: '老默', aliases: ['10001'] }, { name: '老默', aliases: ['10001'] }]);
});

test('it is nobody’s where that cannot be told: as many rows of two, a list of others’ words', async () => {
  const both = [{ name: '老高' }, { name: '老默' }];
  expect(await senders('10001_说说列表.xlsx', ['老高 ：一', '老默 ：二'])).toEqual(both);
  expect(await senders('10001_留言列表.xlsx', ['老高 ：一'])).toEqual([{ name: '老高' }]);
});

test('a row without a name is the owner’s where it holds the nickname; among rows of others it is nobody’s', async () => {
  const rows = ['老默 ：一', '老默 ：二', '老默换了头像', '生日快乐'];
  const list = await workbook('10001_全部列表.xlsx', [HEAD, ...rows.map(row)]);
  const found = [];
  for await (const { sender, dropped } of qzoneGethistory.read(list, context)) found.push([sender.name, dropped]);
  expect(found).toEqual([
    ['老默', undefined],
    ['老默', undefined],
    ['10001', undefined],
    ['', 'unknown-sender'],
  ]);
});

test('every row of the list of everything is read, also beside the list of own posts', async () => {
  const list = await workbook('10001_全部列表.xlsx', [HEAD, row('老默 ：一'), row('陈默 ：搬家了')]);
  const own = await workbook('10001_说说列表.xlsx', [HEAD, row('老默 ：一')]);
  list.folder.get = (path) => (path === own.path ? own : undefined);
  const found = [];
  for await (const { text, sender, dropped } of qzoneGethistory.read(list, context))
    found.push([text, sender, dropped]);
  expect(found).toEqual([
    ['一', { name: '老默', aliases: ['10001'] }, undefined],
    ['搬家了', { name: '陈默' }, undefined],
  ]);
});

test('lists without comments are recognised, tables with other columns are not', async () => {
  const verdict = async (head: string[]) => qzoneGethistory.detect(await headOf(await workbook('a.xlsx', [head])));
  expect(await verdict(HEAD)).toBe('yes');
  expect(await verdict(HEAD.slice(0, 3))).toBe('yes');
  expect(await verdict(HEAD.slice(0, 2))).toBe('no');
  expect(await verdict([...HEAD.slice(0, 3), '作者'])).toBe('no');
});
