import { describe, expect, test } from 'vitest';
import { collectCorpus } from '../../../src/bundle/corpus.ts';
import { buildProfile } from '../../../src/bundle/prompt/build-profile.ts';
import { channelRules } from '../../../src/bundle/prompt/channel.ts';
import type { Example } from '../../../src/bundle/prompt/example.ts';
import { selectExamples } from '../../../src/bundle/prompt/examples.ts';
import { expressionClaims } from '../../../src/bundle/prompt/expression.ts';
import { sceneOf } from '../../../src/bundle/prompt/scenes.ts';
import { exampleBlock, renderSystem, systemLayers } from '../../../src/bundle/prompt/system.ts';
import { Told } from '../../../src/bundle/prompt/told.ts';
import type { Dialogue, Item, Lang } from '../../../src/core/types.ts';
import { corpusInput, persona } from '../context.ts';

const said = (text: string, i = 0, over: Partial<Item> = {}): Item => ({
  id: `m${i}`,
  kind: 'message',
  time: `2022-03-${String((i % 28) + 1).padStart(2, '0')}T10:00:00+08:00`,
  conversation: 'c',
  conversationName: '林晓',
  sender: { name: '陈默' },
  bySubject: true,
  type: 'text',
  text,
  source: { format: 'memotrace-csv', file: 'a', record: i },
  ...over,
});

const answered = (asked: string, reply: string, i = 0): Dialogue => ({
  id: `d${String(i).padStart(3, '0')}`,
  conversation: 'c',
  start: `2022-03-01T10:00:00+08:00`,
  session: `s${i}`,
  context: [{ role: 'other', name: '林晓', text: asked }],
  question: 1,
  reply,
  bubbles: [reply],
  items: [`m${i}`],
});

async function profileOf(items: Item[], dialogues: Dialogue[] = [], lang: Lang = 'zh') {
  const corpus = await collectCorpus(corpusInput({ items, dialogues }), { withoutOnlyMe: false });
  return buildProfile(persona, corpus, null, lang);
}

const quotesIn = async (layer: string, texts: string[], over: Partial<Item> = {}) =>
  (await profileOf(texts.map((text, i) => said(text, i, over)))).claims
    .filter((claim) => claim.layer === layer)
    .flatMap(({ quotes = [] }) => quotes.map(({ text }) => text));

describe('who somebody is', () => {
  test('what is said to others, of others, denied or supposed is no statement about oneself', async () => {
    const texts = [
      '我叫你别去',
      '我叫了外卖',
      '我是说你该去工作了',
      '我看他也就三十岁',
      '我还没退休呢',
      '要是我退休了就去',
      '我住院那几天麻烦你',
      '我是过来人',
      '我在忙工作',
      '我怕你累着',
      '他们都说我是好老师',
      '我姐夫退休了天天钓鱼',
    ];
    expect(await quotesIn('identity', texts)).toEqual([]);
  });

  test('statements about oneself are, in traditional characters too', async () => {
    const texts = ['我老家在沈阳', '我是東北人', '我在机床厂上班，干了三十年', '我喜歡吃餃子', '我怕冷', '我属虎'];
    expect((await quotesIn('identity', texts)).sort()).toEqual([...texts].sort());
  });
});

describe('memories', () => {
  test('what is not over, not one’s own or said in comfort is none', async () => {
    const texts = [
      '我还没退休呢，再干两年',
      '楼上那家要搬家了，吵得很',
      '以前的手机坏了，换了个新的',
      '我看着呢，换气比以前稳多了',
      '你要是后悔了可别来找我哭',
      '难过就难过一会儿，不丢人的',
      '等我退休那时候，咱们去海边住',
      '记得那个快递，下班拿一下',
      '我们一起去看电影吧，明天有空',
      '我姐夫退休了天天钓鱼',
      '我们买了房的那家中介倒闭了',
      '小时候那张照片在抽屉里',
    ];
    expect(await quotesIn('memories', texts)).toEqual([]);
  });

  test('what somebody lived through is', async () => {
    const texts = [
      '我退休那年，厂里发了个保温杯',
      '小時候啊，一塊糖能高興得不得了',
      '我以前在厂里当过三年学徒呢',
      '我也想你，家里的花都开了好几盆',
      '我们第一次坐火车，站了一整夜，脚都肿了',
    ];
    expect((await quotesIn('memories', texts)).sort()).toEqual([...texts].sort());
  });

  test('an essay needs no 我 to tell of a life', async () => {
    const text = '那年冬天他住院，箱子里每样都擦过油。';
    expect(await quotesIn('memories', [text], { kind: 'essay' })).toEqual([text]);
  });

  test('what befell somebody else is told as a story, not as a turning point of one’s own life', async () => {
    const texts = ['那年冬天他住院，箱子里每样都擦过油。', '我退休那年，厂里发了个保温杯'];
    const { claims } = await profileOf(texts.map((text, i) => said(text, i, { kind: 'essay' })));
    const titles = claims.filter(({ layer }) => layer === 'memories').map(({ say }) => /（(.+?)）/u.exec(say)?.[1]);
    expect(titles).toEqual(['往事', '人生大事']);
  });

  test('the date below a letter is none', async () => {
    expect(await quotesIn('memories', ['天冷了，多穿一点\n妈\n2005年9月10日'], { kind: 'essay' })).toEqual([]);
  });
});

