import { describe, expect, test } from 'vitest';
import { sentence } from '../../../src/core/errors.ts';
import type { Item } from '../../../src/core/types.ts';
import { explain } from '../../../src/ingest/corpus/explain.ts';
import { storedDropped, storedItems } from '../../../src/ingest/corpus/stored.ts';
import { CHENMO_SENDER, fileOf, LINXIAO, type World, world } from '../world.ts';

const TIMES = [1_700_000_000, 1_700_000_060, 1_700_000_120];
const CHAT = fileOf(
  'alpha',
  { text: '我的电话13812345678', time: TIMES[0] as number, messageId: '1' },
  { text: '好', sender: LINXIAO, time: TIMES[1] as number, quote: { text: '几点？', sender: '老默' } },
  { text: '到家了', time: TIMES[2] as number, comments: [{ sender: LINXIAO, text: '好的', replyTo: '老默' }] },
  { text: '你撤回了一条消息', dropped: 'system-line' },
);
const MORE = fileOf('beta', { text: '另一天的话', time: 1_700_100_000 });

/** A corpus of one chat; `name` is then what `change` makes of it. */
async function changed(name: string, change: (text: string) => string): Promise<World> {
  const at = world();
  await at.run({ 'a.txt': CHAT });
  at.store.files.set(name, change(at.store.files.get(name) ?? ''));
  at.events.length = 0;
  return at;
}
const secondLine = (line: string) => (text: string) => text.split('\n').with(1, line).join('\n');
/** The second item with some of its fields laid over. */
const secondWith = (fields: object) => (text: string) =>
  secondLine(JSON.stringify({ ...(JSON.parse(text.split('\n')[1] ?? '{}') as Item), ...fields }))(text);

test('everything that is written is read back as whole', async () => {
  const { store } = await changed('items.jsonl', (text) => text);
  for await (const item of storedItems(store)) expect(item.text).not.toBe('');
  for await (const { reason } of storedDropped(store)) expect(reason).toBe('system-line');
});

describe('a line of items.jsonl', () => {
  test.each([
    ['that is cut off', secondLine('{"id":"3f9c')],
    ['null', secondLine('null')],
    ['that is a number', secondLine('5')],
    ['that is a list', secondLine('[]')],
    ['without anything', secondLine('{}')],
    ['without a source', secondWith({ source: undefined })],
    ['with a number for words', secondWith({ text: 5 })],
    ['with a name for a sender', secondWith({ sender: '陈默' })],
    ['with a number of comments', secondWith({ comments: 3 })],
    ['with comments of nobody', secondWith({ comments: [{ text: '好' }] })],
    ['of an unknown kind', secondWith({ kind: 'dream' })],
    ['of an unknown type', secondWith({ type: 'smell' })],
    ['with an id of another kind', secondWith({ id: '12' })],
    ['with a quote that is none', secondWith({ quote: '几点？' })],
    ['with flags that are none', secondWith({ flags: 'masked' })],
  ])('%s is named by its place, and what to do can be done', async (_, change) => {
    const at = await changed('items.jsonl', change);
    const refused = await at.run({ 'b.txt': MORE }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'damaged-corpus-line', facts: { file: 'corpus/items.jsonl', line: 2 } });
    await expect(explain({ id: 'abcdef' }, at.store)).resolves.toEqual([]);
    at.store.files.delete('items.jsonl');
    await at.run({ 'a.txt': CHAT, 'b.txt': MORE });
    expect(at.store.rows('items.jsonl')).toHaveLength(4);
  });

  test('is counted as it stands in the file, empty ones too', async () => {
    const at = await changed('items.jsonl', secondLine('{'));
    const lines = async function* () {
      yield* ['', '', 'null'];
    };
    await expect(storedItems({ lines }).next()).rejects.toMatchObject({ facts: { line: 3 } });
    await expect(explain({ file: 'a.txt', record: 2 }, at.store)).resolves.toHaveLength(1);
  });
});

