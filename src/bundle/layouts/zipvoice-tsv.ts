import { promptLayout } from './prompt-family.ts';
import { OPEN_TRANSCRIPT, sampleSentence, text } from './shared.ts';

/**
 * ZipVoice: under 3 s is advised, warnings from 10 s; the list is separated by tabs. Source: k2-fsa/ZipVoice@2f7326f
 * README
 */
export const zipvoiceTsv = promptLayout({
  id: 'zipvoice-tsv',
  audio: () => 'prompt.wav',
  words: () => 'prompt.txt',
  ideal: [2, 3],
  wish: { min: 1, max: 9.9, lead: 0.05, tail: 0.1 },
  more: (_, context, heard) => [
    text('test.tsv', `out\t${heard.words ?? OPEN_TRANSCRIPT}\tprompt.wav\t${sampleSentence(context)}\n`),
  ],
  usage: (context) => [
    '# in the ZipVoice folder, these files beside it',
    `python3 -m zipvoice.bin.infer_zipvoice --model-name zipvoice --prompt-wav prompt.wav --prompt-text "$(cat prompt.txt)" --text ${JSON.stringify(sampleSentence(context))} --res-wav-path out.wav`,
    'python3 -m zipvoice.bin.infer_zipvoice --model-name zipvoice --test-list test.tsv --res-dir out   # many at once',
  ],
});
