import { promptLayout } from './prompt-family.ts';
import { languageCode, sampleSentence } from './shared.ts';

const LANGUAGES = { en: 'english', fr: 'french_24l', de: 'german_24l', pt: 'portuguese', it: 'italian', es: 'spanish' };

/** Pocket TTS: up to 30 s, cut there; on a CPU. Source: kyutai-labs/pocket-tts@9514983 pocket_tts/main.py */
export const pocketWav = promptLayout({
  id: 'pocket-wav',
  audio: () => 'voice.wav',
  ideal: [10, 15],
  usage(context) {
    // Each language has a model of its own, and English is the one that is taken untold.
    const language = `--language ${languageCode(context, LANGUAGES)}`;
    return [
      `uvx pocket-tts export-voice voice.wav out_voice.safetensors ${language}   # loads faster than audio`,
      `uvx pocket-tts generate --voice voice.wav --text ${JSON.stringify(sampleSentence(context))} ${language}`,
      `uvx pocket-tts serve --host localhost --port 8000 ${language}   # POST /tts, multipart: text, voice_wav`,
    ];
  },
});
