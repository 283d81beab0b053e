import { describe, expect, test } from 'vitest';
import { PersonaConfig } from '../../src/core/persona.ts';
import type { Comment, DroppedItem, Item, ReadItem } from '../../src/core/types.ts';
import { CHENMO, fileOf, world } from './world.ts';

const POST = {
  kind: 'post',
  conversation: 'moments',
  sender: { id: 'wxid_chenmo', name: '老默' },
  text: '楼下的早点铺还关着。',
} as const;
const AT = 1_581_120_164;
const MINUTE = '2020-02-08T08:02:00';

const kept = (items: readonly ReadItem[]) => items.map(({ text }) => text);

test('a post told by two tools is one, whatever they call what it shows and however exact their clocks are', async () => {
  const { run, store } = world();
  await run({
    'a.txt': fileOf('alpha', { ...POST, time: AT, messageId: '13041234567890120014', type: 'image' }),
    'b.txt': fileOf('beta', { ...POST, sender: { name: '老默' }, time: MINUTE, precision: 'minute' }),
    'c.txt': fileOf('gamma', { ...POST, time: AT, type: 'link' }),
  });
  expect(kept(store.rows<ReadItem>('items.jsonl'))).toEqual(['楼下的早点铺还关着。']);
});

test.each([{ path: 'a.jpg' }, undefined])(
  'what is known to the minute takes the second from another tool',
  async (media) => {
    const { run, store } = world();
    const files = {
      'a.txt': fileOf('alpha', {
        ...POST,
        type: 'image',
        time: MINUTE,
        precision: 'minute',
        ...(media ? { media } : { comments: [{ sender: { name: '林晓' }, text: '早。' }] }),
      }),
      'b.txt': fileOf('beta', { ...POST, type: 'image', sender: { name: '老默' }, time: AT }),
    };
    for (let runs = 0; runs < 2; runs++) {
      await run(files);
      const [item, ...others] = store.rows<Item>('items.jsonl');
      expect(others).toEqual([]);
      expect(item).toMatchObject({ time: '2020-02-08T08:02:44+08:00', text: POST.text });
      expect(item).not.toHaveProperty('precision');
    }
  },
);

test('two posts of one tool are two', async () => {
  const { run, store } = world();
  await run({ 'a.txt': fileOf('alpha', { ...POST, time: AT }, { ...POST, time: AT + 1 }) });
  expect(kept(store.rows<ReadItem>('items.jsonl'))).toEqual(['楼下的早点铺还关着。', '楼下的早点铺还关着。']);
});

test('a diary keeps its days, also those before there were phones', async () => {
  const { run, store } = world();
  const entry = { kind: 'essay', conversation: 'essays', sender: { name: '' } } as const;
  await run({
    'a.txt': fileOf(
      'alpha',
      { ...entry, text: '玉兰开了。', time: '1976-03-24', precision: 'day' },
      { ...entry, text: '又开了。', time: '2018-03-24', precision: 'day' },
      { ...entry, text: '零点。', time: '1970-01-01T08:00:00' },
    ),
  });
  expect(store.rows<Item>('items.jsonl').map(({ text, time }) => [text, time])).toEqual([
    ['玉兰开了。', '1976-03-24'],
    ['又开了。', '2018-03-24'],
    ['零点。', null],
  ]);
});

test('a number that stands alone in one file is whoever another file calls by it, unless two are called so', async () => {
  const status = { kind: 'post', conversation: 'qzone' } as const;
  const files = {
    'a.txt': fileOf('alpha', {
      ...status,
      messageId: 'a',
      text: '同意。',
      sender: { name: '老默', aliases: ['10001'] },
    }),
    'b.txt': fileOf('beta', { ...status, messageId: 'b', text: '不同意。', sender: { name: '10001' } }),
  };
  const one = world();
  await one.run(files);
  expect(one.store.rows<Item>('items.jsonl').map(({ bySubject }) => bySubject)).toEqual([true, true]);
  const two = world();
  await two.run({
    ...files,
    'c.txt': fileOf('gamma', {
      ...status,
      messageId: 'c',
      text: '再说。',
      sender: { name: '周野', aliases: ['10001'] },
    }),
  });
  expect(
    two.store
      .rows<Item>('items.jsonl')
      .filter(({ bySubject }) => bySubject)
      .map(({ text }) => text),
  ).toEqual(['同意。']);
});

