import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dialogue, Item } from '../../../src/core/types.ts';
import { DialogueLines } from '../../../src/ingest/dialogues/dialogue-lines.ts';
import { createDialogues, type DialogueOptions } from '../../../src/ingest/dialogues/dialogues.ts';
import { isLowInformation } from '../../../src/ingest/dialogues/low-information.ts';
import { epochOf } from '../../../src/parse/epoch.ts';

/** `[minutes.seconds after noon, who, words]`; 我 is the subject. */
type Line = [at: number | null, who: string, text: string, more?: Partial<Item>];
let serial = 0;
function item([at, who, text, more]: Line): Item {
  const seconds = at === null ? 0 : Math.floor(at) * 60 + Math.round((at % 1) * 100);
  return {
    id: `i${++serial}`,
    kind: 'message',
    time: at === null ? null : new Date(Date.UTC(2021, 2, 4, 12, 0, seconds)).toISOString().replace('.000Z', '+00:00'),
    conversation: 'wxid_linxiao',
    sender: { name: who },
    bySubject: who === '我',
    type: 'text',
    text,
    source: { format: 'test', file: 'test', record: serial },
    ...more,
  };
}
function dialogues(lines: Line[], options: DialogueOptions = {}): Dialogue[] {
  serial = 0;
  const maker = createDialogues(options);
  return [...lines.flatMap((line) => [...maker.push(item(line))]), ...maker.end()];
}
const shown = ({ context, reply, question, flags }: Dialogue) => ({
  context: context.map(({ name, text }) => `${name}: ${text}`),
  reply,
  question,
  ...(flags && { flags }),
});

describe('turns', () => {
  test('bubbles of one sender within two minutes are one turn, and stay a list', () => {
    const [found, ...rest] = dialogues([
      [0, '林晓', '几点回来？'],
      [1, '我', '路上堵车'],
      [1.3, '我', '晚点到家'],
    ]);
    expect(rest).toEqual([]);
    expect(found).toEqual({
      id: 'di2',
      conversation: 'wxid_linxiao',
      start: '2021-03-04T12:01:00+00:00',
      context: [{ role: 'other', name: '林晓', text: '几点回来？' }],
      question: 1,
      reply: '路上堵车\n晚点到家',
      bubbles: ['路上堵车', '晚点到家'],
      replyDelay: 60,
      session: 'si1',
      items: ['i2', 'i3'],
    });
  });

  test('a pause of more than two minutes ends a turn; exactly two do not', () => {
    expect(
      dialogues([
        [0, '林晓', '在吗'],
        [0.1, '我', '在的呢'],
        [2.1, '我', '怎么啦'],
      ]).map(({ bubbles }) => bubbles),
    ).toEqual([['在的呢', '怎么啦']]);
    const two = dialogues([
      [0, '林晓', '在吗'],
      [0.1, '我', '在的呢'],
      [2.12, '我', '怎么啦'],
    ]);
    expect(two.map(shown)).toEqual([
      { context: ['林晓: 在吗'], reply: '在的呢', question: 1 },
      { context: ['林晓: 在吗', '我: 在的呢'], reply: '怎么啦', question: 0, flags: ['continuation'] },
    ]);
    expect(two[1]?.replyDelay).toBeUndefined();
  });

  test('a turn ends at about 500 characters, never inside a bubble', () => {
    const long = '长'.repeat(300);
    expect(
      dialogues([
        [0, '我', long],
        [0.1, '我', long],
        [0.2, '我', '完了吧'],
      ]).map(({ bubbles }) => bubbles),
    ).toEqual([[long], [long, '完了吧']]);
  });

  test('a picture from the other side in between ends a turn', () => {
    const found = dialogues([
      [0, '我', '看这个'],
      [0.1, '林晓', '', { type: 'image' }],
      [0.2, '我', '好看吧'],
    ]);
    expect(found.map(shown)).toEqual([
      { context: [], reply: '看这个', question: 0, flags: ['initiation'] },
      { context: ['我: 看这个', '林晓: [图片]'], reply: '好看吧', question: 1, flags: ['answers-media'] },
    ]);
  });

  test('the subject’s own picture is no part of the words', () => {
    const [found] = dialogues([
      [0, '林晓', '猫呢'],
      [0.1, '我', '', { type: 'image' }],
      [0.2, '我', '在这儿睡觉'],
    ]);
    expect(found).toMatchObject({ reply: '在这儿睡觉', bubbles: ['在这儿睡觉'], items: ['i3'], flags: ['with-media'] });
    // A picture alone answers without words: no dialogue, but the question is answered.
    expect(
      dialogues([
        [0, '林晓', '猫呢'],
        [0.1, '我', '', { type: 'image' }],
        [5, '我', '睡觉呢'],
      ]).map(shown),
    ).toEqual([{ context: ['林晓: 猫呢', '我: [图片]'], reply: '睡觉呢', question: 0, flags: ['continuation'] }]);
  });
});

