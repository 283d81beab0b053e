import type { Layout } from '../layout.ts';
import { json, languageCode, promptWish, wav } from './shared.ts';
import { textField } from './shell.ts';

const LANGUAGES = { zh: 'zh' };

/** Cartesia: about 5 s; noise in it is copied. Source: npm @cartesia/cartesia-js 4.2.0 */
export const cartesiaClone: Layout<'clip'> = {
  id: 'cartesia-clone',
  wants: (profile) => ({ clip: promptWish(profile, [5, 9], { transcript: 'unused' }) }),
  plan({ clip: [clip] }, profile, context) {
    const { name } = context;
    const code = languageCode(context, LANGUAGES);
    return {
      files: [wav('clip.wav', clip, profile), json('voice.json', { name, language: code })],
      usage: [
        'curl -sS https://api.cartesia.ai/voices/clone -H "Authorization: Bearer $CARTESIA_API_KEY" -H "Cartesia-Version: 2026-08-14" \\',
        `  -F clip=@clip.wav ${textField('name', name)} -F language=${code}`,
      ].join('\n'),
      open: [],
    };
  },
};
