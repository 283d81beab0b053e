import { promptLayout } from './prompt-family.ts';
import { languageCode, sampleSentence } from './shared.ts';

/** It takes the tags themselves; Norwegian has one of its own. */
const LANGUAGES = { zh: 'zh', nb: 'no' };

/**
 * Chatterbox and Turbo: the first 10 (15) s; Turbo asserts more than 5 s. Source: resemble-ai/chatterbox@5de7a54
 * mtl_tts.py, tts_turbo.py
 */
export const chatterboxRef = promptLayout({
  id: 'chatterbox-ref',
  audio: () => 'ref.wav',
  ideal: [6.5, 9.5],
  usage: (context, _, profile) => [
    'pip install chatterbox-tts',
    "python - <<'PY'",
    'import torchaudio',
    ...(profile.id === 'chatterbox-turbo'
      ? [
          'from chatterbox.tts_turbo import ChatterboxTurboTTS',
          'model = ChatterboxTurboTTS.from_pretrained(device="cuda")',
          `wav = model.generate(${JSON.stringify(sampleSentence(context))}, audio_prompt_path="ref.wav")`,
        ]
      : [
          'from chatterbox.mtl_tts import ChatterboxMultilingualTTS',
          'model = ChatterboxMultilingualTTS.from_pretrained(device="cuda")',
          `wav = model.generate(${JSON.stringify(sampleSentence(context))}, language_id="${languageCode(context, LANGUAGES)}", audio_prompt_path="ref.wav")`,
        ]),
    'torchaudio.save("out.wav", wav, model.sr)',
    'PY',
  ],
});
