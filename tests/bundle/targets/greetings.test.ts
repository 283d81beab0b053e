import { expect, test } from 'vitest';
import { greetingsOf } from '../../../src/bundle/targets/shared/greetings.ts';
import type { Dialogue } from '../../../src/core/types.ts';

let n = 0;
const opening = (reply: string, over: Partial<Dialogue> = {}): Dialogue => ({
  id: `d${++n}`,
  conversation: 'c',
  start: `2022-01-${String(n).padStart(2, '0')}T10:00:00+08:00`,
  context: [],
  reply,
  items: [`m${n}`],
  flags: ['initiation'],
  ...over,
});

test('a card opens as the person opened private chats: greetings first, nothing of one day, nothing of a group', () => {
  const dialogues = [
    opening('在吗，跟你说个事'),
    opening('收音机修好了，两毛钱的事'),
    opening('今天母亲节，饭我做', { group: true }),
    opening('你们都在家吗', { group: true }),
    opening('春節快樂，紅包收一下'),
    opening('明天降温'),
    opening('打[电话1]', { flags: ['initiation', 'masked'] }),
    opening('拍得真好', { flags: ['initiation', 'quote'] }),
    opening('这张好看', { flags: ['answers-media', 'quote'] }),
    opening('好的', { context: [{ role: 'other', name: '林晓', text: '在吗' }], flags: [] }),
  ];
  expect(greetingsOf(dialogues, 4)).toEqual(['在吗，跟你说个事', '收音机修好了，两毛钱的事']);
  expect(greetingsOf(dialogues.slice(2), 4)).toEqual([]);
});
