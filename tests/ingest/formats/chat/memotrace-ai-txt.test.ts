import { expect, test } from 'vitest';
import { memotraceAiTxt } from '../../../../src/ingest/formats/chat/memotrace-ai-txt.ts';
import { readText } from '../../../support/read-text.ts';

const stars = '*'.repeat(20);

test('who goes on after midnight is not named again, and loses no words', async () => {
  const { items } = await readText(memotraceAiTxt, {
    '陈默_chat.txt': `\n\n${stars}2023-09-28${stars}\n\n林晓:几点到家？\n\n陈默:快了\n别等我\n\n${stars}2023-09-29${stars}\n到了\n\n林晓:好`,
  });
  expect(items.map(({ sender, time, text }) => [sender.name, time, text])).toEqual([
    ['林晓', '2023-09-28', '几点到家？'],
    ['陈默', '2023-09-28', '快了\n别等我'],
    ['陈默', '2023-09-29', '到了'],
    ['林晓', '2023-09-29', '好'],
  ]);
});

test('words of nobody are told as unreadable', async () => {
  const { items } = await readText(memotraceAiTxt, {
    '陈默_chat.txt': `\n\n${stars}2023-09-28${stars}\n到了\n\n陈默:好\n`,
  });
  expect(items.map(({ text, dropped }) => [text, dropped])).toEqual([
    ['到了', 'unreadable'],
    ['好', undefined],
  ]);
});
