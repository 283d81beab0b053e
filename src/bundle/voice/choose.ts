import type { Seconds, Segment } from '../../core/types.ts';
import type { Clip, ClipWish } from '../layout.ts';
import { cutAtPauses } from './cut.ts';
import type { Pause } from './pauses.ts';
import { lengthPenalty, medianLoudness, quality } from './score.ts';
import { joinedWords } from './words.ts';

export interface Shelf {
  segments: readonly Segment[];
  /** Pauses inside a segment, if it was searched for pauses; without them a segment is used whole or not at all. */
  pauses: ReadonlyMap<string, readonly Pause[]>;
}

/** Finds clips on one shelf, and keeps the result, since layouts ask for the same wish again and again. */
export function chooser(shelf: Shelf): (wish: ClipWish) => Clip[] {
  const known = new Map<string, Clip[]>();
  return (wish) => {
    const key = JSON.stringify(wish);
    const found = known.get(key) ?? chooseClips(shelf, wish);
    known.set(key, found);
    return found;
  };
}

/** The clips for a wish, best first (for `all`: in the order they were spoken). Same shelf, same wish, same clips. */
export function chooseClips(shelf: Shelf, wish: ClipWish): Clip[] {
  const loudness = medianLoudness(shelf.segments);
  const usable = shelf.segments.filter(({ transcript }) => wish.transcript !== 'must' || Boolean(transcript?.trim()));
  const singles = usable.flatMap((segment) => {
    const clip = single(segment, wish, shelf.pauses.get(segment.id));
    if (!clip) return [];
    const cut = clip.parts[0]?.end !== segment.seconds || clip.parts[0]?.start !== 0;
    const lost = wish.transcript !== 'unused' && segment.transcript && !clip.transcript ? 1 : 0;
    return [
      {
        clip,
        segment,
        score: quality(segment, wish, loudness) - lengthPenalty(clip.seconds, wish.ideal) - (cut ? 0.6 : 0) - lost,
      },
    ];
  });
  if (wish.count === 'all' && wish.join === 'fill') return partitioned(usable, wish);
  if (wish.count === 'all') {
    return singles.sort((a, b) => spoken(a.segment, b.segment)).map(({ clip }) => clip);
  }
  singles.sort((a, b) => b.score - a.score || (a.segment.id < b.segment.id ? -1 : 1));
  const whole = singles.map(({ clip }) => clip);
  const wantsMore = wish.join === 'fill' && (whole[0]?.seconds ?? 0) < wish.ideal[0];
  if (wish.join !== 'never' && (whole.length === 0 || wantsMore)) {
    const made = joined(usable, wish, loudness);
    if (made && made.seconds > (whole[0]?.seconds ?? 0)) return [made, ...whole].slice(0, wish.count);
  }
  return whole.slice(0, wish.count);
}

/** The order within the recordings: segments that lie together were spoken together. */
function spoken(a: Segment, b: Segment): number {
  if (a.source.file !== b.source.file) return a.source.file < b.source.file ? -1 : 1;
  return a.start - b.start || (a.id < b.id ? -1 : 1);
}

const silence = (wish: ClipWish): Seconds => wish.lead + wish.tail;

function single(segment: Segment, wish: ClipWish, pauses: readonly Pause[] | undefined): Clip | null {
  const seconds = segment.seconds + silence(wish);
  const { gap, lead, tail } = wish;
  if (seconds >= wish.min && seconds <= wish.max) {
    const part = { segment, start: 0, end: segment.seconds };
    return { parts: [part], gap, lead, tail, seconds, transcript: segment.transcript?.trim() || null };
  }
  if (seconds < wish.min || !pauses) return null;
  const room = { min: wish.min - silence(wish), max: wish.max - silence(wish), ideal: wish.ideal };
  const cut = cutAtPauses(segment, pauses, room);
  if (!cut || (wish.transcript === 'must' && !cut.transcript)) return null;
  return {
    parts: [{ segment, start: cut.start, end: cut.end }],
    gap,
    lead,
    tail,
    seconds: cut.end - cut.start + silence(wish),
    transcript: cut.transcript,
  };
}

/** Shorter segments break the rhythm of a joined clip. */
const MIN_PART: Seconds = 1.5;

/**
 * Several segments as one clip, up to the ideal length: the best segments, preferably of one kind of recording, played
 * in the order in which they were spoken. Null when all together are too short.
 */
function joined(segments: readonly Segment[], wish: ClipWish, loudness: number | null): Clip | null {
  const { gap, lead, tail } = wish;
  const condition = (segment: Segment) => `${segment.grade}${segment.denoised}${segment.labels.includes('phone-band')}`;
  const totals = new Map<string, Seconds>();
  for (const segment of segments)
    totals.set(condition(segment), (totals.get(condition(segment)) ?? 0) + segment.seconds);
  const main = [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0];
  const ranked = segments
    .filter(({ seconds }) => seconds >= MIN_PART)
    .map((segment) => ({ segment, score: quality(segment, wish, loudness) + (condition(segment) === main ? 0.5 : 0) }))
    .sort((a, b) => b.score - a.score || (a.segment.id < b.segment.id ? -1 : 1));
  const parts: Segment[] = [];
  let total = silence(wish);
  for (const { segment } of ranked) {
    if (total >= wish.ideal[0]) break;
    const more = segment.seconds + (parts.length ? gap : 0);
    if (total + more > wish.max) continue;
    parts.push(segment);
    total += more;
  }
  if (parts.length < 2 || total < wish.min) return null;
  parts.sort(spoken);
  return {
    parts: parts.map((segment) => ({ segment, start: 0, end: segment.seconds })),
    gap,
    lead,
    tail,
    seconds: total,
    transcript: wordsOf(parts),
  };
}

/** The words of all parts; null where the words of any part are not known. */
function wordsOf(parts: readonly Segment[]): string | null {
  const words = parts.flatMap(({ transcript }) => transcript?.trim() || []);
  return words.length === parts.length ? joinedWords(words) : null;
}

/** All segments in the order in which they were spoken, joined into clips up to the longest that the wish allows. */
function partitioned(segments: readonly Segment[], wish: ClipWish): Clip[] {
  const { gap, lead, tail } = wish;
  const clips: Clip[] = [];
  let parts: Segment[] = [];
  let total = silence(wish);
  const close = () => {
    if (!parts.length) return;
    clips.push({
      parts: parts.map((segment) => ({ segment, start: 0, end: segment.seconds })),
      gap,
      lead,
      tail,
      seconds: total,
      transcript: wordsOf(parts),
    });
    parts = [];
    total = silence(wish);
  };
  for (const segment of [...segments].sort(spoken)) {
    if (segment.seconds + silence(wish) > wish.max) continue;
    if (total + segment.seconds + (parts.length ? gap : 0) > wish.max) close();
    total += segment.seconds + (parts.length ? gap : 0);
    parts.push(segment);
  }
  close();
  return clips;
}
