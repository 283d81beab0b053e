import { describe, expect, test } from 'vitest';
import { planBundle } from '../../../src/bundle/bundle.ts';
import { checkClaim, readAnswer } from '../../../src/bundle/distill/check.ts';
import { chunksOf } from '../../../src/bundle/distill/chunks.ts';
import { modelClaims, provenClaims, withoutRepeats } from '../../../src/bundle/distill/claims.ts';
import { type DistillDeps, distill, estimate, planDistill } from '../../../src/bundle/distill/distill.ts';
import { Claim } from '../../../src/bundle/prompt/profile.ts';
import { isHeldOut } from '../../../src/core/hold-out.ts';
import { bundleInput, corpusOf, persona } from '../context.ts';
import { smallWorkspace } from '../workspace.ts';

const plan = async (limit = 0) => planDistill(await corpusOf(), { persona, lang: 'zh', model: 'm', limit });

/** A number and its item whose text holds the words. */
async function chunkWith(words: string) {
  for (const chunk of chunksOf(await corpusOf())) {
    for (const [id, item] of chunk.items) if (item.text.includes(words)) return { chunk, id, item };
  }
  throw new Error(`no chunk holds ${words}`);
}

function deps(answers: (string | Error)[], over: Partial<DistillDeps> = {}) {
  const kept = new Map<string, string>();
  let asked = 0;
  const made: DistillDeps = {
    ask: async () => {
      const answer = answers[asked++] ?? '{"claims":[]}';
      if (answer instanceof Error) throw answer;
      return { text: answer, cut: false };
    },
    load: async (key) => kept.get(key) ?? null,
    save: async (key, answer) => void kept.set(key, answer),
    emit: () => {},
    signal: new AbortController().signal,
    ...over,
  };
  return { made, kept, asked: () => asked };
}

