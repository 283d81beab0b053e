import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PersonaError } from '../core/errors.ts';
import { workerUrl } from './worker-url.ts';

/** Path of the user's sherpa-onnx-node, beside us or in the current folder; null when there is none. */
export function findSherpa(cwd: string): string | null {
  for (const from of [import.meta.url, pathToFileURL(join(cwd, 'x.js')).href]) {
    try {
      return pathToFileURL(createRequire(from).resolve('sherpa-onnx-node')).href;
    } catch {
      // Not installed: it is an optional companion.
    }
  }
  return null;
}

/** Loading a model of 28 MB takes a second; if a minute is not enough, it will never load. */
const START_TIMEOUT_MS = 60_000;

/** Speaker embeddings from a model that was checked before; the process that holds it may die without harm to ours. */
export class Voiceprinter {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, { resolve(print: number[]): void; reject(error: unknown): void }>();
  #nextId = 1;
  #over: PersonaError | null = null;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message: { id?: number; print?: number[] }) => {
      const asked = this.#asked.get(message.id ?? 0);
      this.#asked.delete(message.id ?? 0);
      asked?.resolve(message.print ?? []);
    });
    child.on('exit', (code) => {
      this.#over = new PersonaError('voiceprint-failed', { code: code ?? 'killed' });
      for (const { reject } of this.#asked.values()) reject(this.#over);
      this.#asked.clear();
    });
  }

  /** `module`: the path that findSherpa gives. Throws `voiceprint-failed`. */
  static async open(module: string, model: string): Promise<Voiceprinter> {
    const child = fork(fileURLToPath(workerUrl('io/voiceprint-child')), [module, model], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    await new Promise<void>((resolve, reject) => {
      const failed = (code: number | string | null) =>
        reject(new PersonaError('voiceprint-failed', { code: code ?? 'killed' }));
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        failed('timeout');
      }, START_TIMEOUT_MS);
      child.once('error', () => failed('start'));
      child.once('exit', failed);
      child.once('message', () => resolve());
      const clear = () => clearTimeout(timer);
      child.once('exit', clear);
      child.once('message', clear);
    });
    return new Voiceprinter(child);
  }

  embed(samples16k: Float32Array): Promise<number[]> {
    return new Promise((resolve, reject) => {
      if (this.#over) return reject(this.#over);
      const id = this.#nextId++;
      this.#asked.set(id, { resolve, reject });
      this.#child.send({ id, samples: samples16k }, (error) => {
        if (error) reject(new PersonaError('voiceprint-failed', { code: error.message }, { cause: error }));
      });
    });
  }

  close(): void {
    this.#child.removeAllListeners('exit');
    if (this.#child.connected) this.#child.disconnect();
  }
}
