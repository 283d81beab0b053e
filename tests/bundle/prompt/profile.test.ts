import { describe, expect, test } from 'vitest';
import { planBundle } from '../../../src/bundle/bundle.ts';
import { buildProfile } from '../../../src/bundle/prompt/build-profile.ts';
import { Claim, PromptProfile } from '../../../src/bundle/prompt/profile.ts';
import { isHeldOut } from '../../../src/core/hold-out.ts';
import { PersonaConfig } from '../../../src/core/persona.ts';
import type { Item } from '../../../src/core/types.ts';
import { bundleInput, corpusOf, persona } from '../context.ts';
import { smallWorkspace } from '../workspace.ts';

describe('prompt/profile.json', () => {
  test('every claim names items of the corpus, and at most as many as it counts', async () => {
    const data = smallWorkspace();
    const known = new Set(data.items.filter(({ bySubject }) => bySubject).map(({ id }) => id));
    const others = new Set(data.items.filter(({ bySubject }) => !bySubject).map(({ id }) => id));
    const profile = await buildProfile(persona, await corpusOf(data), null, 'zh');
    expect(profile.claims.length).toBeGreaterThan(15);
    for (const claim of profile.claims) {
      expect(claim.items.length, claim.id).toBeGreaterThan(0);
      expect(claim.items.length, claim.id).toBeLessThanOrEqual(claim.n);
      // What others call the subject is the one thing that is seen in their messages.
      for (const id of claim.items)
        expect(known.has(id) || (claim.layer === 'relationships' && others.has(id)), claim.id).toBe(true);
      for (const { item, text } of claim.quotes ?? []) {
        const said = data.items.find(({ id }) => id === item)?.text.replace(/\s*\n\s*/gu, ' ') ?? '';
        expect(said, claim.id).toContain(text);
      }
    }
    expect(PromptProfile.safeParse(profile).success).toBe(true);
  });

  test('a claim without an item is refused', () => {
    const claim = { id: 'x', layer: 'care', say: 'x', evidence: 'verbatim', n: 1, items: ['a'] };
    expect(Claim.safeParse(claim).success).toBe(true);
    expect(Claim.safeParse({ ...claim, items: [] }).success).toBe(false);
    expect(Claim.safeParse({ ...claim, items: [''] }).success).toBe(false);
    expect(Claim.safeParse({ ...claim, n: 0 }).success).toBe(false);
  });

  test('claims have their own ids', async () => {
    const { claims } = await buildProfile(persona, await corpusOf(), null, 'zh');
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
  });

  test('figures become rules, life events become dated memories, judgements become values', async () => {
    const { claims } = await buildProfile(persona, await corpusOf(), null, 'zh');
    const of = (id: string) => claims.find((claim) => claim.id === id);
    expect(of('expression.end-punctuation')?.figures?.none).toBe(1);
    expect(of('expression.laughter')?.say).toContain('「哈哈」');
    expect(of('relationships.person-2')?.say).toMatch(/「小禾」.*你叫对方「闺女」.*对方叫你「爸」/u);
    expect(of('decisions.1')?.quotes?.[0]?.text).toBe('做人最要紧的是说话算话。');
    const told = claims.filter(({ layer }) => layer === 'memories').map(({ say }) => say);
    expect(told.join('\n')).toContain('2021-03-12（人生大事）：「小禾毕业了,我这个当爸的骄傲。」');
  });

  test('how much was written to somebody rests on all of it, and is never unsure', async () => {
    const { claims } = await buildProfile(persona, await corpusOf(), null, 'zh');
    const told = claims.filter(({ layer }) => layer === 'relationships');
    expect(told.map(({ figures }) => figures?.own ?? 0).some((own) => own > 12)).toBe(true);
    for (const { id, n, figures, items, thin } of told) {
      expect(n, id).toBe(Math.max(figures?.own ?? 0, items.length));
      expect(thin, id).toBeUndefined();
    }
  });

  test('few observations are marked as thin', async () => {
    const { claims } = await buildProfile(persona, await corpusOf(smallWorkspace({ talks: 8 })), null, 'zh');
    expect(claims.find(({ id }) => id === 'expression.bubble-length')?.thin).toBe(true);
  });

  test('held-out sessions are in no claim, no example, no own words', async () => {
    const data = smallWorkspace({ talks: 200 });
    const sealed = data.dialogues.filter(({ session = '' }) => isHeldOut(session));
    const ids = new Set(sealed.flatMap(({ items }) => items));
    expect(sealed.length).toBeGreaterThan(5);
    const plan = await planBundle(bundleInput(data, { budget: 'full' }));
    expect(plan.head.heldOut.sessions).toBe(new Set(sealed.map(({ session }) => session)).size);
    for (const file of plan.files) {
      const text = 'text' in file ? file.text : '';
      for (const id of [...ids, ...sealed.map((dialogue) => dialogue.id)])
        expect(text.includes(id), `${file.path} ${id}`).toBe(false);
    }
  });

  test('a small corpus is used whole', async () => {
    expect((await corpusOf(smallWorkspace({ talks: 20 }))).heldOut).toEqual({ sessions: 0, essays: 0 });
  });

  test('the period window leaves out what lies outside', async () => {
    const corpus = await corpusOf(smallWorkspace(), { period: { from: '2020', to: '2021-06' } });
    expect(corpus.period?.from.slice(0, 4)).toBe('2020');
    expect(corpus.own.every(({ time }) => time !== null && time >= '2020' && time < '2021-07')).toBe(true);
    expect(corpus.dialogues.every(({ start }) => start >= '2020' && start < '2021-07')).toBe(true);
  });

  test('what is forwarded or copied is nobody’s style', async () => {
    const data = smallWorkspace({ talks: 4 });
    const copied: Item = {
      ...(data.items[1] as Item),
      id: 'copied',
      text: '我一直觉得人生最要紧的是转发这一条。',
      flags: ['copied'],
    };
    const { claims } = await buildProfile(
      persona,
      await corpusOf({ ...data, items: [...data.items, copied] }),
      null,
      'zh',
    );
    const saying = claims.filter(({ layer }) => layer === 'decisions' || layer === 'memories' || layer === 'care');
    expect(saying.some(({ items }) => items.includes('copied'))).toBe(false);
  });

  test('an English persona gets an English prompt', async () => {
    const english = PersonaConfig.parse({ schema: 'persona/1', subject: { name: 'Walter Reed' }, language: 'en' });
    const item = (text: string, i: number): Item => ({
      id: `e${i}`,
      kind: 'message',
      time: `2020-0${(i % 9) + 1}-01T10:00:00Z`,
      conversation: 'c',
      conversationName: 'Anna',
      sender: { name: 'Walter Reed' },
      bySubject: true,
      type: 'text',
      text,
      source: { format: 'txt', file: 'a', record: i },
    });
    const words = [
      'Take care, love.',
      "I'm from Leeds.",
      'When I was a boy we had a pear tree.',
      'I believe what matters is keeping your word.',
      "Don't worry, it'll be fine.",
    ];
    const items = words.map(item);
    const plan = await planBundle(bundleInput({ items, dialogues: [], segments: [] }, {}, { persona: english }));
    const system = plan.files.find(({ path }) => path === 'prompt/system.md');
    const text = system && 'text' in system ? system.text : '';
    expect(text).toContain('## Who you are');
    expect(text).toContain("You once said: “I'm from Leeds.”");
    expect(text).toContain('“I believe what matters is keeping your word.”');
    expect(/\p{Script=Han}/u.test(text)).toBe(false);
  });
});