describe('questions', () => {
  test('all that is pending is the question: who asks much and is answered once loses nothing', () => {
    const [found] = dialogues([
      [0, '林晓', '买菜了吗'],
      [3, '林晓', '晚上妈来'],
      [6, '林晓', '她要吃鱼'],
      [7, '我', '买了，鲫鱼'],
    ]);
    expect(found && shown(found)).toEqual({
      context: ['林晓: 买菜了吗', '林晓: 晚上妈来', '林晓: 她要吃鱼'],
      reply: '买了，鲫鱼',
      question: 3,
    });
    expect(found?.replyDelay).toBe(60);
  });

  test('before the question stand up to eight turns of the session', () => {
    const lines: Line[] = Array.from({ length: 12 }, (_, i) => [i, i % 2 ? '我' : '林晓', `第${i}句话`]);
    const last = dialogues(lines).at(-1);
    expect(last?.context.map(({ text }) => text)).toEqual([3, 4, 5, 6, 7, 8, 9, 10].map((i) => `第${i}句话`));
    expect(last?.question).toBe(1);
  });

  test('old words give way at 1,000 characters, the question does not', () => {
    const letter = '信'.repeat(700);
    const [, second] = dialogues([
      [0, '林晓', letter],
      [1, '我', letter],
      [2, '林晓', letter],
      [2.1, '林晓', letter],
      [3, '我', '读完了'],
    ]);
    expect(second && { question: second.question, turns: second.context.length }).toEqual({ question: 2, turns: 2 });
  });

  test('in a group the names stay, and many may speak before the answer', () => {
    const people = ['妈', '姐', '林晓'];
    const lines: Line[] = Array.from({ length: 40 }, (_, i) => [
      i * 0.2,
      people[i % 3] as string,
      `${i}号发言内容`,
      { group: true },
    ]);
    const [found] = dialogues([...lines, [9, '我', '我都行', { group: true }]]);
    expect(found?.context.slice(-2).map(({ name }) => name)).toEqual(['林晓', '妈']);
    expect(found).toMatchObject({ question: 24, group: true, flags: ['question-cut'] });
  });

  test('chats never mix, however they interleave', () => {
    const other = { conversation: 'wxid_wang' };
    const found = dialogues([
      [0, '林晓', '几点回'],
      [0.1, '王工', '图纸好了吗', other],
      [0.2, '我', '六点左右'],
      [0.3, '我', '还差一张', other],
    ]);
    expect(found.map(shown)).toEqual([
      { context: ['林晓: 几点回'], reply: '六点左右', question: 1 },
      { context: ['王工: 图纸好了吗'], reply: '还差一张', question: 1 },
    ]);
  });
});

