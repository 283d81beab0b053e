import { describe, expect, test } from 'vitest';
import type { Item, ReadItem } from '../../../src/core/types.ts';
import * as formats from '../../../src/ingest/formats/index.ts';
import type { CorpusReport } from '../../../src/ingest/report/report.ts';
import { openPath } from '../../../src/io/disk.ts';
import { FIXTURES } from '../../support/fixtures.ts';
import { CHENMO, fileOf, GUESSING, READERS, world } from '../world.ts';

const T = 1_700_000_040;
type Row = Partial<ReadItem>;
type Export = readonly [format: string, rows: readonly Row[]];

/** What comes of two exports, whichever is read first, together and one after the other: each time the same. */
async function corpusOf(a: Export, b: Export, redact: 'none' | 'strict' = 'none'): Promise<Item[]> {
  const deps = { readers: [...READERS, ...GUESSING] };
  const named = (...exports: Export[]) =>
    Object.fromEntries(exports.map(([format, rows]) => [`${format}.txt`, fileOf(format, ...rows)]));
  const seen: Item[][] = [];
  for (const [first, second] of [
    [a, b],
    [b, a],
  ] as const) {
    const [together, stepwise] = [world(), world()];
    await together.run(named(first, second), { redact }, deps);
    await stepwise.run(named(first), { redact }, deps);
    await stepwise.run(named(second), { redact }, deps);
    for (const { store } of [together, stepwise]) seen.push(store.rows<Item>('items.jsonl'));
  }
  const told = (items: Item[]) => items.map(({ type, text, bySubject }) => `${type} ${text} ${bySubject}`).sort();
  for (const items of seen) expect(told(items)).toEqual(told(seen[0] as Item[]));
  return seen[0] as Item[];
}

/** A talk of two: what he says at even places, what she says at odd ones; short words and things without words too. */
const TALK: readonly Row[] = [
  '下午四点下班，坐高铁回',
  '你周五几点能到家呀',
  '七点前肯定到，别等我吃饭',
  '好',
  '嗯',
  '我去接你，出站口等我',
  '不用接，外头下雨呢',
  '那你自己打车回来吧',
  '好',
  '早点睡',
].map((text, n) => ({ text, time: T + 100 * n }));

/** The talk on one of the phones; `seconds`: how much later its clock is. */
const onPhone = (own: ReadItem['sender'], other: ReadItem['sender'], isHis: boolean, more: Row, seconds = 0): Row[] =>
  TALK.map((row, n) => {
    const isOwn = (n % 2 === 0) === isHis;
    return {
      ...row,
      ...more,
      time: (row.time as number) + seconds,
      sender: isOwn ? own : other,
      direction: isOwn ? 'sent' : 'received',
    };
  });

describe('of two phones the same chat is one', () => {
  const chatOf = (name: string): Row => ({ conversation: name, conversationName: name, group: false });
  const hers = onPhone({ name: '林晓' }, { name: '老默' }, false, chatOf('老默'));

  test('where neither has an id of anybody: what one has sent the other has received', async () => {
    const his = onPhone({ name: '陈默' }, { name: '晓晓' }, true, chatOf('晓晓'), 3);
    expect(await corpusOf(['alpha', hers], ['beta', his])).toHaveLength(TALK.length);
  });

  test('where the one calls its owner 我 and the other has only the id of the chat', async () => {
    const byId = hers.map((row) => ({ ...row, conversation: 'wxid_chenmo', conversationName: '老默' }));
    const known = { conversation: 'wxid_linxiao', conversationName: '晓晓', group: false };
    const his = onPhone({ name: '我' }, { id: 'wxid_linxiao', name: '晓晓' }, true, known);
    const [together, ...more] = await Promise.all(
      [
        [byId, his],
        [his, byId],
      ].map(async ([a = [], b = []]) => {
        const { run, store } = world();
        await run({ 'a.txt': fileOf('alpha', ...a), 'b.txt': fileOf('beta', ...b) });
        return store.rows<Item>('items.jsonl');
      }),
    );
    expect(together).toHaveLength(TALK.length);
    expect(together?.filter(({ bySubject }) => bySubject)).toHaveLength(TALK.length / 2);
    for (const items of more) expect(items).toHaveLength(TALK.length);
  });

  test('a group too, of which each phone has its own ids of the server and nobody’s id', async () => {
    const inGroup = (first: number): Row[] =>
      TALK.map((row, n) => ({
        ...row,
        conversation: '1@chatroom',
        group: true,
        sender: { name: n % 2 ? '妈妈' : '老默' },
        messageId: `18254628045583868${first + n}`,
      }));
    expect(await corpusOf(['alpha', inGroup(10)], ['beta', inGroup(50)])).toHaveLength(TALK.length);
  });
});

