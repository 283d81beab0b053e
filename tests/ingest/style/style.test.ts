import { describe, expect, test } from 'vitest';
import { HOLD_OUT_FROM } from '../../../src/core/hold-out.ts';
import type { Item } from '../../../src/core/types.ts';
import { itemsOf, type Line, styleOf } from './make.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const counts = (usages: readonly { text: string; count: number }[]) =>
  Object.fromEntries(usages.map(({ text, count }) => [text, count]));
/** The same words again and again, an hour apart: every one a session. */
const often = (n: number, text: (i: number) => string, from = 0, more?: Partial<Item>): Line[] =>
  Array.from({ length: n }, (_, i): Line => [from + i * HOUR, '我', text(i), more ?? {}]);

describe('talk', () => {
  const report = styleOf(
    itemsOf([
      [0, '我', '早上好！'],
      [10, '小禾', '早'],
      [40, '我', '吃了没'],
      [50, '我', '带伞'],
      [5 * HOUR, '小禾', '在吗'],
      [5 * HOUR + 600, '我', '在呢'],
      [5 * HOUR + 610, '我', '晚安~'],
      [10 * HOUR, '我', '早上好'],
      [10 * HOUR + 2, '小禾', '早啊'],
      [10 * HOUR + 4, '我', '晚安'],
    ]),
  );
  const { overall } = report;

  test('has bubbles, characters, turns and a time', () => {
    expect(overall.n).toEqual({ bubbles: 7, chars: 19, turns: 5, days: 1 });
    expect([overall.first, overall.last]).toEqual(['2021-03-04T12:00:00+08:00', '2021-03-04T22:00:04+08:00']);
    expect(overall.bubblesPerTurn).toMatchObject({ n: 5, mean: 1.4, p50: 1, p90: 2 });
    expect(overall.turnChars).toMatchObject({ n: 5, mean: 3.8 });
    expect(overall.hours.flatMap((n, hour) => (n ? [[hour, n]] : []))).toEqual([
      [12, 3],
      [17, 2],
      [22, 2],
    ]);
  });

  test('delays run from the last question, from five seconds on', () => {
    expect(overall.replyDelay).toMatchObject({ n: 2, p10: 30 });
    expect(Math.abs(overall.replyDelay.p90 - 600)).toBeLessThan(36);
  });

  test('who opens and who closes, and with which words', () => {
    expect(overall.opens).toEqual({ value: 0.6667, n: 3, unsure: true });
    expect(overall.closes).toEqual({ value: 1, n: 3, unsure: true });
    expect(report.openings).toEqual([
      { text: '早上好', count: 2, per100: 66.67, items: ['i0', 'i7'], n: 3, unsure: true },
    ]);
    expect(counts(report.farewells)).toEqual({ 晚安: 2 });
  });

  test('delays of more than six hours and of groups are none', () => {
    const late = styleOf(
      itemsOf([
        [0, '小禾', '在吗'],
        [7 * HOUR, '我', '才看到'],
      ]),
    ).overall.replyDelay;
    const group = styleOf(
      itemsOf([
        [0, '小禾', '在吗', { group: true }],
        [60, '我', '在的', { group: true }],
      ]),
    ).overall.replyDelay;
    expect([late.n, group.n]).toEqual([0, 0]);
  });
});

test('a picture is an answer, and its delay one', () => {
  const { overall } = styleOf(
    itemsOf([
      [0, '小禾', '几点了'],
      [60, '我', '', { type: 'image' }],
      [70, '我', '看图'],
    ]),
  );
  expect(overall.replyDelay).toMatchObject({ n: 1, p50: 60 });
});

test('a delay is one between seconds; others are told of', () => {
  const minute = { precision: 'minute' as const };
  const report = styleOf(
    itemsOf([
      [0, '小禾', '到了吗', minute],
      [60, '我', '到了', minute],
      [600, '小禾', '吃了吗', minute],
      [650, '我', '吃了'],
      [900, '小禾', '好'],
      [930, '我', '嗯'],
    ]),
  );
  expect(report.overall.replyDelay).toMatchObject({ n: 1, p50: 30 });
  expect(report.method.delays).toEqual({ answers: 1, withoutSeconds: 2 });
});

test('every answer is told of, also one that comes too soon or too late for a delay', () => {
  const asked = (at: number, after: number): Line[] => [
    [at, '小禾', '在吗'],
    [at + after, '我', '在'],
  ];
  const report = styleOf(itemsOf([...asked(0, 3), ...asked(600, 4), ...asked(1200, 60), ...asked(9000, 7 * HOUR)]));
  expect(report.overall.replyDelay.n).toBe(1);
  expect(report.method.delays).toEqual({ answers: 4, withoutSeconds: 0 });
});

