import { wrongField } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { lettersAndDigits, WAV_AS_DATA_URI } from './expected.ts';
import { json, languageCode, promptWish, wav } from './shared.ts';

const URL_SLOT = '<public URL of sample.wav>';
const TOKEN = '@sample.wav@';
const ENDPOINT = 'https://dashscope.aliyuncs.com/api/v1/services/audio/tts/customization';
const call = `curl -sS ${ENDPOINT} -H "Authorization: Bearer $DASHSCOPE_API_KEY" -H 'content-type: application/json' --data-binary`;

/** The name in letters and digits only, cut to the length that the field allows. */
const plain = (slug: string, length: number) => slug.replace(/[^A-Za-z0-9]/gu, '').slice(0, length);
const LANGUAGES = { zh: 'zh' };

/**
 * Alibaba CosyVoice cloning: 10-20 s with 5 s unbroken, at a public URL, which the user has to provide. The synthesis
 * model must be the target model. Source: help.aliyun.com/zh/model-studio/cosyvoice-clone-api
 */
export const dashscopeVoiceEnrollment: Layout<'sample'> = {
  id: 'dashscope-voice-enrollment',
  wants: (profile) => ({ sample: promptWish(profile, [10, 18], { max: 20, join: 'fill', transcript: 'unused' }) }),
  plan({ sample: [clip] }, profile, context) {
    const input = {
      action: 'create_voice',
      target_model: 'cosyvoice-v3-plus',
      prefix: plain(context.slug, 10),
      url: URL_SLOT,
      language_hints: [languageCode(context, LANGUAGES)],
    };
    return {
      files: [wav('sample.wav', clip, profile), json('request.json', { model: 'voice-enrollment', input })],
      usage: [`sed "s#${URL_SLOT}#$SAMPLE_URL#" request.json | ${call} @-   # -> output.voice_id`].join('\n'),
      open: ['request.json: url'],
    };
  },
  async check({ text: read }) {
    const { input } = JSON.parse(await read('request.json')) as { input: { prefix: string } };
    return /^[A-Za-z0-9]{1,10}$/u.test(input.prefix)
      ? []
      : [wrongField('request.json', 'prefix', lettersAndDigits(10))];
  },
};

/**
 * Alibaba Qwen-TTS cloning: 24 kHz, as a data URI. Source: alibabacloud.com/help/en/model-studio/qwen-tts-voice-cloning
 */
export const dashscopeQwenEnrollment: Layout<'sample'> = {
  id: 'dashscope-qwen-enrollment',
  wants: (profile) => ({ sample: promptWish(profile, [10, 18], { max: 20, join: 'fill', transcript: 'unused' }) }),
  plan({ sample: [clip] }, profile, context) {
    const input = {
      action: 'create',
      target_model: 'qwen3-tts-vc-2026-01-22',
      preferred_name: plain(context.slug, 16),
      audio: { data: `data:audio/wav;base64,${TOKEN}` },
      language: languageCode(context, LANGUAGES),
    };
    return {
      files: [
        wav('sample.wav', clip, profile),
        json('request.json', { model: 'qwen-voice-enrollment', input }, [{ token: TOKEN, path: 'sample.wav' }]),
      ],
      usage: [`${call} @request.json   # -> output.voice`].join('\n'),
      open: [],
    };
  },
  async check({ text: read }) {
    const { input } = JSON.parse(await read('request.json')) as {
      input: { preferred_name: string; audio: { data: string } };
    };
    return [
      ...(/^[A-Za-z0-9_]{1,16}$/u.test(input.preferred_name)
        ? []
        : [wrongField('request.json', 'preferred_name', lettersAndDigits(16))]),
      ...(/^data:audio\/wav;base64,UklGR/u.test(input.audio.data)
        ? []
        : [wrongField('request.json', 'audio.data', WAV_AS_DATA_URI)]),
    ];
  },
};
