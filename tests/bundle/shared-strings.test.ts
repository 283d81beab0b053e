import { expect, test } from 'vitest';
import { SharedTurns } from '../../src/bundle/shared-strings.ts';
import type { Dialogue } from '../../src/core/types.ts';

const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const dialogue = (id: string, context: Dialogue['context'], reply: string): Dialogue =>
  copied({ id, conversation: 'wxid_a', start: '', context, reply, bubbles: [reply], session: 's1', items: [id] });

test('turns that stand in several dialogues are kept once, and nothing of a dialogue changes', () => {
  const asked = { role: 'other', name: '林晓', text: '几点回来？' } as const;
  const answer = { role: 'subject', name: '陈默', text: '路上堵车' } as const;
  const again = { role: 'other', name: '林晓', text: '吃了吗' } as const;
  const first = dialogue('1', [asked], answer.text);
  const second = dialogue('2', [asked, answer, again], '吃过了');
  const third = dialogue('3', [asked, answer, again, { ...answer, text: '吃过了' }], '睡吧');
  const turns = new SharedTurns();
  const [a, b, c] = [first, second, third].map((one) => turns.in(one));
  expect([a, b, c]).toEqual([first, second, third]);
  expect(b?.context[0]).toBe(a?.context[0]);
  expect(c?.context[1]).toBe(b?.context[1]);
  expect(c?.context[2]).toBe(b?.context[2]);
});
