import { promptLayout } from './prompt-family.ts';
import { languageCode, sampleSentence } from './shared.ts';

export const QWEN_LANGUAGES = {
  zh: 'Chinese',
  en: 'English',
  ja: 'Japanese',
  ko: 'Korean',
  de: 'German',
  fr: 'French',
  ru: 'Russian',
  pt: 'Portuguese',
  es: 'Spanish',
  it: 'Italian',
};

/**
 * Qwen3-TTS Base: 3 s and more with exact words; without them only the weaker x-vector mode. Source:
 * QwenLM/Qwen3-TTS@022e286 README
 */
export const qwen3Ref = promptLayout({
  id: 'qwen3-ref',
  audio: () => 'ref.wav',
  words: () => 'ref.txt',
  ideal: [5, 12],
  usage: (context, heard) => [
    'pip install qwen-tts',
    "python - <<'PY'",
    'import soundfile, torch',
    'from qwen_tts import Qwen3TTSModel',
    'model = Qwen3TTSModel.from_pretrained("Qwen/Qwen3-TTS-12Hz-1.7B-Base", device_map="cuda:0", dtype=torch.bfloat16)',
    `wavs, rate = model.generate_voice_clone(text=${JSON.stringify(sampleSentence(context))}, language="${languageCode(context, QWEN_LANGUAGES, 'Auto')}", ref_audio="ref.wav", ${heard.words === null ? 'x_vector_only_mode=True' : 'ref_text=open("ref.txt", encoding="utf-8").read().strip()'})`,
    'soundfile.write("out.wav", wavs[0], rate)',
    'PY',
  ],
});
