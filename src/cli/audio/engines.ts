import { availableParallelism } from 'node:os';
import type { CleanPiece, Window } from '../../audio/clean-window.ts';
import { PersonaError } from '../../core/errors.ts';
import type { Emit } from '../../core/events.ts';
import { findModel, modelOf } from '../../io/models.ts';
import { Pool } from '../../io/pool.ts';
import type { Silk } from '../../io/silk.ts';
import { findSherpa, Voiceprinter } from '../../io/voiceprint.ts';
import { workerUrl } from '../../io/worker-url.ts';

/** Which engines a worker loads; plain data. Null with `--denoise never`. */
export interface EngineChoice {
  denoiser: {
    /** Part of every cache key. */
    id: string;
    /** DTLN's two files; none for the embedded GTCRN. */
    files: string[];
  } | null;
  /** The model that scores as a listener would, if the user has its file. */
  scorer: string | null;
}

/** What a worker returns: the result, the seconds it spent by stage, and the seconds of sound that it denoised. */
export interface EngineAnswer<T> {
  result: T;
  spent: Record<string, number>;
  denoised: number;
}

/**
 * DTLN if the user has it (the best one measured), else the embedded GTCRN. A damaged file is reported and not used.
 */
export async function chooseDenoiser(folder: string, emit: Emit): Promise<NonNullable<EngineChoice['denoiser']>> {
  const { state, paths } = await findModel(folder, modelOf('dtln'));
  if (state === 'wrong') emit({ type: 'warn', notice: { code: 'damaged-model', facts: { id: 'dtln', folder } } });
  return paths ? { id: 'dtln', files: paths } : { id: 'gtcrn', files: [] };
}

/** The file of the model that scores as a listener would; null without it. */
export async function chooseScorer(folder: string, emit: Emit): Promise<string | null> {
  const { state, paths } = await findModel(folder, modelOf('dnsmos'));
  if (state === 'wrong') emit({ type: 'warn', notice: { code: 'damaged-model', facts: { id: 'dnsmos', folder } } });
  return paths?.[0] ?? null;
}

/**
 * The speaker model, if the user has both its file and the package that runs it. A file without the package is
 * reported. A model whose process ends at its start is reported and not used.
 */
export async function openSpeakerModel(
  folder: string,
  cwd: string,
  emit: Emit,
): Promise<{ id: string; embed(samples16k: Float32Array): Promise<number[]>; close(): void } | null> {
  const { state, paths } = await findModel(folder, modelOf('speaker'));
  if (state === 'wrong') emit({ type: 'warn', notice: { code: 'damaged-model', facts: { id: 'speaker', folder } } });
  const module = findSherpa(cwd);
  if (!paths || !module) return null;
  try {
    const printer = await Voiceprinter.open(module, paths[0]!);
    return { id: 'campplus', embed: (samples) => printer.embed(samples), close: () => printer.close() };
  } catch (error) {
    if (!(error instanceof PersonaError)) throw error;
    emit({ type: 'warn', notice: { code: error.code, facts: error.facts } });
    return null;
  }
}

/** The threads that detect speech, denoise and decode, as the functions that the pipeline calls. */
export class AudioWorkers {
  readonly jobs: number;
  readonly #pool: Pool;
  readonly #stages: Record<string, number> = {};
  #denoised = 0;

  constructor(jobs: number | undefined, choice: EngineChoice) {
    this.jobs = jobs ?? availableParallelism();
    this.#pool = new Pool(workerUrl('cli/audio/worker'), this.jobs, choice);
  }

  listen = (samples: Float32Array, warmUp: number): Promise<Float32Array> =>
    this.#ask('listen', { samples, warmUp }, [samples.buffer as ArrayBuffer]);

  clean = (window: Window): Promise<CleanPiece[]> =>
    this.#ask('clean', window, [window.native.buffer as ArrayBuffer, window.analysis.buffer as ArrayBuffer]);

  silk = (bytes: Uint8Array, at: number): Promise<Silk> => this.#ask('silk', { bytes, at }, []);

  /** Seconds of work so far by stage, summed over the threads. */
  stages(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.#stages).map(([name, s]) => [name, Number(s.toFixed(2))]));
  }

  /** Seconds of sound that went through the denoiser so far, whether or not the result was used. */
  denoised(): number {
    return Number(this.#denoised.toFixed(2));
  }

  async #ask<T>(task: string, payload: unknown, transfer: ArrayBuffer[]): Promise<T> {
    const { result, spent, denoised } = await this.#pool.run<EngineAnswer<T>>(task, payload, transfer);
    this.#denoised += denoised;
    for (const [name, seconds] of Object.entries(spent)) this.#stages[name] = (this.#stages[name] ?? 0) + seconds;
    return result;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

/** Runs at most this many at a time; the rest wait in line. */
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
