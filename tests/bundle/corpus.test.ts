import { expect, test } from 'vitest';
import { planBundle } from '../../src/bundle/bundle.ts';
import { inPeriod } from '../../src/bundle/options.ts';
import type { Dialogue, Item } from '../../src/core/types.ts';
import { bundleInput, corpusOf } from './context.ts';
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

test('a chat of two exports may have more messages than a function may have arguments', async () => {
  const data = smallWorkspace();
  const one = data.items.find(({ kind, bySubject, group }) => kind === 'message' && bySubject && !group);
  if (!one) throw new Error('no message by the subject');
  const { people } = await corpusOf(data);
  const own = (all: typeof people) => all.reduce((sum, person) => sum + person.own, 0);
  const other = { ...one, source: { ...one.source, file: 'other.json' } };
  data.items.push(...Array.from({ length: 100_000 }, (_, n) => ({ ...other, id: `${n}`.padStart(24, '0') })));
  for (let n = 0; n < 50_000; n++) data.items.push({ ...other, id: `${n}`.padStart(24, '1') });
  const after = (await corpusOf(data)).people;
  expect(after).toHaveLength(people.length);
  expect(own(after)).toBe(own(people) + 150_000);
});

const POST: Item = {
  id: 'e'.repeat(24),
  kind: 'post',
  time: '2020-02-08T08:02:44+08:00',
  conversation: 'moments',
  sender: { id: 'wxid_linxiao88', name: '林晓' },
  bySubject: false,
  type: 'text',
  text: '雪停了。',
  comments: [
    { sender: { name: '周野' }, text: '哪儿？', bySubject: false },
    { sender: { name: '老默' }, text: '院子里还有。', time: '2020-02-09T08:00:00+08:00', bySubject: true },
    { sender: { name: '老默' }, text: '就在楼下。', replyTo: '周野', bySubject: true },
    { sender: { name: '老默' }, text: '好。', replyTo: 'wxid_zhouye', bySubject: true },
  ],
  source: { format: 'moments-weflow-json', file: 'a.json', record: 0 },
};

test('what the subject wrote below posts is there with whom it answers, never by an account', async () => {
  const data = smallWorkspace();
  data.items.push(POST);
  const { comments } = await corpusOf(data);
  expect(comments.map(({ time, to, text }) => [time?.slice(0, 10), to, text])).toEqual([
    ['2020-02-09', '林晓', '院子里还有。'],
    ['2020-02-08', '周野', '就在楼下。'],
    ['2020-02-08', '', '好。'],
  ]);
  const { files } = await planBundle(bundleInput(data));
  const words = files.find(({ path }) => path === 'prompt/own-words.md');
  expect(words && 'text' in words ? words.text : '').toMatch(/## 评论\n(?:\n- 2020-02-0[89] .*\n){3}/u);
});

test('what only its author could see is left out where that is asked for, with its recordings', async () => {
  const data = smallWorkspace();
  const secret: Item = { ...POST, bySubject: true, text: '只写给自己。', flags: ['private'] };
  data.items.push(secret);
  const [first, ...others] = data.segments;
  if (!first) throw new Error('no segments');
  data.segments = [{ ...first, source: { ...first.source, item: secret.id } }, ...others];
  const texts = async (withoutOnlyMe: boolean) => (await corpusOf(data, { withoutOnlyMe })).own.map(({ text }) => text);
  expect(await texts(false)).toContain(secret.text);
  expect(await texts(true)).not.toContain(secret.text);
  const plan = (options: Record<string, unknown>) => planBundle(bundleInput(data, { includeCorpus: true, ...options }));
  const heard = async (options: Record<string, unknown>) => (await plan(options)).head.counts.segments;
  expect((await heard({})) - (await heard({ withoutOnlyMe: true }))).toBe(1);
  const { files } = await plan({ withoutOnlyMe: true });
  const items = files.find(({ path }) => path === 'corpus/items.jsonl');
  const lines: string[] = [];
  if (items && 'lines' in items) for await (const line of items.lines()) lines.push(line);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n')).not.toContain(secret.text);
});

test('a chat bears one number in both files of the whole corpus', async () => {
  const data = smallWorkspace({ talks: 12 });
  // 林晓 writes first and is never answered before 小禾 is: by their dialogues alone the two would be numbered otherwise.
  data.dialogues = data.dialogues.filter(({ conversation }, i) => i >= 4 || conversation === 'wxid_xiaohe99');
  const { files } = await planBundle(bundleInput(data, { includeCorpus: true }));
  const read = async (path: string) => {
    const file = files.find((each) => each.path === path);
    const lines: (Item & Dialogue)[] = [];
    if (file && 'lines' in file) for await (const line of file.lines()) lines.push(JSON.parse(line));
    return lines;
  };
  const dialogues = await read('corpus/dialogues.jsonl');
  const chats = new Map((await read('corpus/items.jsonl')).map(({ id, conversation }) => [id, conversation]));
  expect(new Set(dialogues.map(({ conversation }) => conversation)).size).toBe(2);
  for (const { conversation, items } of dialogues) expect(chats.get(items[0] ?? '')).toBe(conversation);
});

test('voice messages of another time are left out with their words; what has no date stays', async () => {
  const data = smallWorkspace();
  const voice = (id: string, time: string): Item => ({
    ...POST,
    id,
    time,
    kind: 'message',
    type: 'voice',
    bySubject: true,
  });
  data.items.push(voice('old', '2019-03-01T08:00:00+08:00'), voice('new', '2022-03-01T08:00:00+08:00'));
  data.segments = data.segments
    .slice(0, 3)
    .map((segment, i) => ({ ...segment, source: { ...segment.source, item: ['old', 'new', null][i] ?? null } }));
  const { files } = await planBundle(bundleInput(data, { period: '2021..' }));
  const heard = files.flatMap((file) => ('segment' in file ? [file.segment.source.item] : []));
  expect(heard).toEqual(['new', null]);
});

test('a year alone is in a period only where all of it is', () => {
  const inside = (time: string, from: string, to: string) => inPeriod(time, { from, to });
  expect(inside('2015', '2014', '2015')).toBe(true);
  expect(inside('2015', '2014', '')).toBe(true);
  expect(inside('2015', '2015-03', '')).toBe(false);
  expect(inside('2015', '2014', '2015-06')).toBe(false);
  expect(inside('2015-06', '2015', '2015-06')).toBe(true);
  expect(inside('2015-06-30T23:59:59+08:00', '2015-06', '2015-06-30')).toBe(true);
});
