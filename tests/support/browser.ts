import { spawn } from 'node:child_process';

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...[
    '--disable-background-networking',
    '--disable-component-update',
    '--window-size=1000,6000',
    '--remote-debugging-pipe',
  ],
];

interface Message {
  id?: number;
  method?: string;
  params?: { type?: string };
  result?: Record<string, unknown>;
}

/**
 * Opens a page in a headless Chromium, evaluates an expression there (a promise is waited for, however long it takes), and
 * returns its value and how many errors the page threw or logged. Speaks the DevTools protocol over pipes.
 */
export async function inBrowser<T>(
  chromium: string,
  profile: string,
  url: string,
  expression: string,
): Promise<{ value: T; errors: number }> {
  const browser = spawn(chromium, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , , input, output] = browser.stdio as unknown as [
    null,
    null,
    null,
    NodeJS.WritableStream,
    NodeJS.ReadableStream,
  ];
  const waiting = new Map<number, (message: Message) => void>();
  let loaded = () => {};
  let errors = 0;
  let pending = '';
  output.on('data', (chunk: Buffer) => {
    const parts = (pending + chunk.toString()).split('\0');
    pending = parts.pop() ?? '';
    for (const message of parts.map((part) => JSON.parse(part) as Message)) {
      if (message.id !== undefined) waiting.get(message.id)?.(message);
      else if (message.method === 'Page.loadEventFired') loaded();
      else if (message.method === 'Runtime.exceptionThrown') errors++;
      else if (message.method === 'Runtime.consoleAPICalled' && message.params?.type === 'error') errors++;
    }
  });
  let id = 0;
  const call = (method: string, params: object, sessionId?: string) =>
    new Promise<Record<string, unknown>>((resolve) => {
      waiting.set(++id, ({ result = {} }) => resolve(result));
      input.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    });
  try {
    const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
    const session = (await call('Target.attachToTarget', { targetId, flatten: true })).sessionId as string;
    await call('Runtime.enable', {}, session);
    await call('Page.enable', {}, session);
    const load = new Promise<void>((resolve) => {
      loaded = resolve;
    });
    await call('Page.navigate', { url }, session);
    await load;
    const evaluated = await call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, session);
    return { value: (evaluated.result as { value: T }).value, errors };
  } finally {
    // A browser that is killed leaves processes behind that still write into the profile.
    const ended = new Promise((resolve) => browser.once('close', resolve));
    input.write(`${JSON.stringify({ id: ++id, method: 'Browser.close', params: {} })}\0`);
    await ended;
  }
}
