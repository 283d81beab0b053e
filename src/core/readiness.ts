import type { PersonaConfig } from './persona.ts';
import { speaks } from './speaks.ts';
import type { Profile, Seconds, Segment } from './types.ts';

/**
 * What matters to a backend about the person besides the sound. A field that is left out is unknown and rules nothing
 * out.
 */
export interface Speaker {
  /** BCP 47 tag of the language that the subject speaks. */
  language?: string;
  /** Whether the subject can still record something; false for someone who has died. */
  canRecord?: boolean;
}

/** The speaker that persona.json describes: somebody who has died cannot record. */
export const speakerOf = ({ language, consent }: Pick<PersonaConfig, 'language' | 'consent'>): Speaker => ({
  language,
  canRecord: consent?.basis !== 'family-of-deceased',
});

/**
 * What a person's material adds up to: grades A and B, one speaker, after cutting. Speech counts; the silence put
 * around it does not.
 */
export interface Voice extends Speaker {
  cleanSeconds: Seconds;
  /** The longest single segment. */
  longestClip: Seconds;
  /** How many of these seconds have a transcript. */
  transcribedSeconds: Seconds;
}

/** Adds up segments in whole samples at 16 kHz, so that thousands of them leave no rounding error. */
export function voiceOf(segments: Iterable<Pick<Segment, 'seconds' | 'transcript'>>, speaker: Speaker = {}): Voice {
  const ticks = { all: 0, transcribed: 0 };
  let longestClip = 0;
  for (const { seconds, transcript } of segments) {
    const length = Math.round(seconds * TICKS);
    ticks.all += length;
    if (transcript) ticks.transcribed += length;
    longestClip = Math.max(longestClip, seconds);
  }
  return {
    cleanSeconds: ticks.all / TICKS,
    longestClip,
    transcribedSeconds: ticks.transcribed / TICKS,
    ...speaker,
  };
}
const TICKS = 16_000;

/** Why a bundle leaves out clean voice. */
export const WITHHELD_REASONS = ['masked', 'notChosen'] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/** Clean voice that a bundle leaves out, by reason; no readiness counts it. */
export type WithheldVoice = Record<WithheldReason, { segments: number; seconds: Seconds }>;

export const NOTHING_WITHHELD: WithheldVoice = {
  masked: { segments: 0, seconds: 0 },
  notChosen: { segments: 0, seconds: 0 },
};

export function withheldVoice(left: Record<WithheldReason, readonly Segment[]>): WithheldVoice {
  const share = (of: readonly Segment[]) => ({ segments: of.length, seconds: voiceOf(of).cleanSeconds });
  return { masked: share(left.masked), notChosen: share(left.notChosen) };
}

