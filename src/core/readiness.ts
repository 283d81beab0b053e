import type { PersonaConfig } from './persona.ts';
import type { Profile, Seconds, Segment } from './types.ts';

/** What a person's material comes to: grade A and B, one speaker, after cutting. Speech counts, silence put around it does not. */
export interface Voice {
  cleanSeconds: Seconds;
  /** The longest single segment. */
  longestClip: Seconds;
  /** How much of it has a transcript. */
  transcribedSeconds: Seconds;
  /** BCP 47 of what the subject speaks; absent when not known. */
  language?: string;
  /** Whether the subject can still record something: false for someone who has died. */
  canRecord?: boolean;
}

/** Adds up segments, in whole samples at 16 kHz, so that thousands of them leave no dust. */
export function voiceOf(
  segments: Iterable<Pick<Segment, 'seconds' | 'transcript'>>,
  persona?: Pick<PersonaConfig, 'language' | 'consent'>,
): Voice {
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
    ...(persona ? { language: persona.language, canRecord: persona.consent?.basis !== 'family-of-deceased' } : {}),
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
  /** A given text must be read, the encoder is not public … : the profile's notes say which. */
  | 'no-own-recordings'
  | 'speaker-needed'
  | 'defunct';

/** What has to be added by hand, whatever the seconds. */
export type OpenPoint = 'transcript' | 'consent-recording' | 'language';

export interface Readiness {
  id: string;
  verdict: Verdict;
  why: ReadinessReason;
  /** The figure that the verdict was measured against; null where there is none. */
  needs: Seconds | null;
  /** Clean seconds still to be found until the next better verdict; null when nothing is missing or no figure is known. */
  missing: Seconds | null;
  open: OpenPoint[];
}

/** A prompt shorter than this is refused or badly imitated by every zero-shot model that says anything about it. */
const SHORTEST_PROMPT: Seconds = 3;

/**
 * Whether the material is enough for one backend. Enough from the recommended amount on (from the minimum where nothing is
 * recommended), minimal in between, not enough below the minimum (below half of the recommended where no minimum is
 * known). Nothing documented: a zero-shot backend needs its one clip, a training one is unknown.
 */
export function readiness(profile: Profile, have: Voice): Readiness {
  const at = (verdict: Verdict, why: ReadinessReason, needs: Seconds | null): Readiness => ({
    id: profile.id,
    verdict,
    why,
    needs,
    missing: verdict === 'minimal' || verdict === 'not-enough' ? shortfall(needs, have.cleanSeconds) : null,
    open: openPoints(profile, have),
  });
  if (profile.status === 'defunct') return at('not-usable', 'defunct', null);
  if (profile.ownRecordings === false) return at('not-usable', 'no-own-recordings', null);
  if (profile.ownRecordings === 'needs-speaker' && have.canRecord === false)
    return at('not-usable', 'speaker-needed', null);

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
  if (have.language !== undefined && !speaks(profile.languages, have.language)) open.push('language');
  return open;
}

/** Whether a list of languages holds one; a list that names none, or says “and 35 more”, holds all. */
function speaks(languages: readonly string[], language: string): boolean {
  const codes = languages.map((each) => each.toLowerCase());
  if (!codes.length || codes.some((code) => !/^[a-z]{2,3}(?:-[a-z]+)*$/u.test(code))) return true;
  // Cantonese is read as Chinese by those that do not name it.
  const main = (tag: string) => tag.toLowerCase().split('-')[0]!.replace(/^yue$/u, 'zh');
  return codes.some((code) => main(code) === main(language));
}
