import { expect, test } from 'vitest';
import { asWritten } from '../../../src/bundle/prompt/expression/as-written.ts';
import { messageLength } from '../../../src/bundle/prompt/expression/length.ts';
import { laughter } from '../../../src/bundle/prompt/expression/marks.ts';
import { script } from '../../../src/bundle/prompt/expression/script.ts';
import type { Item } from '../../../src/core/types.ts';

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
