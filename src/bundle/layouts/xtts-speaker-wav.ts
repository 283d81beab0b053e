import type { Layout } from '../layout.ts';
import { languageCode, promptWish, sampleSentence, wav } from './shared.ts';

export const XTTS_LANGUAGES = {
  zh: 'zh-cn',
  en: 'en',
  es: 'es',
  fr: 'fr',
  de: 'de',
  it: 'it',
  pt: 'pt',
  pl: 'pl',
  tr: 'tr',
  ru: 'ru',
  nl: 'nl',
  cs: 'cs',
  ar: 'ar',
  hu: 'hu',
  ko: 'ko',
  ja: 'ja',
  hi: 'hi',
};

/**
 * XTTS v2: a folder of short clips; the first 12 s of all together shape the voice, at most 10 s of each is read.
 * Source: idiap/coqui-ai-TTS@7cde79e TTS/tts/models/xtts.py
 */
export const xttsSpeakerWav: Layout<'ref'> = {
  id: 'xtts-speaker-wav',
  wants: (profile) => ({ ref: promptWish(profile, [6, 9], { min: 3, max: 10, count: 3 }) }),
  plan({ ref }, profile, context) {
    const dir = `voices/${context.slug}`;
    const paths = ref.map((_, i) => `${dir}/${i + 1}.wav`);
    const lang = languageCode(context, XTTS_LANGUAGES);
    return {
      files: ref.map((clip, i) => wav(paths[i] as string, clip, profile)),
      usage: [
        'pip install coqui-tts',
        `COQUI_TOS_AGREED=1 tts --model_name tts_models/multilingual/multi-dataset/xtts_v2 --speaker_wav ${paths.join(' ')} --language_idx ${lang} --text ${JSON.stringify(sampleSentence(context))} --out_path out.wav`,
        `# as a server (paths are read on it): tts-server --model_name tts_models/multilingual/multi-dataset/xtts_v2 --language_idx ${lang}, then voice: "${dir}"`,
      ].join('\n'),
      open: [],
    };
  },
};
