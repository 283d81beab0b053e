import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DROP_REASONS, type DroppedItem, type Item, type ReadItem } from '../../src/core/types.ts';
import { explain, parseRowQuery, rowRangeOf, whyNotRead } from '../../src/ingest/corpus/explain.ts';
import { Forgotten } from '../../src/ingest/corpus/forgotten.ts';
import { essayHtmlPage } from '../../src/ingest/formats/essay/essay-html-page.ts';
import type { CorpusReport } from '../../src/ingest/report/report.ts';
import { fileOf, LINXIAO, lineReader, READERS, world } from './world.ts';

const T = 1_700_000_000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const row = fc.record(
  {
    text: fc.constantFrom('好', '', '路上堵车，晚点到家', '[图片]', '你撤回了一条消息', '电话13812345678'),
    time: fc.integer({ min: T, max: T + 5 }),
    sender: fc.constantFrom({ id: 'wxid_chenmo', name: '老默' }, LINXIAO, { name: '老默' }),
    type: fc.constantFrom<ReadItem['type']>('text', 'voice', 'image'),
    dropped: fc.constantFrom('unreadable' as const, 'revoked' as const),
  },
  { requiredKeys: ['text', 'time', 'sender'] },
);

test('every row that is read is kept or dropped by a reason, by file, by sender, and in the files', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1 }), fc.array(row), async (a, b) => {
      const { run, store } = world();
      const first = fileOf('alpha', { text: '我在', time: T - 9 }, ...a);
      await run({ 'a.txt': first });
      // Once more, with another file: nothing is counted twice.
      await run({ 'a.txt': first, 'b.txt': fileOf('beta', { text: '在', time: T - 5 }, ...b) });
      const { total, files, senders } = store.json<CorpusReport>('report.json');
      const sum = (accounts: { rows: number; kept: number; dropped: object }[]) => ({
        rows: accounts.reduce((n, { rows }) => n + rows, 0),
        kept: accounts.reduce((n, { kept }) => n + kept, 0),
      });
      for (const { rows, kept, dropped } of [total, ...files, ...senders]) {
        expect(rows).toBe(kept + Object.values(dropped).reduce((n, one) => n + one, 0));
      }
      expect(sum(files)).toEqual({ rows: total.rows, kept: total.kept });
      expect(sum(senders)).toEqual({ rows: total.rows, kept: total.kept });
      expect(total.rows).toBe(2 + a.length + b.length);
      const items = store.rows<Item>('items.jsonl');
      const dropped = store.rows<DroppedItem>('dropped.jsonl');
      expect(items).toHaveLength(total.kept);
      const ids = new Set(items.map(({ id }) => id));
      expect(ids.size).toBe(items.length);
      const byReason: Record<string, number> = {};
      for (const { reason, keptId } of dropped) {
        byReason[reason] = (byReason[reason] ?? 0) + 1;
        if (reason === 'duplicate') expect(ids).toContain(keptId);
      }
      expect(byReason).toEqual(total.dropped);
      const places = [...items, ...dropped].map(({ source }) => `${source.file}:${source.record}`);
      expect(new Set(places).size).toBe(places.length);
    }),
    { numRuns: 40 },
  );
});

test('by sender too all rows add up: whose words they count as, by name, and the rows of nobody', async () => {
  const { run, store } = world();
  const system = { sender: { name: '' }, type: 'text' as const, dropped: 'system-line' as const };
  await run({
    'a.txt': fileOf(
      'alpha',
      { text: '你已添加了老默', direction: 'received', conversation: 'wxid_chenmo', ...system },
      { text: '我在', time: T },
      { text: '好', time: T + 1, sender: LINXIAO },
      { text: '好', time: T + 1, sender: LINXIAO },
      { text: '', time: T + 2, sender: { id: 'wxid_yuan', name: '远房' } },
      { text: '一篇没有署名的文章', time: T + 3, sender: { name: '' }, kind: 'essay', conversation: 'essays' },
      { text: '不知谁说的', time: T + 4, sender: { name: '' } },
    ),
  });
  const { total, senders, figures } = store.json<CorpusReport>('report.json');
  expect(senders.map(({ name, rows, kept, dropped, unsigned }) => [name, rows, kept, dropped, unsigned])).toEqual([
    ['老默', 2, 2, {}, 1],
    ['林晓', 2, 1, { duplicate: 1 }, undefined],
    ['远房', 1, 0, { empty: 1 }, undefined],
    ['', 2, 1, { 'system-line': 1 }, undefined],
  ]);
  expect(senders.reduce((sum, { rows }) => sum + rows, 0)).toBe(total.rows);
  expect(senders.find(({ bySubject }) => bySubject)?.kept).toBe(figures.items.subject);
});

