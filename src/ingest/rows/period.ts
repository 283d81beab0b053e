import type { IngestOptions } from '../options.ts';

// In a file of its own: with the options, every reading thread would have to load their schema.

/**
 * Whether a local day (`2020-03-04…`) lies in the period. An item without a time always does, and so does one that tells a
 * month or a year alone of which some day may lie in it.
 */
export function insidePeriod(time: string | null, { since, until }: Pick<IngestOptions, 'since' | 'until'>): boolean {
  if (time === null) return true;
  const day = time.slice(0, 10);
  // As text `2020-03-04` > `2020-03`, so the day is cut to the length of `until` before they are compared.
  return (
    (since === undefined || day >= since.slice(0, day.length)) &&
    (until === undefined || day.slice(0, until.length) <= until)
  );
}
