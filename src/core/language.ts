import type { Lang } from './types.ts';

/** Languages whose names people write instead of a tag, by their BCP 47 tags. */
const NAMED = [
  'zh',
  'yue',
  'en',
  'ja',
  'ko',
  'fr',
  'de',
  'es',
  'it',
  'pt',
  'ru',
  'vi',
  'th',
  'ms',
  'id',
  'ar',
  'hi',
  'bo',
  'ug',
  'mn',
];
/** Other names of Chinese and its dialects, and country codes that are mistaken for language codes. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  zh: [
    '汉语',
    '漢語',
    '华语',
    '國語',
    '国语',
    '普通话',
    '普通話',
    '简体中文',
    '繁體中文',
    '繁体中文',
    'Mandarin',
    'cn',
  ],
  yue: ['广东话', '廣東話', '粵語', '白话'],
  wuu: ['吴语', '吳語', '上海话', 'Shanghainese'],
  nan: ['闽南语', '閩南語', '闽南话', '台语', 'Hokkien'],
  hak: ['客家话', '客家話', '客家语', 'Hakka'],
  ja: ['jp'],
};

/**
 * The BCP 47 tag that a person means: `zh-cn`, `中文` and `Chinese` are tags or names of the same language. Undefined for
 * anything else.
 */
export function languageTag(typed: string): string | undefined {
  const word = typed.trim().toLowerCase();
  const also = Object.keys(ALSO).find((tag) => ALSO[tag]?.some((name) => name.toLowerCase() === word));
  return also ?? canonical(word) ?? NAMED.find((tag) => namesOf(tag).includes(word));
}

/** A name may look like a well-formed tag; real tags have two or three letters before the first dash. */
function canonical(word: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][a-z\d]{1,8})*$/u.test(word)) return undefined;
  try {
    return Intl.getCanonicalLocales(word.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

function namesOf(tag: string): string[] {
  const names = ['en', 'zh-Hans', 'zh-Hant'].map(
    (lang) => new Intl.DisplayNames(lang, { type: 'language' }).of(tag)?.toLowerCase() ?? tag,
  );
  // 英语 is also 英文.
  return [...names, ...names.map((name) => name.replace(/[语語]$/u, '文'))];
}

/**
 * Which of our two languages is nearer to what the subject speaks. Prompts, placeholders and pages use it. The Sinitic
 * languages are written in Chinese, whatever else the tag says (zh-Hant, yue_HK).
 */
export const languageOf = ({ language }: { language: string }): Lang =>
  /^(?:zh|yue|wuu|nan|hak|gan|hsn|cdo|cjy|cmn)(?![a-z])/iu.test(language) ? 'zh' : 'en';

/**
 * Whether our lists of Chinese and English words can show that something is not spoken of: in another language they
 * would find nothing whatever is said.
 */
export const isReadByWords = (subject: { language: string }): boolean =>
  languageOf(subject) === 'zh' || /^en(?![a-z])/iu.test(subject.language);
