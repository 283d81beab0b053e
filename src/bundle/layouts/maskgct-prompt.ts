import { promptLayout } from './prompt-family.ts';
import { languageCode, sampleSentence } from './shared.ts';

const LANGUAGES = { zh: 'zh', en: 'en', ja: 'ja', ko: 'ko', fr: 'fr', de: 'de' };

/**
 * Amphion MaskGCT: about 4 s and its words; the demo writes them down itself. Source: open-mmlab/Amphion@d3de90f
 * models/tts/maskgct
 */
export const maskgctPrompt = promptLayout({
  id: 'maskgct-prompt',
  audio: () => 'prompt.wav',
  words: () => 'prompt.txt',
  ideal: [3.5, 6],
  usage: (context) => [
    '# in the Amphion folder; these names stand at the head of models/tts/maskgct/maskgct_inference.py:',
    '#   prompt_wav_path = "prompt.wav"; prompt_text: the words of prompt.txt',
    `#   target_text = ${JSON.stringify(sampleSentence(context))}; language = target_language = "${languageCode(context, LANGUAGES)}"`,
    'python -m models.tts.maskgct.maskgct_inference',
  ],
});
