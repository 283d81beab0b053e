import { expect, test } from 'vitest';
import { qzoneGethistory } from '../../../../src/ingest/formats/post/qzone-gethistory.ts';
import { context } from '../../../support/fixtures.ts';
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
