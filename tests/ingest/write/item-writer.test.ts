import { expect, test } from 'vitest';
import type { VoiceMessage } from '../../../src/core/types.ts';
import { fileOf, world } from '../world.ts';

test('what was said beside the typed words of a post is heard, and the words are no transcript of it', async () => {
  const { run, store } = world();
  const post = { kind: 'post', conversation: 'qzone' } as const;
  await run({
    'a.txt': fileOf(
      'alpha',
      { ...post, time: 1_339_301_100, type: 'voice', media: { path: 'v1.mp3', seconds: 12 } },
      { ...post, time: 1_339_301_200, text: '听听我唱的', media: { path: 'v2.mp3', seconds: 33 } },
      { ...post, time: 1_339_301_300, text: '没有声音文件', media: { path: '', seconds: 7 } },
      { ...post, time: 1_339_301_400, text: '海边', media: { path: 'p.jpg' } },
      { time: 1_339_301_500, type: 'voice', text: '路上堵车', media: { path: 'v3.mp3' } },
    ),
  });
  const voices = store.rows<VoiceMessage>('voice.jsonl');
  expect(voices.map(({ media, seconds, transcript }) => [media?.path, seconds, transcript])).toEqual([
    ['v1.mp3', 12, null],
    ['v2.mp3', 33, null],
    [undefined, 7, null],
    ['v3.mp3', null, '路上堵车'],
  ]);
});
