import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExportFolder } from '../../../src/core/export-file.ts';
import { PersonaConfig } from '../../../src/core/persona.ts';
import type { DroppedItem, Item, ReadItem } from '../../../src/core/types.ts';
import type { IngestDeps } from '../../../src/ingest/deps.ts';
import type { IngestOptions } from '../../../src/ingest/options.ts';
import type { Reader } from '../../../src/ingest/reader.ts';
import type { CorpusReport } from '../../../src/ingest/report/report.ts';
import { memoryFolder } from '../../support/memory-folder.ts';
import { CHENMO, fileOf, LINXIAO, lineReader, READERS, world } from '../world.ts';

/** Local times: what they mean depends on the workspace's zone. */
const TALK: Partial<ReadItem>[] = [
  { text: '几点到家？', time: '2022-05-01T10:00:00', sender: LINXIAO },
  { text: '三点四十', time: '2022-05-01T10:00:07' },
  { text: '嗯', time: '2022-05-01T22:00:07' },
  { text: '嗯', time: '2022-05-02T10:00:07' },
];
const NEWER: Partial<ReadItem> = { text: '带伞了', time: '2023-06-01T10:00:00' };
const FILES = { '导出/a.txt': fileOf('alpha', ...TALK) };

/** Two readings of the same bytes: alpha's lines, or all of it as one essay. */
const essay: Reader = {
  ...lineReader('essay'),
  async *read(file) {
    yield {
      kind: 'essay',
      type: 'text',
      conversation: 'essays',
      sender: { name: '' },
      time: null,
      text: TALK.map(({ text }) => text).join('\n'),
      source: { format: 'essay', file: file.path, record: 1 },
    };
  },
};
/** The same rows under another id and of the same kind, each with the server's number. */
const better: Reader = {
  ...lineReader('better'),
  async *read(file, context) {
    for await (const item of lineReader('better').read(file, context)) {
      yield { ...item, messageId: `70000000000000000${item.source.record}` };
    }
  },
};

function twice() {
  const { store, run } = world();
  const readers = [...READERS, essay, better];
  return {
    store,
    ingest: (
      files: Record<string, string> | ExportFolder[],
      options: Partial<IngestOptions> = {},
      deps: Partial<IngestDeps> = {},
    ) =>
      Array.isArray(files)
        ? run({}, options, { readers, folders: files, ...deps })
        : run(files, options, { readers, ...deps }),
    items: () => store.rows<Item>('items.jsonl'),
    dropped: () => store.rows<DroppedItem>('dropped.jsonl'),
    report: () => store.json<CorpusReport>('report.json'),
    ids: () => store.rows<Item>('items.jsonl').map(({ id }) => id),
    texts: () => store.rows<Item>('items.jsonl').map(({ text }) => text),
  };
}

const inZone = (timeZone: string): Partial<IngestDeps> => ({ config: PersonaConfig.parse({ ...CHENMO, timeZone }) });

