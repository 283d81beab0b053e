import { expect, test } from 'vitest';
import { qzoneExport } from '../../../../src/ingest/formats/post/qzone-export.ts';
import { context } from '../../../support/fixtures.ts';
import { memoryFolder } from '../../../support/memory-folder.ts';

const voice = (time: number, path?: string) => ({
  voice: [{ id: 'v', time }],
  custom_voices: [{ id: 'v', time, ...(path ? { custom_filepath: path } : {}) }],
});
const POSTS = [
  { content: '', ...voice(12, 'Images/v1.mp3') },
  { content: '听听我唱的', ...voice(33, 'Images/v2.mp3') },
  { content: '', ...voice(7) },
  { content: '', pic: [], custom_images: [{ custom_filepath: 'Images/p.jpg' }] },
  { content: '', custom_voices: [], custom_videos: [{ custom_filepath: 'Images/f' }] },
];

test('a recording is a voice message with its length, also without its file; words beside it stay words', async () => {
  const folder = memoryFolder({
    'Messages/messages.json': JSON.stringify(
      POSTS.map((post, n) => ({ tid: `a${n}`, uin: 10001, conlist: [], ...post })),
    ),
    'Messages/Images/v1.mp3': '',
    'Messages/Images/v2.mp3': '',
    'Messages/Images/p.jpg': '',
  });
  const items = [];
  for await (const item of qzoneExport.read(folder.get('Messages/messages.json') as never, context)) items.push(item);
  expect(items.map(({ type, text, media }) => [type, text, media])).toEqual([
    ['voice', '', { path: 'Messages/Images/v1.mp3', seconds: 12 }],
    ['text', '听听我唱的', { path: 'Messages/Images/v2.mp3', seconds: 33 }],
    ['voice', '', { path: '', seconds: 7 }],
    ['image', '', { path: 'Messages/Images/p.jpg' }],
    ['video', '', { path: 'Messages/Images/f', missing: true }],
  ]);
});