test.each([
  ['dropped.jsonl', '{"a":1}', 'damaged-corpus-line', 1],
  ['dropped.jsonl', '{"reason":"system-line","sour', 'damaged-corpus-line', 1],
  ['forgotten.jsonl', 'null', 'damaged-forgotten', 1],
  ['forgotten.jsonl', '{"date":"2026-03-01"}\n{"rows":5}', 'damaged-forgotten', 2],
  ['forgotten.jsonl', '{"date":"2026-03-01"}\n{"date":"2026-0', 'damaged-forgotten', 2],
  ['redaction-key.json', '', 'damaged-corpus-file'],
  ['redaction-key.json', '{}', 'damaged-corpus-file'],
  ['redaction-key.json', '{"schema":"persona-red', 'damaged-corpus-file'],
  ['redaction-key.json', '{"schema":"persona-redaction/9"}', 'newer-corpus-file'],
  ['report.json', '{"schema":"persona-corpus/9"}', 'newer-corpus-file'],
] as [string, string, string, number?][])(
  '%s that holds %s is refused, and nothing is changed',
  async (name, text, code, line) => {
    const at = await changed(name, () => text);
    const { commits } = at.store;
    const place = { file: `corpus/${name}`, ...(line === undefined ? {} : { line }) };
    await expect(at.run({ 'b.txt': MORE })).rejects.toMatchObject({ code, facts: place });
    expect(at.store.commits).toBe(commits);
  },
);

test.each([
  '',
  '{',
  'null',
  '{"files":[null,3]}',
  '{"schema":"persona-corpus/1","subject":{"name":"陈默"},"files":[]}',
])('report.json that holds %s is written anew', async (text) => {
  const at = await changed('report.json', () => text);
  const { report } = await at.run({ 'b.txt': MORE });
  expect(report?.total).toMatchObject({ kept: 4 });
});

test('a corpus with pseudonyms goes on with them although its report cannot be understood', async () => {
  const at = world();
  await at.run({ 'a.txt': CHAT }, { redact: 'strict' });
  at.store.files.set('report.json', '{');
  const { report } = await at.run({ 'b.txt': MORE });
  expect(report?.redaction.level).toBe('strict');
  expect(at.store.files.get('items.jsonl')).not.toContain('林晓');
});

describe('items that have gone since the last run', () => {
  test.each([
    ['cut off at the end of a line', (text: string) => `${text.split('\n')[0]}\n`, 1],
    ['emptied', () => '', 0],
  ])('are told of: %s', async (_, change, count) => {
    const at = await changed('items.jsonl', change);
    await at.run({ 'b.txt': MORE });
    const told = at.events.flatMap((event) => (event.type === 'warn' ? [event.notice] : []));
    expect(told).toEqual([{ code: 'items-missing', facts: { count, total: 3 } }]);
    expect(told[0] && sentence(told[0], 'en').say).toContain(`holds ${count} of 3 items`);
    at.events.length = 0;
    await at.run({ 'a.txt': CHAT });
    expect(at.store.rows('items.jsonl')).toHaveLength(4);
    expect(at.codes()).toEqual([]);
  });

  test('are none where all is as it was, nor where the whole corpus is gone', async () => {
    const at = await changed('items.jsonl', (text) => text);
    await at.run({ 'b.txt': MORE });
    at.store.files.clear();
    await at.run({ 'b.txt': MORE });
    expect(at.codes()).toEqual([]);
  });
});

describe('a key that is not there any more', () => {
  const other = fileOf('beta', { text: '我的电话13812345678', time: TIMES[0] as number });

  test('is told of with the items that another export would double', async () => {
    const at = await changed('items.jsonl', (text) => text);
    at.store.files.delete('redaction-key.json');
    await at.run({ 'b.txt': other });
    expect(at.events).toContainEqual({ type: 'warn', notice: { code: 'key-missing', facts: { count: 1 } } });
    // Read again, its words are known once more.
    at.events.length = 0;
    await at.run({ 'a.txt': CHAT });
    await at.run({ 'b.txt': MORE });
    expect(at.codes()).toEqual([]);
  });

  test('is told of where everybody else has a pseudonym', async () => {
    const at = world();
    await at.run({ 'a.txt': CHAT }, { redact: 'strict' });
    at.store.files.delete('redaction-key.json');
    await at.run({ 'b.txt': MORE });
    expect(at.codes()).toEqual(['key-missing']);
  });

  test('is not missed where nothing was masked', async () => {
    const at = world();
    await at.run({ 'a.txt': fileOf('alpha', { text: '那是[电话1]', sender: CHENMO_SENDER }) });
    await at.run({ 'b.txt': MORE });
    expect(at.codes()).toEqual([]);
  });
});