describe('two chats of one phone stay two', () => {
  const config = { ...CHENMO, subject: { name: '林晓', names: [], ids: [] } };
  const HER: Row = { sender: { name: '林晓' }, direction: 'sent' };
  const from = (name: string): Row => ({ sender: { name }, direction: 'received' });
  /** For six days, what is told in a chat; each time with its seconds after the beginning of the day. */
  const chat = (name: string, group: boolean, ...told: readonly (readonly [Row, string, number])[]): Row[] =>
    Array.from({ length: 6 }, (_, day) =>
      told.map(([more, text, after]) => ({
        ...more,
        conversation: name,
        conversationName: name,
        group,
        text: `${text}，第${day}天`,
        time: T + 86_400 * day + after,
      })),
    ).flat();
  const withIds = (rows: readonly Row[], first: number): Row[] =>
    rows.map((row, n) => ({ ...row, messageId: `18254628045583868${first + n}` }));
  const his = chat(
    '老默',
    false,
    [from('老默'), '早上好呀，今天降温了', 0],
    [from('老默'), '这条新闻你看一看吧', 100],
    [HER, '知道了，我已经看过了', 500],
  );
  const hers = (...forwarded: readonly (readonly [Row, string, number])[]) =>
    chat('外婆', false, [from('外婆'), '我今天身体还可以的', -3000], ...forwarded);
  const group = (name: string, ...told: readonly (readonly [Row, string, number])[]) =>
    withIds(chat(name, true, ...told), name === '一家' ? 10 : 50);

  test.each<[string, Row[], Row[]]>([
    ['what he wrote was forwarded', his, hers([HER, '这条新闻你看一看吧', 104])],
    ['what she wrote was sent to both', withIds(his, 10), withIds(hers([HER, '知道了，我已经看过了', 504]), 50)],
    [
      'somebody posts in both groups',
      group('一家', [HER, '晚上都回来吃饭吧', 0], [from('老默'), '这条新闻都看一看吧', 100]),
      group('亲戚', [from('二姨'), '今天身体还可以的', 0], [from('老默'), '这条新闻都看一看吧', 104]),
    ],
  ])('where %s', async (_, a, b) => {
    for (const files of [
      { 'a.txt': fileOf('alpha', ...a), 'b.txt': fileOf('beta', ...b) },
      { 'b.txt': fileOf('beta', ...b), 'a.txt': fileOf('alpha', ...a) },
    ]) {
      const { run, store } = world(config);
      await run(files, { redact: 'none' });
      const items = store.rows<Item>('items.jsonl');
      expect(items).toHaveLength(a.length + b.length);
      expect(new Set(items.map(({ conversation }) => conversation)).size).toBe(2);
    }
  });
});

describe('short words are one message', () => {
  test('in a group where one export has only ids and the other only names', async () => {
    const group: Row = { conversation: '1@chatroom', group: true };
    const said = ['好', '嗯', '好', '在'].map((text, n) => ({ ...group, text, time: T + 10 * n }));
    const ids = ['wxid_chenmo', 'wxid_linxiao', 'wxid_xiaohe', 'wxid_xiaohe'].map((id) => ({ id, name: id }));
    const called = ['老默', '晓晓', '小禾', '小禾'].map((name) => ({ name }));
    const by = (senders: ReadItem['sender'][]): Row[] =>
      said.map((row, n) => ({ ...row, sender: senders[n] as never }));
    expect(await corpusOf(['alpha', by(ids)], ['beta', by(called)])).toHaveLength(4);
  });

  test('in a chat of two where the subject is known and the other one has an id here and a name there', async () => {
    const chat: Row = { conversation: 'wxid_linxiao', group: false };
    const short = (other: ReadItem['sender']): Row[] => [
      { ...chat, text: '出门带伞了吗今天', time: T },
      { ...chat, text: '嗯', time: T + 60, precision: 'minute', sender: other },
    ];
    const named = short({ name: '晓晓' });
    expect(
      await corpusOf(['alpha', short({ id: 'wxid_linxiao', name: 'wxid_linxiao' })], ['beta', named]),
    ).toHaveLength(2);
  });
});

