import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROFILES } from '../../src/bundle/profiles.ts';
import { readiness, VERDICTS, type Verdict, type Voice } from '../../src/core/readiness.ts';
import { speaks } from '../../src/core/speaks.ts';
import type { Profile } from '../../src/core/types.ts';

const voice = (cleanSeconds: number, more: Partial<Voice> = {}): Voice => ({
  cleanSeconds,
  longestClip: Math.min(cleanSeconds, 15),
  transcribedSeconds: cleanSeconds,
  ...more,
});
const profile = (id: string): Profile => PROFILES.find((each) => each.id === id)!;
const judge = (id: string, seconds: number, more?: Partial<Voice>) => readiness(profile(id), voice(seconds, more));

describe('90 seconds of clean speech', () => {
  test.each(PROFILES.map((each) => [each.id, (each as Profile & { at90s: Verdict }).at90s] as const))(
    '%s: %s',
    (id, verdict) => {
      expect(judge(id, 90).verdict).toBe(verdict);
    },
  );
});

describe('readiness', () => {
  test.each<[string, number, Verdict, number | null]>([
    // Minimum and recommendation: 60 and 600 s.
    ['rvc', 59, 'not-enough', 1],
    ['rvc', 60, 'minimal', 540],
    ['rvc', 600, 'enough', null],
    // Recommendation only: an hour; half of it is worth a try.
    ['bert-vits2', 90, 'not-enough', 3510],
    ['bert-vits2', 1800, 'minimal', 1800],
    ['bert-vits2', 3600, 'enough', null],
    // Minimum only.
    ['gpt-sovits-finetune', 59.9, 'not-enough', 60 - 59.9],
    ['gpt-sovits-finetune', 60, 'enough', null],
    // Nothing documented.
    ['chattts', 2.9, 'not-enough', 3 - 2.9],
    ['chattts', 3, 'enough', null],
    ['so-vits-svc', 36_000, 'unknown', null],
    ['so-vits-svc', 0, 'unknown', null],
    ['playht', 36_000, 'not-usable', null],
  ])('%s with %d s: %s', (id, seconds, verdict, missing) => {
    expect(judge(id, seconds)).toMatchObject({ verdict, missing });
  });

  test('forty scraps of 2 s make no upload of 10 s, unless they are joined', () => {
    expect(judge('minimax', 80, { longestClip: 2 })).toMatchObject({
      verdict: 'minimal',
      why: 'must-join',
      needs: 10,
      missing: null,
    });
    expect(judge('minimax', 8, { longestClip: 2 })).toMatchObject({ verdict: 'not-enough', missing: 2 });
  });

  test('a backend that needs the speaker is of no use to the family of someone who has died', () => {
    expect(judge('openai-custom-voice', 90)).toMatchObject({ verdict: 'enough', open: ['consent-recording'] });
    expect(judge('openai-custom-voice', 90, { canRecord: false })).toMatchObject({
      verdict: 'not-usable',
      why: 'speaker-needed',
    });
  });

  test('says when a transcript is needed and there is none', () => {
    expect(judge('cosyvoice-zero-shot', 90, { transcribedSeconds: 0 }).open).toEqual(['transcript']);
    expect(judge('cosyvoice-zero-shot', 90, { transcribedSeconds: 4 }).open).toEqual([]);
    expect(judge('f5-tts-zero-shot', 90, { transcribedSeconds: 0 }).open).toEqual([]);
  });

  test('a backend that does not speak the language is of no use', () => {
    expect(judge('chatterbox-turbo', 90, { language: 'zh' })).toMatchObject({
      verdict: 'not-usable',
      why: 'other-language',
    });
    expect(judge('chatterbox-turbo', 90, { language: 'en-GB' }).verdict).toBe('enough');
    expect(judge('minimax', 90, { language: 'fi' }).verdict).toBe('enough');
  });

  test.each([
    [['zh', 'en'], 'zh-CN', 'yes'],
    [['zh-cn', 'en'], 'zh', 'yes'],
    [['zh', 'en'], 'yue', 'yes'],
    [['yue'], 'zh', 'no'],
    [['en'], 'zh', 'no'],
    [['en', '+35 language_boost values'], 'en-GB', 'yes'],
    [['en', '+35 language_boost values'], 'fi', 'unknown'],
    [['23 languages'], 'zh', 'unknown'],
    [[], 'zh', 'unknown'],
  ])('%j speaks %s: %s', (languages, language, said) => {
    expect(speaks({ languages }, language)).toBe(said);
  });

  test('more speech never makes a verdict worse', () => {
    const rank = (verdict: Verdict) => ['not-enough', 'minimal', 'enough'].indexOf(verdict);
    const seconds = fc.double({ min: 0, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...PROFILES), seconds, seconds, (each, a, b) => {
        const less = readiness(each, voice(Math.min(a, b)));
        const more = readiness(each, voice(Math.max(a, b)));
        expect(VERDICTS).toContain(less.verdict);
        expect(rank(more.verdict)).toBeGreaterThanOrEqual(rank(less.verdict));
        if (less.missing !== null) expect(less.missing).toBeGreaterThan(0);
      }),
    );
  });
});
