import { describe, expect, test } from 'vitest';
import { languageOf, languageTag } from '../../src/core/language.ts';
import { PersonaConfig } from '../../src/core/persona.ts';

describe('a language', () => {
  test.each([
    ['zh', 'zh'],
    ['zh_cn', 'zh-CN'],
    ['ZH-hant-tw', 'zh-Hant-TW'],
    ['中文', 'zh'],
    ['Chinese', 'zh'],
    ['普通话', 'zh'],
    ['cn', 'zh'],
    ['粤语', 'yue'],
    ['Cantonese', 'yue'],
    ['上海话', 'wuu'],
    ['英文', 'en'],
    ['英语', 'en'],
    [' English ', 'en'],
    ['日文', 'ja'],
  ])('%s is %s', (typed, tag) => expect(languageTag(typed)).toBe(tag));

  test.each(['', 'z', '火星文', 'english please', 'zh-', '../x'])('%j is none', (typed) =>
    expect(languageTag(typed)).toBeUndefined(),
  );

  test('of persona.json is its tag', () => {
    const persona = (language: string) => ({ schema: 'persona/1', subject: { name: '陈默' }, language });
    expect(PersonaConfig.parse(persona('中文')).language).toBe('zh');
    expect(PersonaConfig.safeParse(persona('火星文')).success).toBe(false);
  });

  test.each([
    ['zh', 'zh'],
    ['zh-TW', 'zh'],
    ['zh-Hant-HK', 'zh'],
    ['zh_CN', 'zh'],
    ['YUE', 'zh'],
    ['wuu', 'zh'],
    ['nan', 'zh'],
    ['nan-TW', 'zh'],
    ['hak', 'zh'],
    ['gan', 'zh'],
    ['hsn', 'zh'],
    ['cdo', 'zh'],
    ['cjy', 'zh'],
    ['cmn', 'zh'],
    ['zha', 'en'],
    ['nang', 'en'],
    ['ja', 'en'],
    ['en', 'en'],
    ['', 'en'],
  ])('what is written for %j is written in %s', (language, lang) => expect(languageOf({ language })).toBe(lang));
});
