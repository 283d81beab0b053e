import { wrongField } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { WAV_IN_BASE64 } from './expected.ts';
import { json, languageCode, promptWish, sampleSentence, wav } from './shared.ts';

const LANGUAGES = { zh: '0', en: '1', ja: '2', es: '3', id: '4', pt: '5', de: '6', fr: '7' };
const TOKEN = '@clone.wav@';

/**
 * Doubao voice cloning V3: one clip in base64; the first 25 s count. No transcript is sent: the service refuses one
 * that is a character off (45001109). Source: volcengine.com/docs/6561/2227958
 */
export const volcClone: Layout<'clone'> = {
  id: 'volc-clone',
  wants: (profile) => ({ clone: promptWish(profile, [12, 22], { min: 5, join: 'fill', transcript: 'unused' }) }),
  plan({ clone: [clip] }, profile, context) {
    const language = Number(languageCode(context, LANGUAGES));
    const body = {
      speaker_id: '<S_... from the console>',
      audio: { data: TOKEN, format: 'wav' },
      language,
      // ICL 2.0 speaks Chinese and English only; German and French are for DiT.
      model_types: [language <= 1 ? 4 : language >= 6 ? 2 : 1],
      extra_params: {
        demo_text: sampleSentence(context),
        enable_audio_denoise: false,
        enable_crop_by_asr: true,
        voice_clone_enable_mss: false,
      },
    };
    return {
      files: [wav('clone.wav', clip, profile), json('request.json', body, [{ token: TOKEN, path: 'clone.wav' }])],
      usage: [
        `sed "s/<S_... from the console>/$SPEAKER_ID/" request.json | curl -sS https://openspeech.bytedance.com/api/v3/tts/voice_clone \\`,
        `  -H "X-Api-Key: $VOLC_API_KEY" -H "X-Api-Request-Id: $(uuidgen)" -H 'content-type: application/json' --data-binary @-`,
        `curl -sS https://openspeech.bytedance.com/api/v3/tts/get_voice -H "X-Api-Key: $VOLC_API_KEY" -H 'content-type: application/json' -d "{\\"speaker_id\\":\\"$SPEAKER_ID\\"}"`,
      ].join('\n'),
      open: [],
    };
  },
  async check({ text: read }) {
    const body = JSON.parse(await read('request.json')) as { audio?: { data?: string } };
    return /^UklGR[A-Za-z0-9+/]+={0,2}$/u.test(body.audio?.data ?? '')
      ? []
      : [wrongField('request.json', 'audio.data', WAV_IN_BASE64)];
  },
};
