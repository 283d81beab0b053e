import { languageOf } from '../../core/language.ts';
import { prettyJson } from '../../core/pretty-json.ts';
import type { Hertz, Profile, Seconds } from '../../core/types.ts';
import type { Clip, ClipWish, FileContent, LayoutContext, PlannedFile } from '../layout.ts';

/** Silence that a model reads as the end of speech, and that keeps the first sound from being cut. */
export const LEAD: Seconds = 0.1;
export const TAIL: Seconds = 0.2;
/** Silence between joined segments: the pause between two sentences. */
const GAP: Seconds = 0.3;
/** Bounds of profiles are kept with this margin: some are exclusive, and encoders add frames. */
const MARGIN: Seconds = 0.1;
/**
 * Bounds where a profile names none: the shortest prompt that any model can use, and a length that no model refuses.
 */
const SHORTEST: Seconds = 3;
const LONGEST: Seconds = 15;

/**
 * One clip for a zero-shot prompt: the profile's bounds, the layout's ideal length, usual values for all else. A clip
 * that is all that the backend gets holds what it demands in all.
 */
export function promptWish(
  profile: Profile,
  ideal: readonly [Seconds, Seconds],
  more: Partial<ClipWish> = {},
): ClipWish {
  const alone = profile.mode === 'zero-shot' && (more.count ?? 1) === 1;
  return {
    min: (profile.clip.min ?? Math.max(SHORTEST, (alone && profile.total.min) || 0)) + MARGIN,
    max: (profile.clip.max ?? Math.max(LONGEST, ideal[1])) - MARGIN,
    ideal,
    count: 1,
    join: 'never',
    transcript: profile.transcript === 'none' ? 'unused' : 'prefer',
    gap: GAP,
    lead: LEAD,
    tail: TAIL,
    band: rateOf(profile) / 2,
    ...more,
  };
}

/** Every segment that a training set can use. */
export function trainingWish(profile: Profile, more: Partial<ClipWish> = {}): ClipWish {
  return {
    min: (profile.clip.min ?? 0.9) + MARGIN,
    max: (profile.clip.max ?? 30) - MARGIN,
    ideal: profile.clip.ideal ?? [3, 10],
    count: 'all',
    join: 'never',
    transcript: profile.transcript === 'required' ? 'must' : 'unused',
    gap: GAP,
    lead: LEAD,
    tail: TAIL,
    band: rateOf(profile) / 2,
    ...more,
  };
}

/** The sample rate where the profile names none: full speech bandwidth, and every program reads it. */
const USUAL_RATE = 24_000;
const rateOf = ({ audio }: Profile): Hertz => audio.sampleRate ?? Math.max(USUAL_RATE, audio.sampleRateMin ?? 0);

export const wav = (path: string, clip: Clip, profile: Profile, sampleRate = rateOf(profile)): PlannedFile => ({
  path,
  clip,
  sampleRate,
  format: 'wav',
});

export const text = (path: string, content: string): PlannedFile => ({ path, text: content });
export const json = (
  path: string,
  value: unknown,
  embed?: Extract<FileContent, { embed?: unknown }>['embed'],
): PlannedFile => ({
  path,
  text: prettyJson(value),
  ...(embed ? { embed } : {}),
});

/** One line, NFC, no tab, no byte-order mark: every list and request of the profiles can hold this. */
export const oneLine = (words: string): string =>
  words
    .normalize('NFC')
    .replace(/\uFEFF/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();

/** Stands where a person still has to write what is heard. Both people and grep find it. */
export const OPEN_TRANSCRIPT = 'TODO-TRANSCRIPT';

/** The words of a clip, or the open slot; an open slot's name is added to `open`. */
export function words(clip: Clip, file: string, open: string[]): string {
  if (clip.transcript) return oneLine(clip.transcript);
  open.push(file);
  return OPEN_TRANSCRIPT;
}

/**
 * One backend's code for the language that the subject speaks. A dialect of Chinese that its table lacks is Chinese; of
 * any other language the tag itself is given, unless the backend can be told to find out: what it does not know it
 * refuses, and never speaks as another language.
 */
export function languageCode(
  context: LayoutContext,
  table: Readonly<Record<string, string>>,
  unlisted?: 'auto' | 'Auto',
): string {
  const tag = context.language.toLowerCase();
  const base = tag.split('-')[0] as string;
  const chinese = languageOf(context) === 'zh' ? table.zh : undefined;
  return table[tag] ?? table[base] ?? chinese ?? unlisted ?? base;
}

/** A sentence to try the clone with; it says nothing about anybody. */
export const sampleSentence = (context: LayoutContext): string =>
  languageOf(context) === 'zh' ? '今天天气不错，我们慢慢说。' : 'The weather is fine today; let us take our time.';
