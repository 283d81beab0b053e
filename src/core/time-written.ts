import type { ItemFlag } from './types.ts';

/** When an item was written, as far as it is known: the time of its file, which every copying changes, says nothing of it. */
export const timeWritten = ({ time, flags }: { time: string | null; flags?: ItemFlag[] | undefined }): string | null =>
  flags?.includes('weak-time') ? null : time;
