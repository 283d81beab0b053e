import type { PersonaConfig } from './persona.ts';
import { speaks } from './speaks.ts';
import type { Profile, Seconds, Segment } from './types.ts';

/** What of the person matters to a backend besides the sound; what is left out is not known, and stands in nobody's way. */
export interface Speaker {
  /** BCP 47 of what the subject speaks. */
  language?: string;
  /** Whether the subject can still record something: false for someone who has died. */
  canRecord?: boolean;
}

export const speakerOf = ({ language, consent }: Pick<PersonaConfig, 'language' | 'consent'>): Speaker => ({
  language,
  canRecord: consent?.basis !== 'family-of-deceased',
});

/** What a person's material comes to: grade A and B, one speaker, after cutting. Speech counts, silence put around it does not. */
export interface Voice extends Speaker {
  cleanSeconds: Seconds;
  /** The longest single segment. */
  longestClip: Seconds;
  /** How much of it has a transcript. */
  transcribedSeconds: Seconds;
}

/** Adds up segments, in whole samples at 16 kHz, so that thousands of them leave no dust. */
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

export const VERDICTS = ['enough', 'minimal', 'not-enough', 'unknown', 'not-usable'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What the verdict rests on. */
export type ReadinessReason =
  /** As much as the source recommends; where it recommends nothing, its minimum. */
  | 'recommended'
  | 'minimum'
  /** Nothing is documented: one clip of the length a prompt needs is all it takes. */
  | 'one-clip'
  /** More than the minimum (or half of what is recommended), less than recommended. */
  | 'below-recommended'
  | 'below-minimum'
  /** Seconds enough, but no single clip is long enough: several would have to be joined. */
  | 'must-join'
  /** The source states no amount for training. */
  | 'no-figure'
  /** Seconds enough, but no clip is as long as one must be, and none can be cut or joined to it. */
  | 'no-clip'
  /** The words of the clips go along, and none are known. */
  | 'no-words'
  | Exclusion;

/** Why a backend is of no use here, however much voice there is. */
export type Exclusion =
  /** A given text must be read, the encoder is not public … : the profile's notes say which. */
  'no-own-recordings' | 'speaker-needed' | 'other-language' | 'defunct';

/** What has to be added by hand, whatever the seconds. */
export type OpenPoint = 'transcript' | 'consent-recording';

export interface Readiness {
  id: string;
  verdict: Verdict;
  why: ReadinessReason;
  /** The figure that the verdict was measured against; null where there is none. */
  needs: Seconds | null;
  /** What was measured: all clean seconds, or those that this backend can use; for `no-clip` the clip that comes nearest. */
  have: Seconds;
  /** Whether `have` counts only what the backend can use. */
  usable?: true;
  /** Clean seconds still to be found until the next better verdict; null when nothing is missing or no figure is known. */
  missing: Seconds | null;
  open: OpenPoint[];
  /** For `no-clip`: how long one clip may be. */
  clip?: readonly [min: Seconds, max: Seconds];
}

/** Whether there is nothing that the backend could be given. */
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
 * Whether so much voice is enough for one backend; which clips can be cut from it, a bundle finds out. Enough from the recommended amount on (from the minimum where nothing is
 * recommended), minimal in between, not enough below the minimum (below half of the recommended where no minimum is
 * known). Nothing documented: a zero-shot backend needs its one clip, a training one is unknown.
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

/** Null when seconds are not what is missing. */
function shortfall(needs: Seconds | null, have: Seconds): Seconds | null {
  return needs !== null && needs > have ? needs - have : null;
}

function openPoints(profile: Profile, have: Voice): OpenPoint[] {
  const open: OpenPoint[] = [];
  if (profile.transcript === 'required' && have.transcribedSeconds <= 0) open.push('transcript');
  if (profile.ownRecordings === 'needs-speaker') open.push('consent-recording');
  return open;
}
