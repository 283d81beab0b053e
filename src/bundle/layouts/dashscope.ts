import { wrongField } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { lettersAndDigits, WAV_AS_DATA_URI } from './expected.ts';
import { json, languageCode, promptWish, wav } from './shared.ts';

const TOKEN = '@sample.wav@';
const SAMPLE = `data:audio/wav;base64,${TOKEN}`;
/** What SAMPLE becomes: base64 of `RIF`, which every WAV begins with. */
const IS_SAMPLE = /^data:audio\/wav;base64,UklGR/u;
const ENDPOINT = 'https://dashscope.aliyuncs.com/api/v1/services/audio/tts/customization';
const call = `curl -sS ${ENDPOINT} -H "Authorization: Bearer $DASHSCOPE_API_KEY" -H 'content-type: application/json' --data-binary @request.json`;

/** The name in letters and digits only, cut to the length that the field allows. */
const plain = (slug: string, length: number) => slug.replace(/[^A-Za-z0-9]/gu, '').slice(0, length);
const LANGUAGES = { zh: 'zh' };

/**
 * Alibaba CosyVoice cloning: 10-20 s with 5 s unbroken, as a data URI where a public URL stood once, so that nobody has
 * to put the voice on the web. The synthesis model must be the target model. Sources:
 * help.aliyun.com/zh/model-studio/cosyvoice-clone-api; alibabacloud.com/help/doc-detail/2861519.html, 2026-11-12
 */
export const dashscopeVoiceEnrollment: Layout<'sample'> = {
  id: 'dashscope-voice-enrollment',
  wants: (profile) => ({ sample: promptWish(profile, [10, 18], { max: 20, join: 'fill', transcript: 'unused' }) }),
  plan({ sample: [clip] }, profile, context) {
    const input = {
      action: 'create_voice',
      target_model: 'cosyvoice-v3-plus',
      prefix: plain(context.slug, 10),
      url: SAMPLE,
      language_hints: [languageCode(context, LANGUAGES)],
    };
    return {
      files: [
        wav('sample.wav', clip, profile),
        json('request.json', { model: 'voice-enrollment', input }, [{ token: TOKEN, path: 'sample.wav' }]),
      ],
      usage: `${call}   # -> output.voice_id`,
      open: [],
    };
  },
  async check({ text: read }) {
    const { input } = JSON.parse(await read('request.json')) as { input: { prefix: string; url: string } };
    return [
      ...(/^[A-Za-z0-9]{1,10}$/u.test(input.prefix)
        ? []
        : [wrongField('request.json', 'prefix', lettersAndDigits(10))]),
      // Earlier bundles leave the place to a URL.
      ...(IS_SAMPLE.test(input.url) || !input.url.startsWith('data:')
        ? []
        : [wrongField('request.json', 'url', WAV_AS_DATA_URI)]),
    ];
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
      audio: { data: SAMPLE },
      language: languageCode(context, LANGUAGES),
    };
    return {
      files: [
        wav('sample.wav', clip, profile),
        json('request.json', { model: 'qwen-voice-enrollment', input }, [{ token: TOKEN, path: 'sample.wav' }]),
      ],
      usage: `${call}   # -> output.voice`,
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
      ...(IS_SAMPLE.test(input.audio.data) ? [] : [wrongField('request.json', 'audio.data', WAV_AS_DATA_URI)]),
    ];
  },
};