describe('what somebody values', () => {
  test('is no matter of the moment', async () => {
    const texts = [
      '最重要的是先把火关小',
      '这道题的道理我讲不清楚',
      '我觉得钱不够，先不买了',
      'I believe the bus leaves at nine',
      "I'd rather not know what you two did",
    ];
    expect(await quotesIn('decisions', texts)).toEqual([]);
  });

  test('is what they say of life, in traditional characters and English too', async () => {
    const texts = ['做人最要緊的是踏實', '宁可吃亏，不能骗人', 'I believe what matters is keeping your word.'];
    expect((await quotesIn('decisions', texts)).sort()).toEqual([...texts].sort());
  });
});

test('慢慢来 is quoted as comfort only where somebody was in trouble', async () => {
  const replies = ['慢慢来，不着急的', '慢慢来，总能练成'];
  const dialogues = [answered('我考砸了', replies[0] as string, 0), answered('钢琴考级过了', replies[1] as string, 1)];
  const { claims } = await profileOf(
    replies.map((text, i) => said(text, i)),
    dialogues,
  );
  expect(claims.find(({ id }) => id === 'care.comfort')?.say).toContain(
    '安慰人时（见 1 次），你会这样说：「慢慢来，不着急的」',
  );
});

test.each([
  ['別難過，會好的', 'comfort'],
  ['真厲害，以你為榮', 'praise'],
  ['頭疼得厲害', 'health'],
  ['好记性不如烂笔头', 'other'],
  ['不如你先回去', 'advice'],
  ['难过就难过一会儿', 'comfort'],
])('%s is %s', (text, scene) => expect(sceneOf(text)).toBe(scene));

test('a question is one, and who leaves out its mark does not seldom ask', () => {
  const claimOf = (texts: string[]) =>
    [
      ...expressionClaims(
        Array.from({ length: 40 }, (_, i) => said(texts[i % texts.length] as string, i)),
        [],
        'zh',
      ),
    ].find(({ id }) => id === 'expression.questions')?.say;
  expect(claimOf(['在家呢', '早着呢', '还没', '都没有', '好的'])).toBe('很少发问（0%），多是陈述。');
  expect(claimOf(['几点回来', '好的', '买菜去了'])).toBeUndefined();
  expect(claimOf(['吃了吗', '好的'])).toBe('爱问：50% 的消息是在问对方。');
});

test('a form seen once is no habit, and essays are compared before they are called longer', () => {
  const chat = Array.from({ length: 40 }, (_, i) => said('今天我在家里把花都浇了一遍，累了', i));
  const items = [...chat, said('好[呲牙]', 41), said('我也是人。你也是人。', 42, { kind: 'essay' })];
  const of = (id: string) => [...expressionClaims(items, [], 'zh')].find((claim) => claim.id === id)?.say;
  expect(of('expression.emoji')).toBe('几乎不用表情符号（41 条里有 1 条）。');
  expect(of('expression.long-form')).not.toMatch(/[^时]长）|，比聊天/u);
});

