/**
 * Where a worker's code lies: `workerUrl('cli/audio-worker')`. Threads load JavaScript only, so when this file itself
 * runs as source (tests) the built one beside it is taken: `npm test` builds first.
 */
export function workerUrl(module: string): URL {
  return new URL(import.meta.url.replace(/\/(?:src|dist)\/io\/worker-url\.[jt]s$/u, `/dist/${module}.js`));
}
