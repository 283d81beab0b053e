import { VoiceOptions } from '../../bundle/options.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import type { OptionSpec } from '../command.ts';
import { resolveOptions } from '../options.ts';

/** The flags that decide which voice a bundle holds, for `bundle` and for `check`, which judges the same bundle. */
export const VOICE_FLAGS: readonly OptionSpec[] = [
  {
    flags: '--period <from..to>',
    help: {
      en: 'only what was written or sent then: 2019..2023-06 (recordings that are no voice messages have no date and stay)',
      zh: '只取这段时间写下或发出的：2019..2023-06（语音消息以外的录音没有日期，照常放入）',
    },
  },
  {
    flags: '--transcripts <file>',
    help: {
      en: 'words of segments, typed by a person: csv (segment,text) or JSON lines',
      zh: '人工填写的片段文字稿：csv（segment,text）或 JSON 行',
    },
  },
  {
    flags: '--without-only-me',
    help: {
      en: 'leave out posts and entries that only their author could see',
      zh: '不放入当初设为仅自己可见的动态和日记',
    },
  },
  {
    flags: '--include-masked',
    help: {
      en: 'keep voice in which a phone number or the like is heard that is masked in its words',
      zh: '保留说出了电话等隐私内容的语音（文字里已遮盖，声音里仍听得到）',
    },
  },
];

/**
 * The same as persona.json has it for every bundle, for commands that do not take these flags. Throws `bad-option`, so it is
 * called before the work.
 */
export const usualVoice = (persona: PersonaConfig): VoiceOptions =>
  resolveOptions(VoiceOptions, { flags: {} }, 'bundle', persona);
