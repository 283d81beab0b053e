import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planBundle } from '../../../src/bundle/bundle.ts';
import { ownWords } from '../../../src/bundle/prompt/own-words.ts';
import { excerpt } from '../../../src/bundle/prompt/passages.ts';
import { talks } from '../../../src/bundle/prompt/talks.ts';
import { countTokens, tokenWeight } from '../../../src/bundle/tokens.ts';
import type { Bubble, Dialogue, Item } from '../../../src/core/types.ts';
import { bundleInput } from '../context.ts';
import { smallWorkspace } from '../workspace.ts';

/** Days on which the two go on for `rounds` exchanges; each dialogue brings up to eight turns of what was said before. */
function longTalks(days: number, rounds: number): Dialogue[] {
  return Array.from({ length: days }, (_, day) => {
    const start = `20${String(10 + (day % 10)).padStart(2, '0')}-03-${String(1 + Math.floor(day / 10)).padStart(2, '0')}`;
    const said: Bubble[] = [];
    return Array.from({ length: rounds }, (_, round): Dialogue => {
      said.push({ role: 'other', name: '林晓', text: `第${day}天问第${round}句` });
      const context = said.slice(-8);
      const reply = `第${day}天答第${round}句`;
      said.push({ role: 'subject', name: '陈默', text: reply });
      const id = `${day}-${round}`;
      return { id, conversation: 'lin', start, context, question: 1, reply, session: `s${day}`, items: [id] };
    });
  }).flat();
}

const wordsOf = (dialogues: readonly Dialogue[], budget: number) =>
  ownWords({ name: '陈默', own: [], comments: [], dialogues, budget, lang: 'zh' });

describe('talks', () => {
  const dialogues = longTalks(20, 24);

  test('are transcripts in which every message stands once, in its order', () => {
    const { text, counts, of } = wordsOf(dialogues, 100_000);
    const lines = (text ?? '').split('\n').filter((line) => line.includes(': '));
    expect(counts.dialogues).toBe(of.dialogues);
    expect(lines.length).toBe(2 * dialogues.length);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.slice(0, 4).map((line) => line.replace(/\d+(?=天)/u, ''))).toEqual([
      '林晓: 第天问第0句',
      '陈默: 第天答第0句',
      '林晓: 第天问第1句',
      '陈默: 第天答第1句',
    ]);
  });

  test.each([1500, 3000, 6000])('fill a budget of %i as long as words are missing, from every year', (budget) => {
    const { text, counts, of } = wordsOf(dialogues, budget);
    expect(counts.dialogues).toBeLessThan(of.dialogues);
    expect(countTokens(text ?? '')).toBeGreaterThan(0.93 * budget);
    expect(new Set(text?.match(/^20\d\d/gmu)).size).toBe(10);
  });

  test('without times keep the order of the export', () => {
    const { text } = wordsOf(
      longTalks(1, 200).map((dialogue) => ({ ...dialogue, start: '' })),
      100_000,
    );
    const rounds = [...(text ?? '').matchAll(/答第(\d+)句/gu)].map(([, round]) => Number(round));
    expect(rounds).toEqual([...rounds].sort((a, b) => a - b));
  });

  test('hold openings and long answers, no copied text, no words quoted from another session', () => {
    const [one] = dialogues;
    if (!one) throw new Error('no dialogue');
    const stretches = talks(
      [
        { ...one, id: 'a', session: 'a', context: [], question: 0, reply: '到单位了' },
        { ...one, id: 'b', session: 'b', reply: '长'.repeat(300) },
        { ...one, id: 'c', session: 'c', reply: '转来的', flags: ['copied'] },
        { ...one, id: 'd', session: 'd', reply: '刚看到', flags: ['late'] },
      ],
      { name: '陈默', most: 600 },
    );
    expect(new Map(stretches.map(({ id, text }) => [id, text]))).toEqual(
      new Map([
        ['a', '陈默: 到单位了\n'],
        ['b', `林晓: 第0天问第0句\n陈默: ${'长'.repeat(300)}\n`],
        ['d', '陈默: 刚看到\n'],
      ]),
    );
  });
});

const essay = (text: string, id = 'long'): Item =>
  ({ id, kind: 'essay', time: '2020-01-01', text, title: '长文', bySubject: true }) as Item;

describe('a long essay', () => {
  const sentences = Array.from({ length: 1000 }, (_, i) => `那年第${i}天，院子里的枣树还没有发芽。`);

  test.each([
    ['in one paragraph', sentences.join('')],
    ['in two', `${sentences.slice(0, 400).join('')}\n\n${sentences.slice(400).join('')}`],
    ['without a single mark', '枣'.repeat(20_000)],
    ['with more quotes than words', `他说。${'”'.repeat(300_000)}`],
    ['in English', 'That year the tree in the yard stood bare until May. '.repeat(1000)],
  ])('%s is there in part, as much as fits, and that is told', (_, text) => {
    const words = ownWords({ name: '陈默', own: [essay(text)], comments: [], dialogues: [], budget: 3000, lang: 'zh' });
    expect(words.counts).toMatchObject({ essays: 0, excerpts: 1 });
    expect(countTokens(words.text ?? '')).toBeLessThanOrEqual(3000);
    expect(countTokens(words.text ?? '')).toBeGreaterThan(2600);
    expect(words.text).toContain(text.slice(0, 50));
    expect(words.text?.trimEnd().endsWith('……')).toBe(true);
  });

  test('leaves room for what else there is', async () => {
    const data = smallWorkspace();
    const one = data.items.find(({ kind }) => kind === 'essay');
    if (!one) throw new Error('no essay');
    data.items.push({ ...one, id: 'e'.repeat(24), text: sentences.join('') });
    const { files, head } = await planBundle(bundleInput(data, { budget: 6000 }));
    const file = files.find(({ path }) => path === 'prompt/own-words.md');
    const text = file && 'text' in file ? file.text : '';
    for (const title of ['文章', '动态', '对话']) expect(text).toContain(`## ${title}`);
    expect(head.leftOut.find(({ what }) => what === 'prompt/own-words.md')?.why.zh).toContain(
      '3 篇文章有 1 篇只放了节选，0 篇没有放',
    );
  });

  test('that no room is left for is counted as well', async () => {
    const data = smallWorkspace({ talks: 2 });
    data.items = data.items.map((item) => (item.kind === 'essay' ? { ...item, title: '长'.repeat(500) } : item));
    const { head } = await planBundle(bundleInput(data, { budget: 500 }));
    expect(head.leftOut.find(({ what }) => what === 'prompt/own-words.md')?.why.en).toContain('2 not at all');
  });

  test('excerpts never pass their room, and hold passages of the text only', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('春天来了。', '下雨', '\n\n', '他说：“好。”', 'It rained. ', '……', '门'.repeat(150)), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.integer({ min: 0, max: 900 }),
        (parts, room) => {
          const text = parts.join('');
          const found = excerpt(text, room);
          if (found === null) return;
          expect(tokenWeight(found)).toBeLessThanOrEqual(room);
          for (const passage of found.split(/\n\n/u)) if (passage !== '……') expect(text).toContain(passage);
        },
      ),
    ));
});