test.each(['none', 'strict'] as const)(
  'whom an earlier export also calls by another name is known by it later (%s)',
  async (redact) => {
    const chat: Row = { conversation: '一家三口', group: true };
    const said: Row[] = ['好', '在', '嗯'].map((text, n) => ({ ...chat, text, time: T + 60 * n, precision: 'minute' }));
    const him: Row = { ...chat, text: '今天下班早，去接小禾', time: T - 60 };
    const full = { id: 'wxid_linxiao', name: '林晓', aliases: ['晓晓'] };
    const a: Export = ['alpha', [him, ...said.map((row) => ({ ...row, sender: full }))]];
    const b: Export = ['beta', [him, ...said.map((row) => ({ ...row, sender: { name: '晓晓' } }))]];
    expect(await corpusOf(a, b, redact)).toHaveLength(4);
  },
);

test.each<[string, Row]>([
  ['a red packet of which the other has no title', { type: 'transfer', text: '' }],
  ['a link of which the other has the name of the app', { type: 'link', text: '', title: '随申办' }],
])('a text of an export without types is %s, at the same time', async (_, row) => {
  const typed: Row = { text: '恭喜发财，大吉大利', time: T };
  expect(await corpusOf(['delta', [typed]], ['alpha', [{ ...row, time: T }]])).toHaveLength(1);
  expect(await corpusOf(['delta', [typed]], ['alpha', [{ ...row, time: T, precision: 'minute' }]])).toHaveLength(1);
  expect(await corpusOf(['delta', [typed]], ['alpha', [{ ...row, time: T + 1 }]])).toHaveLength(2);
  expect(await corpusOf(['delta', [typed]], ['alpha', [{ ...row, time: T }, typed]])).toHaveLength(2);
});

test('two groups of which exports know only names stay two, whatever is sent to both over the years', async () => {
  const group = (name: string): Row[] =>
    Array.from({ length: 40 }, (_, day) => ({
      conversation: name,
      conversationName: name,
      group: true,
      sender: { name: '林晓' },
      text: day % 4 === 0 ? `祝大家新年快乐，第${day}天` : `${name}里说的话，第${day}天`,
      time: T + 86_400 * day,
    }));
  for (const names of [
    ['一家', '亲戚'],
    ['亲戚', '一家'],
  ] as const) {
    const { run, store } = world({ ...CHENMO, subject: { name: '林晓', names: [], ids: [] } });
    await run({ 'a.txt': fileOf('alpha', ...group(names[0])), 'b.txt': fileOf('beta', ...group(names[1])) });
    const chats = store.rows<Item>('items.jsonl').map(({ conversation }) => conversation);
    expect([chats.length, new Set(chats).size]).toEqual([80, 2]);
  }
});

test('fixtures: MemoTrace 4 on her phone and PyWxDump on his, each without the id of its owner', async () => {
  const ids = ['memotrace4-csv', 'pywxdump-pages'];
  const folders = await Promise.all(ids.map((id) => openPath(`${FIXTURES}/${id}/family`)));
  const config = { ...CHENMO, subject: { name: '陈默', names: ['老默', '爸爸'], ids: [] } };
  for (const order of [folders, folders.toReversed()]) {
    const { run, store } = world(config);
    await run({}, { redact: 'none' }, { folders: order, readers: Object.values(formats) });
    expect(store.rows('items.jsonl')).toHaveLength(70);
  }
});

test.each(['none', 'strict'] as const)(
  'somebody without an id whom one export calls by each name of others stays one, however often all are read (%s)',
  async (redact) => {
    const chat: Row = { conversation: '一家三口', group: true };
    const him: Row = { ...chat, text: '今天下班早，去接小禾', time: T - 60 };
    const by = (sender: ReadItem['sender'], text: string, time: number): Row => ({ ...chat, sender, text, time });
    const full = fileOf('alpha', him, by({ name: '二姨甲', aliases: ['赵小红', '阿红红'] }, '我想吃火锅还要虾滑', T));
    const called = fileOf(
      'beta',
      him,
      by({ name: '阿红红' }, '我想吃火锅还要虾滑', T),
      by({ name: '赵小红' }, '那我过去接你们几个人', T + 90),
    );
    for (const order of [
      { 'a.txt': full, 'b.txt': called },
      { 'b.txt': called, 'a.txt': full },
    ]) {
      const { run, store } = world();
      for (const [name, text] of [...Object.entries(order), ...Object.entries(order)]) {
        await run({ [name]: text }, { redact });
      }
      expect(store.json<CorpusReport>('report.json').senders).toHaveLength(2);
    }
  },
);
