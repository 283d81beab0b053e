import { isRefused, type OpenPoint, type Readiness, readiness, type Speaker, voiceOf } from '../core/readiness.ts';
import type { Profile, Seconds, Segment } from '../core/types.ts';
import type { Clip, ClipWish, FoundClips } from './layout.ts';
import { layoutOf } from './layout-of.ts';
import { speechIn } from './voice/clip-info.ts';

/** The voice that is offered to backends. */
export interface Material {
  segments: readonly Segment[];
  /** The best clips for a wish; empty when none fits. */
  choose(wish: ClipWish): readonly Clip[];
  speaker: Speaker;
}

export interface Judgement {
  readiness: Readiness;
  /** The clips that its layout asks for, by the names of the wishes; null where no folder can be made. */
  clips: Record<string, FoundClips> | null;
}

/**
 * What one backend can make of the voice. `check`, `backends` and `audio-clean` report this and `bundle` acts on it, so
 * that nothing is promised that is not given. It checks first whether there is enough voice, then whether the clips
 * that the layout wants can be found in it, and last, for a training set, whether the clips found are enough. What a
 * training set lacks is told of the clips that could go into it, however much voice there is.
 */
export function judge(profile: Profile, material: Material): Judgement {
  const { segments, choose, speaker } = material;
  const whole = readiness(profile, voiceOf(segments, speaker));
  const layout = layoutOf(profile.layout);
  if (whole.verdict === 'not-usable' || !segments.length || !layout) return { readiness: whole, clips: null };
  const wishes = Object.entries(layout.wants(profile));
  const sets = wishes.filter(([, { count }]) => count === 'all');
  if (isRefused(whole)) {
    if (!sets.length) return { readiness: whole, clips: null };
    const found = sets.flatMap(([, wish]) => choose(wish));
    return { readiness: trainingReadiness(profile, found, material), clips: null };
  }
  const clips: Record<string, FoundClips> = {};
  for (const [name, wish] of wishes) {
    const found = choose(wish);
    if (!isFound(found)) return { readiness: { ...whole, ...lack(profile, wish, segments) }, clips: null };
    clips[name] = found;
  }
  if (!sets.length) return { readiness: whole, clips };
  const set = sets.flatMap(([name]) => clips[name] ?? []);
  const usable = trainingReadiness(profile, set, material);
  return { readiness: usable, clips: isRefused(usable) ? null : clips };
}

/**
 * What the clips of a training set are enough for. Where they are too few, words that are not known yet would add to
 * them.
 */
function trainingReadiness(profile: Profile, clips: readonly Clip[], { segments, speaker }: Material): Readiness {
  const heard = clips.map((clip) => ({ ...clip, seconds: speechIn(clip) }));
  const usable: Readiness = { ...readiness(profile, voiceOf(heard, speaker)), usable: true };
  const isWordless = profile.transcript === 'required' && segments.some(({ transcript }) => !transcript?.trim());
  if (!isRefused(usable) || !isWordless) return usable;
  return { ...usable, open: [...new Set<OpenPoint>(['transcript', ...usable.open])] };
}

const isFound = (clips: readonly Clip[]): clips is FoundClips => clips.length > 0;

/** Why nothing was found for a wish. */
function lack(
  { clip }: Profile,
  wish: ClipWish,
  segments: readonly Segment[],
): Pick<Readiness, 'verdict' | 'why' | 'needs' | 'have' | 'missing' | 'clip'> {
  const usable = segments.filter(({ transcript }) => wish.transcript !== 'must' || Boolean(transcript?.trim()));
  const lengths = usable.map(({ seconds }) => seconds);
  if (!lengths.length) return { verdict: 'not-enough', why: 'no-words', needs: null, have: 0, missing: null };
  const all = lengths.reduce((sum, seconds) => sum + seconds, 0);
  const span = [Math.min(wish.min, clip.min ?? wish.min), Math.max(wish.max, clip.max ?? wish.max)] as const;
  const off = (seconds: Seconds) => Math.max(span[0] - seconds, seconds - span[1], 0);
  const have = (wish.join === 'never' ? lengths : [...lengths, all]).reduce((a, b) => (off(b) < off(a) ? b : a));
  return { verdict: 'not-enough', why: 'no-clip', needs: span[0], have, missing: null, clip: span };
}
