import type { Rejected, Segment } from '../core/types.ts';
import { upsert } from '../core/upsert.ts';
import type { RecordingFacts, RecordingReport } from './report.ts';

/** What a recording of audio/ is known by. */
export interface SegmentSource {
  file: string;
  sha256: string | null;
  /** Id of the voice message; null for any other recording. */
  item: string | null;
}

/** What stands in audio/: the lists, and the recordings of the report. */
export interface AudioLines<Recording extends SegmentSource = RecordingReport> {
  segments: Segment[];
  rejected: Rejected[];
  recordings: Recording[];
}

export const linesWithout = <Recording extends SegmentSource>(
  { segments, rejected, recordings }: AudioLines<Recording>,
  isGone: (source: SegmentSource) => boolean,
): AudioLines<Recording> => ({
  segments: segments.filter(({ source }) => !isGone(source)),
  rejected: rejected.filter(({ source }) => !isGone(source)),
  recordings: recordings.filter((recording) => !isGone(recording)),
});

/** Each recording once, also one that the lists alone tell of. */
export function sourcesOf({
  segments,
  rejected,
  recordings,
}: AudioLines): (SegmentSource & { duplicateOf?: string })[] {
  const byFile = new Map<string, SegmentSource>();
  for (const { source } of [...segments, ...rejected]) byFile.set(source.file, source);
  for (const recording of recordings) byFile.set(recording.file, recording);
  return [...byFile.values()];
}

/** Files of this run that gave no sound. */
interface Unheard {
  /** What an earlier run made of the recording, or of the message, stays as it is. */
  standing: Set<string>;
  /** Messages that are not where they lay, of which nothing was ever made. */
  missing: Set<string>;
}

/** What was once heard is never given up for a file that is out of reach, or no sound, by now. */
export function unheard(now: readonly RecordingFacts[], stood: AudioLines): Unheard {
  const heard = [
    ...stood.segments.map(({ source }) => source),
    ...stood.rejected.filter(({ reason }) => reason !== 'undecodable').map(({ source }) => source),
    ...stood.recordings.filter(({ fault }) => fault !== 'undecodable'),
  ];
  const files = new Set(heard.map(({ file }) => file));
  const items = new Set(heard.flatMap(({ item }) => item ?? []));
  const found: Unheard = { standing: new Set(), missing: new Set() };
  for (const { file, item, fault, why } of now) {
    if (fault !== 'undecodable') continue;
    if (files.has(file) || (item !== null && items.has(item))) found.standing.add(file);
    else if (item !== null && why === 'not-there') found.missing.add(file);
  }
  return found;
}

/**
 * Whether a recording of an earlier run gives way to those heard now: to the same file, whatever it holds by now, and to
 * the same bytes under another name where it was moved there. `gone`: files that do not lie any more where they lay. A
 * message was moved where the same message is heard now, or it could never be read where it lay; other files of its bytes
 * do not say who speaks.
 */
export function givesWay(
  now: readonly SegmentSource[],
  gone: ReadonlySet<string>,
): (earlier: SegmentSource) => boolean {
  const files = new Set(now.map(({ file }) => file));
  const messages = new Set(now.map(({ item }) => item));
  const itemsOf = new Map<string, Set<string | null>>();
  for (const { sha256, item } of now) {
    if (sha256 !== null) upsert(itemsOf, sha256, () => new Set()).add(item);
  }
  return ({ file, sha256, item }) => {
    if (files.has(file)) return true;
    if (sha256 === null) return item !== null && messages.has(item);
    const items = itemsOf.get(sha256);
    return items !== undefined && (item === null ? gone.has(file) : items.has(item));
  };
}

/** Recordings that are no messages of the subject and of which something was kept, or would be but for a copy that was. */
export function strangersIn(lines: AudioLines): SegmentSource[] {
  const kept = new Set(lines.segments.map(({ source }) => source.file));
  return sourcesOf(lines).filter(
    ({ file, item, duplicateOf }) =>
      item === null && (kept.has(file) || (duplicateOf !== undefined && kept.has(duplicateOf))),
  );
}

/**
 * Files of the recordings that rest on a message which is none of the subject's any more (another one is the subject, or
 * other exports were read): that message, and what was taken for the subject's voice, or left out, for being its copy.
 * `others`: of `strangersIn`, those by now known as messages of somebody else.
 */
export function filesNotTheirs(
  lines: AudioLines,
  messages: ReadonlySet<string>,
  others: ReadonlySet<string> = new Set(),
): Set<string> {
  const recordings = sourcesOf(lines);
  const gone = recordings.filter(({ file, item }) => others.has(file) || (item !== null && !messages.has(item)));
  const files = new Set(gone.map(({ file }) => file));
  const originals = new Set(gone.map(({ duplicateOf }) => duplicateOf));
  for (const { file, item, duplicateOf } of recordings) {
    const isCopy = originals.has(file) || (duplicateOf !== undefined && files.has(duplicateOf));
    if (item === null && isCopy) files.add(file);
  }
  return files;
}
