import { findPrivate } from './scan.ts';
import { isPersonal } from './surnames.ts';
import { traitsOf } from './traits.ts';

/**
 * What is left of a name in a phone book without its additions, since in sentences people say only that: 林晓 from 林晓🌸,
 * 王师傅 from A王师傅（修车）, 张伟 from 张伟 13811112222, 李娜 from 李娜-工商银行, Lucy and 露西 from Lucy 露西. Never the name itself, and
 * nothing shorter than two Chinese characters or a Latin word.
 */
export function bareNames(name: string): string[] {
  const plain = withoutValues(name).replace(BRACKETED, ' ').replace(SIGNS, ' ').trim();
  const parts = HAN.test(plain) ? plain.split(BORDERS).map(withoutMarks).filter(isName) : [plain].filter(isLatinName);
  const personal = parts.filter(isPersonal);
  const [first = '', second = ''] = parts;
  const chosen = personal.length ? personal : isTranslated(first, second) ? [first, second] : [first];
  return [...new Set(chosen)].filter((bare) => bare && bare !== name);
}

const HAN = /\p{Script=Han}/u;
/** 林晓（二班）, 【顺丰】小李, [玫瑰]; a bracket that is never closed extends to the end. */
const BRACKETED = /[(（[【［《「『<＜{][^)）\]】］》」』>＞}]*(?:[)）\]】］》」』>＞}]|$)/gu;
/** Emoji and ornaments. A point within a name stays, so that 买买提·艾力 does not become 买买提. */
const SIGNS = /[^\p{L}\p{N}\p{M}\s\-–—_/|｜、,，+&~·•'’.]/gu;
const BORDERS = /[\s\-–—_/|｜、,，+&~]+/u;
/** Removes letters and figures that keep a name at the top of a list, or distinguish two equal names: AA王师傅, 张伟2. */
const withoutMarks = (part: string): string =>
  HAN.test(part)
    ? part.replace(/^[A-Za-z0-9]{1,3}(?=\p{Script=Han})|(?<=\p{Script=Han})[A-Za-z0-9]{1,3}$/gu, '')
    : part;

/** Next to Chinese, a Latin word in capitals is HR or VIP, and one in small letters may be any word. */
const isName = (part: string): boolean => /^(?:\p{Script=Han}{2,}|[A-Z][a-z]{2,})$/u.test(part);
const isLatinName = (plain: string): boolean => /^\p{Script=Latin}{2,}(?: \p{Script=Latin}+)*$/u.test(plain);
const isTranslated = (first: string, second: string): boolean =>
  /^[A-Z]/u.test(first) && /^\p{Script=Han}{2,3}$/u.test(second);

function withoutValues(name: string): string {
  let out = '';
  let at = 0;
  for (const { start, end } of findPrivate(name, traitsOf(name), undefined)) {
    out += `${name.slice(at, start)} `;
    at = end;
  }
  return out + name.slice(at);
}
