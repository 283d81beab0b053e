import { describe, expect, test } from 'vitest';
import { PersonaConfig } from '../../../src/core/persona.ts';
import type { Item, ReadItem } from '../../../src/core/types.ts';
import type { CorpusReport } from '../../../src/ingest/report/report.ts';
import { CHENMO, CHENMO_SENDER, fileOf, LINXIAO, type World, world } from '../world.ts';

const T = 1_700_000_000;
const says = (text: string, over: Partial<ReadItem> = {}): Partial<ReadItem> => ({
  text,
  time: T + text.length,
  ...over,
});
const persona = (name: string, names: string[] = [], ids: string[] = []) =>
  PersonaConfig.parse({ schema: 'persona/1', subject: { name, names, ids } });

async function mine(config: PersonaConfig | null, rows: Partial<ReadItem>[], options = {}) {
  const it = world(config);
  const summary = await it.run({ 'a.txt': fileOf('alpha', ...rows) }, options);
  const items = it.store.rows<Item>('items.jsonl');
  return { ...it, summary, texts: items.filter(({ bySubject }) => bySubject).map(({ text }) => text) };
}

describe('the subject is found', () => {
  test('by a whole name only', async () => {
    const { texts } = await mine(persona('张三'), [
      says('我是张三', { sender: { name: '张三' } }),
      says('我不是，真的', { sender: { name: '张三丰' } }),
    ]);
    expect(texts).toEqual(['我是张三']);
  });

  test.each(['NFC', 'NFD'] as const)('however its letters are put together in the export: %s', async (form) => {
    const jose = { sender: { name: 'José'.normalize(form) } };
    const quote = { quote: { sender: 'José'.normalize('NFD'), text: '早' } };
    const { texts, store, summary } = await mine(persona('José'.normalize(form === 'NFC' ? 'NFD' : 'NFC')), [
      says('我来了', jose),
      says('José', { sender: { name: 'José'.normalize(form === 'NFC' ? 'NFD' : 'NFC') } }),
      says('他早就来了', { sender: LINXIAO, ...quote }),
    ]);
    expect(texts).toEqual(['我来了', 'José']);
    expect(summary.people.map(({ name }) => name)).toEqual(['José'.normalize('NFC'), '林晓']);
    const items = store.rows<Item>('items.jsonl');
    expect(new Set(items.flatMap(({ sender, quote }) => [sender.name, quote?.sender ?? '']))).toEqual(
      new Set(['José'.normalize('NFC'), '', '林晓']),
    );
  });

  test('by id, name, or another name that the export gives', async () => {
    const { texts } = await mine(persona('爸爸', [], ['wxid_chenmo']), [
      says('一', { sender: CHENMO_SENDER }),
      says('二二', { sender: { name: '爸爸' } }),
      says('三三三', { sender: { id: 'q1', name: '10001', aliases: ['爸爸'] } }),
      says('四四四四', { sender: LINXIAO }),
    ]);
    // An id was given and is there: another account of the same name has to be named too.
    expect(texts).toEqual(['一', '二二']);
  });

  test('on either side of the chat, by the mark of direction where senders are not told', async () => {
    const config = PersonaConfig.parse({ ...persona('陈默'), owner: { name: '陈默' } });
    const { texts } = await mine(config, [
      says('我发的', { sender: { name: '我' }, direction: 'sent' }),
      says('别人发的', { sender: { name: '' }, direction: 'received', conversation: '林晓' }),
    ]);
    expect(texts).toEqual(['我发的']);
    const other = await mine(persona('林晓'), [
      says('我发的', { sender: { name: '我' }, direction: 'sent', conversation: '林晓' }),
      says('别人发的', { sender: { name: '' }, direction: 'received', conversation: '林晓' }),
    ]);
    expect(other.texts).toEqual(['别人发的']);
  });

  test('as the author of essays without one', async () => {
    const essay: Partial<ReadItem> = { kind: 'essay', conversation: 'essays' };
    const { texts } = await mine(persona('陈默'), [
      says('山路', { ...essay, sender: { name: '' } }),
      says('别人的文章', { ...essay, sender: { name: '周野' } }),
    ]);
    expect(texts).toEqual(['山路']);
  });

  test.each([
    [0, 1],
    [1, 0],
  ])('by a number that stands beside the name elsewhere, whichever is read first', async (...order) => {
    const rows = [
      says('第一场雪', { kind: 'essay', conversation: 'essays', sender: { name: '10001' } }),
      says('两个粽子。', { kind: 'post', conversation: 'qzone', sender: { name: '老默', aliases: ['10001'] } }),
    ];
    const { texts } = await mine(
      persona('老默'),
      order.map((n) => rows[n] as Partial<ReadItem>),
    );
    expect(texts).toEqual(['第一场雪', '两个粽子。']);
  });

  test('as the author of posts without one on a page of their own, not in Moments', async () => {
    const { texts } = await mine(persona('陈默'), [
      says('自己的说说', { kind: 'post', conversation: 'qzone', sender: { name: '' } }),
      says('转来的文字，作者没写', { kind: 'post', conversation: 'moments', sender: { name: '' } }),
    ]);
    expect(texts).toEqual(['自己的说说']);
  });
});

