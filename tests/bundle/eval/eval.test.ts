import { describe, expect, test } from 'vitest';
import { planBundle } from '../../../src/bundle/bundle.ts';
import { copiedAnswers, distance, gramsOf, jensenShannon, wasserstein } from '../../../src/bundle/eval/compare.ts';
import { styleCoverage } from '../../../src/bundle/eval/coverage.ts';
import { bubblesOf, fitDialogues, trialsOf } from '../../../src/bundle/eval/generate.ts';
import { auc, selfCheck } from '../../../src/bundle/eval/separate.ts';
import { splitDialogues } from '../../../src/bundle/eval/split.ts';
import { isHeldOut } from '../../../src/core/hold-out.ts';
import type { Dialogue } from '../../../src/core/types.ts';
import { bundleInput } from '../context.ts';
import { smallWorkspace } from '../workspace.ts';

async function* each<T>(list: readonly T[]): AsyncGenerator<T> {
  yield* list;
}

async function joined(lines: AsyncIterable<string> | Iterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += `${line}\n`;
  return text;
}

const splitOf = (dialogues: readonly Dialogue[]) => splitDialogues(each(dialogues));
const many = () => smallWorkspace({ talks: 500, segments: 0 });

describe('the split', () => {
  test('sessions are held out whole, one in ten, by the rule of the bundle', async () => {
    const data = many();
    const { held, open, sessions, dialogues } = await splitOf(data.dialogues);
    expect(sessions.all).toBe(500);
    expect(sessions.held).toBeGreaterThan(30);
    expect(sessions.held).toBeLessThan(70);
    expect(dialogues.every(({ session }) => isHeldOut(session ?? ''))).toBe(true);
    const out = new Set(held.subject.map(({ session }) => session));
    expect(open.subject.filter(({ session }) => out.has(session))).toEqual([]);
    expect(held.subject.length + open.subject.length).toBe(
      data.dialogues.flatMap(({ bubbles = [] }) => bubbles).length,
    );
  });

  test('too few sessions: nothing is held out, and nothing is judged', async () => {
    const split = await splitOf(smallWorkspace({ talks: 30 }).dialogues);
    expect(split.sessions.held).toBe(0);
    expect(selfCheck(split)).toMatchObject({ messages: null, sessions: null });
    expect(styleCoverage([], split.dialogues, 'zh')).toBeNull();
  });

  test('pictures in a context are no words of the others', async () => {
    const [dialogue] = many().dialogues;
    if (!dialogue) throw new Error('no dialogue');
    const context = [{ role: 'other' as const, name: '林晓', text: '[图片]\n好看吗\n[视频] 12 秒' }];
    const { open } = await splitOf([{ ...dialogue, context }]);
    expect(open.others.map(({ text }) => text)).toEqual(['好看吗']);
  });

  test('no held-out session enters prompt, claims, memories, examples, own words or a training set', async () => {
    const data = smallWorkspace({ talks: 150, segments: 0 });
    // A mark in every reply that says where it comes from.
    for (const item of data.items) if (item.kind === 'message' && item.bySubject) item.text += `（${item.id}）`;
    for (const dialogue of data.dialogues) {
      dialogue.bubbles = dialogue.bubbles?.map((text, i) => `${text}（${dialogue.items[i]}）`) ?? [];
      dialogue.reply = dialogue.bubbles.join('\n');
    }
    const held = data.dialogues.filter(({ session }) => isHeldOut(session ?? '')).flatMap(({ items }) => items);
    expect(held.length).toBeGreaterThan(10);
    const { files } = await planBundle(bundleInput(data, { budget: 'full' }));
    const paths = new Set<string>();
    for (const file of files) {
      // The other half of the split: to test a trained model with, said so in its name.
      if (file.path.includes('.heldout.')) continue;
      const text = 'text' in file ? file.text : 'lines' in file ? await joined(file.lines()) : '';
      if (text) paths.add(file.path.split('/')[0] ?? '');
      expect(
        held.filter((id) => text.includes(id)),
        file.path,
      ).toEqual([]);
    }
    expect([...paths]).toEqual(expect.arrayContaining(['prompt', 'train', 'cards']));
  });
});