describe('a file that is read again', () => {
  test('as another format gives up what it was taken for, in both directions', async () => {
    const it = twice();
    await it.ingest(FILES);
    const chat = it.store.files.get('items.jsonl');
    await it.ingest(FILES, { from: 'essay' });
    expect(it.items().map(({ kind }) => kind)).toEqual(['essay']);
    expect(it.report().files).toMatchObject([{ format: 'essay', rows: 1, kept: 1 }]);
    await it.ingest(FILES);
    expect(it.store.files.get('items.jsonl')).toBe(chat);
    expect(it.report().files).toMatchObject([{ format: 'alpha', rows: 4, kept: 4 }]);
    expect(it.report().total).toEqual({ rows: 4, kept: 4, dropped: {} });
  });

  test('as another format that tells the same keeps the ids', async () => {
    const it = twice();
    await it.ingest(FILES);
    const ids = it.ids();
    await it.ingest(FILES, { from: 'better' });
    expect(it.ids()).toEqual(ids);
    expect(it.report().files).toMatchObject([{ format: 'better', rows: 4, kept: 4 }]);
  });

  test('by a reader that makes nothing of it loses nothing', async () => {
    const it = twice();
    await it.ingest(FILES);
    const blind: Reader = {
      ...lineReader('blind'),
      async *read(file) {
        yield {
          kind: 'message',
          type: 'text',
          conversation: '',
          sender: { name: '' },
          time: null,
          text: '？',
          dropped: 'unreadable',
          source: { format: 'blind', file: file.path, record: 1 },
        };
      },
    };
    const again = it.ingest(FILES, { from: 'blind' }, { readers: [blind] });
    await expect(again).rejects.toMatchObject({ code: 'nothing-understood' });
    expect(it.texts()).toEqual(TALK.map(({ text }) => text));
  });

  test('and was overwritten by another export of another format keeps what it had', async () => {
    const it = twice();
    await it.ingest(FILES);
    await it.ingest({ '导出/a.txt': fileOf('beta', NEWER) });
    expect(it.texts()).toEqual([...TALK.map(({ text }) => text), '带伞了']);
  });

  test('in another time zone has each message once, with the id it had', async () => {
    const it = twice();
    await it.ingest(FILES);
    const ids = it.ids();
    const other = { '导出/b.txt': fileOf('beta', NEWER) };
    // Not in the run that changes the zone, either.
    await it.ingest(other, {}, inZone('America/New_York'));
    await it.ingest(FILES, {}, inZone('America/New_York'));
    expect(it.items().map(({ time, text }) => [time, text])).toEqual([
      ['2022-05-01T10:00:00-04:00', '几点到家？'],
      ['2022-05-01T10:00:07-04:00', '三点四十'],
      ['2022-05-01T22:00:07-04:00', '嗯'],
      ['2022-05-02T10:00:07-04:00', '嗯'],
      ['2023-06-01T10:00:00-04:00', '带伞了'],
    ]);
    expect(it.ids().slice(0, 4)).toEqual(ids);
    expect(it.report().total.rows).toBe(5);
    const bytes = it.store.files.get('items.jsonl');
    await it.ingest(FILES, {}, inZone('America/New_York'));
    expect(it.store.files.get('items.jsonl')).toBe(bytes);
  });

  test('in a wrong time zone between, two exports of one chat are one again in the right one', async () => {
    const it = twice();
    const epochs = TALK.map((row) => ({ ...row, time: Date.parse(`${row.time}+08:00`) / 1000 }));
    const both = { ...FILES, '导出/b.txt': fileOf('beta', ...epochs) };
    const told = () => it.items().map(({ time, text, sender, source }) => [time, text, sender.name, source.file]);
    await it.ingest(both);
    const before = told();
    await it.ingest(both, {}, inZone('America/New_York'));
    expect(it.items().length).toBeGreaterThan(TALK.length);
    await it.ingest(both);
    expect(told()).toEqual(before);
  });

  test.each<[string, Partial<ReadItem>, Partial<ReadItem>]>([
    ['of which neither knows more', {}, {}],
    ['of which one knows the server’s ids', {}, { messageId: '700000000000000000' }],
    ['of which the one without the server’s ids has the sounds', { media: { path: '1.mp3' } }, { messageId: '7' }],
    ['that take messages for something else', { type: 'link', text: '' }, { type: 'transfer', text: '' }],
  ])('in a wrong time zone between, two exports %s are as before in the right one', async (_, one, other) => {
    const it = twice();
    // 嗯 at ten in the evening is in the wrong zone what 嗯 at ten the next morning is in the right one.
    const talk = TALK.slice(0, -1);
    const local = talk.map((row) => ({ ...row, ...one }));
    const epochs = talk.map((row, n) => ({
      ...row,
      ...other,
      ...(other.messageId ? { messageId: `${other.messageId}${n}` } : {}),
      time: Date.parse(`${row.time}+08:00`) / 1000,
    }));
    const both = { '导出/a.txt': fileOf('alpha', ...local), '导出/b.txt': fileOf('beta', ...epochs) };
    await it.ingest(both);
    const before = ['items.jsonl', 'dropped.jsonl'].map((name) => it.store.files.get(name));
    await it.ingest(both, {}, inZone('America/New_York'));
    expect(it.items().length).toBeGreaterThan(talk.length);
    await it.ingest(both);
    expect(['items.jsonl', 'dropped.jsonl'].map((name) => it.store.files.get(name))).toEqual(before);
  });

  test('for another period has each row once, and comes back without it', async () => {
    const it = twice();
    const files = { '导出/a.txt': fileOf('alpha', ...TALK, NEWER) };
    await it.ingest(files);
    const bytes = it.store.files.get('items.jsonl');
    await it.ingest(files, { since: '2023' });
    expect(it.texts()).toEqual(['带伞了']);
    expect(it.dropped().map(({ reason }) => reason)).toEqual(TALK.map(() => 'outside-period'));
    expect(it.report().total).toEqual({ rows: 5, kept: 1, dropped: { 'outside-period': 4 } });
    await it.ingest(files);
    expect(it.store.files.get('items.jsonl')).toBe(bytes);
  });

  test('for another period counts each row once though it was written anew with more in front', async () => {
    const it = twice();
    await it.ingest({ '导出/a.txt': fileOf('alpha', ...TALK, NEWER) });
    const older = ['早上好呀', '吃了吗', '吃了', '走吧'].map((text, n) => ({
      text,
      time: `2021-01-0${n + 1}T08:00:00`,
    }));
    await it.ingest({ '导出/a.txt': fileOf('alpha', ...older, ...TALK, NEWER) }, { since: '2023' });
    expect(it.texts()).toEqual(['带伞了']);
    expect(it.report().total).toEqual({ rows: 9, kept: 1, dropped: { 'outside-period': 8 } });
  });

  test('and left out for its period leaves the message to the file that told it too', async () => {
    const it = twice();
    const both = { ...FILES, '导出/b.txt': fileOf('beta', ...TALK.slice(0, 2), NEWER) };
    await it.ingest(both);
    const before = it.items();
    const twins = it.dropped();
    expect(twins.map(({ source }) => source.file)).toEqual(['导出/b.txt', '导出/b.txt']);
    await it.ingest(FILES, { since: '2023' });
    const items = it.items();
    expect(items.map(({ text }) => text)).toEqual(['几点到家？', '三点四十', '带伞了']);
    expect(items.map(({ id }) => id)).toEqual([before[0]?.id, before[1]?.id, before[4]?.id]);
    expect(items.map(({ bySubject }) => bySubject)).toEqual([false, true, true]);
    expect(Object.keys(items[0] as Item)).toEqual(Object.keys(before[0] as Item));
    expect(it.report().total).toEqual({ rows: 7, kept: 3, dropped: { 'outside-period': 4 } });
  });

  test('and is shorter now takes nothing away', async () => {
    const it = twice();
    await it.ingest({ '导出/a.txt': fileOf('alpha', ...TALK, NEWER) });
    await it.ingest({ '导出/a.txt': fileOf('alpha', ...TALK.slice(0, 1), NEWER) });
    expect(it.texts()).toEqual([...TALK.map(({ text }) => text), '带伞了']);
  });

  test('with the other exports that told of it keeps the id from the first of them', async () => {
    const it = twice();
    const poor = { 'poor.txt': fileOf('beta', ...TALK) };
    const rich = {
      'rich.txt': fileOf('alpha', ...TALK.map((row, n) => ({ ...row, messageId: `70000000000000000${n}` }))),
    };
    await it.ingest(poor);
    const ids = it.ids();
    await it.ingest(rich);
    expect(it.items().map(({ source }) => source.file)).toEqual(TALK.map(() => 'rich.txt'));
    expect(it.ids()).toEqual(ids);
    await it.ingest({ ...poor, ...rich });
    expect(it.ids()).toEqual(ids);
    expect(it.report().total).toEqual({ rows: 8, kept: 4, dropped: { duplicate: 4 } });
  });

  test('from one folder deeper is the same file', async () => {
    const it = twice();
    await it.ingest([memoryFolder(FILES, '/home/x')]);
    const ids = it.ids();
    await it.ingest([memoryFolder({ 'a.txt': FILES['导出/a.txt'] }, '/home/x/导出')]);
    expect(it.ids()).toEqual(ids);
    expect(it.report().files).toMatchObject([{ root: '/home/x/导出', file: 'a.txt', rows: 4, kept: 4 }]);
  });
});

