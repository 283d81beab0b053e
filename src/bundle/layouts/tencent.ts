import { wrongField } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { cloneFiles, cloneWithPrompt, promptFaults, voiceId } from './clone-with-prompt.ts';
import { lettersAndDigits, WAV_IN_BASE64 } from './expected.ts';
import { json, promptWish, sampleSentence, wav } from './shared.ts';

const TOKEN = '@voice.wav@';

/**
 * Tencent RTC VoiceClone: 16 kHz mono WAV of 10-180 s in base64. Source: cloud.tencent.com/document/product/647/122473
 */
export const tencentTrtc: Layout<'voice'> = {
  id: 'tencent-trtc',
  wants: (profile) => ({ voice: promptWish(profile, [20, 60], { join: 'fill', transcript: 'unused' }) }),
  plan({ voice: [clip] }, profile, { slug, language }) {
    const body = {
      SdkAppId: '<SdkAppId, a number>',
      VoiceName: slug.replace(/[^A-Za-z0-9_]/gu, '_').slice(0, 36),
      PromptAudio: TOKEN,
      Language: language.split('-')[0],
    };
    return {
      files: [wav('voice.wav', clip, profile), json('request.json', body, [{ token: TOKEN, path: 'voice.wav' }])],
      usage: [
        'sed "s/\\"<SdkAppId, a number>\\"/$SDK_APP_ID/" request.json > call.json',
        '# signed by the command line of the cloud:',
        'tccli trtc VoiceClone --version 2019-07-22 --region ap-guangzhou --cli-input-json file://call.json',
      ].join('\n'),
      open: ['request.json: SdkAppId'],
    };
  },
  async check({ text: read }) {
    const body = JSON.parse(await read('request.json')) as { VoiceName: string; PromptAudio: string };
    return [
      ...(/^\w{1,36}$/u.test(body.VoiceName) ? [] : [wrongField('request.json', 'VoiceName', lettersAndDigits(36))]),
      ...(body.PromptAudio.startsWith('UklGR') ? [] : [wrongField('request.json', 'PromptAudio', WAV_IN_BASE64)]),
    ];
  },
};

/**
 * Tencent VOD CreateAigcAudioClone: the limits of MiniMax, files at a URL or in the service's library. Sources:
 * cloud.tencent.com/document/api/266/131627; npm tencentcloud-sdk-nodejs-vod 4.1.287
 */
export const tencentVodAigc: Layout<'clone', 'prompt'> = {
  id: 'tencent-vod-aigc',
  ...cloneWithPrompt,
  plan(clips, profile, context) {
    const { files, heard } = cloneFiles(clips, profile);
    const body = {
      SubAppId: '<SubAppId, a number>',
      AudioFileInfo: { Type: 'Url', Url: '<public URL of clone.mp3>' },
      VoiceId: voiceId(context),
      Text: sampleSentence(context),
      ...(heard ? { PromptAudioFileInfo: { Type: 'Url', Url: '<public URL of prompt.wav>' }, PromptText: heard } : {}),
    };
    return {
      files: [...files, json('request.json', body)],
      usage: [
        '# fill in the places in <>, the number without its quotes; for a file of your own media library, which needs no URL:',
        '#   {"Type": "File", "FileId": "..."}',
        'tccli vod CreateAigcAudioClone --version 2018-07-17 --cli-input-json file://request.json',
      ].join('\n'),
      open: ['request.json: SubAppId', 'request.json: Url'],
    };
  },
  async check({ audio, profile }) {
    return promptFaults(audio, profile);
  },
};