test('marks that contradict the sender are followed, counted and told', async () => {
  const { texts, summary, codes } = await mine(persona('陈默', [], ['wxid_chenmo']), [
    says('一', { sender: LINXIAO, direction: 'sent' }),
    says('二二', { sender: LINXIAO, direction: 'sent' }),
    says('三三三', { sender: CHENMO_SENDER, direction: 'sent', conversation: 'wxid_chenmo' }),
    says('四四四四', { sender: LINXIAO, direction: 'received', conversation: 'wxid_chenmo' }),
    says('五五五五五', { sender: CHENMO_SENDER, direction: 'received', conversation: 'wxid_chenmo' }),
  ]);
  expect(texts).toEqual(['四四四四', '五五五五五']);
  expect(summary.report?.files[0]?.conflicts).toBe(2);
  expect(codes()).toContain('direction-conflicts');
});

test('a row whose mark contradicts its sender stands in the account of whoever wrote it, with its day', async () => {
  const { run, store } = world(persona('陈默', [], ['wxid_chenmo']));
  const day = (n: number) => 1_700_000_000 + 86_400 * n;
  const row = (n: number, sender: ReadItem['sender'], direction: 'sent' | 'received'): Partial<ReadItem> => ({
    text: `第${n}句`,
    time: day(n),
    sender,
    direction,
    conversation: 'wxid_chenmo',
  });
  const rows = [
    row(1, LINXIAO, 'sent'),
    row(2, CHENMO_SENDER, 'received'),
    row(3, LINXIAO, 'received'),
    row(4, CHENMO_SENDER, 'sent'),
    row(5, LINXIAO, 'sent'),
  ];
  await run({ 'a.txt': fileOf('alpha', ...rows) });
  const { senders } = store.json<CorpusReport>('report.json');
  expect(senders.map(({ ids, kept, first, last }) => [ids, kept, first, last])).toEqual([
    [['wxid_chenmo'], 2, '2023-11-17', '2023-11-18'],
    [['wxid_linxiao'], 3, '2023-11-16', '2023-11-20'],
  ]);
});

