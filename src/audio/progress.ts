import type { Emit } from '../core/events.ts';
import type { Seconds } from '../core/types.ts';

/** What is being done to a recording: its bytes are read and named, it is heard, its clips are written. */
type Stage = 'fetch' | 'hear' | 'cut';

/** A recording that takes long enough for its own progress to be told among others. */
const LONG: Seconds = 120;
/** Windows are done by the dozen a second; a screen needs less. */
const LEAST_STEP: Seconds = 1;

interface Work {
  done: Seconds;
  told: Seconds;
  declared: Seconds | null;
  /** Heard to its end. */
  whole: boolean;
}

/**
 * How far the run is. Of several recordings their number is told, of a single one its seconds; and in both cases how much
 * sound was heard and how much there may be: heads of files say it for those begun, the rest are taken for average.
 */
export class Progress {
  readonly #total: number;
  readonly #emit: Emit;
  readonly #working = new Map<object, Work>();
  #finished = 0;
  /** Recordings heard in this run, to their end: how many, how long. What is remembered costs no time. */
  #heard = 0;
  #seconds: Seconds = 0;

  constructor(total: number, emit: Emit) {
    this.#total = total;
    this.#emit = emit;
  }

  begin(input: { file: string }): void {
    this.#tell(input, 'fetch');
  }

  /** `declared`: what its head says of its length. */
  opened(input: { file: string }, declared: Seconds | null): void {
    this.#working.set(input, { done: 0, told: 0, declared, whole: false });
    this.#tell(input, 'hear');
  }

  /** Heard so far; windows end out of order. */
  reached(input: { file: string }, seconds: Seconds): void {
    const work = this.#working.get(input);
    if (!work) return;
    work.done = Math.max(work.done, seconds);
    if (work.done - work.told < LEAST_STEP) return;
    work.told = work.done;
    this.#tell(input, 'hear');
  }

  heard(input: { file: string }, seconds: Seconds): void {
    const work = this.#working.get(input);
    if (!work) return;
    work.done = seconds;
    work.whole = true;
    this.#tell(input, 'cut');
  }

  finish(input: { file: string }): void {
    const work = this.#working.get(input);
    if (work?.whole) {
      this.#heard++;
      this.#seconds += work.done;
    }
    this.#working.delete(input);
    this.#finished = Math.min(this.#total, this.#finished + 1);
  }

  /** The last word of a run. */
  end(): void {
    this.#emit({ type: 'progress', task: 'clean', done: this.#total, total: this.#total, unit: 'files' });
  }

  #tell(input: { file: string }, stage: Stage): void {
    const { done, declared } = this.#working.get(input) ?? { done: 0, declared: null };
    const single = this.#total === 1 && declared !== null;
    const share = declared !== null && declared > LONG ? Math.min(99, Math.floor((100 * done) / declared)) : null;
    this.#emit({
      type: 'progress',
      task: 'clean',
      stage,
      ...(single
        ? { done: Math.min(done, declared), total: declared, unit: 'seconds' }
        : { done: this.#finished, total: this.#total, unit: 'files' }),
      file: input.file,
      sound: this.#sound(),
      ...(!single && share !== null ? { percent: share } : {}),
    });
  }

  #sound(): { done: Seconds; total: Seconds } {
    let done = this.#seconds;
    let known = this.#seconds;
    for (const work of this.#working.values()) {
      done += work.done;
      known += work.whole ? work.done : Math.max(work.done, work.declared ?? 0);
    }
    const begun = this.#heard + this.#working.size;
    const waiting = Math.max(0, this.#total - this.#finished - this.#working.size);
    return { done, total: known + (begun > 0 ? (known / begun) * waiting : 0) };
  }
}
