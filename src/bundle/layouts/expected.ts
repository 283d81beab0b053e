import type { Bilingual } from '../../core/types.ts';

/** What several backends expect in a field or a folder, worded to end a sentence (see `verify-field`). */

export const SOUND: Bilingual = { en: 'sound', zh: '声音文件' };
export const WAV_AS_DATA_URI: Bilingual = { en: 'a WAV as a data URI', zh: ' data URI 形式的 WAV' };
export const WAV_IN_BASE64: Bilingual = { en: 'a WAV in base64', zh: ' base64 形式的 WAV' };

export const wordsOf = (file: string): Bilingual => ({ en: `what ${file} says`, zh: ` ${file} 里的文字` });

export const lettersAndDigits = (most: number): Bilingual => ({
  en: `1-${most} letters and digits`,
  zh: ` 1–${most} 个字母或数字`,
});
