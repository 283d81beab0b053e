import { availableParallelism } from 'node:os';
import type { CleanedWindow, Window } from '../audio/clean-window.ts';
import { Pool } from '../io/pool.ts';
import type { Silk } from '../io/silk.ts';
import { workerUrl } from '../io/worker-url.ts';

/** Which engines a worker loads; plain data. */
export interface EngineChoice {
  denoiser: 'gtcrn' | null;
}

/** The threads that hear, denoise and decode, as the functions that the pipeline calls. */
export class AudioWorkers {
  readonly jobs: number;
  readonly #pool: Pool;

  constructor(jobs: number | undefined, choice: EngineChoice) {
    this.jobs = jobs ?? availableParallelism();
    this.#pool = new Pool(workerUrl('cli/audio-worker'), this.jobs, choice);
  }

  listen = (samples: Float32Array, warmUp: number): Promise<Float32Array> =>
    this.#pool.run('listen', { samples, warmUp }, [samples.buffer as ArrayBuffer]);

  clean = (window: Window): Promise<CleanedWindow> =>
    this.#pool.run('clean', window, [window.native.buffer as ArrayBuffer, window.analysis.buffer as ArrayBuffer]);

  silk = (bytes: Uint8Array, at: number): Promise<Silk> => this.#pool.run('silk', { bytes, at });

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** At most so many at a time; the rest wait in line. */
export class Gate {
  #free: number;
  readonly #line: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  async enter(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#line.push(resolve));
  }

  leave(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#free++;
  }
}
