import { promptLayout } from './prompt-family.ts';
import { sampleSentence } from './shared.ts';

/**
 * VoxCPM: a reference for the timbre needs no words; a prompt goes with its exact words. Source: OpenBMB/VoxCPM@616d3d3
 * README, core.py
 */
export const voxcpmRef = promptLayout({
  id: 'voxcpm-ref',
  audio: () => 'prompt.wav',
  words: () => 'prompt.txt',
  ideal: [6, 14],
  usage: (context, heard) => [
    'pip install voxcpm',
    `voxcpm clone --text ${JSON.stringify(sampleSentence(context))} --reference-audio prompt.wav --output out.wav`,
    ...(heard.words === null
      ? []
      : [
          '# closer still, with the words:',
          `voxcpm clone --text ${JSON.stringify(sampleSentence(context))} --prompt-audio prompt.wav --prompt-text "$(cat prompt.txt)" --output out.wav`,
        ]),
  ],
});