describe('a comment is the subject’s', () => {
  const said = (sender: ReadItem['sender'], text: string): Comment => ({ sender, text });
  const own = (items: readonly Item[]) =>
    items.flatMap(({ comments = [] }) => comments.filter(({ bySubject }) => bySubject).map(({ text }) => text));
  const ALBUM = { ...POST, time: AT, sender: { id: 'wxid_chenmo', name: '孩他爸' } };

  test('under a name that the export alone knows, unless somebody else bears it', async () => {
    const comments = [said({ name: '孩他爸' }, '开了。'), said({ name: '周野' }, '哪家？')];
    const one = world();
    await one.run({ 'a.txt': fileOf('alpha', { ...ALBUM, comments }) });
    expect(own(one.store.rows<Item>('items.jsonl'))).toEqual(['开了。']);
    const two = world();
    const namesake = { text: '在吗', sender: { id: 'wxid_zhouye', name: '孩他爸' } };
    await two.run({ 'a.txt': fileOf('alpha', { ...ALBUM, comments }, namesake) });
    expect(own(two.store.rows<Item>('items.jsonl'))).toEqual([]);
  });

  test('never under 我, which is whoever was exported', async () => {
    const { run, store } = world();
    const comments = [said({ name: '我' }, '早。')];
    await run({ 'a.txt': fileOf('alpha', { ...ALBUM, sender: { id: 'wxid_chenmo', name: '我' }, comments }) });
    expect(own(store.rows<Item>('items.jsonl'))).toEqual([]);
  });

  test('by a number beside the name, and stays it when its file is not read again', async () => {
    const { run, store } = world(PersonaConfig.parse({ schema: 'persona/1', subject: { name: '10001' } }));
    const comments = [
      said({ name: '老默', aliases: ['10001'] }, '甜的。'),
      said({ name: '老高', aliases: ['10002'] }, '?'),
    ];
    const status = { ...POST, conversation: 'qzone', sender: { name: '10001' }, time: AT, comments };
    for (const files of [{ 'a.txt': fileOf('alpha', status) }, { 'b.txt': fileOf('beta', { text: '好' }) }]) {
      await run(files);
      expect(own(store.rows<Item>('items.jsonl'))).toEqual(['甜的。']);
    }
  });
});

