import type { ReadItem } from '../../../core/types.ts';
import type { Reader } from '../../reader.ts';

/** Both ways of reading, made from `readRuns`. */
export function inRuns(readRuns: NonNullable<Reader['readRuns']>): Pick<Reader, 'read' | 'readRuns'> {
  return {
    readRuns,
    async *read(file, context): AsyncGenerator<ReadItem, void, undefined> {
      for await (const run of readRuns(file, context)) yield* run;
    },
  };
}