describe('when it is not known who the subject is', () => {
  const rows = [says('嗯'), says('好的', { sender: LINXIAO })];

  test('the people are listed, and nothing is written', async () => {
    const { run, store } = world(null);
    await expect(run({ 'a.txt': fileOf('alpha', ...rows) })).rejects.toMatchObject({
      code: 'subject-unknown',
      facts: {
        people: [expect.stringContaining('老默 (wxid_chenmo) — 1, 2023-11-15'), expect.stringContaining('林晓')],
      },
    });
    expect(store.commits).toBe(0);
  });

  test('of a name that nobody has, too', async () => {
    await expect(mine(persona('王五'), rows)).rejects.toMatchObject({ code: 'subject-not-found' });
  });

  test('two of one name have to be told apart', async () => {
    const two = [says('嗯'), says('好的', { sender: { id: 'wxid_b', name: '老默' } })];
    await expect(mine(persona('老默'), two)).rejects.toMatchObject({
      code: 'subject-several',
      facts: { people: [expect.stringContaining('wxid_chenmo'), expect.stringContaining('wxid_b')] },
    });
    const { texts, codes } = await mine(persona('老默', [], ['wxid_b']), two);
    expect(texts).toEqual(['好的']);
    expect(codes()).toContain('subject-namesakes');
  });

  test('a name alone that a namesake bears too counts, is told of, and yields to an export with ids', async () => {
    const it = world(persona('张三', [], ['wxid_zs1']));
    const group = { conversation: '1@chatroom', conversationName: '老同学', group: true };
    const said = (text: string, time: number, sender: ReadItem['sender']) => ({
      ...group,
      text,
      time: T + time,
      sender,
    });
    const named = { ...group, conversation: '老同学' };
    await it.run({
      'a.txt': fileOf(
        'alpha',
        { ...said('我也叫张三但是另一个', 60, { name: '张三' }), ...named },
        { ...said('我是真的张三你们好', 0, { name: '张三' }), ...named },
        { ...said('这一句只有这里有', 90, { name: '张三' }), ...named },
      ),
      'b.txt': fileOf(
        'beta',
        said('我是真的张三你们好', 0, { id: 'wxid_zs1', name: '张三' }),
        said('我也叫张三但是另一个', 60, { id: 'wxid_zs2', name: '张三' }),
      ),
    });
    const items = it.store.rows<Item>('items.jsonl');
    expect(items.map(({ text, bySubject }) => [text, bySubject])).toEqual([
      ['我是真的张三你们好', true],
      ['我也叫张三但是另一个', false],
      ['这一句只有这里有', true],
    ]);
    expect(it.codes()).toContain('subject-by-name-alone');
  });

  test('我 of several folders is told of', async () => {
    const it = world(persona('我'));
    const rows = (text: string) => fileOf('alpha', says(text, { sender: { name: '我' } }));
    await it.run({ 'his/a.txt': rows('还要一个小时'), 'his/b.txt': rows('好') });
    expect(it.codes()).not.toContain('subject-untold');
    await it.run({ 'his/a.txt': rows('还要一个小时'), 'hers/b.txt': rows('正在菜场排队') });
    expect(it.codes()).toContain('subject-untold');
  });

  test('somebody can be asked, and the answer is kept', async () => {
    const { run, store } = world(null);
    const asked: string[] = [];
    const summary = await run(
      { 'a.txt': fileOf('alpha', ...rows) },
      {},
      {
        askSubject: async (why, people) => {
          asked.push(why);
          return people.filter(({ name }) => name === '老默');
        },
      },
    );
    expect(asked).toEqual(['subject-unknown']);
    expect(summary.persona?.subject).toEqual({ name: '老默', names: [], ids: ['wxid_chenmo'] });
    expect(store.rows<Item>('items.jsonl').filter(({ bySubject }) => bySubject)).toHaveLength(1);
  });

  test('who is asked is told which name nobody has', async () => {
    let told = '';
    await world(null).run(
      { 'a.txt': fileOf('alpha', ...rows) },
      { subject: ['wxid_typo'] },
      {
        askSubject: async (why, people, names) => {
          told = `${why}: ${names}`;
          return people.slice(0, 1);
        },
      },
    );
    expect(told).toBe('subject-not-found: wxid_typo');
  });

  test('where nobody has any words, no list of people is announced', async () => {
    const revoked = [says('', { sender: { name: '老默', id: 'wxid_chenmo' }, dropped: 'revoked' })];
    await expect(mine(persona('wxid_wang1'), revoked)).rejects.toMatchObject({
      code: 'subject-nobody',
      facts: { names: 'wxid_wang1' },
    });
  });

  test('--subject makes a persona with the consent left open; ids are told from names', async () => {
    const { summary } = await mine(null, rows, { subject: ['爸爸', 'wxid_chenmo'] });
    expect(summary.persona).toMatchObject({
      subject: { name: '爸爸', names: ['老默'], ids: ['wxid_chenmo'] },
      consent: null,
    });
    const named = await mine(null, rows, { subject: ['老默'] });
    expect(named.summary.persona?.subject).toEqual({ name: '老默', names: [], ids: ['wxid_chenmo'] });
  });

  test('--subject adds to a persona that is there', async () => {
    const { summary, texts } = await mine(persona('陈默'), rows, { subject: ['wxid_chenmo'] });
    expect(texts).toEqual(['嗯']);
    expect(summary.persona?.subject).toEqual({ name: '陈默', names: ['老默'], ids: ['wxid_chenmo'] });
  });

  test('--subject adds nothing that nobody is called', async () => {
    const slip = await mine(CHENMO, rows, { subject: ['老默三'] });
    expect(slip.summary.persona).toBeNull();
    expect(slip.codes()).toContain('subject-unknown-name');
    // What a new persona is called need not be in the exports.
    const started = await mine(null, rows, { subject: ['爸爸', 'wxid_chenmo', '老默三'] });
    expect(started.summary.persona?.subject).toEqual({ name: '爸爸', names: ['老默'], ids: ['wxid_chenmo'] });
    await expect(mine(null, rows, { subject: ['老默三'] })).rejects.toMatchObject({ code: 'subject-not-found' });
    const chat = await mine(
      persona('陈默'),
      [...rows, says('三三三', { sender: { name: '陈默' }, conversation: '一家' })],
      {
        subject: ['一家'],
      },
    );
    expect(chat.codes()).not.toContain('subject-unknown-name');
  });

  test('--subject makes nobody one with whom they write to: both are named, and who stands in persona.json', async () => {
    await expect(mine(CHENMO, rows, { subject: ['wxid_linxiao'] })).rejects.toMatchObject({
      code: 'subject-other-than-known',
      facts: { people: ['林晓 (wxid_linxiao)'], known: ['老默 (wxid_chenmo)'] },
    });
    await expect(mine(null, rows, { subject: ['wxid_chenmo', '林晓'] })).rejects.toMatchObject({
      code: 'subject-other-side',
      facts: { people: expect.arrayContaining(['林晓 (wxid_linxiao)', '老默 (wxid_chenmo)']) },
    });
  });

  test('--subject adds another account that writes in the same group', async () => {
    const second = says('三三三', { sender: { id: 'wxid_chenmo2', name: '小号' } });
    const { texts } = await mine(CHENMO, [...rows, second], { subject: ['wxid_chenmo2'] });
    expect(texts).toEqual(['嗯', '三三三']);
    const both = await mine(CHENMO, [says('嗯', { group: true }), { ...second, group: true }], {
      subject: ['wxid_chenmo2'],
    });
    expect(both.texts).toEqual(['嗯', '三三三']);
  });
});

