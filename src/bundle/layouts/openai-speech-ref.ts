import { wrongField } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { WAV_AS_DATA_URI } from './expected.ts';
import { QWEN_LANGUAGES } from './qwen3-ref.ts';
import { json, languageCode, promptWish, sampleSentence, text, wav, words } from './shared.ts';

const TOKEN = '@ref.wav@';

/**
 * vLLM-Omni `/v1/audio/speech`: the clip goes along as a data URI, 1 to 30 s. A request with neither the words nor the
 * mode that needs none is refused. Source: docs.vllm.ai vllm-omni speech_api; vllm-project/vllm-omni serving_speech.py
 */
export const openaiSpeechRef: Layout<'ref'> = {
  id: 'openai-speech-ref',
  wants: (profile) => ({ ref: promptWish(profile, [5, 14], { min: 3 }) }),
  plan({ ref: [clip] }, profile, context) {
    const open: string[] = [];
    const heard = words(clip, 'ref.txt', open);
    const body = {
      model: 'Qwen/Qwen3-TTS-12Hz-1.7B-Base',
      input: sampleSentence(context),
      task_type: 'Base',
      language: languageCode(context, QWEN_LANGUAGES, 'Auto'),
      ref_audio: `data:audio/wav;base64,${TOKEN}`,
      ...(open.length ? { x_vector_only_mode: true } : { ref_text: heard }),
      response_format: 'wav',
      speed: 1,
    };
    return {
      files: [
        wav('ref.wav', clip, profile),
        text('ref.txt', `${heard}\n`),
        json('request.json', body, [{ token: TOKEN, path: 'ref.wav' }]),
      ],
      usage: [
        'vllm serve Qwen/Qwen3-TTS-12Hz-1.7B-Base --omni --port 8091',
        "curl -sS http://127.0.0.1:8091/v1/audio/speech -H 'content-type: application/json' --data-binary @request.json -o out.wav",
        '# a failure may come as JSON: look at the content type. CosyVoice 3 needs ref_text.',
      ].join('\n'),
      open,
    };
  },
  async check({ text: read }) {
    const body = JSON.parse(await read('request.json')) as Record<string, string>;
    return /^data:audio\/wav;base64,UklGR[A-Za-z0-9+/]+={0,2}$/u.test(body.ref_audio ?? '')
      ? []
      : [wrongField('request.json', 'ref_audio', WAV_AS_DATA_URI)];
  },
};