export const VERDICTS = ['enough', 'minimal', 'not-enough', 'unknown', 'not-usable'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What the verdict rests on. */
export type ReadinessReason =
  /** At least what the source recommends, or its minimum where it recommends nothing. */
  | 'recommended'
  | 'minimum'
  /** Nothing is documented: one clip as long as a prompt needs is enough. */
  | 'one-clip'
  /** More than the minimum (or half of what is recommended), but less than recommended. */
  | 'below-recommended'
  | 'below-minimum'
  /** The seconds suffice, but no single clip is long enough: several would have to be joined. */
  | 'must-join'
  /** The source states no amount for training. */
  | 'no-figure'
  /** The seconds suffice, but no clip has the length that one must have, and none can be cut or joined to it. */
  | 'no-clip'
  /** The clips need their words, and no words are known. */
  | 'no-words'
  | Exclusion;

/** Why a backend is of no use here, however much voice there is. */
type Exclusion =
  /** A given text must be read, the encoder is not public …: the profile's notes say which. */
  'no-own-recordings' | 'speaker-needed' | 'other-language' | 'defunct';

/** What has to be added by hand, however many seconds there are. */
export type OpenPoint = 'transcript' | 'consent-recording';

/** The verdict on one backend. */
export interface Readiness {
  id: string;
  verdict: Verdict;
  why: ReadinessReason;
  /** The figure that the verdict was measured against; null where there is no figure. */
  needs: Seconds | null;
  /**
   * What was measured: all clean seconds, or those that this backend can use; for `no-clip`, the length of the clip
   * that comes nearest.
   */
  have: Seconds;
  /** Whether `have` counts only what the backend can use. */
  usable?: true;
  /** Clean seconds still needed for the next better verdict; null when nothing is missing or no figure is known. */
  missing: Seconds | null;
  open: OpenPoint[];
  /** For `no-clip`: how long one clip may be. */
  clip?: readonly [min: Seconds, max: Seconds];
}

/** Whether there is nothing that could be given to the backend. */
export const isRefused = ({ verdict }: Pick<Readiness, 'verdict'>): boolean =>
  verdict === 'not-enough' || verdict === 'not-usable';

/** What rules a backend out for everybody, or for this speaker; null when nothing does. */
export function exclusion(profile: Profile, { language, canRecord }: Speaker = {}): Exclusion | null {
  if (profile.status === 'defunct') return 'defunct';
  if (profile.ownRecordings === false) return 'no-own-recordings';
  if (profile.ownRecordings === 'needs-speaker' && canRecord === false) return 'speaker-needed';
  if (language !== undefined && speaks(profile, language) === 'no') return 'other-language';
  return null;
}

/** A prompt shorter than this is refused or badly imitated by every zero-shot model that says anything about it. */
const SHORTEST_PROMPT: Seconds = 3;

/**
 * Whether this much voice is enough for one backend; the bundle finds out which clips can be cut from it.
 * - Enough: from the recommended amount on (from the minimum where nothing is recommended).
 * - Minimal: in between.
 * - Not enough: below the minimum (below half of the recommended amount where no minimum is known).
 * - Nothing documented: a zero-shot backend needs its one clip; for a training backend the answer is unknown.
 */
export function readiness(profile: Profile, have: Voice): Readiness {
  const at = (verdict: Verdict, why: ReadinessReason, needs: Seconds | null): Readiness => ({
    id: profile.id,
    verdict,
    why,
    needs,
    have: have.cleanSeconds,
    missing: verdict === 'minimal' || verdict === 'not-enough' ? shortfall(needs, have.cleanSeconds) : null,
    open: openPoints(profile, have),
  });
  const excluded = exclusion(profile, have);
  if (excluded) return at('not-usable', excluded, null);

  const { min, recommended } = profile.total;
  const clean = have.cleanSeconds;
  if (min !== null && clean < min) return at('not-enough', 'below-minimum', min);
  if (recommended !== null && clean < recommended) {
    const enoughToTry = min !== null || clean >= recommended / 2;
    return at(enoughToTry ? 'minimal' : 'not-enough', 'below-recommended', recommended);
  }
  const figure = recommended ?? min;
  if (profile.mode !== 'zero-shot') {
    if (figure === null) return at('unknown', 'no-figure', null);
    return at('enough', recommended !== null ? 'recommended' : 'minimum', figure);
  }
  const clip = profile.clip.min ?? (figure === null ? SHORTEST_PROMPT : null);
  if (clip !== null && clean < clip) return at('not-enough', 'below-minimum', clip);
  if (clip !== null && have.longestClip < clip) return at('minimal', 'must-join', clip);
  return at('enough', figure === null ? 'one-clip' : recommended !== null ? 'recommended' : 'minimum', figure ?? clip);
}

/** Null when it is not seconds that are missing. */
function shortfall(needs: Seconds | null, have: Seconds): Seconds | null {
  return needs !== null && needs > have ? needs - have : null;
}

function openPoints(profile: Profile, have: Voice): OpenPoint[] {
  const open: OpenPoint[] = [];
  if (profile.transcript === 'required' && have.transcribedSeconds <= 0) open.push('transcript');
  if (profile.ownRecordings === 'needs-speaker') open.push('consent-recording');
  return open;
}