describe('sessions', () => {
  test('half an hour of silence begins a new one, without the old question', () => {
    const found = dialogues([
      [0, '林晓', '晚饭吃啥'],
      [31, '我', '刚开完会'],
      [32, '林晓', '哦哦'],
      [32.1, '我', '面条吧'],
    ]);
    expect(found.map(shown)).toEqual([
      { context: [], reply: '刚开完会', question: 0, flags: ['initiation'] },
      { context: ['我: 刚开完会', '林晓: 哦哦'], reply: '面条吧', question: 1 },
    ]);
    expect(found.map(({ session }) => session)).toEqual(['si2', 'si2']);
  });

  test('a late answer is linked by its quote', () => {
    const quote = { sender: '林晓', text: '晚饭吃啥' };
    const [found] = dialogues([
      [0, '林晓', '晚饭吃啥'],
      [300, '我', '面条吧，简单', { quote }],
    ]);
    expect(found && shown(found)).toEqual({
      context: ['林晓: 晚饭吃啥'],
      reply: '面条吧，简单',
      question: 1,
      flags: ['late', 'quote'],
    });
    expect(found?.replyDelay).toBeUndefined();
  });

  test('a quote that stands in the context already is not put there twice', () => {
    const quote = { sender: '林晓', text: '晚饭吃啥' };
    const [found] = dialogues([
      [0, '林晓', '晚饭吃啥'],
      [1, '我', '面条吧，简单', { quote }],
    ]);
    expect(found?.context).toHaveLength(1);
    expect(found?.flags).toEqual(['quote']);
  });

  test('a turn that answers two quoted messages has both questions, in the order of the answers', () => {
    const [found] = dialogues([
      [0, '林晓', '妈妈的药买了没有？'],
      [300, '我', '去，早上六点走', { quote: { sender: '林晓', text: '周末去不去爬山？' } }],
      [300.3, '我', '买了，放桌上了', { quote: { sender: '林晓', text: '妈妈的药买了没有？' } }],
      [300.4, '我', '带了水', { quote: { sender: '林晓', text: '周末去不去爬山？' } }],
    ]);
    expect(found && shown(found)).toEqual({
      context: ['林晓: 周末去不去爬山？', '林晓: 妈妈的药买了没有？'],
      reply: '去，早上六点走\n买了，放桌上了\n带了水',
      question: 2,
      flags: ['late', 'quote'],
    });
  });

  test('quoted words stand in front of what is pending', () => {
    const [, found] = dialogues([
      [0, '我', '刚开完会'],
      [1, '林晓', '在吗'],
      [1.2, '我', '买了，放桌上了', { quote: { sender: '林晓', text: '妈妈的药买了没有？' } }],
      [1.4, '我', '去', { quote: { sender: '林晓', text: '周末去不去爬山？' } }],
    ]);
    expect(found && shown(found)).toEqual({
      context: ['我: 刚开完会', '林晓: 妈妈的药买了没有？', '林晓: 周末去不去爬山？', '林晓: 在吗'],
      reply: '买了，放桌上了\n去',
      question: 3,
      flags: ['quote'],
    });
  });

  test.each([
    ['好', '好吧好吧你说', false],
    ['好', '在吗\n好\n你说', true],
    ['第一行\n第二行', '第一行\n第二行', true],
    ['好...', '好吧好吧你说', false],
    ['周末去不去爬山，早上几点走…', '周末去不去爬山，早上几点走呢', true],
    ['', '好吧好吧你说', true],
  ])('a quote of %j is known by the turn %j: %s', (text, asked, known) => {
    const [found] = dialogues([
      [0, '林晓', asked],
      [1, '我', '同意这样做', { quote: { sender: '林晓', text } }],
    ]);
    expect(found?.context.map((turn) => turn.text)).toEqual(known ? [asked] : [text, asked]);
  });

  test('the subject quoting themselves asks nobody', () => {
    const quote = { sender: '老默', text: '我说过的' };
    const [found] = dialogues([[0, '我', '看看这句话', { quote }]], { subjectNames: new Set(['老默']) });
    expect(found).toMatchObject({ context: [{ role: 'subject', name: '老默', text: '我说过的' }], question: 0 });
  });

  test('a bubble that quotes another one of its turn is answered by nobody', () => {
    const [found] = dialogues([
      [0, '我', '周五的票买好了'],
      [0.2, '我', '就这趟', { quote: { sender: '老默', text: '周五的票买好了' } }],
    ]);
    expect(found && shown(found)).toEqual({
      context: [],
      reply: '周五的票买好了\n就这趟',
      question: 0,
      flags: ['initiation', 'quote'],
    });
  });

  test('who says what they quote has still been told it', () => {
    const quote = { sender: '林晓', text: '周五走' };
    const [found] = dialogues([[0, '我', '周五走', { quote }]]);
    expect(found && shown(found)).toMatchObject({ context: ['林晓: 周五走'], question: 1 });
  });

  test.each(['[其他消息]', '[动画表情]', '[语音]', '[语音 4"]', '[图片]'])(
    'a quote that shows nothing but %s has no words to put into the context',
    (text) => {
      const [found] = dialogues([
        [0, '林晓', '在吗'],
        [1, '我', '听见了', { quote: { sender: '林晓', text } }],
      ]);
      expect(found && shown(found)).toMatchObject({ context: ['林晓: 在吗'], flags: ['quote'] });
    },
  );

  test('who quotes a picture of an earlier day opens nothing', () => {
    const [found] = dialogues([[0, '我', '拍得真好', { quote: { sender: '林晓', text: '[图片]' } }]]);
    expect(found && shown(found)).toMatchObject({ context: [], question: 0, flags: ['answers-media', 'quote'] });
  });

  test('a quoted link is told by its title', () => {
    const [found] = dialogues([
      [0, '我', '看了，不错', { quote: { sender: '林晓', text: '[链接] 秋天去哪里看叶子' } }],
    ]);
    expect(found && shown(found)).toMatchObject({ context: ['林晓: [链接] 秋天去哪里看叶子'], question: 1 });
  });

  test('a quoted message is known by its id, whatever the quote shows of it', () => {
    const quote = { sender: '林晓', text: '记得买醋和香', messageId: '42' };
    const [found] = dialogues(
      [
        [0, '林晓', '买点醋和油', { id: 'item-of-42', type: 'voice' }],
        [1, '我', '听见了', { quote }],
      ],
      { itemOf: (messageId) => `item-of-${messageId}` },
    );
    expect(found && shown(found)).toMatchObject({ context: ['林晓: 买点醋和油'], question: 1 });
  });

  test('items without a time lie in the session they stand in', () => {
    const found = dialogues([
      [null, '林晓', '在吗'],
      [null, '我', '在的呢'],
      [null, '林晓', '吃了没'],
      [null, '我', '吃过了'],
    ]);
    expect(found.map(({ start, session, context }) => [start, session, context.length])).toEqual([
      ['', 'si1', 1],
      ['', 'si1', 3],
    ]);
  });

  test('a turn goes on over a message without a time only beside it in one file', () => {
    const source = { format: 'test', file: 'another', record: 1 };
    const bubbles = (more: Partial<Item>) =>
      dialogues([
        [0, '我', '路上堵车', more],
        [null, '我', '晚点到家'],
        [0.3, '我', '你们先吃'],
      ]).map((found) => found.bubbles);
    expect(bubbles({})).toEqual([['路上堵车', '晚点到家', '你们先吃']]);
    expect(bubbles({ source })).toEqual([['路上堵车'], ['晚点到家', '你们先吃']]);
  });

  test('what fell silent is closed while other chats go on: memory does not grow with the years', () => {
    const maker = createDialogues();
    serial = 0;
    maker.push(item([0, '我', '第一句话', { conversation: 'a' }]));
    const out = maker.push(item([40, '我', '第二句话', { conversation: 'b' }]));
    expect(out.map(({ conversation }) => conversation)).toEqual(['a']);
    expect(maker.end().map(({ conversation }) => conversation)).toEqual(['b']);
  });

  test('posts and essays are no turns', () => {
    expect(
      dialogues([
        [0, '我', '今天天气好', { kind: 'post' }],
        [0, '我', '一篇文章', { kind: 'essay' }],
      ]),
    ).toEqual([]);
  });
});

