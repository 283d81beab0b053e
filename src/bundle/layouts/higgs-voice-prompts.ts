import { promptLayout } from './prompt-family.ts';
import { sampleSentence } from './shared.ts';

/** Higgs Audio v2: NAME.wav and NAME.txt among its voice prompts. Source: boson-ai/higgs-audio@f04f5df README */
export const higgsVoicePrompts = promptLayout({
  id: 'higgs-voice-prompts',
  audio: ({ slug }) => `voice_prompts/${slug}.wav`,
  words: ({ slug }) => `voice_prompts/${slug}.txt`,
  ideal: [6, 14],
  usage: (context) => [
    '# in the higgs-audio folder, voice_prompts/* copied to examples/voice_prompts/',
    `python3 examples/generation.py --transcript ${JSON.stringify(sampleSentence(context))} --ref_audio ${context.slug} --temperature 0.3 --out_path out.wav`,
  ],
});
