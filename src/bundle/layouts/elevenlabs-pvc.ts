import { shellQuoted } from '../../core/shell-word.ts';
import type { Layout } from '../layout.ts';
import { json, trainingWish } from './shared.ts';

const LONGEST_FILE = 300;

/**
 * ElevenLabs professional cloning: half an hour or more of one's own voice. The owner of the voice must read a captcha
 * aloud, which an archive cannot do; it comes as a picture in base64. Source: elevenlabs/elevenlabs-docs@3557f0b
 * product-guides and cookbooks, professional-voice-cloning.mdx
 */
export const elevenlabsPvc: Layout<'samples'> = {
  id: 'elevenlabs-pvc',
  wants: (profile) => ({
    samples: trainingWish(profile, {
      min: 1,
      ideal: [LONGEST_FILE / 2, LONGEST_FILE],
      max: LONGEST_FILE,
      join: 'fill',
    }),
  }),
  plan({ samples }, _, { name, language }) {
    const files = samples.map((clip, i) => ({
      path: `samples/${String(i + 1).padStart(3, '0')}.mp3`,
      clip,
      sampleRate: 44_100,
      format: 'mp3' as const,
      bitrate: 128_000,
    }));
    return {
      files: [
        ...files,
        json('voice.json', {
          name,
          language: language.split('-')[0],
          description: '',
          labels: { source: 'persona bundle' },
        }),
      ],
      usage: [
        'API=https://api.elevenlabs.io/v1/voices/pvc; KEY="xi-api-key: $ELEVENLABS_API_KEY"',
        `curl -sS $API -H "$KEY" -H 'content-type: application/json' --data-binary @voice.json   # -> voice_id`,
        'for f in samples/*.mp3; do curl -sS $API/$VOICE_ID/samples -H "$KEY" -F files=@$f; done',
        `curl -sS $API/$VOICE_ID/captcha -H "$KEY" | tr -d '"' | base64 --decode > out_captcha.png`,
        '# the speaker reads the captcha aloud and records it:',
        'curl -sS $API/$VOICE_ID/captcha -H "$KEY" -F recording=@captcha.wav',
        `curl -sS $API/$VOICE_ID/train -H "$KEY" -H 'content-type: application/json' -d ${shellQuoted('{"model_id":"eleven_multilingual_v2"}')}`,
      ].join('\n'),
      open: ['captcha.wav'],
    };
  },
};
