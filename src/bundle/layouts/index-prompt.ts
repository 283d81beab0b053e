import { promptLayout } from './prompt-family.ts';
import { languageCode, sampleSentence } from './shared.ts';

const LANGUAGES = { zh: 'ZH', en: 'EN', ja: 'JA', es: 'ES', ar: 'AR' };

/**
 * IndexTTS 2 and 2.5: the first 15 s, the rest is dropped silently; no transcript. Source: index-tts/index-tts@ee40fa7
 * infer_v2.py
 */
export const indexPrompt = promptLayout({
  id: 'index-prompt',
  audio: () => 'prompt.wav',
  ideal: [6, 12],
  usage: (context) => [
    '# in the index-tts folder, prompt.wav beside it',
    "uv run python - <<'PY'",
    'from indextts.infer_v2_5 import IndexTTS2   # version 2: indextts.infer_v2, without lang',
    'tts = IndexTTS2(cfg_path="checkpoints/config.yaml", model_dir="checkpoints")',
    `tts.infer(spk_audio_prompt="prompt.wav", text=${JSON.stringify(sampleSentence(context))}, output_path="out.wav", lang="${languageCode(context, LANGUAGES)}")`,
    'PY',
  ],
});
