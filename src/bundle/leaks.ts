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

/**
 * Searches every text of a planned bundle with the rules that masked the corpus. `keep`: what the family itself wrote
 * into persona.json and wants to see there. Base64 that is put in later is sound, not text.
 */
export async function findLeaks(files: readonly PlannedFile[], keep: ReadonlySet<string>): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const file of files) {
    let line = 0;
    for await (const text of linesOf(file)) {
      line++;
      for (const { kind } of scan(text, keep)) leaks.push({ file: file.path, line, kind });
      if (leaks.length >= LEAKS_NAMED) return leaks.slice(0, LEAKS_NAMED);
    }
  }
  return leaks;
}

function linesOf(file: PlannedFile): Iterable<string> | AsyncIterable<string> {
  if ('text' in file) return file.text.split('\n');
  if ('archive' in file) return file.archive.flatMap((entry) => ('text' in entry ? entry.text.split('\n') : []));
  return 'lines' in file ? file.lines() : [];
}
