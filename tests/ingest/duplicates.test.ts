import { describe, expect, test } from 'vitest';
import type { DroppedItem, Item, ReadItem } from '../../src/core/types.ts';
import { CHENMO_SENDER, fileOf, LINXIAO, world } from './world.ts';

const T = 1_700_000_040;
const texts = (items: Item[]) => items.map(({ text }) => text);

async function corpus(...files: [format: string, rows: Partial<ReadItem>[]][]) {
  const { store, run } = world();
  await run(Object.fromEntries(files.map(([format, rows], n) => [`${n}.txt`, fileOf(format, ...rows)])));
  return { items: store.rows<Item>('items.jsonl'), dropped: store.rows<DroppedItem>('dropped.jsonl') };
}

test('a chat and a person are one, however their letters are put together', async () => {
  const rows = (form: 'NFC' | 'NFD') => {
    const name = 'José'.normalize(form);
    return [
      { text: '早上好呀今天吃什么', time: T, conversation: name, sender: { name } },
      { text: '随便吃点面条吧', time: T + 60, conversation: name },
    ];
  };
  const { items } = await corpus(['alpha', rows('NFD')], ['beta', rows('NFC')]);
  expect(texts(items)).toEqual(['早上好呀今天吃什么', '随便吃点面条吧']);
  expect(new Set(items.map(({ conversation }) => conversation))).toEqual(new Set(['José'.normalize('NFC')]));
});

