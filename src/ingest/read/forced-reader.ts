import { PersonaError } from '../../core/errors.ts';
import { didYouMean } from '../../core/near.ts';
import type { IngestOptions } from '../options.ts';
import type { Reader } from '../reader.ts';

/** The largest family of formats has nine. */
const FORMATS_NAMED = 12;

/** The reader that `--from` names. Throws `unknown-reader`, with the ids that come near. */
export function forcedReader({ from }: IngestOptions, readers: readonly Reader[]): Reader | undefined {
  if (from === undefined) return undefined;
  const reader = readers.find(({ id }) => id === from);
  if (reader) return reader;
  const known = readers.map(({ id }) => id);
  throw new PersonaError('unknown-reader', { id: from, near: didYouMean([from], known, FORMATS_NAMED) });
}
