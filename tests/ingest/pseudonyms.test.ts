import { describe, expect, test } from 'vitest';
import type { Item, ReadItem } from '../../src/core/types.ts';
import { chatlabJsonl } from '../../src/ingest/formats/index.ts';
import type { RedactionKey } from '../../src/parse/privacy/key.ts';
import { fileOf, LINXIAO, type World, world } from './world.ts';

const T = 1_700_000_000;
const ZHANGSAN = { id: 'wxid_zhangsan', name: '张三' };
const STRICT = { redact: 'strict' } as const;

const chatWith = (id: string, name: string) => ({ conversation: id, conversationName: name, group: false });
const WITH_LINXIAO: Partial<ReadItem>[] = [
  { ...chatWith('wxid_linxiao', '林晓'), text: '林晓你的我有', time: T },
  { ...chatWith('wxid_linxiao', '林晓'), text: '好，我的13900001111', time: T + 60, sender: LINXIAO },
];
const WITH_ZHANGSAN: Partial<ReadItem>[] = [
  { ...chatWith('wxid_zhangsan', '张三'), text: '张三好，林晓也好', time: T - 900 },
  { ...chatWith('wxid_zhangsan', '张三'), text: '我的是13812345678', time: T - 800, sender: ZHANGSAN },
];

const items = ({ store }: World) => store.rows<Item>('items.jsonl');
const key = ({ store }: World) => store.json<RedactionKey>('redaction-key.json');
/** Who says what to whom. */
const told = (at: World) =>
  items(at).map(
    ({ conversation, conversationName, sender, text }) => [conversation, conversationName, sender, text] as const,
  );
const linesOf = async (...rows: Partial<ReadItem>[]) => {
  const at = world();
  await at.run({ 'a.txt': fileOf('alpha', ...rows) }, STRICT);
  return items(at);
};

