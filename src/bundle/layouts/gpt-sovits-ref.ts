import { type BundleFault, fault, wrongField } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { wordsOf } from './expected.ts';
import { json, languageCode, promptWish, sampleSentence, text, wav, words } from './shared.ts';

/** Codes of `prompt_lang` since v2; v1 knows the first three only. */
const LANGUAGES = { zh: 'zh', en: 'en', ja: 'ja', ko: 'ko', yue: 'yue' };

/**
 * GPT-SoVITS without training: a clip outside 3 to 10 s is an error, 5 s is said to be best; v3 and v4 weights need the
 * words. Further clips are averaged into the timbre and are not checked for length. Source: RVC-Boss/GPT-SoVITS@48b1a01
 * TTS.py, api_v2.py
 */
export const gptSovitsRef: Layout<'ref', 'aux'> = {
  id: 'gpt-sovits-ref',
  wants: (profile) => ({ ref: promptWish(profile, [5, 9]) }),
  likes: (profile) => ({ aux: promptWish(profile, [4, 8], { count: 6 }) }),
  plan({ ref: [clip], aux }, profile, context) {
    const open: string[] = [];
    const heard = words(clip, 'ref.txt', open);
    const main = clip.parts[0]?.segment.id;
    const others = aux.filter(({ parts }) => parts[0]?.segment.id !== main).slice(0, 5);
    const lang = languageCode(context, LANGUAGES);
    const timbrePaths = others.map((_, i) => `timbre/${i + 1}.wav`);
    return {
      files: [
        wav('ref.wav', clip, profile),
        text('ref.txt', `${heard}\n`),
        ...others.map((other, i) => wav(timbrePaths[i] as string, other, profile)),
        json('request.json', {
          text: sampleSentence(context),
          text_lang: lang,
          ref_audio_path: 'ref.wav',
          ...(timbrePaths.length ? { aux_ref_audio_paths: timbrePaths } : {}),
          // An empty text puts v1 and v2 into their mode without reference text.
          prompt_text: open.length ? '' : heard,
          prompt_lang: lang,
          text_split_method: 'cut5',
          batch_size: 1,
          media_type: 'wav',
          streaming_mode: 0,
          speed_factor: 1,
          seed: -1,
        }),
      ],
      usage: [
        '# in the GPT-SoVITS folder, this folder copied to it as persona-ref/ (paths are read on the server):',
        'python api_v2.py -a 127.0.0.1 -p 9880 -c GPT_SoVITS/configs/tts_infer.yaml',
        '# then: ref.wav and timbre/*.wav in request.json stand for their places on the server',
        'sed -e \'s#"ref.wav"#"persona-ref/ref.wav"#\' -e \'s#"timbre/#"persona-ref/timbre/#\' request.json \\',
        "  | curl -sS http://127.0.0.1:9880/tts -H 'content-type: application/json' --data-binary @- -o out.wav",
      ].join('\n'),
      open,
    };
  },
  async check({ text: read, audio, files }) {
    const faults: BundleFault[] = [];
    const request = JSON.parse(await read('request.json')) as Record<string, unknown>;
    for (const key of ['text', 'text_lang', 'ref_audio_path', 'prompt_lang']) {
      if (typeof request[key] !== 'string' || request[key] === '')
        faults.push(fault('verify-field-missing', 'request.json', { field: key }));
    }
    const paths = [request.ref_audio_path, ...((request.aux_ref_audio_paths as unknown[]) ?? [])];
    for (const path of paths.filter((one) => one !== undefined))
      if (!files.includes(String(path))) faults.push(fault('verify-not-there', 'request.json', { path: String(path) }));
    const heard = (await read('ref.txt')).trim();
    if (request.prompt_text !== '' && request.prompt_text !== heard)
      faults.push(wrongField('request.json', 'prompt_text', wordsOf('ref.txt')));
    if (!audio('ref.wav')) faults.push(fault('verify-missing', 'ref.wav'));
    return faults;
  },
};
