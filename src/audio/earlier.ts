import type { Rejected, Segment } from '../core/types.ts';
import { upsert } from '../core/upsert.ts';
import type { RecordingReport } from './report.ts';

/** What a recording of audio/ is known by. */
export interface Source {
  file: string;
  sha256: string | null;
  /** Id of the voice message; null for any other recording. */
  item: string | null;
}

/** What stands in audio/: the lists, and the recordings of the report. */
export interface AudioLines {
  segments: Segment[];
  rejected: Rejected[];
  recordings: RecordingReport[];
}

export const linesWithout = (
  { segments, rejected, recordings }: AudioLines,
  isGone: (source: Source) => boolean,
): AudioLines => ({
  segments: segments.filter(({ source }) => !isGone(source)),
  rejected: rejected.filter(({ source }) => !isGone(source)),
  recordings: recordings.filter((recording) => !isGone(recording)),
});

/** Each recording once, also one that the lists alone tell of. */
export function sourcesOf({ segments, rejected, recordings }: AudioLines): (Source & { duplicateOf?: string })[] {
  const byFile = new Map<string, Source>();
  for (const { source } of [...segments, ...rejected]) byFile.set(source.file, source);
  for (const recording of recordings) byFile.set(recording.file, recording);
  return [...byFile.values()];
}

/**
 * Whether a recording of an earlier run gives way to those heard now: to the same file, whatever it holds by now, and to
 * the same bytes under another name where it was moved there. `gone`: files that do not lie any more where they lay. A
 * message was moved where the same message is heard now; other files of its bytes do not say who speaks.
 */
export function givesWay(now: readonly Source[], gone: ReadonlySet<string>): (earlier: Source) => boolean {
  const files = new Set(now.map(({ file }) => file));
  const itemsOf = new Map<string, Set<string | null>>();
  for (const { sha256, item } of now) {
    if (sha256 !== null) upsert(itemsOf, sha256, () => new Set()).add(item);
  }
  return ({ file, sha256, item }) => {
    if (files.has(file)) return true;
    const items = sha256 === null ? undefined : itemsOf.get(sha256);
    return items !== undefined && (item === null ? gone.has(file) : items.has(item));
  };
}

/**
 * Files of the recordings that rest on a message which is none of the subject's any more (another one is the subject, or
 * other exports were read): that message, and what was taken for the subject's voice, or left out, for being its copy.
 */
export function filesNotTheirs(lines: AudioLines, messages: ReadonlySet<string>): Set<string> {
  const recordings = sourcesOf(lines);
  const gone = recordings.filter(({ item }) => item !== null && !messages.has(item));
  const files = new Set(gone.map(({ file }) => file));
  const originals = new Set(gone.map(({ duplicateOf }) => duplicateOf));
  for (const { file, item, duplicateOf } of recordings) {
    const isCopy = originals.has(file) || (duplicateOf !== undefined && files.has(duplicateOf));
    if (item === null && isCopy) files.add(file);
  }
  return files;
}
