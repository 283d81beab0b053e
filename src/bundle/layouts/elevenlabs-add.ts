import type { Layout } from '../layout.ts';
import { json, promptWish } from './shared.ts';
import { textField, textFieldOf } from './shell.ts';

const BITRATE = 128_000;
const MP3_RATE = 44_100;

/**
 * ElevenLabs instant cloning: one to two minutes, never over three; the number of files does not matter.
 * Source: elevenlabs/elevenlabs-docs@3557f0b instant-voice-cloning.mdx
 */
export const elevenlabsAdd: Layout<'clone'> = {
  id: 'elevenlabs-add',
  wants: (profile) => ({ clone: promptWish(profile, [60, 120], { max: 175, join: 'fill' }) }),
  plan({ clone }, _, { name }) {
    const files = clone.map((clip, i) => ({
      path: `clone-${String(i + 1).padStart(2, '0')}.mp3`,
      clip,
      sampleRate: MP3_RATE,
      format: 'mp3' as const,
      bitrate: BITRATE,
    }));
    return {
      files: [...files, json('labels.json', { source: 'persona bundle' })],
      usage: [
        'curl -sS https://api.elevenlabs.io/v1/voices/add -H "xi-api-key: $ELEVENLABS_API_KEY" \\',
        `  ${textField('name', name)} ${files.map(({ path }) => `-F files=@${path}`).join(' ')} ${textFieldOf('labels', 'labels.json')}`,
        '# by sending it you confirm that you have the right to this voice',
      ].join('\n'),
      open: [],
    };
  },
};
