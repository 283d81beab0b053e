import { promptLayout } from './prompt-family.ts';
import { sampleSentence } from './shared.ts';

/** MOSS-TTS: `reference=[path]`, no words. Source: OpenMOSS/MOSS-TTS@58b20a0 README */
export const mossRef = promptLayout({
  id: 'moss-ref',
  audio: () => 'ref.wav',
  ideal: [6, 14],
  usage: (context) => [
    '# in Python, with processor and model loaded as its README shows:',
    `#   message = processor.build_user_message(text=${JSON.stringify(sampleSentence(context))}, reference=["ref.wav"])`,
  ],
});
