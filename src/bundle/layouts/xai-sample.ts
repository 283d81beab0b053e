import { promptLayout } from './prompt-family.ts';

/** xAI custom voices: 90 to 120 s, uploaded in the console; United States only. Source: docs.x.ai custom-voices */
export const xaiSample = promptLayout({
  id: 'xai-sample',
  audio: () => 'sample.wav',
  ideal: [90, 115],
  wish: { min: 30, join: 'fill', transcript: 'unused' },
  usage: () => ['# upload sample.wav under custom voices of the xAI console (United States, not Illinois)'],
});
