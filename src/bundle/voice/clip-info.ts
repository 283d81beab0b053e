import type { Seconds } from '../../core/types.ts';
import type { Clip, PlannedFile } from '../layout.ts';
import type { FileRecord } from '../manifest.ts';

/** The manifest's record of a file's sound; nothing for files without sound. */
export function clipRecord(file: PlannedFile): FileRecord['clip'] {
  if (!('clip' in file)) return undefined;
  const { clip, sampleRate } = file;
  return {
    parts: clip.parts.map(({ segment, start, end }) => ({
      segment: segment.id,
      start: toTheMillisecond(start),
      end: toTheMillisecond(end),
    })),
    gap: clip.gap,
    lead: clip.lead,
    tail: clip.tail,
    seconds: toTheMillisecond(clip.seconds),
    sampleRate,
    joined: clip.parts.length > 1,
    transcript: clip.transcript !== null,
  };
}

/** The speech of one clip, without the silence before, between and after its parts. */
export const speechIn = ({ parts }: Clip): Seconds => parts.reduce((sum, { start, end }) => sum + end - start, 0);

/** The speech of several clips together; speech that two of them share counts once. */
export function speechOf(clips: readonly Clip[]): Seconds {
  const parts = clips
    .flatMap((clip) => clip.parts)
    .sort((a, b) => (a.segment.id === b.segment.id ? a.start - b.start : a.segment.id < b.segment.id ? -1 : 1));
  let [id, heard, sum] = ['', 0, 0];
  for (const { segment, start, end } of parts) {
    if (segment.id !== id) [id, heard] = [segment.id, 0];
    sum += Math.max(0, end - Math.max(start, heard));
    heard = Math.max(heard, end);
  }
  return sum;
}

/** Rounded to milliseconds: adding seconds as floating-point numbers leaves small errors. */
export const toTheMillisecond = (seconds: number): number => Math.round(seconds * 1000) / 1000;
