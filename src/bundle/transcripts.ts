import { PersonaError } from '../core/errors.ts';
import { isFields } from '../core/shape.ts';
import type { Bilingual, Segment } from '../core/types.ts';
import { parseCsv } from '../parse/csv-text.ts';

/** Two files of a bundle: the words of all segments, to be filled in; and what is known of each, its words included. */
export const TRANSCRIPTS = 'voice/transcripts.csv';
export const METADATA = 'voice/segments/metadata.jsonl';

export interface Typed {
  segment: string;
  text: string;
  line: number;
}

/**
 * Words of segments that a person typed: csv with the head `segment,text`, or lines of {"segment","text"}. A line
 * without words leaves its segment as it is. Throws `bad-transcripts` with the line; the words themselves are in no
 * message.
 */
export function parseTranscripts(text: string, file: string): Typed[] {
  const content = text.replace(/^\uFEFF/u, '');
  const bad = (line: number, why: Bilingual) => new PersonaError('bad-transcripts', { file, line, why });
  if (/^\s*\{/u.test(content)) {
    return content.split(/\r?\n/u).flatMap((raw, i) => {
      if (!raw.trim()) return [];
      let value: { segment?: unknown; text?: unknown };
      try {
        value = JSON.parse(raw) as typeof value;
      } catch {
        throw bad(i + 1, { en: 'not JSON', zh: '不是 JSON' });
      }
      if (typeof value?.segment !== 'string' || typeof value.text !== 'string')
        throw bad(i + 1, { en: 'segment or text is missing', zh: '缺少 segment 或 text' });
      return [{ segment: idOf(value.segment.trim()), text: value.text.trim(), line: i + 1 }];
    });
  }
  const [head, ...rows] = parseCsv(content);
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const [segment, words] = [names.indexOf('segment'), names.indexOf('text')];
  if (segment < 0 || words < 0) throw bad(1, { en: 'the head is not segment,text', zh: '表头不是 segment,text' });
  return rows.map(({ cells, record }) => {
    const id = cells[segment]?.trim();
    if (!id) throw bad(record, { en: 'segment is missing', zh: '缺少 segment' });
    return { segment: idOf(id), text: cells[words]?.trim() ?? '', line: record };
  });
}

/** An id of ours. Anything else may be words that slipped out of their cell, and is in no message. */
const SEGMENT_ID = /^[0-9a-f]{16}$/u;

/** Throws `bad-transcripts` with the first line whose segment is not among the known ones. */
export function mustKnowSegments(
  typed: readonly Typed[],
  known: Pick<ReadonlyMap<string, unknown>, 'has'>,
  file: string,
): void {
  const unknown = typed.find(({ segment }) => !known.has(segment));
  if (!unknown) return;
  const { segment, line } = unknown;
  const why = SEGMENT_ID.test(segment)
    ? { en: `there is no segment ${segment}`, zh: `没有片段 ${segment}` }
    : { en: 'it does not begin with the id of a segment', zh: '开头不是片段 id' };
  throw new PersonaError('bad-transcripts', { file, line, why });
}

/** The typed lines whose words differ from those that the bundle wrote; `metadata` is its metadata.jsonl. */
export function typedSince(typed: readonly Typed[], metadata: ReadonlyMap<string, RecordedSegment>): Typed[] {
  const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();
  return typed.filter(({ segment, text }) => text && plain(text) !== plain(metadata.get(segment)?.transcript ?? ''));
}

/** What a bundle records about one of its segments. */
export interface RecordedSegment {
  transcript: string | null;
  source: Pick<Segment['source'], 'item' | 'sha256'>;
}

/** By segment id; lines that cannot be read as such are left out. */
export function parseMetadata(lines: string): Map<string, RecordedSegment> {
  const known = new Map<string, RecordedSegment>();
  for (const line of lines.split('\n').filter(Boolean)) {
    try {
      const { id, transcript, source } = JSON.parse(line) as Partial<RecordedSegment> & { id?: unknown };
      if (typeof id === 'string' && isFields(source)) known.set(id, { transcript: transcript ?? null, source });
    } catch {}
  }
  return known;
}

/** The id of a segment. People may copy the name of its file: `ID.wav`, `segments/ID.wav`. */
const idOf = (name: string) => name.replace(/^.*[\\/]/u, '').replace(/\.wav$/iu, '');

/** The segments, with typed words in place of their transcripts. */
export function withTranscripts(
  segments: readonly Segment[],
  typed: readonly Pick<Typed, 'segment' | 'text'>[],
): Segment[] {
  const words = new Map(typed.filter(({ text }) => text).map(({ segment, text }) => [segment, text]));
  return segments.map((segment) => ({ ...segment, transcript: words.get(segment.id) ?? segment.transcript }));
}
