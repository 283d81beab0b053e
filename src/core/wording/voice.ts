import { roundDuration } from '../duration.ts';
import type { OpenPoint, Readiness, ReadinessReason, Verdict, WithheldReason } from '../readiness.ts';
import type { Bilingual, Grade, Profile, RejectReason, Seconds, SpeakerEvidence } from '../types.ts';

/** Words about the voice that the terminal and the report page share. */

/** Two amounts that people talk about; the table of backends says everything in between. */
export const MARKS: readonly { id: 'prompt' | 'training'; seconds: Seconds; text: Bilingual }[] = [
  // MiniMax and its like take 10 to 300 s; with 90 s every known prompt backend has what it needs.
  { id: 'prompt', seconds: 90, text: { en: 'prompt cloning', zh: '即时克隆' } },
  // Bert-VITS2, so-vits-svc, RVC: about an hour.
  { id: 'training', seconds: 3600, text: { en: 'classic training', zh: '传统训练' } },
];

export const GRADE_TEXT: Record<Grade, Bilingual> = {
  A: { en: 'ready as it is', zh: '可直接使用' },
  B: { en: 'usable after denoising', zh: '降噪后可用' },
  C: { en: 'kept out', zh: '不采用' },
};

/** Why speech was not kept, or what kept a segment from grade A. */
export const REJECT_TEXT: Record<RejectReason, Bilingual> = {
  undecodable: { en: 'could not be decoded', zh: '无法解码' },
  'no-speech': { en: 'no speech in it', zh: '没有语音' },
  'too-short': { en: 'too short', zh: '太短' },
  noisy: { en: 'too noisy', zh: '噪声太大' },
  music: { en: 'music in it', zh: '混有音乐' },
  reverberant: { en: 'too much echo', zh: '回声太重' },
  clipped: { en: 'overdriven', zh: '爆音失真' },
  'other-speaker': { en: 'somebody else', zh: '别人的声音' },
  'uncertain-speaker': { en: 'not surely the person', zh: '不能确定是本人' },
  overlap: { en: 'several at once', zh: '多人同时说话' },
  duplicate: { en: 'the same sound again', zh: '重复的录音' },
};

/** What becomes of the seconds that come in: the reasons why seconds are lost, and what is left. */
export type SecondsPart = 'in' | 'not-speech' | 'clean' | 'A' | 'B' | RejectReason;

export const SECONDS_TEXT: Record<SecondsPart, Bilingual> = {
  in: { en: 'came in', zh: '输入' },
  'not-speech': { en: 'not speech', zh: '非语音' },
  clean: { en: 'clean speech', zh: '干声' },
  A: { en: `A, ${GRADE_TEXT.A.en}`, zh: `A 级，${GRADE_TEXT.A.zh}` },
  B: { en: `B, ${GRADE_TEXT.B.en}`, zh: `B 级，${GRADE_TEXT.B.zh}` },
  ...REJECT_TEXT,
};

/** Whether a part was lost; the other parts are what there is, before or after. */
export const isLost = (part: SecondsPart): part is 'not-speech' | RejectReason =>
  part !== 'in' && part !== 'clean' && part !== 'A' && part !== 'B';

/** Why a bundle leaves out clean voice. */
export const WITHHELD_TEXT: Record<WithheldReason, Bilingual> = {
  masked: {
    en: 'something is heard in it that is masked in the words; `persona bundle --include-masked` takes it all the same',
    zh: '说出了文字里已遮盖的内容；`persona bundle --include-masked` 仍会放入',
  },
  notChosen: {
    en: 'it is not of the period that was chosen, or only its author could see it',
    zh: '不在所选的时间段内，或当初设为仅自己可见',
  },
};

export const LABEL_TEXT: Record<string, Bilingual> = {
  'phone-band': { en: 'telephone sound', zh: '电话音质' },
  'cut-in-speech': { en: 'cut inside speech', zh: '在语句中间切开' },
  hum: { en: 'mains hum', zh: '有电流声' },
  'noise-by-pauses': { en: 'noise judged by the pauses', zh: '按停顿估计噪声' },
};

