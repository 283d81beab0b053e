import { expect, test } from 'vitest';
import { momentsWxCli } from '../../../../src/ingest/formats/post/moments-wx-cli.ts';
import { readFile } from '../../../support/read-file.ts';

test('the first versions only count the media, and leave the words as they stand in the XML', async () => {
  const post = {
    author: '老默',
    author_username: 'wxid_c',
    location: '',
    time: '2020-02-08 08:02',
    timestamp: 1581120164,
  };
  const { items, verdict } = await readFile(
    momentsWxCli,
    'sns.json',
    JSON.stringify([
      { ...post, content: '油条 &amp; 豆浆', media_count: 0, tid: 1 },
      { ...post, content: '', media_count: 3, tid: 2 },
      { ...post, content: '&amp; 是这样打的', media: [{ type: '2' }], media_count: 1, tid: 3 },
    ]),
  );
  expect(verdict).toBe('yes');
  expect(items.map(({ type, text }) => [type, text])).toEqual([
    ['text', '油条 & 豆浆'],
    ['image', ''],
    ['image', '&amp; 是这样打的'],
  ]);
});
