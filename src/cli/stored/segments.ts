import { isSegment } from '../../core/audio-shape.ts';
import type { Segment } from '../../core/types.ts';
import { readJsonl } from '../../io/jsonl.ts';
import type { Workspace } from '../../io/workspace.ts';
import { readTypedWords } from './typed-words.ts';

/** audio/segments.jsonl; words that a person typed replace those of the export. Throws `damaged-line`. */
export async function readSegments(workspace: Workspace): Promise<Segment[]> {
  const segments: Segment[] = [];
  for await (const segment of readJsonl(workspace.audio('segments.jsonl'), isSegment, 'persona audio-clean'))
    segments.push(segment);
  return withTypedWords(workspace, segments);
}

/** With the words that a person typed in place of those of the export. */
export async function withTypedWords(workspace: Workspace, segments: readonly Segment[]): Promise<Segment[]> {
  const typed = new Map((await readTypedWords(workspace)).map(({ segment, text }) => [segment, text]));
  return segments.map((segment) => ({ ...segment, transcript: typed.get(segment.id) ?? segment.transcript }));
}
