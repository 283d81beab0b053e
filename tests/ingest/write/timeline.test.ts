import { describe, expect, test } from 'vitest';
import type { StyleReport } from '../../../src/core/style.ts';
import type { Dialogue, Item, ReadItem } from '../../../src/core/types.ts';
import { fileOf, LINXIAO, world } from '../world.ts';

const T = 1_609_466_400;
const DAY = 86_400;
/** `[seconds after T, or none known; words; of the subject?]` */
type Line = [at: number | null, text: string, own?: boolean, more?: Partial<ReadItem>];
const REVOKED: Partial<ReadItem> = { dropped: 'revoked' };
const file = (...lines: Line[]) =>
  fileOf(
    'alpha',
    ...lines.map(([at, text, own = false, more = {}]) => ({
      time: at === null ? null : T + at,
      text,
      ...(own ? {} : { sender: LINXIAO }),
      ...more,
    })),
  );

async function corpusOf(...runs: Record<string, string>[]) {
  const it = world();
  for (const files of runs) await it.run(files);
  return {
    ...it,
    texts: it.store.rows<Item>('items.jsonl').map(({ text }) => text),
    dialogues: it.store
      .rows<Dialogue>('dialogues.jsonl')
      .map(({ context, reply }) => [...context.map(({ text }) => text), `→ ${reply}`]),
  };
}

describe('a message without a time', () => {
  test('stands behind the one before it in its chat and file, and answers that', async () => {
    const { texts, dialogues, store } = await corpusOf({
      'a.txt': file(
        [0, '几点回来？'],
        [null, '六点到家', true],
        [120, '好，做你爱吃的'],
        [150, '那我带瓶酒', true],
        [DAY, '昨天的酒不错'],
        [DAY + 30, '下回还买这个', true],
      ),
    });
    expect(texts.slice(0, 3)).toEqual(['几点回来？', '六点到家', '好，做你爱吃的']);
    expect(dialogues).toEqual([
      ['几点回来？', '→ 六点到家'],
      ['几点回来？', '六点到家', '好，做你爱吃的', '→ 那我带瓶酒'],
      ['昨天的酒不错', '→ 下回还买这个'],
    ]);
    expect(store.rows<Item>('items.jsonl')[1]?.time).toBeNull();
    expect(store.rows<Dialogue>('dialogues.jsonl')[0]).not.toHaveProperty('replyDelay');
  });

  test('stands in front of the first dated one where none is before it', async () => {
    const { texts, dialogues } = await corpusOf({
      'a.txt': file([null, '到哪了'], [DAY, '马上到家', true]),
      'b.txt': file([0, '前一天的问题']),
    });
    expect(texts).toEqual(['前一天的问题', '到哪了', '马上到家']);
    expect(dialogues).toEqual([['到哪了', '→ 马上到家']]);
  });

  test('takes no neighbour from another chat of its file', async () => {
    const other = { conversation: 'wxid_wang' };
    const { texts } = await corpusOf({
      'a.txt': file([0, '甲一', true], [DAY, '乙一', false, other], [null, '甲二'], [null, '乙二', false, other]),
    });
    expect(texts).toEqual(['甲一', '甲二', '乙一', '乙二']);
  });

  test('takes what was dropped for a neighbour too', async () => {
    const { texts } = await corpusOf({
      'a.txt': file([0, '一', true], [DAY, '', false, REVOKED], [null, '二'], [2 * DAY, '三']),
      'b.txt': file([DAY / 2, '之间']),
    });
    expect(texts).toEqual(['一', '之间', '二', '三']);
  });
});

describe('a chat that has no times at all', () => {
  const undated = { 'b.txt': file([null, '吃了没'], [null, '吃过了呀', true]) };
  const more = { 'c.txt': file([null, '去哪了'], [null, '在院子里', true]) };
  const dated = { 'a.txt': file([0, '几点回来？'], [30, '六点到家', true]) };

  test('comes last and is a session by itself, each file another one', async () => {
    const { dialogues, store } = await corpusOf({ ...undated, ...more, ...dated });
    expect(dialogues).toEqual([
      ['几点回来？', '→ 六点到家'],
      ['吃了没', '→ 吃过了呀'],
      ['去哪了', '→ 在院子里'],
    ]);
    expect(new Set(store.rows<Dialogue>('dialogues.jsonl').map(({ session }) => session)).size).toBe(3);
    expect(store.json<StyleReport>('style.json').overall.opens.n).toBe(3);
  });
});

describe('the order says nothing about the run in which a row was read', () => {
  const one = { 'x.txt': file([0, '甲'], [null, '乙', true], [60, '丙'], [null, '丁', true], [DAY, '戊']) };
  const two = {
    'w.txt': file([null, '己'], [30, '庚'], [null, '辛', true], [50, '', false, REVOKED], [null, '壬', true]),
  };
  const three = { 'v.txt': file([null, '癸'], [null, '子', true]) };
  const four = { 'u.txt': fileOf('beta', { text: '一篇', time: null, kind: 'essay' }) };

  test.each([
    ['one after the other', [one, two, three, four]],
    ['the other way round', [four, three, two, one]],
    ['again', [{ ...one, ...two, ...three, ...four }, one, three]],
  ])('%s', async (_, runs) => {
    const atOnce = await corpusOf({ ...one, ...two, ...three, ...four });
    expect(atOnce.texts).toEqual(['甲', '乙', '己', '庚', '辛', '壬', '丙', '丁', '戊', '一篇', '癸', '子']);
    const stepwise = await corpusOf(...runs);
    for (const name of ['items.jsonl', 'dialogues.jsonl'])
      expect(stepwise.store.files.get(name)).toBe(atOnce.store.files.get(name));
  });
});
