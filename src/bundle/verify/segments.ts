import type { Notice } from '../../core/events.ts';
import type { Seconds } from '../../core/types.ts';
import { fault } from '../fault.ts';
import type { Manifest } from '../manifest.ts';
import { METADATA } from '../transcripts.ts';
import { toTheMillisecond } from '../voice/clip-info.ts';

/** Seconds that a segment may be off: they were cut to the sample. */
const TOLERANCE: Seconds = 0.05;
/** Seconds that a sum may be off, since it is rounded once and its parts are not. */
const SUM_TOLERANCE: Seconds = 0.01;

/** Where the list of the segments contradicts their sounds, or the counts of the manifest. `heard`: seconds by path. */
export function segmentFaults(
  metadata: string,
  heard: (path: string) => Seconds | undefined,
  counts: Manifest['counts'],
): Notice[] {
  const rows = metadata
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { file_name?: unknown; seconds?: unknown; grade?: unknown })
    .map((row) => ({
      file: `voice/segments/${String(row.file_name)}`,
      seconds: typeof row.seconds === 'number' ? row.seconds : 0,
      grade: row.grade,
    }));
  const sum = (grade?: string) =>
    toTheMillisecond(
      rows.filter((row) => !grade || row.grade === grade).reduce((total, { seconds }) => total + seconds, 0),
    );
  const there = { segments: rows.length, cleanSeconds: sum(), gradeA: sum('A'), gradeB: sum('B') };
  return [
    ...rows.flatMap(({ file, seconds }) => {
      const sound = heard(file);
      return sound === undefined || Math.abs(sound - seconds) <= TOLERANCE
        ? []
        : [
            fault('verify-segment-changed', file, {
              seconds: sound.toFixed(2),
              stated: seconds.toFixed(2),
              list: METADATA,
            }),
          ];
    }),
    ...Object.entries(there).flatMap(([field, value]) => {
      const stated = counts[field as keyof typeof there];
      return Math.abs(stated - value) <= SUM_TOLERANCE
        ? []
        : [fault('verify-count', METADATA, { field: `counts.${field}`, value, stated })];
    }),
  ];
}
