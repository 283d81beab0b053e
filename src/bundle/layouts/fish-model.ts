import { wrongField } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { json, oneLine, promptWish, text, wav } from './shared.ts';
import { textField, textFieldOf } from './shell.ts';

/**
 * Fish Audio API: clips of 10 s or more, ideally one or two minutes; as many texts as voices, or none. A request
 * without `visibility` would publish the person's voice. Source: docs.fish.audio creating-models
 */
export const fishModel: Layout<'voice'> = {
  id: 'fish-model',
  wants: (profile) => ({ voice: promptWish(profile, [45, 90], { max: 120, join: 'fill', transcript: 'prefer' }) }),
  plan({ voice: [clip] }, profile, { name }) {
    const heard = clip.transcript ? oneLine(clip.transcript) : null;
    const fields = {
      type: 'tts',
      title: name,
      train_mode: 'fast',
      visibility: 'private',
      enhance_audio_quality: false,
    };
    return {
      files: [
        wav('01.wav', clip, profile),
        ...(heard ? [text('01.txt', `${heard}\n`)] : []),
        json('create.json', fields),
      ],
      usage: [
        'curl -sS https://api.fish.audio/model -H "Authorization: Bearer $FISH_API_KEY" \\',
        `  -F type=tts -F train_mode=fast -F visibility=private ${textField('title', name)} -F voices=@01.wav${heard ? ` ${textFieldOf('texts', '01.txt')}` : ''}`,
        '# visibility=private must stay: the default publishes the voice',
      ].join('\n'),
      open: [],
    };
  },
  async check({ text: read }) {
    const fields = JSON.parse(await read('create.json')) as { visibility?: string };
    return fields.visibility === 'private'
      ? []
      : [wrongField('create.json', 'visibility', { en: 'private', zh: ' private' })];
  },
};
