import type { InferenceSession, Tensor } from 'onnxruntime-web';

export type Ort = typeof import('onnxruntime-web');
export type { InferenceSession, Tensor };

let loading: Promise<Ort> | undefined;

/** onnxruntime-web on plain wasm, one thread: the same code in Node, in a worker thread and on every platform. */
export function loadOrt(): Promise<Ort> {
  loading ??= (async () => {
    const ort = (await import('onnxruntime-web/wasm')) as unknown as Ort;
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = new URL('.', import.meta.resolve('onnxruntime-web/wasm')).href;
    ort.env.logLevel = 'error';
    return ort;
  })();
  return loading;
}

/** A session on a model's bytes; warnings of the runtime would go to stderr and are off. */
export async function openSession(model: Uint8Array): Promise<InferenceSession> {
  const ort = await loadOrt();
  return ort.InferenceSession.create(model, { executionProviders: ['wasm'], logSeverityLevel: 3 });
}
