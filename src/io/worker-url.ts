/**
 * Where a worker's code lies: `workerUrl('cli/audio/worker')`. Threads load only JavaScript, so when this file itself
 * runs as source (in tests), the built worker is used: `npm test` builds first.
 */
export function workerUrl(module: string): URL {
  return new URL(import.meta.url.replace(/\/(?:src|dist)\/io\/worker-url\.[jt]s$/u, `/dist/${module}.js`));
}
