import { PersonaError } from '../core/errors.ts';
import type { Segment, Text } from '../core/types.ts';
import { parseCsv } from '../parse/csv-text.ts';

export interface Typed {
  segment: string;
  text: string;
  line: number;
}

/**
 * Words of segments that a person typed: csv with the head `segment,text`, or lines of {"segment","text"}. A line without
 * words leaves its segment as it is. Throws `bad-transcripts` with the line; the words themselves are in no message.
 */
export function parseTranscripts(text: string, file: string): Typed[] {
  const content = text.replace(/^\uFEFF/u, '');
  const bad = (line: number, why: Text) => new PersonaError('bad-transcripts', { file, line, why });
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
      return [{ segment: value.segment.trim(), text: value.text.trim(), line: i + 1 }];
    });
  }
  const [head, ...rows] = parseCsv(content);
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const [segment, words] = [names.indexOf('segment'), names.indexOf('text')];
  if (segment < 0 || words < 0) throw bad(1, { en: 'the head is not segment,text', zh: '表头不是 segment,text' });
  return rows.map(({ cells, record }) => {
    const id = cells[segment]?.trim();
    if (!id) throw bad(record, { en: 'segment is missing', zh: '缺少 segment' });
    return { segment: id, text: cells[words]?.trim() ?? '', line: record };
  });
}

/** Segments with the typed words in place; ids nobody knows come back by themselves. */
export function withTranscripts(
  segments: readonly Segment[],
  typed: readonly Typed[],
): { segments: Segment[]; unknown: string[] } {
  // People copy the name of the file: `ID.wav`, `segments/ID.wav`.
  const idOf = (name: string) => name.replace(/^.*[\\/]/u, '').replace(/\.wav$/iu, '');
  const words = new Map(typed.filter(({ text }) => text).map(({ segment, text }) => [idOf(segment), text]));
  const known = new Set(segments.map(({ id }) => id));
  return {
    segments: segments.map((segment) => ({ ...segment, transcript: words.get(segment.id) ?? segment.transcript })),
    unknown: typed.map(({ segment }) => idOf(segment)).filter((id) => !known.has(id)),
  };
}