test('essays that nobody signed stand under the name of the subject, the only one there is', async () => {
  const { run, store } = world();
  await run({
    'a.txt': fileOf('alpha', { text: '旧文', sender: { name: '' }, kind: 'essay', conversation: 'essays' }),
  });
  expect(store.json<CorpusReport>('report.json').senders).toMatchObject([
    { name: '陈默', bySubject: true, rows: 1, kept: 1, unsigned: 1 },
  ]);
});

test('what was forgotten is nobody’s, in the run that forgets, in the next one, and where it is read again', async () => {
  const { run, store } = world();
  const post = { kind: 'post' as const, conversation: 'moments' };
  const posts = fileOf(
    'alpha',
    { ...post, text: '今天的花开了', time: T, sender: LINXIAO },
    { ...post, text: '又是一年春', time: T + 60 },
  );
  const forget = async () => new Forgotten([{ date: '2024-01-01', sender: sha256(LINXIAO.id) }], sha256);
  await run({ 'posts.txt': posts });
  await run({}, {}, { forget });
  const forgottenOf = () =>
    store.json<CorpusReport>('report.json').senders.map(({ name, dropped }) => [name, dropped.forgotten ?? 0]);
  const nobodys = [
    ['老默', 0],
    ['', 1],
  ];
  expect(forgottenOf()).toEqual(nobodys);
  await run({ 'chat.txt': fileOf('beta', { text: '在', time: T + 90 }) });
  expect(forgottenOf()).toEqual(nobodys);
  await run({ 'posts.txt': posts }, {}, { forget });
  expect(forgottenOf()).toEqual(nobodys);
});

test('a year or a month is no day: neither of them is the first or last day of anybody', async () => {
  const { run, store } = world();
  const day = '2015-06-07';
  const essay = { kind: 'essay' as const, conversation: 'essays', text: '旧文' };
  await run({
    'a.txt': fileOf('alpha', { ...essay, time: '2015' }, { ...essay, time: '2015-09' }, { ...essay, time: day }),
  });
  expect(store.json<CorpusReport>('report.json')).toMatchObject({
    figures: { first: day, last: day },
    senders: [{ kept: 3, first: day, last: day }],
  });
});

test('when nothing at all makes sense, that is said, and not that nobody bears the name', async () => {
  const { run } = world();
  const bad: Partial<ReadItem> = { text: '？', time: null, sender: { name: '' }, dropped: 'unreadable' };
  await expect(run({ 'a.txt': fileOf('alpha', bad, bad) }, { from: 'alpha' })).rejects.toMatchObject({
    code: 'nothing-understood',
    facts: { rows: 2, formats: 'alpha', paths: '/memory/a.txt' },
  });
});

test('a file of which more than a fifth makes no sense was probably misread', async () => {
  const { run, codes, store } = world();
  const bad: Partial<ReadItem> = { text: '？', time: null, sender: { name: '' }, dropped: 'unreadable' };
  await run({
    'bad.txt': fileOf('alpha', { text: '一' }, { text: '二', time: T }, bad, { text: '三', time: T + 1 }),
    'good.txt': fileOf('beta', ...Array.from({ length: 5 }, (_, n) => ({ text: '好', time: T + 9 * n })), bad),
  });
  expect(codes()).toEqual(['probably-misread']);
  const { files } = store.json<CorpusReport>('report.json');
  expect(files.map(({ misread }) => misread)).toEqual([{ firstBad: 4 }, undefined]);
});

