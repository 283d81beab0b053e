import type { IngestOptions } from '../options.ts';

// Apart from the options, whose schema every reading thread would have to load.

/** Whether a local day (`2020-03-04…`) lies in the period; what has no time always does. */
export function insidePeriod(time: string | null, { since, until }: Pick<IngestOptions, 'since' | 'until'>): boolean {
  if (time === null) return true;
  const day = time.slice(0, 10);
  // `2020-03-04` > `2020-03`, so that a shorter `until` needs a cut to its own length.
  return (since === undefined || day >= since) && (until === undefined || day.slice(0, until.length) <= until);
}