export const EVIDENCE_TEXT: Record<SpeakerEvidence, Bilingual> = {
  chat: { en: 'sent by the person in a chat', zh: '本人在聊天中发送' },
  voiceprint: { en: 'told by a voiceprint', zh: '声纹识别' },
  'voice-statistics': { en: 'told by voice statistics', zh: '声音统计判断' },
  assumed: { en: 'taken for the person', zh: '默认是本人' },
};

export const VERDICT_TEXT: Record<Verdict, Bilingual> = {
  enough: { en: 'Enough', zh: '足够' },
  minimal: { en: 'Works, below what is recommended', zh: '可用，但少于建议时长' },
  'not-enough': { en: 'Not enough yet', zh: '还不够' },
  unknown: { en: 'Unknown: no amount is documented', zh: '未知：官方没有说明所需时长' },
  'not-usable': { en: 'Not usable', zh: '无法使用' },
};

export const REASON_TEXT: Record<ReadinessReason, Bilingual> = {
  recommended: { en: 'recommended', zh: '建议时长' },
  minimum: { en: 'minimum', zh: '最低时长' },
  'one-clip': { en: 'one short clip', zh: '一小段即可' },
  'below-recommended': { en: 'recommended', zh: '建议时长' },
  'below-minimum': { en: 'minimum', zh: '最低时长' },
  'must-join': { en: 'in one clip: several must be joined', zh: '须为一整段：需要拼接多段' },
  'no-figure': { en: 'no figure given', zh: '没有给出数字' },
  'no-clip': { en: 'in one clip', zh: '须为一整段' },
  'no-words': { en: 'the words of the clips', zh: '片段的文字稿' },
  'other-language': { en: 'does not speak the language', zh: '不支持该语言' },
  'no-own-recordings': { en: 'takes no recordings one already has', zh: '不接受已有的录音' },
  'speaker-needed': { en: 'the person would have to record something now', zh: '需要本人现在录音' },
  defunct: { en: 'shut down', zh: '已停止服务' },
};

export const OPEN_TEXT: Record<OpenPoint, Bilingual> = {
  transcript: { en: 'needs a transcript', zh: '需要文字稿' },
  'consent-recording': { en: 'needs a consent recording by the person', zh: '需要本人录制授权语音' },
};

/** Why a bundle has no folder for a backend. Seconds are rounded down: an amount is never shown larger than it is. */
export function shortfallText({ why, needs, have, clip, usable }: Readiness): Bilingual {
  const said = (seconds: Seconds) => roundDuration(seconds, 'down');
  if (why === 'no-words') {
    return {
      en: 'it needs the words of the clips, and none are known (--transcripts)',
      zh: '需要片段的文字稿，目前一段都没有（可用 --transcripts 提供）',
    };
  }
  if (clip) {
    const span = clip.map((limit) => String(Math.floor(limit * 10 + 1e-6) / 10)).join('–');
    return {
      en: `it needs ${span} s in one clip; the one that comes nearest has ${said(have).en}`,
      zh: `需要一段 ${span} 秒的语音，最接近的一段是 ${said(have).zh}`,
    };
  }
  if (needs === null) return REASON_TEXT[why];
  const what = usable ? { en: 'usable clips', zh: '可用片段' } : { en: 'clean voice', zh: '干声' };
  return {
    en: `it needs ${said(needs).en} of ${what.en}; there are ${said(have).en}`,
    zh: `需要 ${said(needs).zh}${what.zh}，目前只有 ${said(have).zh}`,
  };
}

/**
 * `prompt, here` · `training, online`: what the backend does with the voice, and whether the voice leaves this machine.
 */
export function kindText({ mode, where }: Pick<Profile, 'mode' | 'where'>): Bilingual {
  const trains = mode !== 'zero-shot';
  const online = where === 'api';
  return {
    en: `${trains ? 'training' : 'prompt'}, ${online ? 'online' : 'local'}`,
    zh: `${trains ? '训练' : '即时克隆'}·${online ? '在线' : '本地'}`,
  };
}
