import { readFile } from 'node:fs/promises';
import { workerData } from 'node:worker_threads';
import { cleanWindow, type Window } from '../audio/clean-window.ts';
import type { Denoiser, Engines } from '../audio/engines.ts';
import { Dtln } from '../io/dtln.ts';
import { Gtcrn } from '../io/gtcrn.ts';
import { serve } from '../io/serve.ts';
import { Silero } from '../io/silero.ts';
import { decodeSilk } from '../io/silk.ts';
import type { EngineChoice } from './audio-engines.ts';

/** A thread that hears, denoises and decodes: engines are loaded with the first call that needs them. */
const choice = workerData as EngineChoice;
let engines: Promise<Engines> | undefined;

async function loadEngines(): Promise<Engines> {
  const [vad, denoiser] = await Promise.all([Silero.load(), loadDenoiser()]);
  return { vad: { probabilities: async (samples) => vad.probabilities(samples) }, denoiser };
}

async function loadDenoiser(): Promise<Denoiser | null> {
  if (choice.denoiser === null) return null;
  const [first, second] = await Promise.all(choice.denoiser.files.map((file) => readFile(file)));
  const model = first && second ? await Dtln.load(first, second) : await Gtcrn.load();
  return { id: choice.denoiser.id, denoise: async (samples) => model.denoise(samples) };
}

serve({
  listen: async ({ samples, warmUp }: { samples: Float32Array; warmUp: number }) => {
    engines ??= loadEngines();
    const all = await (await engines).vad.probabilities(samples);
    const value = all.slice(warmUp);
    return { value, transfer: [value.buffer] };
  },
  clean: async (window: Window) => {
    engines ??= loadEngines();
    const value = await cleanWindow(window, await engines);
    return { value, transfer: value.pieces.flatMap(({ samples }) => (samples ? [samples.buffer as ArrayBuffer] : [])) };
  },
  silk: async ({ bytes, at }: { bytes: Uint8Array; at: number }) => {
    const value = await decodeSilk(bytes, at);
    return { value, transfer: [value.samples.buffer as ArrayBuffer] };
  },
});
