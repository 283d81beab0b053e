import { expect, test } from 'vitest';
import { closedSentence, joinedWords } from '../../../src/bundle/voice/words.ts';

test.each<[string[], string]>([
  [['先吃饭吧', '我晚点到。'], '先吃饭吧。我晚点到。'],
  [["didn't I?", 'He said', 'nothing, and then,', 'he left.'], "didn't I? He said. nothing, and then, he left."],
  [['你来吗?', '我来了'], '你来吗?我来了。'],
  [['好。', 'OK', '走吧'], '好。OK.走吧。'],
  [['行くよ', 'うん'], '行くよ。うん。'],
  [['그래', '가자.'], '그래. 가자.'],
  [['“好。”', '走'], '“好。”走。'],
])('%j are heard as %j', (stretches, heard) => expect(joinedWords(stretches)).toBe(heard));

test.each([
  ['天冷了，', '天冷了。'],
  ['it is cold;', 'it is cold.'],
  ['already\n closed!', 'already closed!'],
])('%j is closed as %j', (words, closed) => expect(closedSentence(words)).toBe(closed));
