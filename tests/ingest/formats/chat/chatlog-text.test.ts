import { expect, test } from 'vitest';
import { chatlogText } from '../../../../src/ingest/formats/chat/chatlog-text.ts';
import { readText } from '../../../support/read-text.ts';

const year = '爸爸(wxid_a) 12-30 18:01:10\n到家了\n\n我 12-30 18:02:20\n好\n';

test('a year that is not written is taken from the name of the file, never guessed', async () => {
  const named = await readText(chatlogText, { '一家_2023-01-01_2023-12-31.txt': year });
  expect(named.items.map(({ time }) => time)).toEqual(['2023-12-30T18:01:10', '2023-12-30T18:02:20']);
  expect(named.items[0]?.conversation).toBe('一家');
  for (const path of ['一家.txt', '一家_2022-12-01_2023-12-31.txt']) {
    const { items, notices } = await readText(chatlogText, { [path]: year });
    expect(items.map(({ time, flags }) => [time, flags])).toEqual([
      [null, ['no-time']],
      [null, ['no-time']],
    ]);
    expect(notices).toEqual([{ code: 'times-incomplete', facts: { file: path, count: 2 } }]);
  }
});

test('a clock alone needs a name of one day', async () => {
  const { items } = await readText(chatlogText, {
    'a_2023-12-30_2023-12-30.txt': '我 18:02:20\n好\n\nwxid_b 18:03:00\n嗯\n',
  });
  expect(items.map(({ time }) => time)).toEqual(['2023-12-30T18:02:20', '2023-12-30T18:03:00']);
  expect(items[1]?.sender).toEqual({ id: 'wxid_b', name: 'wxid_b' });
});

test('only a line behind a blank one can be a head', async () => {
  const { items } = await readText(chatlogText, {
    'a.txt': '爸爸(wxid_a) 2023-12-30 18:01:10\n记一下\n小李(wxid_c) 2023-12-30 18:01:11\n这行是我打的\n',
  });
  expect(items.map(({ text }) => text)).toEqual(['记一下\n小李(wxid_c) 2023-12-30 18:01:11\n这行是我打的']);
});
