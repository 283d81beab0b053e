import type { Layout } from '../layout.ts';
import { promptWish, text, wav } from './shared.ts';

const STATEMENT =
  'I am the owner of this voice and I consent to OpenAI using this voice to create a synthetic voice model.';

/**
 * OpenAI custom voices: a sample up to 30 s, and a consent read word for word by the same person: that slot stays
 * empty. Source: developers.openai.com/api/docs/guides/custom-voices
 */
export const openaiVoice: Layout<'sample'> = {
  id: 'openai-voice',
  wants: (profile) => ({ sample: promptWish(profile, [15, 28], { min: 5, join: 'fill' }) }),
  plan({ sample: [clip] }, profile, { slug, language }) {
    return {
      files: [
        wav('sample.wav', clip, profile),
        text(
          'consent-statement.txt',
          `en: ${STATEMENT}\nOther languages: developers.openai.com/api/docs/guides/custom-voices\n`,
        ),
      ],
      usage: [
        'KEY="Authorization: Bearer $OPENAI_API_KEY"',
        '# consent.wav: the speaker reads consent-statement.txt aloud, word for word',
        `curl -sS https://api.openai.com/v1/audio/voice_consents -H "$KEY" -F name=${slug} -F language=${language} -F recording=@consent.wav   # -> cons_...`,
        `curl -sS https://api.openai.com/v1/audio/voices -H "$KEY" -F name=${slug} -F audio_sample=@sample.wav -F consent=$CONSENT_ID   # -> voice_...`,
      ].join('\n'),
      open: ['consent.wav'],
    };
  },
};