test('a turn is as long as its bubbles', () => {
  const { overall } = styleOf(
    itemsOf([
      [0, '我', '好的[捂脸]'],
      [5, '我', '👍🏽 打[电话1]'],
    ]),
  );
  expect(overall.turnChars.mean).toBe(2 * overall.bubbleChars.mean);
});

test('turns and sessions count where they were spoken or typed', () => {
  const voice = { type: 'voice' as const };
  const { bySource, overall } = styleOf(
    itemsOf([
      [0, '小禾', '到了没'],
      [30, '我', '我到家了', voice],
      [DAY, '小禾', '到了没'],
      [DAY + 30, '我', '我到家了'],
      [DAY + 40, '我', '你先吃吧', voice],
      [2 * DAY, '小禾', '到了没'],
      [2 * DAY + 30, '我', '我在路上呢', voice],
      [2 * DAY + 40, '小禾', '好'],
      [2 * DAY + 50, '我', '十分钟'],
    ]),
  );
  const figures = ({ n, opens, closes }: typeof overall) => [n.bubbles, n.turns, opens.n, closes.value * closes.n];
  expect(figures(overall)).toEqual([5, 4, 3, 3]);
  expect(bySource.voice && figures(bySource.voice)).toEqual([3, 2, 2, 2]);
  expect(bySource.chat && figures(bySource.chat)).toEqual([2, 2, 1, 1]);
});

test('without words there is no source, but an answer all the same', () => {
  const report = styleOf(
    itemsOf([
      [0, '小禾', '到了没'],
      [30, '我', '', { type: 'voice' }],
      [60, '我', '玉兰开了', { kind: 'post' }],
    ]),
  );
  expect(Object.keys(report.bySource)).toEqual(['post']);
  expect(report.overall.n.bubbles).toBe(1);
});

test('sources have figures of their own; overall is talk where there is any', () => {
  const items = itemsOf([
    [0, '我', '到了'],
    [60, '我', '路上有点堵', { type: 'voice' }],
    [HOUR, '我', '玉兰开了，满院子都是香味。', { kind: 'post' }],
    [2 * HOUR, '我', '父亲的工具箱里有一把旧刨子。他总是说，木头记得手。', { kind: 'essay' }],
    [3 * HOUR, '别人', '不是他写的', { kind: 'post' }],
  ]);
  const report = styleOf(items);
  expect(
    Object.fromEntries(Object.entries(report.bySource).map(([source, scope]) => [source, scope.n.bubbles])),
  ).toEqual({
    chat: 1,
    voice: 1,
    post: 1,
    essay: 1,
  });
  expect(report.overall.n.bubbles).toBe(2);
  expect(styleOf(items.slice(2)).overall.n.bubbles).toBe(2);
});

test('years and partners have figures of their own', () => {
  const wang = { conversation: 'wxid_wang', conversationName: '王工' };
  const report = styleOf(
    itemsOf([
      ...often(40, () => '路上堵车呢'),
      ...often(35, () => '图纸发你了', 5 * DAY, wang),
      ...often(20, () => '周末聚聚', 9 * DAY, { conversation: 'g@chatroom', conversationName: '老同学', group: true }),
      ...often(4, () => '谢谢', 12 * DAY, { conversation: 'wxid_li', conversationName: '李姐' }),
      ...often(31, () => '嗯', YEAR),
    ]),
  );
  expect(Object.entries(report.byYear).map(([year, { n }]) => [year, n.bubbles])).toEqual([
    ['2021', 99],
    ['2022', 31],
  ]);
  // Four messages are no picture of how two people talk, and twenty not a sure one.
  expect(report.byPartner.map(({ name, group, n, ends }) => [name, group, n.bubbles, ends.none.unsure])).toEqual([
    ['林小禾', false, 71, undefined],
    ['王工', false, 35, undefined],
    ['老同学', true, 20, true],
  ]);
});

test('chats without figures of their own count in all the others, and are told of', () => {
  const wang = { conversation: 'wxid_wang', conversationName: '王工' };
  const lines = [...often(40, () => '路上堵车呢'), ...often(35, () => '图纸发你了', YEAR, wang)];
  const report = styleOf(itemsOf(lines), { chats: new Set(['wxid_linxiao']) });
  expect(report.byPartner.map(({ name, n }) => [name, n.bubbles])).toEqual([['林小禾', 40]]);
  expect(report.method.partners).toEqual({ listed: 1, others: 1 });
  expect(Object.entries(report.byYear).map(([year, { n }]) => [year, n.bubbles])).toEqual([
    ['2021', 40],
    ['2022', 35],
  ]);
});

