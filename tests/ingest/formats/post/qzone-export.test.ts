import { expect, test } from 'vitest';
import type { ReadItem } from '../../../../src/core/types.ts';
import { qzoneExport } from '../../../../src/ingest/formats/post/qzone-export.ts';
import { context } from '../../../support/fixtures.ts';
import { memoryFolder } from '../../../support/memory-folder.ts';

const PATH = 'Messages/messages.json';
const said = (uin: number, name: string, content: string, replies: unknown[] = []) => ({
  uin,
  name,
  content,
  createTime2: '2012-06-10 12:10:00',
  list_3: replies,
});

async function read(post: Record<string, unknown>): Promise<ReadItem | undefined> {
  const text = JSON.stringify([
    { tid: 'a1', uin: 10001, name: '老默', content: '端午节', created_time: 1339300800, ...post },
  ]);
  for await (const item of qzoneExport.read(memoryFolder({ [PATH]: text }).get(PATH) as never, context)) return item;
}

test('the site sends the first page of comments with a post; all of them lie beside it', async () => {
  const first = said(10002, '老高', '给我留一个', [said(10001, '老默', '吃了')]);
  const all = [first, said(10003, '小苏', '第二页', [said(10001, '老默', '也吃了')])];
  const texts = (item: ReadItem | undefined) => item?.comments?.map(({ text }) => text);
  expect(texts(await read({ commentlist: [first], custom_comments: all }))).toEqual([
    '给我留一个',
    '吃了',
    '第二页',
    '也吃了',
  ]);
  expect(texts(await read({ commentlist: [first], custom_comments: [] }))).toEqual(['给我留一个', '吃了']);
  expect(texts(await read({ commentlist: [first] }))).toEqual(['给我留一个', '吃了']);
});

test('comments tell the time of Beijing', async () => {
  expect((await read({ commentlist: [said(10002, '老高', '好')] }))?.comments?.[0]?.time).toBe(
    '2012-06-10T12:10:00+08:00',
  );
});
