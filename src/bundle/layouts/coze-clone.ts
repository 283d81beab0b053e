import { promptLayout } from './prompt-family.ts';
import { languageCode, sampleSentence } from './shared.ts';
import { textField } from './shell.ts';

const LANGUAGES = { zh: 'zh', en: 'en', ja: 'ja', es: 'es', id: 'id', pt: 'pt' };

/** Coze: one multipart call; the same engines as Doubao, so the same 25 s. Source: npm @coze/api 1.3.5 */
export const cozeClone = promptLayout({
  id: 'coze-clone',
  audio: () => 'clone.wav',
  ideal: [12, 22],
  wish: { min: 5, max: 24.9, join: 'fill', transcript: 'unused' },
  usage: (context) => [
    `curl -sS https://api.coze.cn/v1/audio/voices/clone -H "Authorization: Bearer $COZE_API_TOKEN" -F voice_name=${context.slug}-voice \\`,
    `  -F file=@clone.wav -F audio_format=wav -F language=${languageCode(context, LANGUAGES)} ${textField('preview_text', sampleSentence(context))}`,
    '# outside China: https://api.coze.com',
  ],
});
