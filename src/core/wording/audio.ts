import type { Wording } from '../errors.ts';

/** Decoding, engines, models. */
export const AUDIO_WORDING = {
  'no-clean-voice': {
    say: { en: 'There is no clean speech yet: {file} is missing or empty.', zh: '还没有干声:{file} 不存在或为空。' },
    hint: {
      en: 'Run `persona audio-clean` with recordings of the person.',
      zh: '请运行 `persona audio-clean`,并给出本人的录音。',
    },
  },
  'no-ffmpeg': {
    say: {
      en: 'No ffmpeg was found: there is no embedded one for this system, and none on the PATH.',
      zh: '找不到 ffmpeg:本系统没有内置版本,PATH 上也没有。',
    },
    hint: {
      en: 'Install ffmpeg 4 or later, or name one with --ffmpeg or PERSONA_FFMPEG.',
      zh: '请安装 ffmpeg 4 或更新的版本,或用 --ffmpeg、环境变量 PERSONA_FFMPEG 指定。',
    },
  },
  'bad-ffmpeg': {
    say: { en: '{path} does not run as ffmpeg.', zh: '{path} 不是可用的 ffmpeg。' },
    hint: { en: 'Check --ffmpeg and PERSONA_FFMPEG.', zh: '请检查 --ffmpeg 与 PERSONA_FFMPEG。' },
  },
  'bad-asset': {
    say: {
      en: '{file} of the installed packages is not as it should be ({why}).',
      zh: '安装包中的 {file} 不正确({why})。',
    },
    hint: {
      en: 'Install persona again: `npm ci` or `npm install`.',
      zh: '请重新安装 persona:`npm ci` 或 `npm install`。',
    },
  },
} as const satisfies Record<string, Wording>;
