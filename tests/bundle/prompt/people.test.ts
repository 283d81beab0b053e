import { expect, test } from 'vitest';
import { buildProfile } from '../../../src/bundle/prompt/build-profile.ts';
import { greetingClaims, styleClaims } from '../../../src/bundle/prompt/style-claims.ts';
import type { CatchPhrase, StyleReport, Usage } from '../../../src/core/style.ts';
import type { Item } from '../../../src/core/types.ts';
import { corpusOf, persona } from '../context.ts';

let n = 0;
const message = (over: Partial<Item> & { text: string; bySubject: boolean; file: string; who?: string }): Item => {
  const { file, who = '陈默', ...rest } = over;
  return {
    id: `m${++n}`,
    kind: 'message',
    time: `2022-03-0${(n % 9) + 1}T10:00:00+08:00`,
    conversation: 'wxid_chenmo01',
    conversationName: '陈默',
    sender: over.bySubject ? { id: 'wxid_chenmo01', name: '陈默' } : { id: `wxid_${who}`, name: who },
    type: 'text',
    source: { format: 'memotrace-csv', file, record: n },
    ...rest,
  };
};

test('on two phones the chat with the subject has one id: people are told apart by who answers', async () => {
  const items = [
    message({ file: 'wife.csv', text: '几点回来', bySubject: false, who: '林晓' }),
    message({ file: 'wife.csv', text: '七点', bySubject: true }),
    message({ file: 'daughter.csv', text: '爸,我到了', bySubject: false, who: '小禾' }),
    message({ file: 'daughter.csv', text: '好', bySubject: true }),
    message({ file: 'daughter.csv', text: '早点睡', bySubject: true }),
    // The same daughter, exported by another tool.
    message({ file: 'daughter.json', text: '爸,晚安', bySubject: false, who: '小禾' }),
    message({ file: 'daughter.json', text: '晚安', bySubject: true }),
  ];
  const { people } = await corpusOf({ items, dialogues: [], segments: [] });
  expect(people.map(({ name, own, theirs }) => [name, own, theirs])).toEqual([
    ['小禾', 3, 2],
    ['林晓', 1, 1],
  ]);
});

test("the other chats of the phone's owner say nothing of how the two are with each other", async () => {
  const days = Array.from({ length: 4 }, (_, i) => `2022-04-0${i + 1}T10:00:00+08:00`);
  const work = { conversation: 'wxid_wang', conversationName: '王姐' };
  const items = [
    message({ file: 'wife.csv', text: '几点回来', bySubject: false, who: '林晓' }),
    message({ file: 'wife.csv', text: '七点', bySubject: true }),
    // What another export alone has of the same chat, all of it by her.
    message({ file: 'wife.json', text: '路上慢点', bySubject: false, who: '林晓' }),
    ...days.map((time) =>
      message({ file: 'work.csv', text: '王姐，明天开会吗', bySubject: false, who: '林晓', time, ...work }),
    ),
    message({ file: 'work.csv', text: '好的', bySubject: false, who: '王姐', ...work }),
  ];
  const corpus = await corpusOf({ items, dialogues: [], segments: [] });
  expect(corpus.people.map(({ name, own, theirs }) => [name, own, theirs])).toEqual([['林晓', 1, 2]]);
  expect(JSON.stringify(await buildProfile(persona, corpus, null, 'zh'))).not.toContain('王姐');
});

test("what a child writes on the mother's phone is not how the mother calls him", async () => {
  const items = [
    ...['几点回来', '带点菜', '路上慢点'].map((text) => message({ file: 'a', text, bySubject: false, who: '林晓' })),
    ...['爸爸，我到家了', '爸爸，晚安'].map((text) => message({ file: 'a', text, bySubject: false, who: '小禾' })),
    message({ file: 'a', text: '好', bySubject: true }),
  ];
  const profile = await buildProfile(persona, await corpusOf({ items, dialogues: [], segments: [] }), null, 'zh');
  const said = profile.claims.find(({ id }) => id === 'relationships.person-1')?.say;
  expect(said).toContain('「林晓」');
  expect(said).not.toContain('爸爸');
});

