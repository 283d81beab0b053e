import { breathe } from '../core/breathe.ts';
import type { Emit } from '../core/events.ts';
import { scan } from '../parse/privacy/scan.ts';
import type { PlannedFile } from './layout.ts';

/** A place where something private stands; never the value itself. */
export interface Leak {
  file: string;
  line: number;
  kind: string;
}

/** Nobody would read more. */
const LEAKS_NAMED = 50;
/** Searching so many lines takes a few hundredths of a second. */
const BREATHE_EVERY = 512;

/**
 * Searches every text of a planned bundle with the rules that masked the corpus. `keep`: what the family itself wrote
 * into persona.json and wants to see there. Base64 that is put in later is sound, not text. Throws the signal's reason
 * when it aborts.
 */
export async function findLeaks(
  files: readonly PlannedFile[],
  keep: ReadonlySet<string>,
  { emit, signal }: { emit: Emit; signal: AbortSignal },
): Promise<Leak[]> {
  const leaks: Leak[] = [];
  let rows = 0;
  for (const [done, file] of files.entries()) {
    let line = 0;
    for await (const text of linesOf(file)) {
      line++;
      for (const { kind } of scan(text, keep)) leaks.push({ file: file.path, line, kind });
      if (leaks.length >= LEAKS_NAMED) return leaks.slice(0, LEAKS_NAMED);
      if (++rows % BREATHE_EVERY !== 0) continue;
      signal.throwIfAborted();
      emit({ type: 'progress', task: 'leaks', done, total: files.length, unit: 'files', file: file.path, rows });
      await breathe();
    }
  }
  emit({ type: 'done', task: 'leaks' });
  return leaks;
}

function linesOf(file: PlannedFile): Iterable<string> | AsyncIterable<string> {
  if ('text' in file) return file.text.split('\n');
  if ('archive' in file) return file.archive.flatMap((entry) => ('text' in entry ? entry.text.split('\n') : []));
  return 'lines' in file && file.wordsOf === undefined ? file.lines() : [];
}
