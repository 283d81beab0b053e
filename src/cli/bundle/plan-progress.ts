import { stat } from 'node:fs/promises';
import type { PlanStep } from '../../bundle/bundle.ts';
import { breathe } from '../../core/breathe.ts';
import type { Context } from '../command.ts';
import { WORD_FILES } from '../stored/corpus.ts';

/** Often enough for a bar, seldom enough to cost nothing. */
const TELL_EVERY = 1 << 20;

/**
 * Tells how far the corpus is read and which step of planning follows. After `end` it says nothing: what is read then is
 * read for the files that are written.
 */
export class PlanProgress {
  readonly #context: Pick<Context, 'emit' | 'signal'>;
  readonly #total: number;
  #done = 0;
  #told = 0;
  #ended = false;

  /** `total`: bytes to be read. */
  constructor(context: Pick<Context, 'emit' | 'signal'>, total: number) {
    this.#context = context;
    this.#total = total;
  }

  /** For work that reads items.jsonl and dialogues.jsonl so many times. */
  static async of(context: Context, passes: Record<'items' | 'dialogues', number>): Promise<PlanProgress> {
    const { workspace } = context;
    const bytes = async (name: 'items' | 'dialogues') => {
      const found = await stat(workspace.corpus(WORD_FILES[name])).catch(() => null);
      return passes[name] * (found?.size ?? 0);
    };
    return new PlanProgress(context, (await bytes('items')) + (await bytes('dialogues')));
  }

  /** Takes the bytes that were read of a file. */
  readonly read = (bytes: number, file: string): void => {
    if (this.#ended) return;
    this.#context.signal.throwIfAborted();
    this.#done += bytes;
    if (this.#done - this.#told < TELL_EVERY) return;
    this.#told = this.#done;
    this.#tell({ file });
  };

  /** Called before a step that blocks the thread. */
  readonly step = async (stage: PlanStep): Promise<void> => {
    this.#context.signal.throwIfAborted();
    this.#tell({ stage });
    await breathe();
  };

  end(): void {
    this.#ended = true;
    this.#context.emit({ type: 'done', task: 'plan' });
  }

  #tell(where: { file: string } | { stage: PlanStep }): void {
    const done = Math.min(this.#done, this.#total);
    this.#context.emit({ type: 'progress', task: 'plan', done, total: this.#total, unit: 'bytes', ...where });
  }
}