describe('what is not known', () => {
  const answers = ['好，明天去买', '吃了，放心', '量过了，正常'];
  const asked = ['药吃完了，去医院开点', '血压药吃了没', '血压量了吗'];

  test('a matter that others brought up and the person answered is known', async () => {
    const dialogues = answers.map((reply, i) => answered(asked[i] as string, reply, i));
    const { unknown } = await profileOf(
      answers.map((text, i) => said(text, i)),
      dialogues,
    );
    expect(unknown.map(({ id }) => id)).not.toContain('topic.health');
    expect(unknown.map(({ id }) => id)).toContain('topic.money');
  });

  test.each([
    [
      'money',
      ['It was 40 pounds and the tip was five', 'Yes, rent is due on the first', '这个月房租还没交呢', '花了三百塊'],
    ],
    ['health', ['My sister broke her arm', 'He should have an X-ray', '你弟弟骨折了打着石膏', '牙疼了兩天了']],
    ['food', ['We had pizza and chips', '喝碗粥再走']],
  ])('%s is spoken of in any of its words', async (topic, texts) => {
    for (const text of texts)
      expect((await profileOf([said(text)])).unknown.map(({ id }) => id)).not.toContain(`topic.${topic}`);
  });

  test('of what no word was found it is not said that nobody ever spoke of it', async () => {
    const { unknown } = await profileOf([said('好')]);
    expect(unknown.find(({ id }) => id === 'topic.money')?.say).toBe('钱：很少说到。');
    expect(unknown.map(({ say }) => say).join()).not.toMatch(/从来没有|没有说过|没有讲过/u);
  });

  test('in a language that the lists of words do not hold nothing is called unspoken', async () => {
    const corpus = await collectCorpus(corpusInput({ items: [said('Il fait froid')], dialogues: [] }), {
      withoutOnlyMe: false,
    });
    const { unknown } = await buildProfile({ ...persona, language: 'fr' }, corpus, null, 'en');
    expect(unknown.map(({ id }) => id).filter((id) => /^(?:topic|layer)\./u.test(id))).toEqual([]);
  });

  test('nobody is told to have forgotten how to comfort', async () => {
    const profile = await profileOf(answers.map((text, i) => said(text, i)));
    const layers = systemLayers({ persona, profile, examples: [], notes: [], lang: 'zh', budget: 6000 });
    const text = renderSystem(layers, persona);
    const [forgotten = '', unsampled = ''] = text.split('问到上面这些');
    expect(forgotten).not.toContain('安慰');
    expect(unsampled).toContain('  - 安慰、拒绝、道歉：没有确切的例子。');
  });
});

test('who had the persona made is said, and that others may be talking', async () => {
  const profile = await profileOf([said('好')]);
  expect(channelRules(profile, persona, 'zh')).toContain('请人做这个数字人格的是林晓（你的妻子）。');
  expect(channelRules(profile, persona, 'en')).toContain('ask before you take them for somebody');
  expect(channelRules(profile, { ...persona, consent: null }, 'zh')).not.toContain('妻子');
});

test('a sentence stands in one line of the prompt, a piece of it only where it is said alone', () => {
  const told = new Told();
  const of = ([text, count]: [string, number]) => ({ text, count });
  expect(told.fresh<[string, number]>([['好，路上慢点，9点前到', 5]], of, 9)).toHaveLength(1);
  const more: [string, number][] = [
    ['好，路上慢点，10点前到', 4],
    ['路上慢点', 5],
    ['点前到', 9],
    ['早点睡', 2],
  ];
  expect(told.fresh(more, of, 9).map(([text]) => text)).toEqual(['点前到', '早点睡']);
});

test('near-identical answers give one example, however much room there is', () => {
  const dialogues = Array.from({ length: 40 }, (_, i) =>
    answered(`${i + 1}号回家`, `好，路上慢点，${i % 12}点前到`, i),
  );
  const more = [...dialogues, answered('今天冷不冷', '毛衣外头又套了件棉的', 90)];
  const chosen = selectExamples(more, { budget: 30_000, halfLife: 0, distinctive: new Map() });
  expect(chosen).toHaveLength(2);
});

test('in an example every message of either side has its line', () => {
  const example = {
    context: [{ role: 'other', name: '林晓', text: '在吗\n吃了没' }],
    reply: ['吃了', '你呢'],
  } as unknown as Example;
  expect(exampleBlock(example, '陈默', 'zh').split('  \n')).toEqual([
    '> 林晓：在吗',
    '> 林晓：吃了没',
    '> **陈默**：吃了',
    '> **陈默**：你呢',
  ]);
});
