import { describe, expect, test } from 'vitest';
import { asWritten } from '../../../src/bundle/prompt/expression/as-written.ts';
import { longForm, messageLength, messagesPerTurn } from '../../../src/bundle/prompt/expression/length.ts';
import { emoji, endings, laughter } from '../../../src/bundle/prompt/expression/marks.ts';
import { questions } from '../../../src/bundle/prompt/expression/questions.ts';
import { shortAnswers } from '../../../src/bundle/prompt/expression/said-again.ts';
import { script } from '../../../src/bundle/prompt/expression/script.ts';
import type { Dialogue, Item } from '../../../src/core/types.ts';

test.each([
  ['有点', ['我有點累', '有點冷', '有点晚'], '有點'],
  ['jane', ['Jane was angry'], 'Jane'],
  ['得嘞', [], '得嘞'],
])('%s in %j is quoted as %s', (form, texts, written) => expect(asWritten(form, texts)).toBe(written));

const own = (...texts: string[]) => texts.map((text, i) => ({ id: `m${i}`, text, kind: 'message' }) as unknown as Item);

test('who writes traditional characters is said to, with the count; other scripts go unmentioned', () => {
  expect(script(own('我們說好了', '這個時候來', '好', '哈哈'), 'zh')?.say).toMatch(
    /^写繁体字（看得出繁简的 2 条里有 2 条，占 100%）/u,
  );
  expect(script(own('我们说好了', '这个时候来', '乾隆'), 'zh')).toBeNull();
  expect(script(own('我們說好了', '这个时候来'), 'zh')).toBeNull();
  expect(script(own('hello'), 'en')).toBeNull();
});

test('laughter in digits is laughter, and a sum is none', () => {
  const chat = own('2333', '2333', '2333笑死', '哈哈哈', '哈哈哈', '一共233块', '又是233块');
  expect(laughter(chat, 'zh')?.say).toBe('笑的写法：「2333」×3、「哈哈哈」×2；不要换别的写法。');
});

test('a code of an emoji is one character of a message', () => {
  const chat = own(...Array.from({ length: 30 }, (_, i) => ['好[呲牙][呲牙]', '行[捂脸]', '嗯[OK]'][i % 3] ?? ''));
  expect(messageLength(chat, 'zh')?.figures).toEqual({ median: 2, p25: 2, p75: 3, p90: 3 });
});

const times = (n: number, text: string) => Array.from({ length: n }, () => text);
const turn = (i: number, ...bubbles: string[]) =>
  ({ id: `d${i}`, bubbles, items: bubbles.map((_, j) => `m${i}-${j}`) }) as unknown as Dialogue;

describe('a figure is of as many observations as it counts', () => {
  test('a share is one of all messages, however few of them have the thing', () => {
    const chat = own(...times(8, '好的'), ...times(5, '路上堵车😂'), ...times(17, '路上堵车吗？'));
    expect([shortAnswers(chat, 'zh'), emoji(chat, 'zh'), questions(chat, 'zh')]).toMatchObject([
      { n: 30, say: expect.stringContaining('27% 的消息') },
      { n: 30, say: expect.stringContaining('17% 的消息') },
      { n: 30, say: expect.stringContaining('57% 的消息') },
    ]);
    for (const claim of [shortAnswers(chat, 'zh'), emoji(chat, 'zh'), questions(chat, 'zh')])
      expect(claim).not.toHaveProperty('thin');
    expect(shortAnswers(own(...times(29, '好的')), 'zh')).toMatchObject({ n: 29, thin: true });
  });

  test('messages a turn are those of turns, and the length of sentences that of sentences', () => {
    const turns = Array.from({ length: 20 }, (_, i) => turn(i, '好', '走吧'));
    expect(messagesPerTurn(turns, 'zh')).toMatchObject({ n: 20, thin: true });
    const essay = { id: 'e', kind: 'essay', text: '下雪了。路上滑。' } as Item;
    expect(longForm([essay], [], 'zh')).toMatchObject({ n: 2, thin: true });
  });
});

test('a share that is not nothing is not said to be 0%, nor one that is not everything 100%', () => {
  const turns = Array.from({ length: 300 }, (_, i) => (i ? turn(i, '好') : turn(i, '好', '走吧')));
  expect(messagesPerTurn(turns, 'zh')?.say).toContain('只有 <1% 的回复不止一条');
  expect(endings(own(...times(299, '好'), '好。'), 'zh')?.say).toContain('不加标点 >99%');
  expect(endings(own(...times(300, '好')), 'zh')?.say).toContain('不加标点 100%');
});