describe('without a model', () => {
  test('AUC by ranks, ties half', () => {
    expect(auc([2, 3], [0, 1])).toBe(1);
    expect(auc([0, 1], [2, 3])).toBe(0);
    expect(auc([1, 1], [1, 1])).toBe(0.5);
    expect(auc([1, 2], [1, 3])).toBeCloseTo((0.5 + 0 + 1 + 0) / 4);
  });

  test('two manners are told apart, one manner is not', async () => {
    const { dialogues } = many();
    const apart = selfCheck(await splitOf(dialogues));
    expect(apart.messages?.auc).toBeGreaterThan(0.9);
    expect(apart.sessions?.auc).toBeGreaterThan(0.9);
    const { subject = 0, others = 0, pairs } = apart.messages ?? {};
    expect(pairs).toBe(subject * others);
    // Both sides say the same sentences, by turns.
    const same = dialogues.map((dialogue, i) => {
      const text = ['好的知道了', '明天再说吧', '吃了吗', '我在路上'][i % 4] ?? '';
      const asked = ['好的知道了', '明天再说吧', '吃了吗', '我在路上'][(i * 7 + (i >> 2)) % 4] ?? '';
      return {
        ...dialogue,
        bubbles: [text],
        reply: text,
        context: [{ role: 'other' as const, name: '林晓', text: asked }],
      };
    });
    const alike = selfCheck(await splitOf(same)).messages?.auc ?? 0;
    expect(alike).toBeGreaterThan(0.3);
    expect(alike).toBeLessThan(0.7);
  });

  test('facts about the style are seen again, and a wrong one is not', async () => {
    const data = many();
    const { files } = await planBundle(bundleInput(data, { only: ['prompt'] }));
    const file = files.find(({ path }) => path === 'prompt/profile.json');
    const { claims } = JSON.parse(file && 'text' in file ? file.text : '');
    const { dialogues } = await splitOf(data.dialogues);
    const coverage = styleCoverage(claims, dialogues, 'zh');
    expect(coverage?.told).toBeGreaterThan(4);
    expect(coverage?.seen).toBe(coverage?.told);
    const wrong = claims.map((claim: { id: string }) =>
      claim.id === 'expression.bubble-length' ? { ...claim, figures: { median: 60, p25: 50, p75: 70 } } : claim,
    );
    const again = styleCoverage(wrong, dialogues, 'zh');
    expect(again?.claims.filter(({ seen }) => seen === false)).toEqual([
      { claim: 'expression.bubble-length', seen: false },
    ]);
  });
});

describe('with a model', () => {
  test('distances are none between the same answers and grow with the difference', () => {
    const his = [['好啊', '多穿点'], ['哈哈', '去吧'], ['算了,太贵']];
    const own = gramsOf(his.flat());
    const same = distance(his, his, own);
    expect(same).toEqual({
      length: 0,
      bubbles: 0,
      particles: 0,
      laughter: 0,
      punctuation: 0,
      functionWords: 0,
      grams: 1,
    });
    const other = distance(
      his,
      [['当然可以！如果您需要任何帮助，请随时告诉我。'], ['我非常高兴能够为您服务！'], ['嘿嘿！']],
      own,
    );
    for (const key of ['length', 'bubbles', 'particles', 'laughter', 'punctuation'] as const)
      expect(other[key], key).toBeGreaterThan(0);
    expect(other.grams).toBe(0);
  });

  test('Wasserstein and Jensen-Shannon by hand', () => {
    expect(wasserstein([1, 1], [4, 4])).toBeCloseTo(3);
    expect(wasserstein([0, 4], [2, 2])).toBeCloseTo(2);
    expect(wasserstein(new Array(200_000).fill(1), new Array(200_000).fill(2))).toBeCloseTo(1);
    expect(jensenShannon(new Map([['a', 1]]), new Map([['b', 1]]))).toBeCloseTo(1);
    expect(jensenShannon(new Map([['a', 1]]), new Map([['a', 1]]))).toBe(0);
  });

  test('seven characters in a row are copied, unless they are a phrase of the person', () => {
    const own = ['做人最要紧的是说话算话。', '慢慢来不着急啊'];
    const answers = [['我觉得做人最要紧的是踏实'], ['做人要踏实'], ['慢慢来不着急啊']];
    expect(copiedAnswers(answers, own, new Set())).toBe(2);
    expect(copiedAnswers(answers, own, new Set(['慢慢来不着急啊']))).toBe(1);
  });

  test('both are asked the same questions, and the answer is not among them', async () => {
    const { dialogues } = await splitOf(many().dialogues);
    const fit = fitDialogues(dialogues, 5);
    expect(fit).toHaveLength(5);
    const trials = trialsOf(fit, { name: '陈默', system: 'SYSTEM', lang: 'zh', model: 'm' });
    expect(trials).toHaveLength(10);
    for (const { dialogue, messages } of trials) {
      expect(messages.at(-1)).toEqual({ role: 'user', content: dialogue.context.at(-1)?.text });
      expect(JSON.stringify(messages)).not.toContain(dialogue.reply.split('\n')[0]);
    }
    expect(trials.filter(({ messages }) => messages[0]?.content.startsWith('SYSTEM'))).toHaveLength(5);
  });

  test('an answer is its lines without the thoughts', () => {
    expect(bubblesOf('<think>他会怎么说\n</think>\n好啊\n\n 多穿点 ')).toEqual(['好啊', '多穿点']);
  });
});
