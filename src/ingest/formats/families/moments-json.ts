import type { ExportFile, FileHead } from '../../../core/export-file.ts';
import type { Bilingual } from '../../../core/types.ts';
import { type JsonFrame, jsonItems } from '../../../parse/json-items.ts';
import { obj } from '../../../parse/loose-json.ts';
import { type TimelineParser, timelineParser } from '../../../parse/moments-xml.ts';
import type { Carries, Match, Reader } from '../../reader.ts';
import { type Post, postItem, unreadablePost } from './moments.ts';

export interface MomentsJsonSpec {
  id: string;
  title: Bilingual;
  carries: Partial<Carries>;
  /** Key of the array of posts; null where the document is the array. Both where the tool writes either. */
  arrays: readonly (string | null)[];
  detect(head: FileHead): Match;
  /**
   * Null where the element is no post at all. `frame`: what stands beside the array, as far as it comes before the
   * array. `timeline` reads the post's own XML, for exports that include it.
   */
  post(value: Record<string, unknown>, frame: JsonFrame, timeline: TimelineParser): Post | null;
}

/**
 * A reader of JSON with an array of posts, element by element. It also reads a script that begins with `var name = [`.
 */
export function momentsJson(spec: MomentsJsonSpec): Reader {
  return {
    id: spec.id,
    title: spec.title,
    kind: 'post',
    carries: {
      senderIds: true,
      messageIds: true,
      quotes: false,
      voice: false,
      transcripts: false,
      time: 'second',
      ...spec.carries,
    },
    detect: (head) => (head.text ? spec.detect(head) : 'no'),
    async *read(file, context) {
      let frame: JsonFrame = {};
      const timeline = await timelineParser();
      for await (const part of jsonItems(file, await arrayOf(file, spec.arrays))) {
        if ('frame' in part) frame = { ...frame, ...part.frame };
        else {
          for (const { value, record: at, broken } of part.items) {
            const post = broken ? null : spec.post(obj(value), frame, timeline);
            yield post ? postItem(spec.id, file, at, post, context) : unreadablePost(spec.id, file, at);
          }
        }
      }
    },
  };
}

/** The array to read: the first bracket tells whether the document is an object or the array. */
async function arrayOf(file: ExportFile, arrays: readonly (string | null)[]): Promise<string | null> {
  const [first = null] = arrays;
  if (arrays.length < 2) return first;
  for await (const chunk of file.bytes()) {
    const bracket = /[[{]/u.exec(new TextDecoder('latin1').decode(chunk))?.[0];
    if (bracket) return arrays.find((key) => (key === null) === (bracket === '[')) ?? null;
  }
  return first;
}

/** Whether the head has these keys; inside a text their quotes would be escaped. */
export function hasKeys(text: string, ...keys: string[]): boolean {
  return keys.every((key) => new RegExp(`"${key}"\\s*:`, 'u').test(text));
}

/**
 * Whether the document starts with an array of objects, or (with `{`) with an object. Blanks and a script's `var x =`
 * are skipped.
 */
export function startsWith(text: string, bracket: '[{' | '{'): boolean {
  const start = text.slice(0, 200).replace(/^[\s\ufeff]+/u, '');
  return bracket === '{' ? start[0] === '{' : /^\[\s*\{/u.test(start);
}
