import type { PlannedFile } from '../layout.ts';
import type { FileRecord } from '../manifest.ts';

/** What the manifest says of a file's sound; nothing for files without any. */
export function clipRecord(file: PlannedFile): FileRecord['clip'] {
  if (!('clip' in file)) return undefined;
  const { clip, sampleRate } = file;
  return {
    parts: clip.parts.map(({ segment, start, end }) => ({ segment: segment.id, start: tidy(start), end: tidy(end) })),
    gap: clip.gap,
    lead: clip.lead,
    tail: clip.tail,
    seconds: tidy(clip.seconds),
    sampleRate,
    joined: clip.parts.length > 1,
    transcript: clip.transcript !== null,
  };
}

/** Milliseconds: adding seconds as numbers leaves dust behind. */
export const tidy = (seconds: number): number => Math.round(seconds * 1000) / 1000;
