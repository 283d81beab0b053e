import type { Match, Reader } from '../../src/ingest/reader.ts';
import { headOf } from './fixtures.ts';
import { memoryFolder } from './memory-folder.ts';
import { readText } from './read-text.ts';

/** `readText` of one file among its neighbours, and whether the reader claims it. */
export async function readFile(
  reader: Reader,
  path: string,
  content: string | Uint8Array,
  beside: Record<string, string | Uint8Array> = {},
): Promise<Awaited<ReturnType<typeof readText>> & { verdict: Match }> {
  const [file] = memoryFolder({ [path]: content }).files;
  const verdict = file ? reader.detect(await headOf(file)) : 'no';
  return { ...(await readText(reader, { [path]: content, ...beside })), verdict };
}
