import { promptLayout } from './prompt-family.ts';
import { sampleSentence } from './shared.ts';

/** Step-Audio-EditX: one clip and its words, on the command line. Source: stepfun-ai/Step-Audio-EditX@aacb90a README */
export const stepCli = promptLayout({
  id: 'step-cli',
  audio: () => 'prompt.wav',
  words: () => 'prompt.txt',
  ideal: [5, 12],
  usage: (context) => [
    '# in the Step-Audio-EditX folder, these files beside it',
    `python3 tts_infer.py --model-path where_you_download_dir --prompt-text "$(cat prompt.txt)" --prompt-audio prompt.wav --generated-text ${JSON.stringify(sampleSentence(context))} --edit-type clone --output-dir out`,
  ],
});
