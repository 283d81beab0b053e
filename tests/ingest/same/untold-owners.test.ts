import { describe, expect, test } from 'vitest';
import { PersonaConfig } from '../../../src/core/persona.ts';
import type { Item, ReadItem } from '../../../src/core/types.ts';
import type { CorpusReport } from '../../../src/ingest/report/report.ts';
import { CHENMO_SENDER, fileOf, LINXIAO, type World, world } from '../world.ts';

const T = 1_700_000_040;
const HER = { ...LINXIAO };
const config = PersonaConfig.parse({
  schema: 'persona/1',
  subject: { name: '陈默', names: ['老默', '孩子他爸'], ids: ['wxid_chenmo'] },
});
const withOwner = PersonaConfig.parse({ ...config, owner: { name: '林晓', ids: ['wxid_linxiao'] } });

/** A talk of two, she and he in turn; as long as each says enough to be recognised by. */
const WORDS = ['到哪儿了呀，饭好了', '刚出菜市场的门', '那我把汤热上，等你', '好，再放两个红枣', '嗯'];
const more = [...WORDS, '路上慢点，不着急', '知道了，快到家了', '顺路买点酱油回来', '酱油买好了放心吧'];

const talk = (words: readonly string[], row: (isHers: boolean) => Partial<ReadItem>): Partial<ReadItem>[] =>
  words.map((text, n) => ({ text, time: T + 60 * n, group: false, ...row(n % 2 === 0) }));
const sent = { direction: 'sent' as const };
const received = { direction: 'received' as const };

/** Her phone, by a tool that writes 我 for its owner and knows no ids. */
const hers = (words: readonly string[], called = '老默') =>
  talk(words, (isHers) => ({
    conversation: called,
    ...(isHers ? { sender: { name: '我' }, ...sent } : { sender: { name: called }, ...received }),
  }));
/** His phone, by the same tool. */
const his = (words: readonly string[]) =>
  talk(words, (isHers) => ({
    conversation: '晓晓',
    ...(isHers ? { sender: { name: '晓晓' }, ...received } : { sender: { name: '我' }, ...sent }),
  }));
/** His phone, by a tool that knows ids. */
const hisWithIds = (words: readonly string[]) =>
  talk(words, (isHers) => ({
    conversation: 'wxid_linxiao',
    conversationName: '林晓',
    ...(isHers ? { sender: HER, ...received } : { sender: CHENMO_SENDER, ...sent }),
  }));

const itemsOf = ({ store }: World) => store.rows<Item>('items.jsonl');
const said = (it: World) => itemsOf(it).map(({ text, bySubject }) => [text, bySubject]);
const peopleOf = ({ store }: World) =>
  store
    .json<CorpusReport>('report.json')
    .senders.map(({ name, rows, kept, bySubject }) => [name, rows, kept, bySubject]);
const once = (words: readonly string[]) => words.map((text, n) => [text, n % 2 === 1]);