describe('a pseudonym', () => {
  test('hides a name however its letters are put together', async () => {
    const [composed, apart] = (['NFC', 'NFD'] as const).map((form) => 'José'.normalize(form)) as [string, string];
    const rows = await linesOf(
      { text: `${composed} 来了`, time: T, sender: { name: apart } },
      { text: `${apart} 来了？`, time: T + 60, quote: { sender: apart, text: '在吗' } },
      { text: `等 ${apart}`, time: T + 90, sender: { name: composed } },
    );
    expect(rows.map(({ sender, text }) => [sender.name, text])).toEqual([
      ['[亲友1]', '[亲友1] 来了'],
      ['老默', '[亲友1] 来了？'],
      ['[亲友1]', '等 [亲友1]'],
    ]);
    expect(rows[1]?.quote?.sender).toBe('[亲友1]');
  });

  test('stays the same person’s in every later run, and the chat stays one', async () => {
    const one = world();
    await one.run({ 'a.txt': fileOf('alpha', ...WITH_LINXIAO) }, STRICT);
    const before = told(one);
    expect(before[1]).toEqual(['[亲友1]', '[亲友1]', { id: '[亲友1]', name: '[亲友1]' }, '好，我的[电话1]']);
    await one.run({ 'b.txt': fileOf('beta', ...WITH_ZHANGSAN) }, STRICT);
    expect(told(one)).toEqual([
      ['[亲友2]', '[亲友2]', { id: 'wxid_chenmo', name: '老默' }, '[亲友2]好，[亲友1]也好'],
      ['[亲友2]', '[亲友2]', { id: '[亲友2]', name: '[亲友2]' }, '我的是[电话2]'],
      ...before,
    ]);
    // A longer export of the first chat, by a tool that knows names only.
    const longer = [...WITH_LINXIAO, { text: '林晓新加的一句话在这里', time: T + 120, sender: LINXIAO }];
    const named = longer.map((row) => ({
      ...row,
      ...chatWith('林晓', '林晓'),
      sender: { name: row.sender?.name ?? '老默' },
    }));
    const after = await one.run({ 'c.txt': fileOf('gamma', ...named) }, STRICT);
    expect(after.added).toBe(1);
    expect(told(one).at(-1)).toEqual(['[亲友1]', '[亲友1]', { name: '[亲友1]' }, '[亲友1]新加的一句话在这里']);
    expect(key(one).person).toEqual([
      { names: ['林晓'], ids: ['wxid_linxiao'] },
      { names: ['张三'], ids: ['wxid_zhangsan'] },
    ]);
    const written = new Map(one.store.files);
    await one.run({ 'c.txt': fileOf('gamma', ...named) }, STRICT);
    expect([...one.store.files]).toEqual([...written]);
  });

  test('is the only name of whoever is quoted, answered, comments, stands on a card or in the name of a group', async () => {
    const found = await linesOf(
      {
        conversation: '1@chatroom',
        conversationName: '林晓王五的家',
        group: true,
        text: '好的，王五',
        quote: { sender: '王五', text: '来我家' },
      },
      {
        kind: 'post',
        conversation: 'moments',
        text: '王大锤来了',
        time: T + 60,
        comments: [
          { sender: { id: 'wxid_dachui', name: '王大锤' }, text: '小明也来' },
          { sender: { id: 'wxid_chenmo', name: '老默' }, text: '欢迎王大锤', replyTo: '小明' },
        ],
      },
      { type: 'card', title: '孙木匠', time: T + 120, text: '' },
      { text: '孙木匠靠谱', time: T + 180, sender: LINXIAO },
    );
    expect(found[0]).toMatchObject({
      conversationName: '[亲友1][亲友2]的家',
      text: '好的，[亲友2]',
      quote: { sender: '[亲友2]' },
    });
    expect(found[1]).toMatchObject({
      text: '[亲友3]来了',
      comments: [
        { sender: { id: '[亲友3]', name: '[亲友3]' }, text: '[亲友4]也来' },
        { sender: { id: 'wxid_chenmo', name: '老默' }, text: '欢迎[亲友3]', replyTo: '[亲友4]' },
      ],
    });
    expect(found[2]).toMatchObject({ title: '[亲友5]' });
    expect(found[3]).toMatchObject({ text: '[亲友5]靠谱' });
  });

  test('takes the place of a bare name too, but of no word that somebody is called', async () => {
    const wrote = (id: string, name: string, n: number): Partial<ReadItem> => ({
      conversation: '1@chatroom',
      conversationName: '班级群',
      group: true,
      sender: { id, name },
      text: '早',
      time: T - n,
    });
    const group = { conversation: '1@chatroom', conversationName: '班级群', group: true } as const;
    const others = [
      wrote('wxid_tiantian', '天天', 1),
      wrote('wxid_ming', '不知道', 2),
      wrote('wxid_lin', '林小溪🌸', 3),
      wrote('wxid_na', '李娜-工商银行', 4),
    ];
    const texts = ['天天加班，不知道几点回家', '林小溪明天来，李娜升职了', '@天天 你看', '让wxid_lin9876加我'];
    const said = texts.map((text, n) => ({ ...group, text, time: T + n }));
    const found = await linesOf(...others, ...said);
    expect(found.slice(4).map(({ text }) => text)).toEqual([
      '天天加班，不知道几点回家',
      expect.stringMatching(/^\[亲友\d\]明天来，\[亲友\d\]升职了$/u),
      expect.stringMatching(/^@\[亲友\d\] 你看$/u),
      '让[微信号1]加我',
    ]);
  });

  test('is each author’s own in an account of several, and the account’s', async () => {
    const article = (name: string, n: number, aliases: string[]): Partial<ReadItem> => ({
      kind: 'essay',
      conversation: 'essays',
      sender: { name, aliases },
      time: T + n,
      text: `${name}在半山书屋写的第${n}篇文章，说的是山里的四季，也说人。`,
    });
    const by = ['半山书屋', 'gh_1a2b3c4d5e6f'];
    const authors = [article('程砚', 1, by), article('苏禾', 2, by)];
    const senders = (found: Item[]) => found.map(({ sender, text }) => [sender.name, text.slice(0, 12)]);
    expect(senders(await linesOf({ text: '在' }, ...authors)).slice(1)).toEqual([
      ['[亲友1]', '[亲友1]在[亲友3]写'],
      ['[亲友2]', '[亲友2]在[亲友3]写'],
    ]);
    const own = article('半山书屋', 3, ['gh_1a2b3c4d5e6f']);
    const at = world();
    const files = { 'a.txt': fileOf('alpha', { text: '在' }, ...authors, own) };
    await at.run(files, STRICT);
    expect(senders(items(at)).slice(1)).toEqual([
      ['[亲友1]', '[亲友1]在[亲友3]写'],
      ['[亲友2]', '[亲友2]在[亲友3]写'],
      ['[亲友3]', '[亲友3]在[亲友3]写'],
    ]);
    expect(key(at).person[2]).toEqual({ names: ['半山书屋', 'gh_1a2b3c4d5e6f'], ids: [] });
    const written = new Map(at.store.files);
    await at.run(files, STRICT);
    expect([...at.store.files]).toEqual([...written]);
    const [, alone] = await linesOf({ text: '在' }, article('程砚', 1, by));
    expect(alone).toMatchObject({ sender: { name: '[亲友1]' }, text: expect.stringMatching(/^\[亲友1\]在\[亲友1\]/u) });
  });

  test('is nobody’s who is the person: names that only an export knows, and 我', async () => {
    const [answer] = await linesOf(
      { text: '默哥说的是', time: T, quote: { sender: '默哥', text: '走吧' }, sender: LINXIAO },
      { text: '好', time: T + 60, sender: { id: 'wxid_chenmo', name: '老默', aliases: ['默哥'] } },
      { text: '嗯嗯', time: T + 90, quote: { sender: '我', text: '走吧' } },
    );
    expect(answer).toMatchObject({ text: '默哥说的是', quote: { sender: '默哥' } });
  });

  test('is given to members who never wrote, by all their names, and nobody is named in the summary', async () => {
    const at = world();
    const lines = [
      { _type: 'header', chatlab: { version: '0.0.2' }, meta: { name: '群', type: 'group', groupId: '55@chatroom' } },
      { _type: 'member', platformId: 'wxid_chenmo', accountName: '老默' },
      { _type: 'member', platformId: 'wxid_wangwu', accountName: '王五', aliases: ['五哥哥'] },
      { _type: 'member', platformId: 'wxid_linxiao', accountName: '林晓', groupNickname: '晓晓妈' },
      {
        _type: 'message',
        sender: 'wxid_chenmo',
        accountName: '老默',
        timestamp: T,
        type: 0,
        content: '王五来吗，五哥哥',
      },
      { _type: 'message', sender: 'wxid_linxiao', accountName: '林晓', timestamp: T + 9, type: 0, content: '来' },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const { people } = await at.run({ 'x.jsonl': text }, STRICT, { readers: [chatlabJsonl] });
    expect(items(at)[0]?.text).toBe('[亲友2]来吗，[亲友2]');
    expect(key(at).person[1]).toEqual({ names: ['王五', '五哥哥'], ids: ['wxid_wangwu'] });
    expect(people.map(({ name, names, ids }) => [name, names, ids])).toEqual([
      ['老默', [], ['wxid_chenmo']],
      ['[亲友1]', [], []],
    ]);
  });

  test('is nobody’s in particular once the key is lost: it stays, and new ones begin above', async () => {
    const at = world();
    await at.run({ 'a.txt': fileOf('alpha', ...WITH_LINXIAO) }, STRICT);
    at.store.files.delete('redaction-key.json');
    await at.run({ 'b.txt': fileOf('beta', ...WITH_ZHANGSAN) }, STRICT);
    expect(told(at).map(([chat, , { name }, text]) => [chat, name, text])).toEqual([
      ['[亲友2]', '老默', '[亲友2]好，林晓也好'],
      ['[亲友2]', '[亲友2]', '我的是[电话2]'],
      ['[亲友1]', '老默', '[亲友1]你的我有'],
      ['[亲友1]', '[亲友1]', '好，我的[电话1]'],
    ]);
  });
});

describe('the level of masking', () => {
  test('stays that of the corpus where none is asked for', async () => {
    const at = world();
    await at.run({ 'a.txt': fileOf('alpha', ...WITH_LINXIAO) }, STRICT);
    await at.run({ 'b.txt': fileOf('beta', ...WITH_ZHANGSAN) });
    expect(JSON.stringify(items(at))).not.toMatch(/林晓|张三|zhangsan/u);
    expect(at.store.json<{ redaction: unknown }>('report.json').redaction).toMatchObject({ level: 'strict' });
    const open = world();
    await open.run({ 'a.txt': fileOf('alpha', ...WITH_LINXIAO) }, { redact: 'none' });
    await open.run({ 'b.txt': fileOf('beta', ...WITH_ZHANGSAN) });
    expect(JSON.stringify(items(open))).toContain('13812345678');
    expect([...at.codes(), ...open.codes()]).toEqual([]);
  });

  test('is lowered when that is asked for, and it is told of', async () => {
    const at = world();
    await at.run({ 'a.txt': fileOf('alpha', ...WITH_LINXIAO) }, STRICT);
    await at.run({ 'b.txt': fileOf('beta', ...WITH_ZHANGSAN) }, { redact: 'standard' });
    expect(at.codes()).toEqual(['redact-lowered']);
    expect(told(at).map(([chat, , { name }, text]) => [chat, name, text])).toEqual([
      ['wxid_zhangsan', '老默', '张三好，林晓也好'],
      ['wxid_zhangsan', '张三', '我的是[电话2]'],
      ['wxid_linxiao', '老默', '[亲友1]你的我有'],
      ['wxid_linxiao', '林晓', '好，我的[电话1]'],
    ]);
    await at.run({ 'a.txt': fileOf('alpha', ...WITH_LINXIAO) }, STRICT);
    expect(at.codes()).toEqual(['redact-lowered']);
    expect(JSON.stringify(items(at))).not.toMatch(/林晓|张三/u);
  });
});

describe('a number in a name', () => {
  const WANG = { id: 'wxid_wang', name: '建材王师傅138-1234-5678' };
  const rows: Partial<ReadItem>[] = [
    { conversation: WANG.name, conversationName: WANG.name, text: '材料到了', time: T, sender: WANG },
    {
      conversation: WANG.name,
      conversationName: WANG.name,
      text: '好的马上来',
      time: T + 60,
      quote: { sender: WANG.name, text: '材料到了' },
    },
    { conversation: '业主群13812345678', conversationName: '业主群13812345678', group: true, text: '在', time: T + 70 },
    { type: 'voice', conversation: '业主群13812345678', text: '来了', time: T + 80, media: { path: 'v.silk' } },
    { text: '邀请了朋友', dropped: 'system-line', sender: { name: WANG.name }, conversation: WANG.name, time: T + 90 },
    {
      kind: 'post',
      conversation: 'moments',
      text: '新房子',
      time: T + 120,
      comments: [{ sender: WANG, text: '恭喜', replyTo: WANG.name }],
    },
  ];

  test('is masked wherever the name is written; ids stay', async () => {
    const at = world();
    const { people } = await at.run({ 'a.txt': fileOf('alpha', ...rows) });
    for (const [name, text] of at.store.files) {
      if (name !== 'redaction-key.json') expect([name, text.match(/138-?1234-?5678/gu)]).toEqual([name, null]);
    }
    expect(items(at)[0]?.sender).toEqual({ id: 'wxid_wang', name: '建材王师傅[电话1]' });
    expect(items(at)[1]?.quote?.sender).toBe('建材王师傅[电话1]');
    expect(at.store.rows<Item>('voice.jsonl')[0]?.conversation).toBe('业主群[电话1]');
    expect(people.map(({ name, ids }) => [name, ids])).toContainEqual(['建材王师傅[电话1]', ['wxid_wang']]);
  });

  test('is no obstacle to knowing the person again, and a second run changes nothing', async () => {
    const at = world();
    await at.run({ 'a.txt': fileOf('alpha', ...rows) });
    const before = new Map(at.store.files);
    await at.run({ 'a.txt': fileOf('alpha', ...rows) });
    expect([...at.store.files]).toEqual([...before]);
    const named = rows.slice(0, 2).map((row) => ({ ...row, sender: { name: row.sender?.name ?? '老默' } }));
    const more = { ...named[0], text: '明天再送一车来', time: T + 600 };
    const { added, people } = await at.run({ 'b.txt': fileOf('beta', ...named, more) });
    expect(added).toBe(1);
    expect(people.filter(({ bySubject }) => !bySubject)).toMatchObject([{ name: '建材王师傅[电话1]', items: 2 }]);
    const chats = items(at).filter(({ sender }) => sender.name !== '老默');
    expect(new Set(chats.map(({ conversation }) => conversation)).size).toBe(1);
  });
});
