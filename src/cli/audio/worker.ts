import { readFile } from 'node:fs/promises';
import { workerData } from 'node:worker_threads';
import { cleanWindow, type Window } from '../../audio/clean-window.ts';
import type { Denoiser, Engines, Scorer } from '../../audio/engines.ts';
import { atOneLevel } from '../../audio/one-level.ts';
import { ANALYSIS_RATE } from '../../core/sound.ts';
import { loadDenoiser } from '../../io/denoiser.ts';
import { Dnsmos } from '../../io/dnsmos.ts';
import { serve, type Task } from '../../io/serve.ts';
import { Silero } from '../../io/silero.ts';
import { decodeSilk } from '../../io/silk.ts';
import type { EngineAnswer, EngineChoice } from './engines.ts';

/** A thread that detects speech, denoises and decodes. An engine is loaded by the first call that needs it. */
const choice = workerData as EngineChoice;
let engines: Promise<Engines> | undefined;

/** Seconds by stage within the current call; a thread has one call at a time. */
let spent: Record<string, number> = {};
/** Seconds of sound that went through the denoiser within the current call. */
let denoised = 0;

async function timed<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  spent[stage] = (spent[stage] ?? 0) + (performance.now() - from) / 1000;
  return result;
}

async function loadEngines(): Promise<Engines> {
  const [vad, denoiser, scorer] = await Promise.all([Silero.load(), openDenoiser(), openScorer()]);
  return atOneLevel({
    vad: { probabilities: (samples) => timed('detect', () => vad.probabilities(samples)) },
    denoiser,
    scorer,
  });
}

async function openScorer(): Promise<Scorer | null> {
  if (choice.scorer === null) return null;
  const model = await Dnsmos.load(await readFile(choice.scorer));
  return { score: (samples) => timed('score', () => model.score(samples)) };
}

async function openDenoiser(): Promise<Denoiser | null> {
  if (choice.denoiser === null) return null;
  const model = await loadDenoiser(choice.denoiser.files);
  return {
    id: choice.denoiser.id,
    denoise: (samples) => {
      denoised += samples.length / ANALYSIS_RATE;
      return timed('denoise', () => model.denoise(samples));
    },
  };
}

/** A task whose answer also says what it spent. */
function task<P, T>(work: (payload: P) => Promise<T>, moved: (result: T) => ArrayBuffer[]): Task {
  return async (payload: P) => {
    spent = {};
    denoised = 0;
    const result = await work(payload);
    return { value: { result, spent, denoised } satisfies EngineAnswer<T>, transfer: moved(result) };
  };
}

serve({
  listen: task(
    async ({ samples, warmUp }: { samples: Float32Array; warmUp: number }) => {
      engines ??= loadEngines();
      return (await (await engines).vad.probabilities(samples)).slice(warmUp);
    },
    ({ buffer }) => [buffer as ArrayBuffer],
  ),
  clean: task(
    async (window: Window) => {
      engines ??= loadEngines();
      const ready = await engines;
      const cleaned = await timed('measure', () => cleanWindow(window, ready));
      // A window's time less the time of its engines: cutting, measuring, writing the wide band.
      spent.measure = (spent.measure ?? 0) - (spent.detect ?? 0) - (spent.denoise ?? 0) - (spent.score ?? 0);
      return cleaned;
    },
    (pieces) => pieces.flatMap(({ samples }) => (samples ? [samples.buffer as ArrayBuffer] : [])),
  ),
  silk: task(
    ({ bytes, at }: { bytes: Uint8Array; at: number }) => timed('silk', () => decodeSilk(bytes, at)),
    ({ samples }) => [samples.buffer as ArrayBuffer],
  ),
});