test('flags say what an answer is worth', () => {
  const found = dialogues([
    [0, '林晓', '到了吗'],
    [0.1, '我', '嗯'],
    [1, '林晓', '电话多少'],
    [1.1, '我', '[电话1]，找王师傅', { flags: ['masked'] }],
    [2, '林晓', '新年好'],
    [2.1, '我', '祝您和家人新春快乐，万事如意，身体健康！', { flags: ['copied'] }],
  ]);
  expect(found.map(({ flags }) => flags)).toEqual([['low-information'], ['masked'], ['copied']]);
});

test.each([
  ['嗯', true],
  ['好的呀', true],
  ['哈哈哈哈哈哈', true],
  ['[捂脸][捂脸]', true],
  ['😂', true],
  ['OK', true],
  ['收到！', true],
  ['我好的', false],
  ['哈哈，路上堵车', false],
  ['好好吃饭', false],
])('%s alone tells nothing: %s', (reply, low) => {
  expect(isLowInformation(reply)).toBe(low);
});

const anyItem = fc.record({
  gap: fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 5000 })),
  who: fc.constantFrom('我', '林晓', '妈'),
  chat: fc.constantFrom('a', 'b', 'c'),
  text: fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constant('长'.repeat(400))),
  timeless: fc.boolean(),
  quote: fc.option(fc.string({ maxLength: 20 }), { nil: undefined }),
});

