import { expect, test } from 'vitest';
import type { Item, VoiceMessage } from '../../../src/core/types.ts';
import type { IngestDeps } from '../../../src/ingest/deps.ts';
import { fileOf, LINXIAO, world } from '../world.ts';

const T = 1_700_000_000;
const PATH = 'voices/20231115/1700000000.wav';
const voice = (messageId: string, seconds?: number, more = {}) => ({
  type: 'voice' as const,
  messageId,
  time: T,
  media: { path: PATH, ...(seconds === undefined ? {} : { seconds }) },
  ...more,
});
const lasting = (seconds: number | null): Partial<IngestDeps> => ({ soundLength: async () => seconds });
const TEXT = { text: '我在', time: T - 60 };

async function told(rows: Parameters<typeof fileOf>[1][], deps = lasting(2.02)) {
  const at = world();
  const summary = await at.run({ 'a.txt': fileOf('alpha', TEXT, ...rows) }, {}, deps);
  const voices = at.store.rows<VoiceMessage>('voice.jsonl').map(({ media }) => media);
  return { at, voices, figures: summary.report?.voice };
}

test('of two messages of one second that name one sound, the one that is as long as it has it', async () => {
  const { at, voices, figures } = await told([voice('1000000000000000001', 2), voice('1000000000000000002', 7.1)]);
  expect(voices).toEqual([{ path: PATH, seconds: 2 }, null]);
  expect(figures).toMatchObject({ messages: 2, withFile: 1, missing: 1, ambiguous: 0, seconds: 2 });
  expect(at.store.rows<Item>('items.jsonl').at(-1)?.media).toEqual({ path: '', seconds: 7.1 });
});

test.each([
  ['both are as long', [2, 2.1], 2.02],
  ['neither is as long', [1, 4], 2.02],
  ['one does not say how long it is', [2, undefined], 2.02],
  ['the sound cannot be measured', [2, 7.1], null],
])('nobody has it where %s', async (_, [first, second], length) => {
  const rows = [voice('1000000000000000001', first), voice('1000000000000000002', second)];
  const { at, voices, figures } = await told(rows, lasting(length));
  expect(voices).toEqual([null, null]);
  expect(figures).toMatchObject({ messages: 2, withFile: 0, missing: 0, ambiguous: 2 });
  expect(at.codes()).toContain('voice-ambiguous');
  expect(at.store.rows<Item>('items.jsonl').map(({ media }) => media?.ambiguous)).toEqual([undefined, true, true]);
});

test('the other side’s message of that second may be the one that is heard', async () => {
  const rows = [voice('1000000000000000001', 7.1), voice('1000000000000000002', 2, { sender: LINXIAO })];
  expect((await told(rows)).voices).toEqual([null]);
});

test('messages of two seconds, and sounds of their own in one, are left as they are', async () => {
  const own = voice('1000000000000000002', 2, { media: { path: 'voices/20231115/1700000000_2.wav' } });
  const later = voice('1000000000000000003', 2, { time: T + 1 });
  const { voices } = await told([voice('1000000000000000001', 2), own, later]);
  expect(voices.map((media) => media?.path)).toEqual([PATH, own.media.path, PATH]);
});

test('what is settled stays so when the file is read again, and when it is not', async () => {
  const rows = [voice('1000000000000000001', 2), voice('1000000000000000002', 2)];
  const { at } = await told(rows);
  const before = [at.store.files.get('items.jsonl'), at.store.files.get('voice.jsonl')];
  await at.run({ 'a.txt': fileOf('alpha', TEXT, ...rows) }, {}, lasting(2.02));
  expect([at.store.files.get('items.jsonl'), at.store.files.get('voice.jsonl')]).toEqual(before);
  const other = await at.run({ 'b.txt': fileOf('beta', { text: '路上堵车，晚点到家', time: T + 60 }) });
  expect(other.report?.voice).toMatchObject({ messages: 2, withFile: 0, ambiguous: 2 });
});

test('another export that has the sound under its own name lends it', async () => {
  const at = world();
  const own = { path: 'voices/voice_1000000000000000002.wav' };
  await at.run({
    'a.txt': fileOf('alpha', voice('1000000000000000001', 2), voice('1000000000000000002', 2)),
    'b.txt': fileOf('beta', voice('1000000000000000002', undefined, { media: own })),
  });
  const voices = at.store.rows<VoiceMessage>('voice.jsonl').map(({ media }) => media?.path);
  expect(voices.sort()).toEqual([own.path, undefined]);
});

test('two exports of one message that are not joined do not both have its sound', async () => {
  const at = world();
  await at.run({
    'a.txt': fileOf('alpha', voice('1000000000000000001', 2)),
    'b.txt': fileOf('beta', {
      type: 'voice',
      time: T,
      conversation: '林晓的聊天',
      sender: { name: '老默' },
      media: { path: PATH },
    }),
  });
  const voices = at.store.rows<VoiceMessage>('voice.jsonl');
  expect(voices).toHaveLength(2);
  expect(voices.filter(({ media }) => media)).toMatchObject([{ source: { file: 'a.txt' } }]);
});
