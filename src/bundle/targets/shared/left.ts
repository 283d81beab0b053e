import type { Bilingual } from '../../../core/types.ts';

/** Why a part of the bundle that is made from words is missing. */
export const NO_WORDS: Bilingual = { en: 'there are no words of the person in the corpus', zh: '语料里没有本人的文字' };
export const NO_DIALOGUES: Bilingual = {
  en: 'there are too few answers of the person to others in the corpus',
  zh: '语料里本人回复别人的对话太少',
};
