import { expect, test } from 'vitest';
import { languageOf } from '../../src/core/persona.ts';

test.each([
  ['zh', 'zh'],
  ['zh-Hant-HK', 'zh'],
  ['zh_CN', 'zh'],
  ['YUE', 'zh'],
  ['wuu', 'zh'],
  ['nan-TW', 'zh'],
  ['hak', 'zh'],
  ['cmn', 'zh'],
  ['zha', 'en'],
  ['nang', 'en'],
  ['en', 'en'],
  ['', 'en'],
])('what is written for %s is written in %s', (language, lang) => {
  expect(languageOf({ language })).toBe(lang);
});