describe('whatever comes in', () => {
  const made = (
    rows: { gap: number; who: string; chat: string; text: string; timeless: boolean; quote: string | undefined }[],
  ) => {
    let at = 1_600_000_000;
    return rows.map(({ gap, who, chat, text, timeless, quote }, i): Item => {
      at += gap;
      return {
        id: `i${i}`,
        kind: 'message',
        time: timeless ? null : new Date(at * 1000).toISOString().replace('.000Z', '+00:00'),
        conversation: chat,
        sender: { name: who },
        bySubject: who === '我',
        type: text ? 'text' : 'image',
        text,
        ...(quote !== undefined && { quote: { text: quote } }),
        source: { format: 'test', file: 'test', record: i },
      };
    });
  };

  test('every word of the subject is in exactly one reply, and contexts hold nothing of later', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 60 }), (rows) => {
        const items = made(rows);
        const maker = createDialogues();
        const found = [...items.flatMap((one) => [...maker.push(one)]), ...maker.end()];
        const replied = found.flatMap((d) => d.items);
        expect([...replied].sort()).toEqual(
          items
            .filter((one) => one.bySubject && one.text)
            .map(({ id }) => id)
            .sort(),
        );
        const byId = new Map(items.map((one) => [one.id, one]));
        for (const d of found) {
          expect(d.bubbles).toEqual(d.items.map((id) => byId.get(id)?.text));
          expect(d.reply).toBe(d.bubbles?.join('\n'));
          expect(new Set(d.items.map((id) => byId.get(id)?.conversation))).toEqual(new Set([d.conversation]));
          expect(d.context.slice(d.context.length - (d.question ?? 0)).every(({ role }) => role === 'other')).toBe(
            true,
          );
          expect(d.replyDelay ?? 0).toBeGreaterThanOrEqual(0);
        }
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      }),
    );
  });

  test('lines are right when more turns were written than are kept, and when one is larger than all', () => {
    const rows = Array.from({ length: 9000 }, (_, i) => ({
      gap: 40,
      who: i % 2 ? '我' : '林晓',
      chat: i % 3 ? 'a' : 'b',
      text: i === 4001 ? '长'.repeat(2_000_000) : `${i}${'话'.repeat(i % 480)}`,
      timeless: false,
      quote: undefined,
    }));
    const maker = createDialogues();
    const lines = new DialogueLines();
    let bytes = 0;
    for (const d of [...made(rows).flatMap((one) => [...maker.push(one)]), ...maker.end()]) {
      const line = Buffer.from(lines.line(d)).toString();
      bytes += line.length;
      // A difference would print two million characters.
      expect(isDeepStrictEqual(JSON.parse(line), JSON.parse(JSON.stringify(d)))).toBe(true);
    }
    expect(bytes).toBeGreaterThan(8_000_000);
  });

  test('a turn whose bytes were overwritten meanwhile is written anew', () => {
    const quiet = { who: '林晓', chat: 'b', timeless: false, quote: undefined };
    const loud = Array.from({ length: 30 }, (_, i) => [
      { ...quiet, gap: 20, chat: 'a', text: `${i}`.padEnd(80_000, '长') },
      { ...quiet, gap: 1, who: '我', chat: 'a', text: '看完了' },
    ]).flat();
    const rows = [
      { ...quiet, gap: 0, text: '第一句话' },
      { ...quiet, gap: 1, who: '我', text: '第二句话' },
      { ...quiet, gap: 1, text: '你说得对' },
      ...loud,
      { ...quiet, gap: 10, who: '我', text: '第三句话' },
    ];
    const maker = createDialogues();
    const lines = new DialogueLines();
    let compared = 0;
    for (const d of [...made(rows).flatMap((one) => [...maker.push(one)]), ...maker.end()]) {
      const same = isDeepStrictEqual(JSON.parse(Buffer.from(lines.line(d)).toString()), JSON.parse(JSON.stringify(d)));
      expect([d.items, same]).toEqual([d.items, true]);
      compared++;
    }
    expect(compared).toBe(32);
  });

  test('lines are what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 30 }), (rows) => {
        const maker = createDialogues({ hash: (text) => `#${text.length}"` });
        const lines = new DialogueLines();
        for (const d of [...made(rows).flatMap((one) => [...maker.push(one)]), ...maker.end()]) {
          expect(JSON.parse(Buffer.from(lines.line(d)).toString())).toEqual(JSON.parse(JSON.stringify(d)));
        }
      }),
    );
  });
});

test('times of the corpus are read as Date.parse reads them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.constantFrom('+08:00', '-03:30', '+00:00', 'Z'),
      (epoch, zone) => {
        const time = `${new Date(epoch * 1000).toISOString().slice(0, 19)}${zone}`;
        expect(epochOf(time)).toBe(Date.parse(time) / 1000);
      },
    ),
  );
  expect(epochOf('2021-03-04')).toBe(Date.UTC(2021, 2, 4) / 1000);
  expect([epochOf(null), epochOf(''), epochOf('yesterday at noon')]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});