test('the subject calls people by what stands at the head or the end', () => {
  const { byPartner } = styleOf(
    itemsOf([
      ...often(30, () => '路上堵车呢'),
      ...[
        '小禾，吃饭了',
        '小禾 你在哪',
        '到家了妈',
        '妈，我到了',
        '妈你在吗',
        '我想妈',
        '晚安，闺女',
        '晚安闺女',
        '闺女',
        '闺女！',
        '大家都好',
        '哎，老林',
      ].map((text, i): Line => [DAY * (i + 3), '我', text]),
    ]),
  );
  expect(counts(byPartner[0]?.address ?? [])).toEqual({ 闺女: 3, 小禾: 2, 妈: 2 });
});

describe('what moved', () => {
  test('is told with both years and the size of the step', () => {
    const report = styleOf(
      itemsOf([
        ...often(60, (i) => (i % 10 ? '好的。' : '好的')),
        ...often(60, (i) => (i % 10 ? '好哒~' : '好哒。'), YEAR),
      ]),
    );
    const moved = Object.fromEntries(report.drift.map((step) => [step.feature, step]));
    expect(moved['end:。']).toMatchObject({
      from: { year: '2021', value: 0.9, n: 60 },
      to: { year: '2022', value: 0.1, n: 60 },
    });
    expect(moved['end:～']?.z).toBeGreaterThan(2);
    expect(moved['particle:哒']?.z).toBeGreaterThan(2);
  });

  test('is not told of chance, nor of years with little', () => {
    expect(
      styleOf(
        itemsOf([
          ...often(60, (i) => (i % 2 ? '好的。' : '好的')),
          ...often(60, (i) => (i % 2 ? '好的。' : '好的'), YEAR),
        ]),
      ).drift,
    ).toEqual([]);
    expect(styleOf(itemsOf([...often(60, () => '好的。'), ...often(10, () => '好哒~', YEAR)])).drift).toEqual([]);
  });
});

test('dialect is named from a rate on, with its words', () => {
  const { dialect } = styleOf(itemsOf(often(40, (i) => (i % 4 ? '今天天气不错啊' : '你干哈呢，咋整啊'))));
  expect(dialect.map(({ region, words }) => [region, counts(words)])).toEqual([['dongbei', { 干哈: 10, 咋整: 10 }]]);
  expect(dialect[0]?.per1000.n).toBe(290);
  expect(styleOf(itemsOf(often(40, () => '今天天气不错啊'))).dialect).toEqual([]);
});

test('嘎嘎冷 is a word of the northeast', () => {
  const { dialect, overall } = styleOf(itemsOf(often(40, (i) => (i % 4 ? '今天嘎嘎冷' : '咋整啊'))));
  expect(dialect.map(({ region, words }) => [region, counts(words)])).toEqual([['dongbei', { 嘎嘎: 30, 咋整: 10 }]]);
  expect(overall.rates.laughter.value).toBe(0);
});

test.each([
  ['關係很好', '係統壞了，關係不大'],
  ['我去阿拉伯看看', '阿拉斯加很冷'],
  ['我要得到一个结果', '你要得多了'],
  // One word of a region may be a name or a fashion.
  ['侬好', '侬好'],
])('%s and %s are no dialect', (one, other) => {
  expect(styleOf(itemsOf(often(40, (i) => (i % 2 ? one : other)))).dialect).toEqual([]);
});

test('people are called in traditional characters too', () => {
  const { byPartner } = styleOf(
    itemsOf(often(40, (i) => ['媽，我到了', '吃飯了嗎媽', '晚安寶貝', '路上堵車'][i % 4] ?? '')),
  );
  expect(counts(byPartner[0]?.address ?? [])).toEqual({ 媽: 20, 寶貝: 10 });
});

test('catch-phrases name their items, and are compared with the partners', () => {
  const daily = ['路上有点堵车', '晚上回家吃饭', '刚买了点水果', '作业写完了吗', '明天要下雨了'];
  const lines = Array.from({ length: 100 }, (_, i): Line[] => [
    [i * HOUR, '小禾', daily[i % 5] as string],
    [i * HOUR + 30, '我', i % 5 === 0 ? '听我的没错' : (daily[(i + 1) % 5] as string)],
  ]).flat();
  const report = styleOf(itemsOf(lines));
  expect(report.catchPhrases.map(({ text }) => text)).toEqual(['听我的没错']);
  expect(report.catchPhrases[0]).toMatchObject({
    count: 20,
    sessions: 20,
    others: 0,
    items: ['i21', 'i31', 'i51', 'i91', 'i171'],
  });
  expect(report.method.reference.partnerChars).toBe(600);
});

