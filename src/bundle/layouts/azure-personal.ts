import type { Layout } from '../layout.ts';
import { promptWish, text, wav } from './shared.ts';

/**
 * The sentences are fixed by locale and must be read as they stand, with the names in the places marked. Source:
 * Azure-Samples/Cognitive-Speech-TTS CustomVoice/script/verbal-statement-all-locales.txt, which has those of all
 * locales
 */
const STATEMENTS: Readonly<Record<string, string>> = {
  'en-US':
    'I [state your first and last name] am aware that recordings of my voice will be used by [state the name of the company] to create and use a synthetic version of my voice.',
  'zh-CN': '我(填入你的姓名)确认我的声音将会被(填入公司名称)使用于创建合成版本语音。',
  'zh-HK': '本人(填入你的姓名)確認我的聲音將會被(填入公司名稱)使用於創建合成版本語音。',
};

/**
 * Azure personal voice: a prompt of 5 to 90 s, and a consent that the speaker records: that slot stays empty.
 * Source: learn.microsoft.com personal-voice-create-voice, personal-voice-create-consent
 */
export const azurePersonal: Layout<'prompt'> = {
  id: 'azure-personal',
  wants: (profile) => ({ prompt: promptWish(profile, [30, 80], { join: 'fill' }) }),
  plan({ prompt: [clip] }, profile, { slug, language }) {
    const locale =
      { zh: 'zh-CN', yue: 'zh-HK', en: 'en-US', ja: 'ja-JP', ko: 'ko-KR' }[language.split('-')[0] ?? ''] ?? language;
    return {
      files: [
        wav('prompt.wav', clip, profile),
        text(
          'consent-statement.txt',
          `${locale}\n${STATEMENTS[locale] ?? `en-US: ${STATEMENTS['en-US']}\nThe sentence for ${locale} stands in CustomVoice/script/verbal-statement-all-locales.txt of Azure-Samples/Cognitive-Speech-TTS.`}\n`,
        ),
      ],
      usage: [
        'BASE=https://$RESOURCE.cognitiveservices.azure.com/customvoice; V=api-version=2026-01-01; KEY="Ocp-Apim-Subscription-Key: $AZURE_SPEECH_KEY"',
        `curl -sS -X PUT "$BASE/projects/${slug}?$V" -H "$KEY" -H 'content-type: application/json' -d '{"description":"persona","kind":"PersonalVoice"}'`,
        '# consent.wav: the speaker reads consent-statement.txt aloud',
        `curl -sS "$BASE/consents/${slug}-consent?$V" -H "$KEY" -F projectId=${slug} --form-string voiceTalentName="$SPEAKER" --form-string companyName="$COMPANY" -F locale=${locale} -F audiodata=@consent.wav`,
        `curl -sS "$BASE/personalvoices/${slug}-voice?$V" -H "$KEY" -F projectId=${slug} -F consentId=${slug}-consent -F audiodata=@prompt.wav`,
      ].join('\n'),
      open: ['consent.wav'],
    };
  },
};
