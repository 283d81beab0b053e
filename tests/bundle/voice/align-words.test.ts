import { describe, expect, test } from 'vitest';
import { wordsByStretch } from '../../../src/bundle/voice/align-words.ts';

describe('the words between pauses', () => {
  test.each<[string, string, number[], string[]]>([
    ['a pause at every mark', '下午要下雨，别着急；嗯。', [1.9, 1.2, 0.4], ['下午要下雨，', '别着急；', '嗯。']],
    [
      'a mark that is passed over',
      '带上暖壶和花生，坐在那儿看船，比什么都强。好。',
      [3.1, 1.2, 0.3],
      ['带上暖壶和花生，坐在那儿看船，', '比什么都强。', '好。'],
    ],
    [
      'letters are shorter than characters, a number is as long as it was spoken',
      '别着急；我的项目叫Project Apollo，一共花了128块5。',
      [1.2, 2.7, 3.6],
      ['别着急；', '我的项目叫Project Apollo，', '一共花了128块5。'],
    ],
    [
      'a number is one piece',
      "Take it slow. It costs 3.5 pounds. I'll pick the kids up after work.",
      [0.8, 1.5, 1.9],
      ['Take it slow. ', 'It costs 3.5 pounds. ', "I'll pick the kids up after work."],
    ],
    ['no pause', '先吃饭吧，好。', [1.6], ['先吃饭吧，好。']],
  ])('%s', (_, transcript, stretches, words) => expect(wordsByStretch(transcript, stretches)).toEqual(words));

  test.each<[string, string, number[]]>([
    ['a pause within a phrase', '路上有点堵车，你们先吃吧。', [0.5, 2.6]],
    ['two marks where the pause may be', '我去接孩子，好，嗯，路上有点堵。', [1.6, 1.6]],
    ['more pauses than marks', '你们先吃吧，好。', [0.6, 0.6, 0.3]],
    ['a transcript that lacks what is heard', '好，嗯。', [3.5, 3]],
    ['no words', ' ', [1, 2]],
  ])('not with %s', (_, transcript, stretches) => expect(wordsByStretch(transcript, stretches)).toBeNull());
});