describe('in one file', () => {
  test('two same texts in one second with different server ids are two messages', async () => {
    const { items } = await corpus([
      'alpha',
      [
        { text: '好', time: T, messageId: '1825462804558386801' },
        { text: '好', time: T, messageId: '1825462804558386802' },
      ],
    ]);
    expect(items).toHaveLength(2);
    expect(new Set(items.map(({ id }) => id)).size).toBe(2);
  });

  test('an id that many messages have is no id', async () => {
    const rows = Array.from({ length: 40 }, (_, n): Partial<ReadItem> => {
      const sender = n % 2 ? LINXIAO : CHENMO_SENDER;
      return { text: `第${n}件事`, time: T + 86_400 * n, sender, messageId: '1825462804558386801' };
    });
    const { items, dropped } = await corpus(['alpha', rows.slice(0, 30)], ['beta', rows.slice(10).reverse()]);
    expect(texts(items)).toEqual(rows.map(({ text }) => text));
    expect(dropped).toHaveLength(20);
  });

  test('a row that is written twice is one message', async () => {
    const row = { text: '好', time: T };
    const { items, dropped } = await corpus(['alpha', [row, row]]);
    expect(items).toHaveLength(1);
    expect(dropped).toMatchObject([{ reason: 'duplicate', keptId: items[0]?.id, source: { record: 3 } }]);
  });

  test('row numbers tell two same texts from one row written twice', async () => {
    const row = (rowId: string) => ({ text: '好', time: T, rowId });
    const { items } = await corpus(['alpha', [row('1'), row('2'), row('2')]]);
    expect(items).toHaveLength(2);
  });

  test('where seconds are missing, the same word in one minute is said again', async () => {
    const row: Partial<ReadItem> = { text: '嗯', time: T, precision: 'minute' };
    expect((await corpus(['alpha', [row, row, row]])).items).toHaveLength(3);
  });

  test('what is said again and again without a time has an id each, the same in every export', async () => {
    const rows = Array.from({ length: 300 }, (): Partial<ReadItem> => ({ text: '嗯', time: null }));
    const { items, dropped } = await corpus(['alpha', rows], ['beta', rows]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(300);
    expect(dropped).toHaveLength(300);
  });

  test('nine pictures of one second are nine', async () => {
    const rows = Array.from({ length: 9 }, (): Partial<ReadItem> => ({ type: 'image', time: T }));
    expect((await corpus(['alpha', rows])).items).toHaveLength(9);
  });
});

describe('across tools', () => {
  const row = { text: '路上堵车，晚点到家', time: T };

  test.each<[string, Partial<ReadItem>, Partial<ReadItem>]>([
    ['with and without server ids', { ...row, messageId: '1825462804558386802' }, row],
    ['with seconds and with minutes', { ...row, time: T + 25 }, { ...row, time: T, precision: 'minute' }],
    ['with an id and with a name that one person has', row, { ...row, sender: { name: '老默' } }],
    ['with white space lost', { ...row, text: '路上堵车，\n晚点到家' }, { ...row, text: '路上堵车， 晚点到家' }],
    ['with emoji lost', { ...row, text: '好[呲牙]的🎉' }, { ...row, text: '好的' }],
    [
      'with the chat under its name',
      { ...row, conversationName: '林晓' },
      { ...row, conversation: '林晓', conversationName: '林晓' },
    ],
    ['with pictures that one of them calls links', { type: 'image', time: T }, { type: 'link', time: T }],
  ])('one message %s is one item, whichever comes first', async (_, a, b) => {
    for (const [first, second] of [
      [a, b],
      [b, a],
    ] as const) {
      const { items, dropped } = await corpus(['alpha', [first]], ['beta', [second]]);
      expect(items).toHaveLength(1);
      expect(dropped.map(({ reason }) => reason)).toEqual(['duplicate']);
    }
  });

  test.each<[string, Partial<ReadItem>, Partial<ReadItem>]>([
    ['other people', { ...row, text: '好' }, { ...row, text: '好', sender: LINXIAO }],
    ['other chats', row, { ...row, conversation: 'wxid_zhouye' }],
    ['other seconds', row, { ...row, time: T + 1 }],
    ['other minutes', { ...row, precision: 'minute' }, { ...row, time: T + 60, precision: 'minute' }],
    ['other words', row, { ...row, text: '路上堵车，快到家了' }],
    ['other server ids', { ...row, messageId: '1825462804558386801' }, { ...row, messageId: '1825462804558386802' }],
  ])('messages of %s are two', async (_, a, b) => {
    expect((await corpus(['alpha', [a]], ['beta', [b]])).items).toHaveLength(2);
  });

  test('a word said twice in a minute stays twice', async () => {
    const said = [T + 10, T + 40].map((time): Partial<ReadItem> => ({ text: '嗯', time }));
    const minutes = said.map((one): Partial<ReadItem> => ({ ...one, time: T, precision: 'minute' }));
    const { items } = await corpus(['alpha', minutes], ['beta', said], ['gamma', minutes]);
    expect(items.map(({ time }) => time?.slice(17, 19))).toEqual(
      ['10', '40'].map((s) => String((Number(s) + (T % 60)) % 60).padStart(2, '0')),
    );
  });

  test('the richest of them is kept, with what the others know', async () => {
    const { items } = await corpus(
      ['alpha', [{ type: 'voice', time: T, text: '到家了' }]],
      ['beta', [{ type: 'voice', time: T, media: { path: 'voice/1.silk' } }]],
      ['gamma', [{ type: 'voice', time: T, media: { path: '', seconds: 2.4 } }]],
    );
    expect(items).toMatchObject([
      { text: '到家了', media: { path: 'voice/1.silk', seconds: 2.4 }, source: { format: 'beta' } },
    ]);
  });

  test.each([
    ['that has the file', [{ path: 'voice/1.silk' }, { path: '', seconds: 3 }, { path: '', seconds: 3.5 }]],
    [
      'that tells it too',
      [
        { path: 'voice/1.silk', seconds: 3 },
        { path: '', seconds: 3.5 },
      ],
    ],
  ])(
    'the length of a voice message is the one told most exactly, whichever is read first, beside a row %s',
    async (_, told) => {
      const formats = ['alpha', 'beta', 'gamma'];
      for (const order of [told, told.toReversed()]) {
        const { items } = await corpus(
          ...order.map((media, n): [string, Partial<ReadItem>[]] => [
            formats[n] as string,
            [{ type: 'voice', time: T, media }],
          ]),
        );
        expect(items).toMatchObject([{ media: { path: 'voice/1.silk', seconds: 3.5 } }]);
      }
    },
  );

  test('what most take it for is what it is', async () => {
    const id = { messageId: '1825462804558386801' };
    const { items } = await corpus(
      ['alpha', [{ text: '恭喜发财，大吉大利', time: T, ...id }]],
      ['beta', [{ type: 'transfer', time: T, ...id }]],
      ['gamma', [{ type: 'transfer', time: T, ...id }]],
    );
    expect(items).toMatchObject([{ type: 'transfer', text: '' }]);
  });

  test('whom two exports call by different names they show by what was said, then short words are one message too', async () => {
    const telling = ['今天下班早，去接小禾', '晚上想吃什么，我来买', '超市人好多，等我一会儿'];
    const said = [...telling, '好', '嗯'].map((text, n) => ({
      text,
      time: T + 100 * n,
      conversation: '一家',
      group: true,
    }));
    const by = (name: string) => said.map((one): Partial<ReadItem> => ({ ...one, sender: { name } }));
    const short = { text: '在', time: T + 900, conversation: '一家', group: true };
    const alpha: [string, Partial<ReadItem>[]] = ['alpha', [...by('老默'), { ...short, sender: { name: '老默' } }]];
    const beta: [string, Partial<ReadItem>[]] = ['beta', [...by('阿爸'), { ...short, sender: { name: '阿强' } }]];
    for (const files of [
      [alpha, beta],
      [beta, alpha],
    ]) {
      const { items } = await corpus(...files);
      expect(items.map(({ text, bySubject }) => [text, bySubject]).sort()).toEqual(
        [...said.map(({ text }) => [text, true]), ['在', true], ['在', false]].sort(),
      );
    }
  });

  test('a chat that an export does not name is found by what was said in it', async () => {
    const said = ['今天下班早，去接小禾', '晚上想吃什么，我来买', '超市人好多，等我一会儿', '好'].map((text, n) => ({
      text,
      time: T + 100 * n,
    }));
    const { items } = await corpus(
      ['alpha', said],
      [
        'beta',
        said.map((one) => ({ ...one, conversation: 'chatlog', sender: { name: '我' }, direction: 'sent' as const })),
      ],
    );
    expect(texts(items)).toEqual(said.map(({ text }) => text));
    expect(new Set(items.map(({ conversation }) => conversation))).toEqual(new Set(['wxid_linxiao']));
  });
});

test('a chat is found by its server ids, also where every message has one', async () => {
  const ids = ['1825462804558386801', '1825462804558386802', '1825462804558386803'];
  const said = ids.map((messageId, n) => ({ text: '好', time: T + 100 * n, messageId }));
  const more = { text: '在', time: T + 500, messageId: '1825462804558386804' };
  const { items } = await corpus(
    ['alpha', said],
    ['beta', [...said, more].map((one) => ({ ...one, conversation: '一家', conversationName: '一家' }))],
  );
  expect(items.map(({ conversation }) => conversation)).toEqual(Array(4).fill('wxid_linxiao'));
});

describe('two phones', () => {
  const hers = (row: Partial<ReadItem>): Partial<ReadItem> => ({
    ...row,
    conversation: 'wxid_chenmo',
    conversationName: '陈默',
    direction: row.sender === LINXIAO ? 'sent' : 'received',
  });
  const his = (row: Partial<ReadItem>): Partial<ReadItem> => ({
    ...row,
    conversation: 'wxid_linxiao',
    conversationName: '林晓',
    direction: row.sender === LINXIAO ? 'received' : 'sent',
  });
  const talk: Partial<ReadItem>[] = [
    { text: '几点回来？', time: T, sender: LINXIAO },
    { text: '路上堵车', time: T + 30, sender: CHENMO_SENDER },
  ];

  test('have clocks a few seconds apart, not more', async () => {
    const said: Partial<ReadItem>[] = [
      { text: '路上堵车，晚点到家', time: T + 18, sender: CHENMO_SENDER },
      { text: '好', time: T + 30, sender: LINXIAO },
    ];
    const later = (seconds: number) => said.map((row) => ({ ...hers(row), time: (row.time as number) + seconds }));
    // 58 s on the one, 1 s of the next minute on the other.
    const across = said.map((row) => ({ ...his(row), time: (row.time as number) + 40 }));
    expect(texts((await corpus(['alpha', across], ['beta', later(43)])).items)).toEqual(['路上堵车，晚点到家', '好']);
    expect((await corpus(['alpha', said.map(his)], ['beta', later(6)])).items).toHaveLength(4);
  });

  test('tell of one chat, though the server gave each its own ids', async () => {
    const { items } = await corpus(
      ['alpha', talk.map((row, n) => hers({ ...row, messageId: `10000000000000000${n}` }))],
      ['beta', talk.map((row, n) => his({ ...row, messageId: `20000000000000000${n}` }))],
    );
    expect(texts(items)).toEqual(['几点回来？', '路上堵车']);
    expect(items.map(({ conversation }) => conversation)).toEqual(['wxid_linxiao', 'wxid_linxiao']);
  });

  test('of two others keep their chats with the subject apart', async () => {
    const daughter = { id: 'wxid_xiaohe', name: '小禾' };
    const { items, store } = await (async () => {
      const { store, run } = world();
      await run({
        '0.txt': fileOf('alpha', ...talk.map(hers)),
        '1.txt': fileOf(
          'beta',
          { text: '爸爸，接我', time: T + 10, sender: daughter, conversation: 'wxid_chenmo', direction: 'sent' },
          { text: '好，马上', time: T + 40, sender: CHENMO_SENDER, conversation: 'wxid_chenmo', direction: 'received' },
        ),
      });
      return { items: store.rows<Item>('items.jsonl'), store };
    })();
    expect(items.map(({ conversation }) => conversation)).toEqual([
      'wxid_linxiao',
      'wxid_xiaohe',
      'wxid_linxiao',
      'wxid_xiaohe',
    ]);
    const dialogues = store.rows<{ conversation: string; context: { text: string }[]; reply: string }>(
      'dialogues.jsonl',
    );
    expect(dialogues.map(({ context, reply }) => [...context.map(({ text }) => text), reply])).toEqual([
      ['几点回来？', '路上堵车'],
      ['爸爸，接我', '好，马上'],
    ]);
  });
});

test('posts are known by their ids, essays by their words', async () => {
  const post: Partial<ReadItem> = {
    kind: 'post',
    conversation: 'moments',
    text: '下雨了',
    time: T,
    messageId: '13041234567890120007',
  };
  const essay: Partial<ReadItem> = {
    kind: 'essay',
    conversation: 'essays',
    title: '清明',
    text: '山路比去年难走。\n雨下了一夜，天亮时才停，我们还是带着供品上了山。',
    time: '2023-04-05',
  };
  const { items } = await corpus(
    ['alpha', [post, essay]],
    [
      'beta',
      [
        { ...post, comments: [{ sender: LINXIAO, text: '早点回' }] },
        { ...essay, text: '山路比去年难走。 雨下了一夜，天亮时才停，我们还是带着供品上了山。', title: '', time: null },
      ],
    ],
  );
  expect(items.map(({ kind }) => kind).sort()).toEqual(['essay', 'post']);
  expect(items.find(({ kind }) => kind === 'post')?.comments).toHaveLength(1);
});

describe('what one tool tells less of', () => {
  test('a chat of which another format of the same export tells the sides is the same chat', async () => {
    const [text, voice]: Partial<ReadItem>[] = [
      { text: '周五回家吃饭吗', time: T, conversation: '老默', sender: { name: '林晓' } },
      { type: 'voice', time: T + 9, conversation: '老默', sender: { name: '老默' } },
    ];
    const html: Partial<ReadItem>[] = [
      { ...text, direction: 'sent' },
      { ...voice, direction: 'received', media: { path: 'voice/1.silk', missing: true } },
    ];
    const table: Partial<ReadItem>[] = [
      { ...text, direction: 'sent', sender: LINXIAO },
      { ...voice, direction: 'received', sender: CHENMO_SENDER },
    ];
    const { items, dropped } = await corpus(
      ['alpha', html],
      ['beta', [text as ReadItem, voice as ReadItem]],
      ['gamma', table],
    );
    expect(items.map(({ type, conversation }) => [type, conversation])).toEqual([
      ['text', 'wxid_linxiao'],
      ['voice', 'wxid_linxiao'],
    ]);
    expect(dropped).toHaveLength(4);
  });

  test('so it is where every message has an id of the server', async () => {
    const rows = ['好', '嗯', '在'].map((text, n) => ({ text, time: T + n, messageId: `182546280455838680${n}` }));
    const page = rows.map((row, n): Partial<ReadItem> => {
      const own = n === 1;
      const sender = { name: own ? '我' : '老默' };
      return {
        ...row,
        conversation: '老默',
        group: false,
        sender,
        direction: own ? 'sent' : 'received',
        type: 'image',
      };
    });
    const table = rows.map((row, n): Partial<ReadItem> => {
      const own = n === 1;
      const chat = { conversation: 'wxid_chenmo', conversationName: '老默', group: false };
      return { ...row, ...chat, sender: own ? LINXIAO : CHENMO_SENDER, direction: own ? 'sent' : 'received' };
    });
    const { items } = await corpus(['alpha', page], ['beta', table]);
    expect(items.map(({ conversation }) => conversation)).toEqual(rows.map(() => 'wxid_linxiao'));
  });

  test.each([
    ['with', '1825462804558386801'],
    ['without', undefined],
  ])('words that one cut off before a colon are kept, %s an id of the server', async (_, messageId) => {
    const row = { time: T, ...(messageId ? { messageId } : {}) };
    const [cut, whole]: Partial<ReadItem>[] = [
      { ...row, text: '30到家，给你留饭' },
      { ...row, text: '8:30到家，给你留饭' },
    ];
    for (const [first, second] of [
      [cut, whole],
      [whole, cut],
    ] as [Partial<ReadItem>, Partial<ReadItem>][]) {
      expect(texts((await corpus(['alpha', [first]], ['beta', [second]])).items)).toEqual(['8:30到家，给你留饭']);
    }
  });

  describe('a chat of nothing but small talk', () => {
    const talk = (said: readonly string[], more: (n: number) => Partial<ReadItem>): Partial<ReadItem>[] =>
      said.map((text, n) => ({ text, time: T + 7 * n, ...more(n) }));
    const WORDS = ['嗯', '好', '在', '到了', '嗯', '走了', '好', '行'];
    const known = (n: number): Partial<ReadItem> => ({ sender: n % 2 ? CHENMO_SENDER : LINXIAO, group: false });
    const loose = (n: number): Partial<ReadItem> => ({
      sender: { name: n % 2 ? '老默' : '林晓' },
      conversation: '导出',
    });

    test('is found by all of it together', async () => {
      const { items } = await corpus(['alpha', talk(WORDS, known)], ['beta', talk(WORDS, loose)]);
      expect(texts(items)).toEqual(WORDS);
      expect(new Set(items.map(({ conversation }) => conversation))).toEqual(new Set(['wxid_linxiao']));
    });

    test.each([
      ['too little', WORDS.slice(0, 4)],
      ['not said in both', WORDS.map((word, n) => (n % 3 ? word : `${word}吧`))],
    ])('is another one where it is %s', async (_, said) => {
      const { items } = await corpus(['alpha', talk(WORDS, known)], ['beta', talk(said, loose)]);
      expect(items).toHaveLength(WORDS.length + said.length);
    });
  });

  test('of two readings of one emoji that of the row with the sender’s id is kept, not the longer one', async () => {
    const rows: Partial<ReadItem>[] = [
      { text: '嗯嗯[愉快]', time: T, sender: { name: '老默' } },
      { text: '嗯嗯[睡]', time: T, sender: CHENMO_SENDER },
    ];
    for (const [first, second] of [rows, rows.toReversed()] as [Partial<ReadItem>, Partial<ReadItem>][]) {
      const { items } = await corpus(['alpha', [first]], ['beta', [second]]);
      expect(items).toMatchObject([{ text: '嗯嗯[睡]', sender: CHENMO_SENDER }]);
    }
  });

  test.each<[string, ReadItem['quote'][], ReadItem['quote']]>([
    [
      'line breaks',
      [{ text: '带了三样： 1. 书 2. 茶' }, { text: '带了三样：\n1. 书\n\n2. 茶' }],
      { text: '带了三样：\n1. 书\n\n2. 茶' },
    ],
    ['its writer', [{ text: '' }, { sender: '林晓', text: '' }], { sender: '林晓', text: '' }],
    [
      'its writer, where one has its words',
      [{ text: '几点？' }, { sender: '林晓', text: '' }],
      { sender: '林晓', text: '几点？' },
    ],
  ])('of a quote %s come from the other one', async (_, quotes, whole) => {
    for (const [first, second] of [quotes, quotes.toReversed()]) {
      const reply = (quote: ReadItem['quote']) => [{ text: '茶给我留着', time: T, ...(quote ? { quote } : {}) }];
      const { items } = await corpus(['alpha', reply(first)], ['beta', reply(second)]);
      expect(items.map(({ quote }) => quote)).toEqual([whole]);
    }
  });

  test('its title and the words that it quotes come from the other one', async () => {
    const link: Partial<ReadItem> = { type: 'link', time: T, messageId: '1825462804558386801' };
    const reply: Partial<ReadItem> = { text: '放得下的你放心', time: T + 60, messageId: '1825462804558386802' };
    const { items } = await corpus(
      ['alpha', [link, { ...reply, quote: { text: '', messageId: '1825462804558386700' } }]],
      [
        'beta',
        [
          { ...link, title: '秋天吃什么' },
          { ...reply, quote: { sender: '林晓', text: '冰箱还放得下吗' } },
        ],
      ],
    );
    expect(items[0]?.title).toBe('秋天吃什么');
    expect(items[1]?.quote).toMatchObject({ sender: '林晓', text: '冰箱还放得下吗' });
  });
});
