import { expect, test } from 'vitest';
import { nearWords } from '../../src/core/near.ts';

const IDS = ['minimax', 'gpt-sovits-zero-shot', 'gpt-sovits-finetune', 'f5-tts-zero-shot', 'rvc', 'so-vits-svc'];

test.each([
  ['minmax', ['minimax']],
  ['MiniMax', ['minimax']],
  ['gpt-sovits', ['gpt-sovits-zero-shot', 'gpt-sovits-finetune']],
  ['f5', ['f5-tts-zero-shot']],
  ['f5-zero', ['f5-tts-zero-shot']],
  ['rcv', ['rvc']],
  ['zzzzzzzzz', []],
  ['', []],
])('%s', (typed, meant) => {
  expect(nearWords(typed, IDS)).toEqual(meant);
});
