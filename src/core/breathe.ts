/** Lets other work go on: a signal, messages of other threads, the disk, the line of progress. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
