import { expect, test } from 'vitest';
import type { Item, Media } from '../../../src/core/types.ts';
import type { CorpusReport } from '../../../src/ingest/report/report.ts';
import { fileOf, LINXIAO, world } from '../world.ts';

const CHAT = {
  'chat/a.txt': fileOf(
    'alpha',
    { text: '六点到家' },
    { type: 'voice', time: 1_700_000_100, sender: LINXIAO, media: { path: 'chat/voice/1.silk' } },
  ),
  'chat/voice/1.silk': 'x',
  'chat/voice/2.silk': 'x',
};

async function notRead(files: Record<string, string>) {
  const { run, store } = world();
  await run(files);
  return store.json<CorpusReport>('report.json').notRead;
}

test('recordings that are no voice messages are told by their folder, pictures by their number', async () => {
  const { recordings, pictures } = await notRead({
    ...CHAT,
    'songs/new 12.m4a': 'x',
    'songs/211.mp3': 'x',
    'photo.jpg': 'x',
  });
  expect(recordings).toEqual([{ path: '/memory/songs', count: 2 }]);
  expect(pictures).toBe(1);
});

test('a folder below which messages have their voices is not handed to audio-clean as a whole', async () => {
  expect((await notRead({ ...CHAT, 'chat/left.mp3': 'x' })).recordings).toEqual([]);
});

test('voice messages of which no chat tells are counted, and never handed to audio-clean as recordings', async () => {
  const { recordings, voices } = await notRead({
    ...CHAT,
    'voices/voice_wxid_wangwu05_101_1700000100_2000000011900000701.wav': 'x',
    'media/voices/voice_101.wav': 'x',
    'media/voices/2000000011900000701.mp3': 'x',
    'media/voices/爸爸.mp3': 'x',
    'voices of dad/211.mp3': 'x',
    'voices of dad/voice_over.mp3': 'x',
  });
  expect(voices).toBe(3);
  expect(recordings).toEqual([{ path: '/memory/voices of dad', count: 2 }]);
});

test('a voice that another export tells of too is a message’s', async () => {
  const row = { type: 'voice' as const, sender: LINXIAO, time: 1_700_000_100 };
  const files = {
    'one/a.txt': fileOf('alpha', { ...row, media: { path: 'one/1.silk' } }),
    'one/1.silk': 'x',
    'two/a.txt': fileOf('alpha', { ...row, media: { path: 'two/1.silk' } }),
    'two/1.silk': 'x',
  };
  const { run, store } = world();
  await run({ ...files, 'b.txt': fileOf('alpha', { text: '六点到家' }) });
  const report = store.json<CorpusReport>('report.json');
  expect(report.total.dropped.duplicate).toBe(1);
  expect(report.notRead.recordings).toEqual([]);
});

test.each([
  [
    { 'a/1 x.m4a': 'x', 'a/2.m4a': 'x' },
    { code: 'nothing-but-recordings', facts: { count: 2, words: '/memory/a' } },
  ],
  [{ '新录音 12.m4a': 'x' }, { code: 'nothing-but-recordings', facts: { words: "'/memory/新录音 12.m4a'" } }],
  [{ 'voices/voice_101.wav': 'x' }, { code: 'nothing-but-voices', facts: { count: 1 } }],
  [{ 'a.jpg': 'x' }, { code: 'nothing-but-pictures', facts: { count: 1 } }],
  [{ 'a.ini': 'x' }, { code: 'nothing-read' }],
])('%j alone says what to do with it', async (files, error) => {
  await expect(world().run(files)).rejects.toMatchObject(error);
});

test('a sound that lies in the page of the chat is told of by itself, unless another export has it as a file', async () => {
  const voice = (messageId: string, media: Media) => ({
    type: 'voice' as const,
    messageId,
    time: 1_700_000_000 + Number(messageId.at(-1)),
    media,
  });
  const ids = ['1000000000000000001', '1000000000000000002', '1000000000000000003'] as const;
  const pages = fileOf(
    'alpha',
    voice(ids[0], { path: '', embedded: true }),
    voice(ids[1], { path: '', embedded: true }),
    voice(ids[2], { path: '' }),
  );
  const at = world();
  const { report } = await at.run({ 'a.txt': pages, 'b.txt': fileOf('beta', voice(ids[1], { path: 'voices/2.wav' })) });
  expect(report?.voice).toMatchObject({ messages: 3, withFile: 1, missing: 2 });
  expect(at.store.rows<Item>('items.jsonl').map(({ media }) => media)).toEqual([
    { path: '', embedded: true },
    { path: 'voices/2.wav' },
    { path: '' },
  ]);
  expect(at.codes().filter((code) => code.startsWith('voice-'))).toEqual(['voice-missing', 'voice-embedded']);
});
