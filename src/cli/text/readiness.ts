import type { OpenPoint, ReadinessReason, Verdict } from '../../core/readiness.ts';
import type { Profile, Text } from '../../core/types.ts';

export const VERDICT_TEXT: Record<Verdict, Text> = {
  enough: { en: 'Enough', zh: '足够' },
  minimal: { en: 'Works, below what is recommended', zh: '可用,但少于建议时长' },
  'not-enough': { en: 'Not enough yet', zh: '还不够' },
  unknown: { en: 'Unknown: no amount is documented', zh: '未知:官方没有说明所需时长' },
  'not-usable': { en: 'Not usable', zh: '无法使用' },
};

export const REASON_TEXT: Record<ReadinessReason, Text> = {
  recommended: { en: 'recommended', zh: '建议时长' },
  minimum: { en: 'minimum', zh: '最低时长' },
  'one-clip': { en: 'one short clip', zh: '一小段即可' },
  'below-recommended': { en: 'recommended', zh: '建议时长' },
  'below-minimum': { en: 'minimum', zh: '最低时长' },
  'must-join': { en: 'in one clip: several must be joined', zh: '须为一整段:需要拼接多段' },
  'no-figure': { en: 'no figure given', zh: '没有给出数字' },
  'no-own-recordings': { en: 'takes no recordings one already has', zh: '不接受已有的录音' },
  'speaker-needed': { en: 'the person would have to record something now', zh: '需要本人现在录音' },
  defunct: { en: 'shut down', zh: '已停止服务' },
};

export const OPEN_TEXT: Record<OpenPoint, Text> = {
  transcript: { en: 'needs a transcript', zh: '需要文字稿' },
  'consent-recording': { en: 'needs a consent recording by the person', zh: '需要本人录制授权语音' },
  language: { en: 'language not on its list', zh: '未列出该语言' },
};

/** `prompt, here` · `training, online`: what it does with the voice, and whether the voice leaves this machine. */
export function kindText({ mode, where }: Pick<Profile, 'mode' | 'where'>): Text {
  const trains = mode !== 'zero-shot';
  const online = where === 'api';
  return {
    en: `${trains ? 'training' : 'prompt'}, ${online ? 'online' : 'local'}`,
    zh: `${trains ? '训练' : '即时克隆'}·${online ? '在线' : '本地'}`,
  };
}
