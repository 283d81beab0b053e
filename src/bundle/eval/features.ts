import { simplified } from '../../core/simplified.ts';
import { CLAUSE_PARTICLE, EMOJI, LAUGHTER } from '../../core/speech-signs.ts';

/** Function words: they carry no subject matter, and how often somebody uses each of them is a fingerprint. */
export const COMPARED_WORDS = [
  ...['的', '了', '是', '就', '也', '都', '还', '又', '才', '把', '被', '给', '让', '跟', '和', '但', '在', '有', '不'],
  ...['没', '很', '太', '再', '要', '会', '能', '可以', '什么', '怎么', '那', '这', '你', '我', '他', '她', '们', '着'],
  ...['过', '吧', '啊', '呢', '吗', '嘛', '哦', '嗯', '因为', '所以', '如果', '但是', '然后', '先', '别', '去', '来'],
  ...[
    'the',
    'a',
    'and',
    'of',
    'to',
    'in',
    'is',
    'it',
    'i',
    'you',
    'that',
    'but',
    'so',
    'for',
    'on',
    'we',
    'not',
    'just',
  ],
] as const;

/** Kinds of signs of a message, as names: `end:。`, `laugh:哈哈`, `length:3`. */
export function signsOf(text: string): string[] {
  const length = [...text].length;
  return [
    `length:${Math.min(8, Math.floor(Math.log2(length + 1) * 1.5))}`,
    `end:${endOf(text)}`,
    ...particlesOf(text).map((particle) => `particle:${particle}`),
    ...laughterOf(text).map((laugh) => `laugh:${laugh}`),
    ...(EMOJI.test(text) ? ['emoji'] : []),
    ...(/([！!？?。~～])\1/u.test(text) ? ['doubled'] : []),
    ...(/\p{Script=Han}\s+\p{Script=Han}/u.test(text) ? ['space-for-comma'] : []),
    ...COMPARED_WORDS.filter((word) => holds(text, word)).map((word) => `word:${word}`),
  ];
}

/** The last sign as written. 。 and . count as the same; a letter or character is `none`. */
export function endOf(text: string): string {
  const last = [...text.trim()].at(-1) ?? '';
  const folded = { '.': '。', '!': '！', '?': '？', '~': '～', ',': '，' }[last] ?? last;
  if (/[。！？～，…]/u.test(folded)) return folded;
  return /\p{Extended_Pictographic}|\]/u.test(folded) ? 'emoji' : 'none';
}

export const particlesOf = (text: string): string[] =>
  [...simplified(text).matchAll(CLAUSE_PARTICLE)].map(([form]) => form);

/** Laughter in one form, whatever its length: 哈哈哈哈 counts as 哈哈. */
export const laughterOf = (text: string): string[] =>
  [...text.matchAll(LAUGHTER)].map(([form]) => form.slice(0, 2).toLowerCase());

function holds(text: string, word: string): boolean {
  return /^[a-z]/u.test(word) ? new RegExp(`(?<![a-z])${word}(?![a-z])`, 'iu').test(text) : text.includes(word);
}

/** Grams of 1 to 3 characters, folded like comparison texts: width, case and the length of laughter do not count. */
export function ngramsOf(text: string): string[] {
  const characters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\s+/gu, ' ')
      .replace(/(.)\1{3,}/gu, '$1$1$1'),
  ];
  const grams: string[] = [];
  for (let size = 1; size <= 3; size++) {
    for (let at = 0; at + size <= characters.length; at++) grams.push(characters.slice(at, at + size).join(''));
  }
  return grams;
}