describe('chunks', () => {
  test('hold every own sentence worth reading once, within the budget, the same each time', async () => {
    const corpus = await corpusOf();
    const chunks = chunksOf(corpus, 300);
    expect(chunks.length).toBeGreaterThan(3);
    for (const { tokens } of chunks) expect(tokens).toBeLessThanOrEqual(300);
    const long = corpus.own.filter(({ text }) => [...text].length >= 4);
    const all = chunks.map(({ text }) => text).join('\n');
    for (const { text } of long)
      for (const line of text.split('\n\n'))
        expect(all.replace(/\s|#\d+ \[.*?\]/gu, '')).toContain(line.replace(/\s/gu, ''));
    expect(chunksOf(corpus, 300).map(({ text }) => text)).toEqual(chunks.map(({ text }) => text));
  });

  test('show what was asked before an answer, without a number to cite', async () => {
    const { chunk } = await chunkWith('一次考试算什么');
    expect(chunk.text).toMatch(/ {2}> 小禾: 爸,我考砸了\n#\d+ \[2019-/u);
    expect(chunk.contextLines).toBeGreaterThan(0);
  });

  test('an account name is not shown', async () => {
    const data = smallWorkspace();
    for (const dialogue of data.dialogues) for (const turn of dialogue.context) turn.name = 'wxid_abc123def456';
    const chunks = chunksOf(await corpusOf(data));
    expect(chunks.some(({ contextLines }) => contextLines > 0)).toBe(true);
    for (const { text } of chunks) expect(text).not.toContain('wxid_');
  });

  test('hold no word of a held-out session', async () => {
    const data = smallWorkspace({ talks: 200 });
    for (const item of data.items) if (item.kind === 'message' && item.bySubject) item.text += `${item.id}。`;
    const held = data.dialogues.filter(({ session }) => isHeldOut(session ?? '')).flatMap(({ items }) => items);
    const text = chunksOf(await corpusOf(data))
      .map((chunk) => chunk.text)
      .join('\n');
    expect(held.length).toBeGreaterThan(10);
    expect(held.filter((id) => text.includes(id))).toEqual([]);
    const open = data.items.filter(({ bySubject, kind, id }) => bySubject && kind === 'message' && !held.includes(id));
    expect(open.every(({ id }) => text.includes(id))).toBe(true);
  });
});

describe('answers', () => {
  test.each([
    ['bare', '{"claims":[1]}'],
    ['fenced', '好的：\n```json\n{"claims":[1]}\n```\n以上。'],
    ['with words around it', '结果如下 {"claims":[1]} 请查收'],
  ])('%s', (_, text) => expect(readAnswer(text)).toEqual([1]));

  test.each(['', '{"claims":[', '[]', '我不能这样做', '{"claims":3}'])('no answer: %s', (text) =>
    expect(readAnswer(text)).toBeNull(),
  );

  test('a claim stands when every quote is in the item it names', async () => {
    const { chunk, id, item } = await chunkWith('爷爷教我的道理');
    const cites = [{ id: `#${id}`, quote: '宁可吃亏,不能骗人' }];
    expect(checkClaim({ layer: 'decisions', say: '宁可吃亏也不骗人', cites }, chunk)).toEqual({
      layer: 'decisions',
      say: '宁可吃亏也不骗人',
      quotes: [{ text: '宁可吃亏,不能骗人', item: item.id, time: item.time }],
    });
  });

  test.each([
    ['no-citation', { layer: 'memories', say: '当过兵', cites: [] }],
    ['malformed', { layer: 'memories', say: '当过兵' }],
    ['malformed', { layer: 'care', say: '当过兵', cites: [{ id: 1, quote: '参军离开家' }] }],
    ['malformed', 'x'],
    ['unknown-id', { layer: 'memories', say: '当过兵', cites: [{ id: 9999, quote: '参军离开家' }] }],
    ['not-in-item', { layer: 'memories', say: '当过兵', cites: [{ id: 0, quote: '我在部队十年' }] }],
    ['not-in-item', { layer: 'memories', say: '当过兵', cites: [{ id: 0, quote: '' }] }],
    ['too-long', { layer: 'memories', say: '长'.repeat(300), cites: [{ id: 0, quote: '参军离开家' }] }],
    ['private', { layer: 'memories', say: '电话13812345678', cites: [{ id: 0, quote: '参军离开家' }] }],
  ])('dropped: %s', async (fault, raw) => {
    const { chunk, id } = await chunkWith('参军离开家');
    const text = JSON.stringify(raw).replace('"id":0', `"id":${id}`);
    expect(checkClaim(JSON.parse(text), chunk)).toBe(fault);
  });

  test('one wrong citation spoils the claim', async () => {
    const { chunk, id } = await chunkWith('参军离开家');
    const cites = [
      { id, quote: '参军离开家' },
      { id, quote: '在部队十年' },
    ];
    expect(checkClaim({ layer: 'memories', say: '当过兵', cites }, chunk)).toBe('not-in-item');
  });

  test('what is said again is one claim with all citations', () => {
    const say = '1986年参军离开了家乡';
    const of = (item: string) => ({ layer: 'memories' as const, say, quotes: [{ text: '参军', item, time: null }] });
    const { kept, repeats } = withoutRepeats([of('a'), of('b'), of('a')]);
    expect(repeats).toBe(2);
    expect(kept.map(({ quotes }) => quotes.map(({ item }) => item))).toEqual([['a', 'b']]);
  });
});

describe('distill', () => {
  test('keeps what is proven, counts what is not', async () => {
    const { requests, ...rest } = await plan();
    const at = requests.findIndex(({ chunk }) =>
      [...chunk.items.values()].some(({ text }) => text.includes('参军离开家')),
    );
    const id = [...(requests[at]?.chunk.items ?? [])].find(([, { text }]) => text.includes('参军离开家'))?.[0];
    const good = { layer: 'memories', say: '1986年参军离家', cites: [{ id, quote: '1986年我参军离开家' }] };
    const answers = requests.map(() => '{"claims":[]}');
    answers[at] = JSON.stringify({ claims: [good, good, { ...good, cites: [{ id: 900, quote: '参军离开家' }] }, 5] });
    const { made } = deps(answers);
    const { claims, report } = await distill({ requests, ...rest }, 'zh', made);
    expect(report).toEqual({
      requests: requests.length,
      fromCache: 0,
      unusable: 0,
      made: 4,
      kept: 1,
      dropped: { duplicate: 1, 'unknown-id': 1, malformed: 1 },
    });
    expect(claims).toMatchObject([
      { id: 'memories.model-1', layer: 'memories', evidence: 'model', n: 1, quotes: [{ text: '1986年我参军离开家' }] },
    ]);
    expect(claims[0]?.say).toMatch(/^20\d\d-\d\d-\d\d：1986年参军离家（原话：「1986年我参军离开家」）$/u);
  });

  test('asks again for what is no JSON, three times, and goes on with the next', async () => {
    const whole = await plan();
    const { made, asked } = deps(['no', '{"claims":[', 'no']);
    const { report } = await distill(whole, 'zh', made);
    expect(report.unusable).toBe(1);
    expect(asked()).toBe(whole.requests.length + 2);
  });

  test('an answer that was cut off is not taken, though it reads', async () => {
    const whole = await plan();
    const { made } = deps([], { ask: async () => ({ text: '{"claims":[]}', cut: true }) });
    expect((await distill(whole, 'zh', made)).report.unusable).toBe(whole.requests.length);
  });

  test('a stop keeps what is finished, and the next run asks for the rest only', async () => {
    const corpus = await corpusOf();
    const requests = planDistill(corpus, { persona, lang: 'zh', model: 'm', limit: 0 });
    const parts = chunksOf(corpus, 300).map((chunk, i) => ({
      chunk,
      messages: [{ role: 'user' as const, content: chunk.text }],
      key: String(i),
    }));
    const whole = { ...requests, requests: parts };
    const first = deps(['{"claims":[]}', '{"claims":[]}', new Error('stopped')]);
    await expect(distill(whole, 'zh', first.made)).rejects.toThrow('stopped');
    expect([...first.kept.keys()]).toEqual(['0', '1']);
    const again = deps([], { load: first.made.load, save: first.made.save });
    const { report } = await distill(whole, 'zh', again.made);
    expect(report.fromCache).toBe(2);
    expect(again.asked()).toBe(parts.length - 2);
  });

  test('the estimate counts what is still to be asked, and another model is asked anew', async () => {
    const whole = await plan();
    const cost = estimate(whole, new Set());
    expect(cost.requests).toBe(whole.requests.length);
    expect(cost.tokensIn).toBeGreaterThan(whole.requests.reduce((sum, { chunk }) => sum + chunk.tokens, 0));
    expect(cost.ownItems).toBe(whole.requests.reduce((sum, { chunk }) => sum + chunk.items.size, 0));
    const done = estimate(whole, new Set(whole.requests.map(({ key }) => key)));
    expect(done).toMatchObject({ requests: 0, kept: whole.requests.length, tokensIn: 0, tokensOut: 0 });
    const other = planDistill(await corpusOf(), { persona, lang: 'zh', model: 'other', limit: 0 });
    expect(other.requests[0]?.key).not.toBe(whole.requests[0]?.key);
  });
});

describe('claims of a model in the bundle', () => {
  const cited = async () => {
    const { item } = await chunkWith('参军离开家');
    return modelClaims(
      [
        {
          layer: 'memories',
          say: '1986年参军离家',
          quotes: [{ text: '1986年我参军离开家', item: item.id, time: item.time }],
        },
      ],
      'zh',
    );
  };

  test('stand in profile.json and system.md', async () => {
    const distilled = await cited();
    const { files } = await planBundle(bundleInput(smallWorkspace(), { only: ['prompt'] }, { distilled }));
    const text = (path: string) => {
      const file = files.find((one) => one.path === path);
      return file && 'text' in file ? file.text : '';
    };
    const claim = JSON.parse(text('prompt/profile.json')).claims.find(({ id }: Claim) => id === 'memories.model-1');
    expect(claim).toMatchObject({ evidence: 'model', items: [distilled[0]?.items[0]] });
    expect(text('prompt/system.md')).toContain('1986年参军离家（原话：「1986年我参军离开家」）');
  });

  test('without valid citations none gets in', async () => {
    const [good] = await cited();
    if (!good) throw new Error('no claim');
    const { own } = await corpusOf();
    const quote = good.quotes?.[0];
    if (!quote) throw new Error('no quote');
    const { quotes: _, ...unquoted } = good;
    const wrong: Claim[] = [
      unquoted,
      { ...good, quotes: [] },
      { ...good, quotes: [{ ...quote, text: '我在部队十年' }] },
      { ...good, items: ['f'.repeat(16)], quotes: [{ ...quote, item: 'f'.repeat(16) }] },
      { ...good, items: [...good.items, own[0]?.id ?? ''] },
      { ...good, evidence: 'counted' },
    ];
    expect(provenClaims([good, ...wrong], own)).toEqual([good]);
    const { files } = await planBundle(bundleInput(smallWorkspace(), { only: ['prompt'] }, { distilled: wrong }));
    const profile = files.find(({ path }) => path === 'prompt/profile.json');
    expect(profile && 'text' in profile ? profile.text : '').not.toContain('model-1');
    for (const claim of wrong.slice(0, 2)) expect(Claim.safeParse(claim).success).toBe(false);
    expect(Claim.safeParse(good).success).toBe(true);
  });
});