test('nothing is written when all that is read lies outside the period', async () => {
  const it = twice();
  await expect(it.ingest(FILES, { until: '2021' })).rejects.toMatchObject({
    code: 'nothing-in-period',
    facts: { rows: 4 },
  });
  await it.ingest(FILES);
  await expect(it.ingest(FILES, { until: '2021' })).rejects.toMatchObject({ code: 'nothing-in-period' });
  expect(it.items()).toHaveLength(4);
});

test.each(['2022-02-30', '2022-13', '2022-2', '22'])('%s is no day of the calendar', async (since) => {
  await expect(async () => twice().ingest(FILES, { since })).rejects.toThrow(/must be a date/u);
});

const row = fc.record(
  {
    text: fc.constantFrom('好', '嗯', '路上堵车，晚点到家', '电话13812345678', ''),
    time: fc.constantFrom('2022-05-01T10:00:00', '2022-05-01T22:00:00', '2023-05-01T10:00:00', 1_700_000_000),
    sender: fc.constantFrom({ id: 'wxid_chenmo', name: '老默' }, LINXIAO, { name: '老默' }),
    type: fc.constantFrom<ReadItem['type']>('text', 'voice', 'image'),
    dropped: fc.constantFrom('unreadable' as const),
  },
  { requiredKeys: ['text', 'time', 'sender'] },
);
const step = fc.record({
  files: fc.subarray(['a.txt', 'b.txt', 'c.txt'], { minLength: 1 }),
  since: fc.constantFrom(undefined, '2023'),
  timeZone: fc.constantFrom('Asia/Shanghai', 'America/New_York'),
  from: fc.constantFrom(undefined, undefined, 'essay', 'better'),
});

