import { expect, test } from 'vitest';
import type { Media, ReadItem, VoiceMessage } from '../../src/core/types.ts';
import { CHENMO_SENDER, fileOf, world } from './world.ts';

const said = (media: Media, more: Partial<ReadItem> = {}): Partial<ReadItem> => ({
  type: 'voice',
  sender: CHENMO_SENDER,
  time: '2021-05-06 08:00:00',
  media,
  ...more,
});
const unlessOld = async (root: string) => root !== '/old';
const voicesOf = ({ store }: ReturnType<typeof world>) => store.rows<VoiceMessage>('voice.jsonl');

test('of two places of a sound the one is taken where it still lies', async () => {
  const w = world();
  await w.run({ 'a.txt': fileOf('alpha', said({ path: 'voice/1.silk', root: '/old' })) });
  const [before] = voicesOf(w);
  const moved = { 'b.txt': fileOf('beta', said({ path: 'voice/1.silk', root: '/new' })) };
  await w.run(moved, {}, { hasMedia: unlessOld });
  expect(voicesOf(w)).toMatchObject([{ id: before?.id, media: { path: 'voice/1.silk', root: '/new' } }]);
});

test('a sound that is out of reach is still named where nobody else names one', async () => {
  const w = world();
  await w.run({ 'a.txt': fileOf('alpha', said({ path: 'voice/1.silk', root: '/old' })) });
  const richer = said({ path: '' }, { messageId: '4611686018427387904', text: '路上堵车，晚点到家' });
  await w.run({ 'b.txt': fileOf('beta', richer) }, {}, { hasMedia: unlessOld });
  expect(voicesOf(w)).toMatchObject([{ media: { path: 'voice/1.silk', root: '/old' } }]);
});
