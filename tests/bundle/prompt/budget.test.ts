import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planBundle } from '../../../src/bundle/bundle.ts';
import { BUDGET_TIERS } from '../../../src/bundle/options.ts';
import { exampleLine } from '../../../src/bundle/prompt/example.ts';
import { selectExamples } from '../../../src/bundle/prompt/examples.ts';
import { ownWords } from '../../../src/bundle/prompt/own-words.ts';
import { countTokens, tokenWeight } from '../../../src/bundle/tokens.ts';
import type { Item } from '../../../src/core/types.ts';
import { bundleInput, corpusOf, persona } from '../context.ts';
import { smallWorkspace } from '../workspace.ts';

describe('tokens', () => {
  test.each([
    ['', 0],
    ['你好', 2],
    ['hello', 2],
    ['你好 world', 4],
    ['😂', 1],
  ])('%j counts %i', (text, tokens) => expect(countTokens(text)).toBe(tokens));

  test('parts weigh as much as the whole', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(tokenWeight(a + b)).toBeCloseTo(tokenWeight(a) + tokenWeight(b), 6);
      }),
    ));
});

const options = { halfLife: 3, distinctive: new Map<string, number>() };

describe('budgets', () => {
  test('own words never pass it, whatever it is', async () => {
    const { own, dialogues } = await corpusOf(smallWorkspace({ talks: 120 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6000 }), (budget) => {
        const words = ownWords({ name: '陈默', own, comments: [], dialogues, budget, lang: 'zh' });
        if (words.text) expect(countTokens(words.text)).toBeLessThanOrEqual(budget);
      }),
      { numRuns: 60 },
    );
  });

  test('more budget, more words; essays come first and whole', async () => {
    const { own, dialogues } = await corpusOf();
    const made = [600, 1500, 6000].map((budget) =>
      ownWords({ name: '陈默', own, comments: [], dialogues, budget, lang: 'zh' }),
    );
    expect(made.map((words) => words.counts)).toMatchObject([
      { essays: 1 },
      { essays: 2, posts: 3 },
      { essays: 2, posts: 3 },
    ]);
    expect(made[2]?.text).toContain('写到这里,窗外又下雪了。');
  });

  test('an essay larger than its share comes in with its lead and typical paragraphs', () => {
    const paragraphs = Array.from({ length: 40 }, (_, i) => `第${i}段,说的是那一年春天的事情,院子里的花都开了。`);
    const essay = {
      id: 'long',
      kind: 'essay',
      time: '2020-01-01',
      text: paragraphs.join('\n\n'),
      title: '长文',
    } as Item;
    const words = ownWords({
      name: '陈默',
      own: [essay],
      comments: [],
      dialogues: [],
      budget: 400,
      lang: 'zh',
    });
    expect(words.counts).toMatchObject({ essays: 0, excerpts: 1 });
    expect(words.text).toContain('第0段');
    expect(words.text).toContain('……');
  });

  test.each(Object.entries(BUDGET_TIERS))(
    'tier %s holds for system.md, examples and own words',
    async (tier, budget) => {
      const plan = await planBundle(bundleInput(smallWorkspace({ talks: 150 }), { budget: tier }));
      const text = (path: string) => {
        const file = plan.files.find((each) => each.path === path);
        return file && 'text' in file ? file.text : '';
      };
      expect(countTokens(text('prompt/system.md'))).toBeLessThanOrEqual(Math.min(budget, 6000));
      expect(countTokens(text('prompt/own-words.md'))).toBeLessThanOrEqual(budget);
      expect(text('prompt/system.md')).toContain('不是陈默本人');
    },
  );
});

test('the guide counts the tokens of each file as it lies there', async () => {
  const { files } = await planBundle(bundleInput(smallWorkspace()));
  const text = (path: string) => {
    const file = files.find((each) => each.path === path);
    return file && 'text' in file ? file.text : '';
  };
  for (const path of ['prompt/system.md', 'prompt/examples.jsonl', 'prompt/own-words.md']) {
    const line = text('README.md')
      .split('\n')
      .find((each) => each.includes(`\`${path}\``));
    expect(line).toContain(`约 ${countTokens(text(path))} token`);
  }
});

describe('examples', () => {
  test('one of every scene before any second, none twice, none dear', async () => {
    const { dialogues } = await corpusOf(smallWorkspace({ talks: 150 }));
    const examples = selectExamples(dialogues, { ...options, budget: 2000 });
    const scenes = examples.map(({ scene }) => scene);
    const firsts = new Set(scenes).size;
    expect(new Set(scenes.slice(0, firsts)).size).toBe(firsts);
    const texts = examples.map(({ reply }) => reply.join('\n'));
    expect(new Set(texts).size).toBe(texts.length);
    expect(examples.reduce((sum, example) => sum + tokenWeight(exampleLine(example)), 0)).toBeLessThanOrEqual(2000);
  });

  test('order of the input does not matter', async () => {
    const { dialogues } = await corpusOf(smallWorkspace({ talks: 80 }));
    const ids = (list: typeof dialogues) => selectExamples(list, { ...options, budget: 1200 }).map(({ id }) => id);
    expect(ids([...dialogues].reverse())).toEqual(ids(dialogues));
  });

  test('answers without a question, placeholders and copied ones are no examples', async () => {
    const { dialogues } = await corpusOf(smallWorkspace({ talks: 1 }));
    const [one] = dialogues;
    if (!one) throw new Error('no dialogue');
    const bad = [
      { ...one, id: 'a', context: [] },
      { ...one, id: 'b', reply: '[图片]', bubbles: ['[图片]'] },
      { ...one, id: 'c', flags: ['copied' as const] },
      { ...one, id: 'd', reply: '嗯', bubbles: ['嗯'] },
      { ...one, id: 'e', reply: '打[电话1]或者[电话2]', bubbles: ['打[电话1]或者[电话2]'] },
    ];
    expect(selectExamples(bad, { ...options, budget: 1000 })).toEqual([]);
  });
});

test('the prompt always says what it is, and that the rest is unknown', async () => {
  for (const talks of [1, 60]) {
    const plan = await planBundle(bundleInput(smallWorkspace({ talks }), { budget: 1500 }));
    const file = plan.files.find(({ path }) => path === 'prompt/system.md');
    const text = file && 'text' in file ? file.text : '';
    expect(text).toContain('不是陈默本人');
    expect(text).toContain(`不要说自己还活着`);
    expect(text).toMatch(/## 你不知道的事\n\n- \d{4}-\d\d-\d\d 之后的事。/u);
    expect(text.trim().split('\n## ').at(-1)).toMatch(/^聊天和通话/u);
  }
  expect(persona.consent?.basis).toBe('family-of-deceased');
});
