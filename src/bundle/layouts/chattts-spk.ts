import { promptLayout } from './prompt-family.ts';
import { sampleSentence } from './shared.ts';

/**
 * ChatTTS: turns a clip into a speaker string, which is used with the words of the clip. Source: 2noise/ChatTTS@1092c1f
 * ChatTTS/core.py
 */
export const chatttsSpk = promptLayout({
  id: 'chattts-spk',
  audio: () => 'sample.wav',
  words: () => 'sample.txt',
  ideal: [5, 10],
  usage: (context, heard) => [
    "python - <<'PY'",
    'import ChatTTS, soundfile',
    'from tools.audio import load_audio',
    'chat = ChatTTS.Chat(); chat.load()',
    'voice = chat.sample_audio_speaker(load_audio("sample.wav", 24000))',
    `params = ChatTTS.Chat.InferCodeParams(spk_smp=voice${heard.words === null ? '' : ', txt_smp=open("sample.txt", encoding="utf-8").read().strip()'})`,
    `wavs = chat.infer([${JSON.stringify(sampleSentence(context))}], params_infer_code=params)`,
    'soundfile.write("out.wav", wavs[0], 24000)',
    'PY',
  ],
});