test('a file that gives nothing changes nothing, also where there is a corpus, and its warning is told once', async () => {
  const bad: Partial<ReadItem> = { kind: 'essay', text: '？', time: null, sender: { name: '' }, dropped: 'unreadable' };
  const { run, codes, store, events } = world();
  await run({ 'good.txt': fileOf('alpha', { text: '好' }), 'bad.txt': fileOf('beta', bad) });
  expect(codes()).toEqual(['gave-nothing']);
  const report = store.json<CorpusReport>('report.json');
  expect(report.senders.map(({ bySubject, rows }) => [bySubject, rows])).toEqual([
    [true, 1],
    [false, 1],
  ]);
  const before = new Map(store.files);
  await expect(run({ 'worse.txt': fileOf('gamma', bad) })).rejects.toMatchObject({
    code: 'nothing-understood',
    facts: { rows: 1, formats: 'gamma' },
  });
  expect(store.files).toEqual(before);
  events.length = 0;
  await run({ 'more.txt': fileOf('alpha', { text: '在', time: T }) });
  expect(codes()).toEqual([]);
});

describe('files that are not read', () => {
  const text = fileOf('alpha', { text: '好' });

  test('are listed, side files and recordings without a word', async () => {
    const { run, store, codes } = world();
    await run({
      'a.txt': text,
      'what.xyz': 'nobody knows',
      'empty.txt': '',
      'voice/1.mp3': 'x',
      'users.json': '{}',
      '.DS_Store': 'x',
    });
    expect(codes()).toEqual(['unknown-format', 'refused-empty']);
    expect(store.json<CorpusReport>('report.json').notRead).toEqual({
      unknown: ['/memory/what.xyz'],
      ambiguous: [],
      refused: [{ path: '/memory/empty.txt', why: 'empty' }],
      rejected: [],
      pictures: 0,
      recordings: [{ path: '/memory/voice', count: 1 }],
      voices: 0,
      side: ['/memory/.DS_Store', '/memory/users.json'],
    });
  });

  test('because iCloud took them off the disk are named, but for pictures', async () => {
    const { run, store, codes } = world();
    const files = ['.b.txt.icloud', 'voice/.1.mp3.icloud', '.photo.jpg.icloud', 'voice/._1.mp3'];
    await run({ 'a.txt': text, ...Object.fromEntries(files.map((path) => [path, 'bplist00'])) });
    expect(codes()).toEqual(['refused-not-downloaded']);
    expect(store.json<CorpusReport>('report.json').notRead).toMatchObject({
      refused: [
        { path: '/memory/.b.txt.icloud', why: 'not-downloaded' },
        { path: '/memory/voice/.1.mp3.icloud', why: 'not-downloaded' },
      ],
      pictures: 1,
      recordings: [],
      side: ['/memory/voice/._1.mp3'],
    });
  });

  test('because two readers claim them are named with both; --from decides', async () => {
    const twin = { ...lineReader('alpha'), id: 'alpha-too' };
    const readers = [lineReader('alpha'), twin, lineReader('beta')];
    const { run, events } = world();
    await run({ 'a.txt': text, 'b.txt': fileOf('beta', { text: '在' }) }, {}, { readers });
    expect(events.flatMap((event) => (event.type === 'warn' ? [event.notice] : []))).toMatchObject([
      { code: 'ambiguous-format', facts: { files: ['/memory/a.txt (alpha, alpha-too)'] } },
    ]);
    const again = world();
    const { report } = await again.run(
      { 'a.txt': text, 'b.txt': fileOf('beta', { text: '在' }) },
      { from: 'alpha-too' },
      { readers },
    );
    expect(report?.files.map(({ format }) => format)).toEqual(['alpha-too', 'beta']);
  });

  test('a format that nobody knows is an error with those near it', async () => {
    await expect(world().run({ 'a.txt': text }, { from: 'alpah' })).rejects.toMatchObject({
      code: 'unknown-reader',
      facts: { near: { en: ' Did you mean alpha?' } },
    });
  });

  test('when there is nothing else, nothing was read', async () => {
    await expect(world().run({ 'x.xyz': 'nobody knows' })).rejects.toMatchObject({ code: 'nothing-read' });
  });
});

test('a file that breaks off keeps what it gave', async () => {
  const broken = {
    ...lineReader('alpha'),
    async *read(...args: Parameters<ReturnType<typeof lineReader>['read']>) {
      yield* lineReader('alpha').read(...args);
      throw Object.assign(new Error('not for the terminal'), { code: 'EIO' });
    },
  };
  const { run, events, store } = world();
  const { report } = await run({ 'a.txt': fileOf('alpha', { text: '好' }) }, {}, { readers: [broken] });
  expect(store.rows('items.jsonl')).toHaveLength(1);
  expect(report?.files[0]?.brokeOff).toBe('EIO');
  expect(JSON.stringify(events)).not.toContain('not for the terminal');
});