test('catch-phrases are those of chats; an essay is another way to write', () => {
  const essay = { kind: 'essay' as const };
  const items = itemsOf([
    ...often(20, (i) => (i % 2 ? '路上有点堵车' : '听我的没错')),
    ...often(5, () => '听我的没错', 2 * DAY, { type: 'voice' }),
    ...often(20, () => '今天在院子里坐着，听我的没错', 5 * DAY, essay),
  ]);
  const phrases = (report: ReturnType<typeof styleOf>) =>
    Object.fromEntries(
      report.catchPhrases.map(({ text, count, sessions, bySource }) => [text, [count, sessions, bySource]]),
    );
  const both = styleOf(items);
  expect(phrases(both).听我的没错).toEqual([15, 15, { chat: 10, voice: 5, essay: 20 }]);
  expect(phrases(both)).not.toHaveProperty('今天在院子里坐着');
  expect(both.catchPhrases[0]?.items.every((id) => Number(id.slice(1)) < 25)).toBe(true);
  expect(phrases(styleOf(items.slice(25))).今天在院子里坐着).toEqual([20, 20, { essay: 20 }]);
});

test('copied texts and messages without words are in no figure', () => {
  const report = styleOf(
    itemsOf([
      [0, '我', '到了'],
      [60, '我', '祝您新春快乐，万事如意', { flags: ['copied'] }],
      [120, '我', '', { type: 'image' }],
    ]),
  );
  expect(report.overall.n.bubbles).toBe(1);
  expect(report.method.leftOut).toEqual({ noWords: 1, copied: 1 });
});

describe('held-out sessions', () => {
  const isHeldOut = (session: string) => session.endsWith('0');
  test('are in no figure', () => {
    const report = styleOf(itemsOf(often(HOLD_OUT_FROM, (i) => (i % 10 ? '到了' : '机密'))), { isHeldOut });
    expect(report.method.heldOut).toEqual({ sessions: 4, bubbles: 4 });
    expect(report.overall.n).toMatchObject({ bubbles: HOLD_OUT_FROM - 4, turns: HOLD_OUT_FROM - 4 });
    expect(JSON.stringify(report)).not.toContain('机密');
  });

  test('are counted where there is too little to hold anything out', () => {
    const few = HOLD_OUT_FROM - 1;
    const report = styleOf(itemsOf(often(few, () => '到了')), { isHeldOut });
    expect(report.method.heldOut).toEqual({ sessions: 0, bubbles: 0 });
    expect(report.overall.n).toMatchObject({ bubbles: few, turns: few });
  });

  test('are counted whole: sessions, greetings and what the others wrote too', () => {
    const lines = Array.from({ length: HOLD_OUT_FROM - 1 }, (_, i): Line[] => [
      [i * HOUR, '我', '在家吗'],
      [i * HOUR + 10, '小禾', '在的'],
      [i * HOUR + 40, '我', '', { type: 'image' }],
      [i * HOUR + 50, '我', '拜拜啦'],
    ]).flat();
    const every = styleOf(itemsOf(lines));
    const some = styleOf(itemsOf(lines), { isHeldOut: (session) => Number(session.slice(2)) % 40 === 0 });
    // The items that are named may be others.
    const figures = (report: typeof every) =>
      JSON.stringify(report, (key, value) => (key === 'items' ? undefined : value));
    expect(figures(some)).toBe(figures(every));
    expect(every.overall.opens.n).toBe(HOLD_OUT_FROM - 1);
    expect(every.method.reference.partnerChars).toBe(2 * (HOLD_OUT_FROM - 1));
  });

  test('essays are held out by themselves', () => {
    const essays = (n: number) => itemsOf(often(n, () => '父亲的工具箱里有一把旧刨子。', 0, { kind: 'essay' }));
    expect(styleOf(essays(HOLD_OUT_FROM - 1), { isHeldOut: (id) => id.endsWith('0') }).bySource.essay?.n.bubbles).toBe(
      HOLD_OUT_FROM - 1,
    );
    expect(styleOf(essays(HOLD_OUT_FROM), { isHeldOut: (id) => id.endsWith('0') }).bySource.essay?.n.bubbles).toBe(
      HOLD_OUT_FROM - 4,
    );
  });
});

test('of very many messages the phrases are counted in some sessions, everything else in all', () => {
  const items = itemsOf(often(300, () => '听我的没错'));
  const report = styleOf(items, { expected: 180_000 });
  expect(report.method.phrases).toEqual({ everySession: 3, exact: false });
  expect(report.catchPhrases[0]?.count).toBe(100);
  expect(report.overall.n.bubbles).toBe(300);
});

test('nothing in, a whole report out', () => {
  const report = styleOf([]);
  expect(report.overall.n).toEqual({ bubbles: 0, chars: 0, turns: 0, days: 0 });
  expect([report.byYear, report.byPartner, report.catchPhrases, report.drift]).toEqual([{}, [], [], []]);
  expect(JSON.stringify(report)).not.toContain('null,"n"');
});

test('the same items give the same bytes', () => {
  const items = itemsOf(often(120, (i) => `${'听我的没错 路上堵车 哈哈哈 [捂脸] 😂 啊！！'.slice(i % 7)}`));
  expect(JSON.stringify(styleOf(items))).toBe(JSON.stringify(styleOf(items)));
});
