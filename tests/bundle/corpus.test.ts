import { expect, test } from 'vitest';
import { corpusOf } from './context.ts';
import { smallWorkspace } from './workspace.ts';

test('the time of a file dates no words and no bundle', async () => {
  const data = smallWorkspace();
  const [some] = data.items.filter(({ bySubject, text }) => bySubject && text);
  if (!some) throw new Error('nothing by the subject');
  const before = await corpusOf(data);
  data.items.push({ ...some, id: 'f'.repeat(24), kind: 'essay', time: '2099-01-01', flags: ['weak-time'] });
  const after = await corpusOf(data);
  expect(after.period).toEqual(before.period);
  expect(after.own.find(({ id }) => id === 'f'.repeat(24))?.time).toBeNull();
});
