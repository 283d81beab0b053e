import { promptLayout } from './prompt-family.ts';
import { sampleSentence } from './shared.ts';

/** Spark-TTS 0.5B: 16 kHz in and out. Source: SparkAudio/Spark-TTS@2f1ea90 cli/SparkTTS.py */
export const sparkRef = promptLayout({
  id: 'spark-ref',
  audio: () => 'prompt.wav',
  words: () => 'prompt.txt',
  ideal: [5, 10],
  usage: (context, heard) => [
    '# in the Spark-TTS folder, these files beside it',
    `python -m cli.inference --text ${JSON.stringify(sampleSentence(context))} --device 0 --save_dir out --model_dir pretrained_models/Spark-TTS-0.5B --prompt_speech_path prompt.wav${heard.words === null ? '' : ' --prompt_text "$(cat prompt.txt)"'}`,
  ],
});
