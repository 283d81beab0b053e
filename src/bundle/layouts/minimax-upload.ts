import { type BundleFault, fault, wrongField } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { cloneFiles, cloneWithPrompt, promptFaults, VOICE_ID, voiceId } from './clone-with-prompt.ts';
import { json, languageCode, sampleSentence } from './shared.ts';

/** Values of `language_boost`. Source: platform.minimax.io/docs/api-reference/speech-t2a-http */
const LANGUAGES = {
  zh: 'Chinese',
  yue: 'Chinese,Yue',
  en: 'English',
  ar: 'Arabic',
  ru: 'Russian',
  es: 'Spanish',
  fr: 'French',
  pt: 'Portuguese',
  de: 'German',
  tr: 'Turkish',
  nl: 'Dutch',
  uk: 'Ukrainian',
  vi: 'Vietnamese',
  id: 'Indonesian',
  ja: 'Japanese',
  it: 'Italian',
  ko: 'Korean',
  th: 'Thai',
  pl: 'Polish',
  ro: 'Romanian',
  el: 'Greek',
  cs: 'Czech',
  fi: 'Finnish',
  hi: 'Hindi',
  bg: 'Bulgarian',
  da: 'Danish',
  he: 'Hebrew',
  ms: 'Malay',
  fa: 'Persian',
  sk: 'Slovak',
  sv: 'Swedish',
  hr: 'Croatian',
  fil: 'Filipino',
  tl: 'Filipino',
  hu: 'Hungarian',
  no: 'Norwegian',
  nb: 'Norwegian',
  sl: 'Slovenian',
  ca: 'Catalan',
  nn: 'Nynorsk',
  ta: 'Tamil',
  af: 'Afrikaans',
};

/**
 * MiniMax: two uploads and a request. Numbers are left to the caller: `file_id` is an int64 that JavaScript would
 * round. Source: platform.minimax.io/docs/api-reference/voice-cloning-clone
 */
export const minimaxUpload: Layout<'clone', 'prompt'> = {
  id: 'minimax-upload',
  ...cloneWithPrompt,
  plan(clips, profile, context) {
    const { files, heard } = cloneFiles(clips, profile);
    files.push(
      json('clone.request.json', {
        file_id: '<file_id of clone.mp3>',
        voice_id: voiceId(context),
        ...(heard ? { clone_prompt: { prompt_audio: '<file_id of prompt.wav>', prompt_text: heard } } : {}),
        text: sampleSentence(context),
        model: 'speech-2.8-hd',
        language_boost: languageCode(context, LANGUAGES, 'auto'),
        need_noise_reduction: false,
        need_volume_normalization: false,
        aigc_watermark: false,
      }),
    );
    const host = 'https://api.minimax.io';
    return {
      files,
      usage: [
        `# mainland accounts: https://api.minimaxi.com; a key works on its own host only`,
        `id() { grep -o '"file_id": *[0-9]*' | grep -o '[0-9]*$'; }`,
        `CLONE=$(curl -sS ${host}/v1/files/upload -H "Authorization: Bearer $MINIMAX_API_KEY" -F purpose=voice_clone -F file=@clone.mp3 | id)`,
        ...(heard
          ? [
              `PROMPT=$(curl -sS ${host}/v1/files/upload -H "Authorization: Bearer $MINIMAX_API_KEY" -F purpose=prompt_audio -F file=@prompt.wav | id)`,
            ]
          : []),
        `sed -e "s/\\"<file_id of clone.mp3>\\"/$CLONE/" ${heard ? `-e "s/\\"<file_id of prompt.wav>\\"/$PROMPT/" ` : ''}clone.request.json \\`,
        `  | curl -sS ${host}/v1/voice_clone -H "Authorization: Bearer $MINIMAX_API_KEY" -H 'content-type: application/json' --data-binary @-`,
        `# HTTP 200 with base_resp.status_code other than 0 is a failure. Speak with the voice within 7 days, or it is deleted.`,
      ].join('\n'),
      open: [],
    };
  },
  async check({ text: read, files, audio, profile }) {
    const file = 'clone.request.json';
    const faults: BundleFault[] = [];
    const request = JSON.parse(await read(file)) as Record<string, unknown>;
    if (!VOICE_ID.test(String(request.voice_id)))
      faults.push(wrongField(file, 'voice_id', { en: 'one that MiniMax takes', zh: ' MiniMax 接受的写法' }));
    if (typeof request.file_id !== 'string')
      faults.push(
        wrongField(file, 'file_id', { en: 'text: a number would be rounded', zh: '文字（写成数字会被舍入）' }),
      );
    if (!files.includes('clone.mp3')) faults.push(fault('verify-missing', 'clone.mp3'));
    const prompt = request.clone_prompt as { prompt_text?: string } | undefined;
    if (Boolean(prompt) !== files.includes('prompt.wav'))
      faults.push(fault('verify-go-together', file, { field: 'clone_prompt', other: 'prompt.wav' }));
    if (prompt && !/\p{P}$/u.test(prompt.prompt_text ?? ''))
      faults.push(wrongField(file, 'prompt_text', { en: 'closed by punctuation', zh: '以标点结尾的文字' }));
    return [...faults, ...promptFaults(audio, profile)];
  },
};