describe('when persona.json has changed since the corpus was made', () => {
  const may = fileOf(
    'alpha',
    says('几点到', { sender: { name: '林晓' } }),
    says('三点四十', { sender: { name: '陈默' } }),
  );
  const june = fileOf(
    'beta',
    says('下雨了吗？', { sender: { name: '林晓' } }),
    says('带伞了，放心', { sender: { name: '陈默' } }),
  );
  const corrected = async (before: PersonaConfig, after: PersonaConfig, files: Record<string, string>) => {
    const { run, store } = world();
    await run({ 'may.txt': may }, {}, { config: before });
    await run(files, {}, { config: after });
    return store.rows<Item>('items.jsonl').flatMap(({ bySubject, text }) => (bySubject ? [text] : []));
  };

  test('nobody else keeps words of the subject', async () => {
    expect(await corrected(persona('林晓'), persona('陈默'), { 'june.txt': june })).toEqual([
      '三点四十',
      '带伞了，放心',
    ]);
  });

  test('a name that nobody has lists the people, also where the same file is read again', async () => {
    await expect(corrected(persona('陈默'), persona('陈墨'), { 'may.txt': may })).rejects.toMatchObject({
      code: 'subject-not-found',
      facts: { people: [expect.stringContaining('林晓'), expect.stringContaining('陈默')] },
    });
  });

  test('and only got another name, what was known by a name of the export stays', async () => {
    const { run, store } = world();
    const called = { name: '10001', aliases: ['爸爸'] };
    await run({ 'may.txt': fileOf('alpha', says('早点睡', { sender: called })) }, {}, { config: persona('爸爸') });
    await run({ 'june.txt': june }, {}, { config: persona('爸爸', ['陈默']) });
    const mine = store.rows<Item>('items.jsonl').filter(({ bySubject }) => bySubject);
    expect(mine.map(({ text }) => text)).toEqual(['早点睡', '带伞了，放心']);
  });

  test('and now says that the phone is of somebody else, what was sent from it is not the subject’s', async () => {
    const { run, store } = world();
    const sent = { sender: { name: '我' }, direction: 'sent' as const, conversation: '林晓' };
    const config = { ...persona('陈默'), owner: { name: '陈默', names: [], ids: [] } };
    await run({ 'may.txt': fileOf('alpha', says('我发的', sent)) }, {}, { config });
    const other = { ...config, owner: { name: '周野', names: [], ids: [] } };
    await run({ 'june.txt': june }, {}, { config: other });
    const mine = store.rows<Item>('items.jsonl').filter(({ bySubject }) => bySubject);
    expect(mine.map(({ text }) => text)).toEqual(['带伞了，放心']);
  });
});