test('a file whose letters cannot be read is told of', async () => {
  const { run, events } = world();
  const rows = ['caf\ufffd', '好', '路上'].map((text, n) => ({ text, time: T + n }));
  await run({ 'a.txt': fileOf('alpha', ...rows), 'b.txt': fileOf('beta', ...rows, { text: '到了' }, { text: '嗯' }) });
  const notices = events.flatMap((event) => (event.type === 'warn' ? [event.notice] : []));
  expect(notices).toEqual([{ code: 'letters-lost', facts: { file: '/memory/a.txt', count: 1 } }]);
});

test('a file that is too large for its format is named as that', async () => {
  const page = `<!DOCTYPE html><html><body>${'<div>'.repeat(1_000_001)}今天去了菜地，收了三个南瓜。</body></html>`;
  const { run, events, codes } = world();
  const readers = [...READERS, essayHtmlPage];
  const { report } = await run({ 'a.txt': fileOf('alpha', { text: '好' }), 'b.html': page }, {}, { readers });
  expect(codes()).toEqual(['file-too-large']);
  expect(events).toContainEqual({
    type: 'warn',
    notice: { code: 'file-too-large', facts: { file: '/memory/b.html' } },
  });
  expect(report?.files.map(({ file, rows, brokeOff }) => [file, rows, brokeOff])).toEqual([
    ['a.txt', 1, undefined],
    ['b.html', 0, 'too-large'],
  ]);
});

test('a run that is stopped writes nothing', async () => {
  const stop = new AbortController();
  const slow = {
    ...lineReader('alpha'),
    async *read(...args: Parameters<ReturnType<typeof lineReader>['read']>) {
      yield* lineReader('alpha').read(...args);
      stop.abort();
    },
  };
  const { run, store } = world();
  await expect(
    run({ 'a.txt': fileOf('alpha', { text: '好' }) }, {}, { readers: [slow], signal: stop.signal }),
  ).rejects.toThrow();
  expect(store.commits).toBe(0);
});

test('--dry-run says all and writes nothing', async () => {
  const { run, store } = world();
  const { report, written } = await run({ 'a.txt': fileOf('alpha', { text: '好' }) }, {}, { dryRun: true });
  expect([report?.total.kept, written, store.commits]).toEqual([1, [], 0]);
});

test('--since and --until keep their days, and what has no time', async () => {
  const { run, store } = world();
  const at = (time: string | null) => ({ text: time ?? '没有时间', time });
  await run(
    {
      'a.txt': fileOf(
        'alpha',
        ...[
          '2019-12-31T23:59:59',
          '2020-01-01',
          '2020-03-04T10:00:00',
          '2020-03-31T23:59:59',
          '2020-04-01T00:00:00',
          null,
        ].map(at),
      ),
    },
    { since: '2020', until: '2020-03' },
  );
  expect(store.rows<Item>('items.jsonl').map(({ text }) => text)).toEqual([
    '2020-01-01',
    '2020-03-04T10:00:00',
    '2020-03-31T23:59:59',
    '没有时间',
  ]);
  expect(store.rows<DroppedItem>('dropped.jsonl').map(({ reason }) => reason)).toEqual([
    'outside-period',
    'outside-period',
  ]);
});