test('姐 alone answers 谁去接孩子: nobody is called so; what stands before a comma on three days is a form of address', async () => {
  const days = [1, 2, 3].flatMap((day) => {
    const at = (minute: number) => `2022-03-0${day}T10:0${minute}:00+08:00`;
    return [
      message({ file: 'a', text: '谁去接孩子', bySubject: true, time: at(1) }),
      message({ file: 'a', text: '姐', bySubject: false, who: '林晓', time: at(2) }),
      message({ file: 'a', text: '老公，帶把傘', bySubject: false, who: '林晓', time: at(3) }),
      message({
        file: 'a',
        text: '老婆，晚点到',
        bySubject: true,
        time: day < 3 ? at(4) : '2022-03-01T10:05:00+08:00',
      }),
    ];
  });
  const profile = await buildProfile(persona, await corpusOf({ items: days, dialogues: [], segments: [] }), null, 'zh');
  const said = profile.claims.find(({ id }) => id === 'relationships.person-1')?.say;
  expect(said).toContain('对方叫你「老公」');
  expect(said).not.toMatch(/姐|你叫对方/u);
});

test('an account is no name', async () => {
  const items = [
    message({ file: 'a', text: '好', bySubject: true, conversation: 'wxid_8k2jx', conversationName: 'wxid_8k2jx' }),
    message({ file: 'a', text: '嗯', bySubject: true, conversation: 'wxid_8k2jx', conversationName: 'wxid_8k2jx' }),
  ];
  const profile = await buildProfile(persona, await corpusOf({ items, dialogues: [], segments: [] }), null, 'zh');
  expect(JSON.stringify(profile)).not.toContain('wxid_8k2jx');
  expect(profile.claims.find(({ id }) => id === 'relationships.person-1')?.say).toContain('联系人1');
});

test('who gave the consent is known by what they are to the subject; the others in a chat by their counts', async () => {
  const group = { group: true, conversation: 'family@chatroom', conversationName: '一家人' };
  const items = [
    message({ file: 'a', text: '几点回来', bySubject: false, who: '林晓' }),
    message({ file: 'a', text: '妈妈的手机，我是小禾', bySubject: false, who: '小禾' }),
    message({ file: 'a', text: '七点回来', bySubject: false, who: '林晓' }),
    message({ file: 'a', text: '好', bySubject: true }),
    message({ file: 'b', text: '开饭', bySubject: true, ...group }),
    message({ file: 'b', text: '来了', bySubject: false, ...group, sender: { id: 'wxid_林晓', name: '妈妈' } }),
  ];
  const profile = await buildProfile(persona, await corpusOf({ items, dialogues: [], segments: [] }), null, 'zh');
  const said = profile.claims.filter(({ layer }) => layer === 'relationships').map(({ say }) => say);
  expect(said[0]).toMatch(/^「林晓」（你的妻子）：你发过 1 条，对方 2 条.*；这里写过的还有「小禾」（1 条）。$/u);
  expect(said[1]).toBe('群聊「一家人」：你说过 1 条；这里写过的还有「林晓」即「妈妈」（1 条）。');
  const own = { ...persona, consent: { ...persona.consent, basis: 'own-voice' as const } } as typeof persona;
  const other = await buildProfile(own, await corpusOf({ items, dialogues: [], segments: [] }), null, 'zh');
  expect(JSON.stringify(other.claims)).not.toContain('妻子');
});

