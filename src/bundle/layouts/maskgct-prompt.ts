import type { LayoutContext } from '../layout.ts';
import { promptLayout } from './prompt-family.ts';
import { languageCode, sampleSentence } from './shared.ts';

const LANGUAGES = { zh: 'zh', en: 'en', ja: 'ja', ko: 'ko', fr: 'fr', de: 'de' };
const language = (context: LayoutContext) => JSON.stringify(languageCode(context, LANGUAGES));

/**
 * Amphion MaskGCT: about 4 s and its words; the demo writes them down itself. Its script has everything in its own
 * lines: a length is set there for its own sentence, and a place that is not one to write to. Source:
 * open-mmlab/Amphion@d3de90f models/tts/maskgct
 */
export const maskgctPrompt = promptLayout({
  id: 'maskgct-prompt',
  audio: () => 'prompt.wav',
  words: () => 'prompt.txt',
  ideal: [3.5, 6],
  usage: (context) => [
    '# in the Amphion folder; under "# inference" in models/tts/maskgct/maskgct_inference.py write:',
    '#   prompt_wav_path = "prompt.wav"; save_path = "out.wav"; prompt_text: the words of prompt.txt',
    `#   target_text = ${JSON.stringify(sampleSentence(context))}; target_len = None`,
    `#   and in the call of maskgct_inference, in place of "en", "en": ${language(context)}, ${language(context)}`,
    'python -m models.tts.maskgct.maskgct_inference',
  ],
});
