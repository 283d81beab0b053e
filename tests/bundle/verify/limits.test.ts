import { expect, test } from 'vitest';
import { profileOf } from '../../../src/bundle/profiles.ts';
import { limitFaults } from '../../../src/bundle/verify/limits.ts';
import { PersonaError } from '../../../src/core/errors.ts';

test.each([
  ['bert-vits2', 44_100, 1, []],
  ['bert-vits2', 48_000, 1, ['48000 Hz, bert-vits2 takes 44100 Hz']],
  // Resampled there.
  ['f5-tts-zero-shot', 48_000, 1, []],
  ['cosyvoice-zero-shot', 16_000, 1, []],
  ['cosyvoice-zero-shot', 8_000, 1, ['8000 Hz, cosyvoice-zero-shot takes 16000 Hz and more']],
  // Mixed there; of the other only one channel would be heard.
  ['f5-tts-zero-shot', 24_000, 2, []],
  ['f5-tts-zero-shot', 24_000, 6, ['6 channels, f5-tts-zero-shot takes 1']],
  ['aliyun-cosyvoice', 24_000, 2, ['2 channels, aliyun-cosyvoice takes 1']],
  ['minimax', 32_000, 2, ['2 channels, minimax takes 1']],
])('%s, a clip at %i Hz with %i channels: %j', (id, sampleRate, channels, said) => {
  const profile = profileOf(id);
  if (!profile) throw new Error(id);
  const heard = { seconds: 10, sampleRate, channels, codec: 'pcm_s16le', peak: 0.5 };
  const faults = limitFaults('a.wav', heard, 1000, profile);
  expect(faults.map(({ code, facts }) => new PersonaError(code, facts).message)).toEqual(
    said.map((each) => `a.wav: ${each}`),
  );
});
