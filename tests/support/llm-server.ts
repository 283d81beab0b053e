import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

export interface Asked {
  authorization: string | undefined;
  path: string;
  body: { model: string; messages: { role: string; content: string }[]; [key: string]: unknown };
}

/** What the server does with one request. A string, or a function of the request: the text of a good answer. */
export type Behaviour =
  | string
  | ((asked: Asked) => string)
  | { status: number; headers?: Record<string, string> }
  /** The tokens ran out: finish_reason `length`. */
  | { cut: string }
  /** The connection breaks in the middle of the body. */
  | { broken: true }
  /** 200, and a body without end. */
  | { endless: true }
  /** 200, and the body is no chat completion. */
  | { body: string }
  /** Never answers. */
  | { silent: true };

/** An OpenAI-compatible endpoint on this machine: each request takes the next behaviour, then `otherwise`. */
export class LlmServer {
  readonly asked: Asked[] = [];
  readonly #server: Server;
  readonly #script: Behaviour[];
  readonly #otherwise: Behaviour;

  private constructor(script: Behaviour[], otherwise: Behaviour) {
    this.#script = [...script];
    this.#otherwise = otherwise;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(script: Behaviour[] = [], otherwise: Behaviour = '{"claims":[]}'): Promise<LlmServer> {
    const server = new LlmServer(script, otherwise);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += chunk;
    const asked: Asked = {
      authorization: request.headers.authorization,
      path: request.url ?? '',
      body: JSON.parse(text),
    };
    this.asked.push(asked);
    const behaviour = this.#script.shift() ?? this.#otherwise;
    if (typeof behaviour === 'string') return send(response, completion(asked, behaviour, 'stop'));
    if (typeof behaviour === 'function') return send(response, completion(asked, behaviour(asked), 'stop'));
    if ('silent' in behaviour) return;
    if ('endless' in behaviour) return void Readable.from(spaces()).pipe(response);
    if ('body' in behaviour) return send(response, behaviour.body);
    if ('cut' in behaviour) return send(response, completion(asked, behaviour.cut, 'length'));
    if ('status' in behaviour) {
      response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
      response.end(JSON.stringify({ error: { message: 'no', type: 'error', code: String(behaviour.status) } }));
      return;
    }
    const whole = completion(asked, '{"claims":[]}', 'stop');
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) });
    response.write(whole.slice(0, 40), () => response.destroy());
  }
}

function* spaces(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(1 << 16, ' ');
}

function send(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(body);
}

/** https://platform.openai.com/docs/api-reference/chat/object */
function completion({ body }: Asked, content: string, finish: 'stop' | 'length'): string {
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1700000000,
    model: body.model,
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  });
}
