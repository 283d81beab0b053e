import type { Profile, Seconds } from '../../core/types.ts';
import { type BundleFault, fault } from '../fault.ts';
import type { ChosenClips, FolderCheck, Layout, LayoutContext, PlannedFile } from '../layout.ts';
import { closedSentence } from '../voice/words.ts';
import { promptWish, text, wav } from './shared.ts';

/** Mono at this bit rate is transparent for speech; five minutes take less than 5 MB. */
const BITRATE = 128_000;
const RATE = 32_000;
/** From this length on a prompt is refused. */
const PROMPT_BELOW: Seconds = 8;

/** `voice_id`: 8-256 characters, first a letter, last neither - nor _. */
export const VOICE_ID = /^[A-Za-z][A-Za-z0-9_-]{6,254}[A-Za-z0-9]$/u;
export const voiceId = (context: LayoutContext): string => `${context.slug.replace(/[-_]+$/u, '')}-voice1`;

/**
 * The clips of MiniMax, whose limits Tencent has adopted: an upload of 10 s to 5 min and, when its words are known, a
 * second clip under 8 s that shows how the person speaks. Short segments may be joined: the service looks for a voice,
 * not for a sentence. Source: platform.minimax.io/docs/api-reference/voice-cloning-clone
 */
export const cloneWithPrompt = {
  apart: /^prompt\.wav$/u,
  wants: (profile) => ({ clone: promptWish(profile, [60, 120], { join: 'fill' }) }),
  likes: (profile) => ({ prompt: promptWish(profile, [4, 7], { min: 3, max: 7.5, transcript: 'must' }) }),
} satisfies Pick<Layout<'clone', 'prompt'>, 'apart' | 'wants' | 'likes'>;

/** The files of both clips. `heard`: the words of prompt.wav, which must end in punctuation; null without a prompt. */
export function cloneFiles(
  { clone: [clip], prompt: [spoken] }: ChosenClips<'clone', 'prompt'>,
  profile: Profile,
): { files: PlannedFile[]; heard: string | null } {
  const files: PlannedFile[] = [{ path: 'clone.mp3', clip, sampleRate: RATE, format: 'mp3', bitrate: BITRATE }];
  if (!spoken?.transcript) return { files, heard: null };
  const heard = closedSentence(spoken.transcript);
  return { files: [...files, wav('prompt.wav', spoken, profile, RATE), text('prompt.txt', `${heard}\n`)], heard };
}

/** What is wrong with the prompt; the profile has no limits for it. */
export function promptFaults(audio: FolderCheck['audio'], { id: backend }: Profile): BundleFault[] {
  const seconds = audio('prompt.wav')?.seconds;
  if (seconds === undefined || seconds < PROMPT_BELOW) return [];
  const limit = { en: `less than ${PROMPT_BELOW} s`, zh: `不到 ${PROMPT_BELOW} 秒的` };
  return [fault('verify-clip-length', 'prompt.wav', { backend, seconds: seconds.toFixed(2), limit })];
}