describe('the comments of copies of one post', () => {
  const EARLY = '2020-02-08T08:05:00';
  const LATE = '2020-02-08T09:00:00';
  const say = (name: string, text: string, more: Partial<Comment> = {}): Comment => ({
    sender: { name },
    text,
    ...more,
  });
  const copy = (id: string, comments: Comment[], over: Partial<ReadItem> = {}) =>
    fileOf(id, { ...POST, time: AT, messageId: '13041234567890120014', comments, ...over });
  const shown = (items: readonly Item[]) =>
    items.flatMap(({ comments = [] }) => comments.map(({ sender, text }) => `${sender.name}：${text}`));

  test('are united in the order of the longest, whatever either calls the post, and a second run changes nothing', async () => {
    const { run, store } = world();
    const files = {
      'a.txt': copy('alpha', [say('林晓', '早点回'), say('周野', '哪家？')], { type: 'image' }),
      'b.txt': copy('beta', [
        say('林晓', '早点回', { sender: { id: 'wxid_linxiao', name: '林晓' }, time: EARLY }),
        say('老默', '快了', { replyTo: '林晓' }),
        say('老高', '电话 13800138000'),
      ]),
    };
    for (const again of [files, files, { 'b.txt': files['b.txt'] }, { 'a.txt': files['a.txt'] }]) {
      await run(again);
      const items = store.rows<Item>('items.jsonl');
      expect(shown(items)).toEqual([
        '林晓：早点回',
        '周野：哪家？',
        '老默：快了',
        expect.stringMatching(/^老高：电话 \[/u),
      ]);
      expect(items[0]?.comments?.[0]).toMatchObject({ sender: { id: 'wxid_linxiao' }, time: `${EARLY}+08:00` });
    }
  });

  test('are one where the second is the same, two where it is not; what was said twice stays twice', async () => {
    const { run, store } = world();
    await run({
      'a.txt': copy('alpha', [say('老婆', '早', { time: EARLY }), say('周野', '哈哈'), say('周野', '哈哈')]),
      'b.txt': copy('beta', [
        say('林晓', '早', { time: EARLY }),
        say('林晓', '早', { time: LATE }),
        say('周野', '哈哈'),
      ]),
    });
    expect(shown(store.rows<Item>('items.jsonl'))).toEqual(['老婆：早', '林晓：早', '周野：哈哈', '周野：哈哈']);
  });

  test('are one whatever each tool calls people, and an id gives way to a name', async () => {
    const { run, store } = world();
    const [mine, hers] = [
      { id: 'wxid_chenmo', name: '老默' },
      { id: 'wxid_linxiao', name: '林晓' },
    ];
    const files = {
      // By names of the owner's choice alone.
      'a.txt': fileOf(
        'alpha',
        { ...POST, sender: { id: 'wxid_linxiao', name: '妈妈' }, time: AT, messageId: '13041234567890120015' },
        {
          ...POST,
          sender: { id: 'wxid_chenmo', name: '爸爸' },
          time: AT,
          messageId: '13041234567890120014',
          comments: [
            say('爸爸', '赌一顿饭'),
            say('妈妈', '走着瞧', { replyTo: '爸爸' }),
            say('小周', '带我', { replyTo: '小高' }),
          ],
        },
      ),
      'b.txt': copy('beta', [
        say('', '赌一顿饭', { sender: mine }),
        say('', '走着瞧', { sender: hers, replyTo: 'wxid_chenmo' }),
        say('小周', '带我', { replyTo: '高师傅' }),
        say('', '来', { sender: { id: 'wxid_zhou', name: 'wxid_zhou' }, replyTo: 'wxid_linxiao' }),
      ]),
    };
    for (const again of [files, { 'a.txt': files['a.txt'] }, { 'b.txt': files['b.txt'] }]) {
      await run(again);
      const { comments = [] } = store.rows<Item>('items.jsonl').find(({ bySubject }) => bySubject) ?? {};
      expect(comments.map(({ text, bySubject }) => [text, bySubject])).toEqual([
        ['赌一顿饭', true],
        ['走着瞧', false],
        ['带我', false],
        ['来', false],
      ]);
      expect(comments[1]?.replyTo).toMatch(/^(?:爸爸|老默)$/u);
      expect(comments[3]?.replyTo).toMatch(/^(?:妈妈|林晓)$/u);
    }
  });

  test('are counted, apart from the items', async () => {
    const { run } = world();
    const { report } = await run({ 'a.txt': copy('alpha', [say('老默', '快了'), say('林晓', '早点回')]) });
    expect(report?.comments).toEqual({ all: 2, subject: 1 });
    expect(report?.figures.items).toEqual({ all: 1, subject: 1 });
  });

  test('have their times in the form of all times', async () => {
    const { run, store } = world(PersonaConfig.parse({ ...CHENMO, timeZone: 'America/New_York' }));
    await run({
      'a.txt': copy('alpha', [
        say('林晓', '早', { time: '2020-02-08T00:05:00Z' }),
        say('林晓', '晚', { time: EARLY }),
        say('林晓', '？', { time: '刚刚' }),
      ]),
    });
    expect(store.rows<Item>('items.jsonl')[0]?.comments?.map(({ time }) => time)).toEqual([
      '2020-02-07T19:05:00-05:00',
      '2020-02-08T08:05:00-05:00',
      undefined,
    ]);
  });
});

test('what one copy knows to be for its author alone stays so, whichever file is read again, and it is told of', async () => {
  const { run, store, events } = world();
  const post = { ...POST, time: AT, messageId: '13041234567890120014' };
  const files = {
    'a.txt': fileOf('alpha', { ...post, type: 'image', media: { path: '1.jpg' } }),
    'b.txt': fileOf('beta', { ...post, flags: ['private'] }),
  };
  for (const again of [files, { 'a.txt': files['a.txt'] }, { 'b.txt': files['b.txt'] }]) {
    await run(again);
    expect(store.rows<Item>('items.jsonl')).toMatchObject([{ type: 'image', flags: ['private'] }]);
    const told = events.splice(0).flatMap((event) => (event.type === 'warn' ? [event.notice] : []));
    expect(told).toContainEqual({ code: 'only-me', facts: { count: 1 } });
  }
});

describe('the cover of an album, which only one tool knows to be no post', () => {
  const cover = { ...POST, text: '', time: AT, messageId: '13041234567890120091' };
  const known = fileOf('alpha', { ...cover, dropped: 'system-line', droppedBy: 'album-cover' });
  const unknown = fileOf('beta', { ...cover, type: 'image', media: { path: 'cover.jpg' } }, { ...POST, time: AT + 60 });
  const outcome = ({ store }: ReturnType<typeof world>) => ({
    kept: kept(store.rows<ReadItem>('items.jsonl')),
    dropped: store.rows<DroppedItem>('dropped.jsonl').map(({ source, reason, rule }) => [source.file, reason, rule]),
  });
  const both = {
    kept: [POST.text],
    dropped: [
      ['a.txt', 'system-line', 'album-cover'],
      ['b.txt', 'system-line', 'album-cover'],
    ],
  };

  test.each([
    ['in one run', [{ 'a.txt': known, 'b.txt': unknown }]],
    ['read first', [{ 'a.txt': known }, { 'b.txt': unknown }]],
    ['read last', [{ 'b.txt': unknown }, { 'a.txt': known }]],
    ['and again', [{ 'b.txt': unknown, 'a.txt': known }, { 'b.txt': unknown }]],
  ])('%s', async (_, runs) => {
    const there = world();
    for (const files of [{ 'c.txt': fileOf('gamma', { ...POST, text: '好。', time: AT - 60 }) }, ...runs])
      await there.run(files);
    const { kept: texts, dropped } = outcome(there);
    expect({ kept: texts.slice(1), dropped: dropped.sort() }).toEqual(both);
    const { rows, kept: left, dropped: counts } = (await there.run(runs.at(-1) ?? {})).report?.total ?? {};
    expect([rows, left, counts]).toEqual([4, 2, { 'system-line': 2 }]);
  });
});
