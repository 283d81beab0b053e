import type { Emit } from '../../core/events.ts';

/** The ways through the corpus: what it holds, and what stays of it. */
const TASKS: ReadonlySet<string> = new Set(['earlier', 'sort']);

/**
 * What `ingest` tells when it only writes the corpus anew. Nothing is read, so other tasks are over at once, and remarks
 * about the exports were made when they were read.
 */
export const tellOfCorpus =
  (emit: Emit): Emit =>
  (event) => {
    if (event.type !== 'warn' && TASKS.has(event.task)) emit(event);
  };
