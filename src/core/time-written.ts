import type { ItemFlag } from './types.ts';

/**
 * When an item was written, as far as that is known. The time of its file, which every copying changes, does not count.
 */
export const timeWritten = ({ time, flags }: { time: string | null; flags?: ItemFlag[] | undefined }): string | null =>
  flags?.includes('weak-time') ? null : time;