test('however often, as whatever and for whatever period files are read, each row counts once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(fc.array(row), fc.array(row), fc.array(row)),
      fc.array(step, { minLength: 2, maxLength: 5 }),
      async ([a, b, c], steps) => {
        const it = twice();
        const mine = { text: '我在', time: '2023-09-01T10:00:00' };
        const files = [a, b, c].map((rows, n) => fileOf(['alpha', 'beta', 'gamma'][n] as string, mine, ...rows));
        const held = new Map<string, number>();
        for (const { files: names, since, timeZone, from } of steps) {
          const read = Object.fromEntries(names.map((name) => [name, files['abc'.indexOf(name.charAt(0))] as string]));
          await it.ingest(read, { ...(since ? { since } : {}), ...(from ? { from } : {}) }, inZone(timeZone));
          for (const name of names) {
            // A reader is forced on the one file that is named, or on files that it takes for its own.
            const lines = (read[name] as string).split('\n').length - 2;
            held.set(name, from === 'essay' && names.length === 1 ? 1 : lines);
          }
          const { total } = it.report();
          expect(total.rows).toBe([...held.values()].reduce((sum, n) => sum + n, 0));
          const ids = new Set(it.ids());
          expect(ids.size).toBe(it.items().length);
          for (const { reason, keptId } of it.dropped()) if (reason === 'duplicate') expect(ids).toContain(keptId);
          const places = [...it.items(), ...it.dropped()].map(({ source }) => `${source.file}:${source.record}`);
          expect(new Set(places).size).toBe(places.length);
        }
      },
    ),
    { numRuns: 30 },
  );
});
