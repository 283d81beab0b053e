import { setFlagsFromString } from 'node:v8';

/** Newer ones may not know the flag, and would complain of it on the terminal. */
const LATEST_TRIED = 24;

/**
 * For commands that write the corpus: keeps V8 from guessing which objects will live long. It sees the first hundred turns
 * of a talk alive and makes all later ones where only a full collection finds them, and what they point to stays with
 * them: one ingest in four of a million messages took 60 MB more by that, and none does without (Node 20; the flag changes
 * no more than the guess).
 */
export function keepHeapYoung(): void {
  if (Number.parseInt(process.versions.node, 10) <= LATEST_TRIED)
    setFlagsFromString('--no-allocation-site-pretenuring');
}
