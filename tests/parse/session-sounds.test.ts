import { expect, test } from 'vitest';
import { soundsNear } from '../../src/parse/session-sounds.ts';
import { memoryFolder } from '../support/memory-folder.ts';

const sound = (session: string, second: number) => `voice_wxid_${session}_1_${second}_1260000000000000001.wav`;

/** What each text file has near it. */
function near(...paths: string[]) {
  const folder = memoryFolder(Object.fromEntries(paths.map((path) => [path, ''])));
  return folder.files.filter(({ path }) => path.endsWith('.txt')).map(soundsNear);
}

test('sounds below the folder of the file come before those beside it', () => {
  const [own, next, none] = near(
    'a/1.txt',
    `a/x/y/${sound('chenmo', 1_500_000_000)}`,
    'b/2.txt',
    `voices/${sound('linxiao', 1_500_000_001)}`,
    `media/z/${sound('linxiao', 1_500_000_002)}`,
    `media/${sound('chenmo', 1_500_000_003)}`,
    'c/d/3.txt',
  );
  expect(own).toEqual({ sounds: new Map([['wxid_chenmo', new Set([1_500_000_000])]]), isApart: false });
  expect(next).toEqual({
    sounds: new Map([
      ['wxid_linxiao', new Set([1_500_000_001, 1_500_000_002])],
      ['wxid_chenmo', new Set([1_500_000_003])],
    ]),
    isApart: true,
  });
  expect(none).toEqual({ sounds: new Map(), isApart: false });
});

test('files with the same sounds near them share one list, however many they are', () => {
  const voices = ['chenmo', 'linxiao'].map((session) => `media/voices/${sound(session, 1_500_000_000)}`);
  const [first, ...more] = near('a/1.txt', 'a/2.txt', 'b/3.txt', ...voices);
  expect(first?.sounds.size).toBe(2);
  for (const { sounds } of more) expect(sounds).toBe(first?.sounds);
  const [one, two] = near('1.txt', '2.txt', ...voices);
  expect(one?.isApart).toBe(true);
  expect(two?.sounds).toBe(one?.sounds);
});