describe('a chat of two phones is one, though one export calls its owner 我', () => {
  test.each([
    ['whoever owns the phone', config, ['林晓', 3, 3, false], ['我', 3, 0, false]],
    ['and she is the owner whom persona.json names', withOwner, ['林晓', 6, 3, false], undefined],
  ])('%s', async (_, who, her, myself) => {
    const it = world(who);
    await it.run({ 'hers.txt': fileOf('alpha', ...hers(WORDS)), 'his.txt': fileOf('beta', ...hisWithIds(WORDS)) });
    expect(said(it)).toEqual(once(WORDS));
    expect(peopleOf(it)).toEqual([['老默', 4, 2, true], her, ...(myself ? [myself] : [])]);
    // A row of 我 knows no more than before: the rows with ids of their own are written.
    expect(new Set(itemsOf(it).map(({ source }) => source.format))).toEqual(new Set(['beta']));
  });

  test('where enough was said to know her, also if it was not known what she calls him', async () => {
    const it = world(config);
    await it.run({
      'hers.txt': fileOf('alpha', ...hers(more, '默默')),
      'his.txt': fileOf('beta', ...hisWithIds(more)),
    });
    expect(said(it)).toEqual(once(more));
    expect(peopleOf(it)).toContainEqual(['林晓', 10, 5, false]);
  });

  test('and if no export knows any id: 我 of the one phone is not 我 of the other', async () => {
    const it = world(config);
    await it.run({
      'hers.txt': fileOf('alpha', ...hers([...more, '', '只有她有的一句'])),
      'his.txt': fileOf('beta', ...his([...more, '只有他有的这一句'])),
    });
    expect(said(it)).toEqual([...once(more), ['只有他有的这一句', true], ['只有她有的一句', false]]);
    expect(peopleOf(it).map(([name]) => name)).toEqual(['老默', '晓晓']);
  });

  test.each([
    ['his with ids', hisWithIds],
    ['his without', his],
  ])('whichever of them is read first, in parts or at once, and however often (%s)', async (_, other) => {
    const files = { 'hers.txt': fileOf('alpha', ...hers(more)), 'his.txt': fileOf('beta', ...other(more)) };
    const known = { 'known.txt': fileOf('gamma', { text: '在', time: T - 600, conversation: 'wxid_zhouye' }) };
    const atOnce = world(withOwner);
    await atOnce.run({ ...known, ...files });
    const bytes = new Map(atOnce.store.files);
    await atOnce.run({ ...known, ...files });
    expect(atOnce.store.files).toEqual(bytes);
    for (const order of [Object.entries(files), Object.entries(files).reverse()]) {
      const stepwise = world(withOwner);
      await stepwise.run(known);
      for (const file of order) await stepwise.run(Object.fromEntries([file]));
      expect(said(stepwise)).toEqual(said(atOnce));
      expect(peopleOf(stepwise)).toEqual(peopleOf(atOnce));
      const before = new Map(stepwise.store.files);
      for (const file of order) await stepwise.run(Object.fromEntries([file]));
      expect(said(stepwise)).toEqual(said(atOnce));
      expect(peopleOf(stepwise)).toEqual(peopleOf(atOnce));
      const settled = new Map(stepwise.store.files);
      for (const file of order) await stepwise.run(Object.fromEntries([file]));
      expect(stepwise.store.files).toEqual(settled);
      expect(itemsOf(stepwise).map(({ id }) => id)).toEqual(
        (before.get('items.jsonl') ?? '')
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line).id),
      );
    }
  });
});

describe('我 stays who it is', () => {
  test('on a third phone, of which nothing is told elsewhere, whoever persona.json says the owner is', async () => {
    const it = world(withOwner);
    const sons = talk(['爸，周末我回来吃饭', '好，给你做红烧肉吃'], (isHers) => ({
      conversation: '老爸',
      ...(isHers ? { sender: { name: '我' }, ...sent } : { sender: { name: '老爸' }, ...received }),
    }));
    await it.run({
      'hers.txt': fileOf('alpha', ...hers(more)),
      'his.txt': fileOf('beta', ...hisWithIds(more)),
      'sons.txt': fileOf('gamma', ...sons),
    });
    expect(peopleOf(it)).toContainEqual(['林晓', 10, 5, false]);
    expect(peopleOf(it)).toContainEqual(['我', 1, 1, false]);
  });

  test('where it would be somebody from whom the phone has received something', async () => {
    const it = world(config);
    const copied = hers(more).map((row) => ({ ...row, sender: { name: '我' }, ...sent }));
    const [first] = hers(more, '林晓');
    await it.run({
      'hers.txt': fileOf('alpha', ...copied, { ...first, text: '我也有一句', sender: HER, ...received }),
      'his.txt': fileOf('beta', ...talk(more, () => ({ conversation: 'wxid_linxiao', sender: HER, ...received }))),
      'more.txt': fileOf('gamma', ...hisWithIds(['', '还有一句是他说的'])),
    });
    expect(peopleOf(it).map(([name]) => name)).toContain('我');
  });

  test('and what both said in one minute stays two where the phones may be one', async () => {
    const both = (sender: (isHers: boolean) => ReadItem['sender']) =>
      talk(['新年快乐，万事如意', '新年快乐，万事如意'], (isHers) => ({
        conversation: '孩子他爸',
        time: T,
        precision: 'minute',
        sender: sender(isHers),
        ...(isHers ? sent : received),
      }));
    const it = world(config);
    await it.run({
      'a.txt': fileOf('alpha', ...both((isHers) => ({ name: isHers ? '我' : '孩子他爸' }))),
      'b.txt': fileOf('beta', ...both((isHers) => ({ name: isHers ? '晓晓' : '孩子他爸' })).reverse()),
    });
    expect(
      itemsOf(it)
        .map(({ direction, bySubject }) => [direction, bySubject])
        .sort(),
    ).toEqual([
      ['received', true],
      ['sent', false],
    ]);
  });
});