describe('explain', () => {
  async function explained(what: string) {
    const { run, store } = world();
    await run({
      'chat/a.txt': fileOf(
        'alpha',
        { text: '好\r\n的', time: T },
        { text: '[图片]', time: T + 1 },
        { text: '\u200b', time: T + 2 },
      ),
      'b.txt': fileOf('beta', { text: '好\n的', time: T }),
    });
    const id = store.rows<Item>('items.jsonl')[0]?.id ?? '';
    const query = parseRowQuery(what === 'ID' ? id.slice(0, 8) : what);
    return { id, rows: query ? await explain(query, store) : [] };
  }

  test('tells of a row by its file, in full or in part, and its number', async () => {
    expect((await explained('chat/a.txt:2')).rows).toMatchObject([
      { fate: 'dropped', reason: 'duplicate', rules: ['characters', 'same-id'] },
    ]);
    expect((await explained('a.txt:3')).rows).toMatchObject([{ fate: 'kept', type: 'text', rules: [] }]);
    expect((await explained('.\\chat\\a.txt:4')).rows).toMatchObject([
      { fate: 'dropped', reason: 'empty', rules: ['characters', 'empty'] },
    ]);
    expect((await explained('t/a.txt:3')).rows).toEqual([]);
  });

  test.each([
    ['José.txt', 'José.txt:2'],
    ['José.txt', 'JOSÉ.TXT:2'],
    ['a\\b.txt', 'a\\b.txt:2'],
    ['C/Chat.txt', 'c\\chat.txt:2'],
  ])('knows the file %j by %j', async (file, what) => {
    const { run, store } = world();
    await run({ [file.normalize('NFD')]: fileOf('alpha', { text: '好' }) });
    const query = parseRowQuery(what.normalize('NFC'));
    expect(query && (await explain(query, store))).toMatchObject([{ fate: 'kept', source: { record: 2 } }]);
    expect(await rowRangeOf(query?.file ?? '', store)).toEqual({ first: 2, last: 2 });
  });

  test('tells which rows of a file there are', async () => {
    const { run, store } = world();
    await run({ 'chat/a.txt': fileOf('alpha', { text: '好' }, { text: '' }, { text: '在', time: T }) });
    expect(await rowRangeOf('a.txt', store)).toEqual({ first: 2, last: 4 });
    expect(await rowRangeOf('b.txt', store)).toBeNull();
  });

  test('says how a row was found to be told twice, and that the export itself dropped it', async () => {
    const { run, store } = world();
    await run({
      'a.txt': fileOf(
        'alpha',
        { text: '路上堵车，晚点到家', time: T, messageId: '1825462804558386801' },
        { text: '', time: T + 9, dropped: 'system-line' },
      ),
      'b.txt': fileOf('beta', { text: '路上堵车，晚点到家', time: T }),
    });
    expect(await explain({ file: 'b.txt', record: 2 }, store)).toMatchObject([{ rules: ['same-message'] }]);
    expect(await explain({ file: 'a.txt', record: 3 }, store)).toMatchObject([{ rules: ['as-exported'] }]);
  });

  test('says why a file was not read', async () => {
    const { run, store } = world();
    await run({ 'a.txt': fileOf('alpha', { text: '好' }), 'b.xyz': '无', 'chat/empty.txt': '', 'x/users.json': '{}' });
    const codes = await Promise.all(
      ['b.xyz', 'empty.txt', 'x/users.json', 'a.txt', 'c.txt'].map(
        async (file) => (await whyNotRead(file, store))?.code,
      ),
    );
    expect(codes).toEqual(['unknown-format', 'refused-empty', 'side-file', undefined, undefined]);
    // By the same rule as a file that was read, however the case of its letters was typed.
    expect((await whyNotRead('B.xyz', store))?.code).toBe('unknown-format');
  });

  test('repeats the name of a file as it was typed', () => {
    expect(parseRowQuery('.\\Chat\\A.txt:2')).toEqual({ file: 'Chat/A.txt', record: 2 });
  });

  test('says what a row was dropped by that its reader gave no rule', async () => {
    const { run, store } = world();
    const dropped = ['revoked', 'unknown-sender', 'unreadable'] as const;
    await run({ 'a.txt': fileOf('alpha', { text: '好' }, ...dropped.map((reason) => ({ dropped: reason }))) });
    const rules = await Promise.all([3, 4, 5].map((record) => explain({ file: 'a.txt', record }, store)));
    expect(rules.flat().map((row) => row.rules)).toEqual([['as-exported'], ['sender-untold'], ['no-row']]);
  });

  test('tells of an item and the rows that became it', async () => {
    const { id, rows } = await explained('ID');
    expect(rows).toMatchObject([
      { fate: 'kept', id, source: { file: 'b.txt' } },
      { fate: 'dropped', keptId: id, source: { file: 'chat/a.txt', record: 2 } },
    ]);
  });

  test.each(['', 'abc', 'zzzzzz', 'file:'])('%j asks for nothing', (what) => {
    expect(parseRowQuery(what)).toBeNull();
  });
});

test('every reason for dropping has words', async () => {
  const { DROP_TEXT } = await import('../../src/core/wording/corpus.ts');
  expect(Object.keys(DROP_TEXT).sort()).toEqual([...DROP_REASONS].sort());
});
