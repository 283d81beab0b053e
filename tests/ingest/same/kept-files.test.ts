import { expect, test } from 'vitest';
import type { Item, Media, ReadItem } from '../../../src/core/types.ts';
import type { IngestDeps } from '../../../src/ingest/deps.ts';
import { memoryFolder } from '../../support/memory-folder.ts';
import { fileOf, world } from '../world.ts';

const T = 1_700_000_000;
const SOUND = { path: 'voices/1.wav', root: '/sounds' };
const voice = (media: Media, more: Partial<ReadItem> = {}): Partial<ReadItem> => ({
  type: 'voice',
  time: T,
  messageId: '1000000000000000001',
  media,
  ...more,
});
const text = (format: string, ...rows: Partial<ReadItem>[]) => fileOf(format, { text: '我在', time: T - 60 }, ...rows);

/** What the items name after a chat was read with its sounds and then again as `now`. */
async function again(now: Partial<ReadItem>[], deps: Partial<IngestDeps> = {}, before = [voice(SOUND)]) {
  const { run, store } = world();
  const folder = (...rows: Partial<ReadItem>[]) => memoryFolder({ 'a.txt': text('alpha', ...rows) }, '/chat');
  await run({}, {}, { folders: [folder(...before)] });
  const files = [];
  // Once more: what was lent is lent again.
  for (let runs = 0; runs < 2; runs++) {
    await run({}, {}, { folders: [folder(...now)], ...deps });
    files.push(store.rows<Item>('items.jsonl').flatMap(({ media }) => media ?? []));
  }
  expect(files[1]).toEqual(files[0]);
  return files[1];
}

test('a sound stays when its chat is read again without the folder in which it lies', async () => {
  expect(await again([voice({ path: '' })])).toEqual([SOUND]);
  expect(await again([voice({ path: 'audio/1.mp3', missing: true, seconds: 2.5 })])).toEqual([
    { ...SOUND, seconds: 2.5 },
  ]);
});

test('a sound that is gone does not stay', async () => {
  expect(await again([voice({ path: '' })], { hasMedia: async () => false })).toEqual([{ path: '' }]);
});

test('a chat that is read again with its sounds takes back what it said of them', async () => {
  const inside = { path: 'voices/1.wav' };
  expect(await again([voice({ path: '' })], {}, [voice(inside)])).toEqual([{ path: '' }]);
  expect(await again([voice({ path: '', ambiguous: true })])).toEqual([{ path: '', ambiguous: true }]);
});

test('a sound that another message of its second has now is no other’s', async () => {
  const other = voice(SOUND, { messageId: '1000000000000000002' });
  expect(await again([voice({ path: '' }), other])).toEqual([{ path: '' }, SOUND]);
});

test('the sound that a duplicate of another export names stays the message’s', async () => {
  const { run, store } = world();
  const mine = (media: Media) => memoryFolder({ 'a.txt': text('alpha', voice(media)) }, '/chat');
  const other = memoryFolder({ 'b.txt': text('beta', voice({ path: 'voices/1.wav' })) }, '/sounds');
  await run({}, {}, { folders: [mine(SOUND), other] });
  const kept = () => store.rows<Item>('items.jsonl').map(({ media, source }) => [source.file, media]);
  expect(kept()[1]).toEqual(['a.txt', SOUND]);
  await run({}, {}, { folders: [mine({ path: '' })] });
  expect(kept()[1]).toEqual(['a.txt', SOUND]);
  // The item itself names a file that is gone.
  const hasMedia = async (_: string, path: string) => path === SOUND.path;
  await run({}, {}, { folders: [mine({ path: 'old/1.wav' })] });
  await run({}, {}, { folders: [memoryFolder({ 'c.txt': text('gamma') }, '/more')], hasMedia });
  expect(kept()[1]).toEqual(['a.txt', SOUND]);
});