describe('whose phone a file is from is known', () => {
  const chat = { conversation: 'wxid_linxiao', conversationName: '林晓', group: false };
  const his = [
    { ...chat, text: '几点到家', time: T, sender: LINXIAO, direction: 'received' as const },
    { ...chat, text: '刚出菜市场的门', time: T + 60, sender: CHENMO_SENDER, direction: 'sent' as const },
  ];
  const hers = [
    ...his.map((row) => ({
      ...row,
      conversation: 'wxid_chenmo',
      conversationName: '老默',
      direction: row.sender === LINXIAO ? ('sent' as const) : ('received' as const),
    })),
    { text: '过年好', time: T + 86_400 * 90, sender: CHENMO_SENDER, conversation: 'wxid_chenmo' },
  ];
  const accountOf = ({ store }: World) =>
    store.json<CorpusReport>('report.json').senders.map(({ name, rows, kept }) => [name, rows, kept]);

  test('by its rows outside the period, and those that say nothing', async () => {
    const it = world();
    await it.run(
      {
        'his.txt': fileOf('alpha', ...his, {
          ...chat,
          text: '',
          time: T + 90,
          sender: CHENMO_SENDER,
          direction: 'sent',
        }),
        'hers.txt': fileOf('beta', ...hers),
      },
      { since: '2024' },
    );
    expect(accountOf(it)).toEqual([
      ['老默', 4, 1],
      ['林晓', 2, 0],
    ]);
  });

  test('by its rows that another export tells too, whatever is read then, and however often', async () => {
    const it = world();
    await it.run({ 'hers.txt': fileOf('beta', ...hers) });
    await it.run({ 'his.txt': fileOf('alpha', ...his) });
    await it.run({ 'more.txt': fileOf('gamma', { text: '在', time: T - 90 }) });
    expect(accountOf(it)).toEqual([
      ['老默', 4, 3],
      ['林晓', 2, 1],
    ]);
    const narrowed = () => it.run({ 'hers.txt': fileOf('beta', ...hers) }, { since: '2024' });
    await narrowed();
    const once = new Map(it.store.files);
    expect(it.store.rows<Item>('items.jsonl').map(({ text, bySubject }) => [text, bySubject])).toEqual([
      ['在', true],
      ['几点到家', false],
      ['刚出菜市场的门', true],
      ['过年好', true],
    ]);
    await narrowed();
    expect(it.store.files).toEqual(once);
  });
});

test('--who counts once what two tools tell of, and says who is the subject where that is known', async () => {
  const { run } = world();
  const row = { text: '路上堵车，晚点到家', time: T };
  const { people } = await run(
    { 'a.txt': fileOf('alpha', { ...row, messageId: '1825462804558386801' }), 'b.txt': fileOf('beta', row) },
    { who: true },
  );
  expect(people).toMatchObject([{ name: '老默', items: 1, bySubject: true }]);
});

test('--who lists everybody and changes nothing', async () => {
  const { run, store } = world(null);
  const summary = await run(
    { 'a.txt': fileOf('alpha', says('嗯', { direction: 'sent' }), says('好'), says('在吗', { sender: LINXIAO })) },
    { who: true },
  );
  expect(summary.people).toMatchObject([
    {
      name: '老默',
      ids: ['wxid_chenmo'],
      items: 2,
      sent: 1,
      first: '2023-11-15',
      last: '2023-11-15',
      files: ['a.txt'],
    },
    { name: '林晓', items: 1 },
  ]);
  expect(summary.report).toBeNull();
  expect(store.commits).toBe(0);
});
