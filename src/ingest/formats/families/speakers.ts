import type { ExportFile } from '../../../core/export-file.ts';
import { linePairs, lines } from '../../../parse/lines.ts';

/** Sentences with a colon are no names, and no chat has more people than this. */
const MAX_NAMES = 20_000;

/** How often each name begins a line in the whole file: in some formats only that tells a head from a sentence. */
export async function speakers(
  file: ExportFile,
  nameOf: (line: string, below: string | undefined) => string | undefined,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const [line, below] of linePairs(lines(file))) {
    const name = nameOf(line.text, below?.text);
    if (name && (counts.has(name) || counts.size < MAX_NAMES)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