test('of a held-out session nothing is counted, neither what was asked nor pictures nor what nobody answered', async () => {
  const talks = Array.from({ length: 60 }, (_, i) => {
    const at = (minute: number) => new Date(Date.UTC(2022, 0, 1 + i, 10, minute)).toISOString();
    const asked = message({ file: 'a', text: `第${i}问`, bySubject: false, who: '林晓', time: at(0) });
    const answer = message({ file: 'a', text: '在家呢', bySubject: true, time: at(1) });
    const picture = message({ file: 'a', text: '', type: 'image', bySubject: true, time: at(2) });
    // Hours later: a session by itself, which nobody answered.
    const unanswered = message({ file: 'a', text: '到了', bySubject: false, who: '林晓', time: at(300) });
    const context = [{ role: 'other' as const, name: '林晓', text: asked.text }];
    const { conversation } = asked;
    const session = `s${asked.id}`;
    const dialogue = {
      id: `d${i}`,
      conversation,
      start: at(1),
      context,
      reply: answer.text,
      items: [answer.id],
      session,
    };
    return { items: [asked, answer, picture, unanswered], dialogue };
  });
  const corpus = await corpusOf({
    items: talks.flatMap(({ items }) => items),
    dialogues: talks.map(({ dialogue }) => dialogue),
    segments: [],
  });
  const open = 60 - corpus.heldOut.sessions;
  expect(corpus.heldOut.sessions).toBeGreaterThan(0);
  expect(corpus.dialogues).toHaveLength(open);
  expect(corpus.people.map(({ own, theirs }) => [own, theirs])).toEqual([[2 * open, open + 60]]);
});

const usage = (text: string, count: number, items: string[]): Usage => ({ text, count, per100: count, items });

test('style.json adds what only it can tell, with the items that are in this bundle', async () => {
  const items = [1, 2, 3].map((i) => message({ file: 'a', text: `得嘞${i}`, bySubject: true }));
  const ids = items.map(({ id }) => id);
  const phrase = (text: string, z: number, seen: string[]): CatchPhrase => ({
    text,
    count: 9,
    sessions: 5,
    bySource: { chat: 9 },
    others: 0,
    z,
    logOdds: 2,
    items: seen,
  });
  const style = {
    method: { phrases: { everySession: 1, exact: true }, delays: { answers: 48, withoutSeconds: 0 } },
    catchPhrases: [phrase('得嘞', 6.2, ids), phrase('好的', 0.4, ids), phrase('别处的', 9, ['gone'])],
    openings: [{ ...usage('吃了没', 4, ids.slice(0, 1)), n: 9 }],
    farewells: [{ ...usage('回见', 1, ids), n: 9 }],
    dialect: [{ region: 'beijing', words: [usage('甭', 3, ids)], per1000: { value: 1, n: 1000 } }],
    overall: { connectors: [], adverbs: [], replyDelay: { n: 12, p50: 130, p90: 3600 } },
  } as unknown as StyleReport;
  const claims = styleClaims(style, items, 'zh');
  expect(claims.map(({ id }) => id)).toEqual([
    'expression.catch-phrases',
    'expression.dialect-beijing',
    'expression.reply-delay',
  ]);
  expect(claims[0]?.say).toContain('「得嘞」（9 次）');
  expect(claims[0]?.say).not.toContain('好的');
  const method = { ...style.method, phrases: { everySession: 2, exact: false } };
  expect(styleClaims({ ...style, method }, items, 'zh')[0]?.say).toContain('「得嘞」（至少 9 次）');
  expect(JSON.stringify(claims)).not.toMatch(/别处的|gone/u);
  expect(claims[2]).toMatchObject({
    n: 12,
    thin: true,
    say: '私聊里隔了 5 秒到 6 小时才回的消息（48 次回复里有 12 次），一半在 2.2 分钟内，十次里九次在 60 分钟内。',
  });
  const inTime = { ...style, method: { ...style.method, delays: { answers: 12, withoutSeconds: 0 } } };
  expect(styleClaims(inTime, items, 'zh')[2]?.say).toContain('才回的消息（全部 12 次回复），一半在');
  expect(greetingClaims(style, items, 'zh').map(({ say }) => say)).toEqual(['开口常说：「吃了没」×4。']);
});
