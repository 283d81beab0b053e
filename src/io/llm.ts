import { z } from 'zod';
import { PersonaError } from '../core/errors.ts';

/** Where an OpenAI-compatible model answers. The path of `url` ends before `/chat/completions`. */
export interface LlmEndpoint {
  url: string;
  model: string;
  /** Null for a local server that needs no key. */
  key: string | null;
}

interface LlmMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface LlmRequest {
  messages: readonly LlmMessage[];
  /** Most tokens of the answer. */
  maxTokens: number;
  temperature: number;
  /** Asks for a JSON object, where the server supports that. */
  json: boolean;
}

interface LlmReply {
  text: string;
  /** Whether the answer reached its limit of tokens. */
  cut: boolean;
}

interface LlmDeps {
  signal: AbortSignal;
  sleep(milliseconds: number, signal: AbortSignal): Promise<unknown>;
  /** Most milliseconds for one answer. */
  timeout?: number;
}

/** A local model on an old computer takes minutes. */
const TIMEOUT = 300_000;
const TRIES = 5;
const FIRST_WAIT = 1_000;
/** A server that asks for a longer wait, such as one whose quota of a day is used up, is asked again in another run. */
const LONGEST_WAIT = 120_000;
/** Many times the longest answer with all the thoughts of a model; what is longer is none. */
const MOST_BYTES = 8 << 20;
/**
 * Statuses that may pass: https://platform.openai.com/docs/guides/error-codes, and those of proxies in front of a
 * server.
 */
const PASSING = new Set([408, 409, 425, 429, 500, 502, 503, 504, 529]);
/** How servers refuse fields that they do not know: OpenAI's with 400, those that check with pydantic with 422. */
const UNKNOWN_FIELD = new Set([400, 422]);

const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish() }),
      }),
    )
    .min(1),
});

/** The body that is posted; `--dry-run` shows it too. */
export function llmBody({ model }: Pick<LlmEndpoint, 'model'>, request: LlmRequest): Record<string, unknown> {
  const { messages, maxTokens, temperature, json } = request;
  return {
    model,
    messages,
    max_tokens: maxTokens,
    temperature,
    stream: false,
    ...(json ? { response_format: { type: 'json_object' } } : {}),
  };
}

/**
 * The one place that talks to a model over the network: POST {url}/chat/completions, repeated after faults that may
 * pass.
 */
export class LlmClient {
  readonly #endpoint: LlmEndpoint;
  readonly #deps: LlmDeps;
  /** The server does not accept the optional fields: newer models refuse some, small servers others. */
  #bare = false;
  /** HTTP requests made, including failed ones. */
  sent = 0;

  constructor(endpoint: LlmEndpoint, deps: LlmDeps) {
    this.#endpoint = endpoint;
    this.#deps = deps;
  }

  /** Throws `llm-refused` at once, and `llm-unreachable` after the last try. */
  async complete(request: LlmRequest): Promise<LlmReply> {
    for (let tries = 1; ; tries++) {
      this.#deps.signal.throwIfAborted();
      const result = await this.#post(request);
      if ('text' in result) return result;
      const { why, wait = FIRST_WAIT * 2 ** (tries - 1) } = result;
      if (tries === TRIES || wait > LONGEST_WAIT)
        throw new PersonaError('llm-unreachable', { host: this.#host, why, tries });
      await this.#deps.sleep(wait, this.#deps.signal);
    }
  }

  get #host(): string {
    return new URL(this.#endpoint.url).host;
  }

  async #post(request: LlmRequest): Promise<LlmReply | { why: string; wait?: number }> {
    const { signal, timeout = TIMEOUT } = this.#deps;
    const { model, key, url } = this.#endpoint;
    const body = this.#bare ? { model, messages: request.messages } : llmBody({ model }, request);
    this.sent++;
    let response: Response;
    let text: string;
    try {
      response = await fetch(completionsOf(url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
        body: JSON.stringify(body),
        // A redirect would send the words to a host that nobody agreed to.
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      text = await textOf(response);
    } catch (error) {
      signal.throwIfAborted();
      return { why: networkFault(error) };
    }
    if (UNKNOWN_FIELD.has(response.status) && !this.#bare) {
      this.#bare = true;
      return this.#post(request);
    }
    if (!response.ok) {
      if (!PASSING.has(response.status))
        throw new PersonaError('llm-refused', { host: this.#host, status: response.status });
      const wait = retryAfter(response.headers.get('retry-after'));
      return { why: `HTTP ${response.status}`, ...(wait === null ? {} : { wait }) };
    }
    return readCompletion(text) ?? { why: 'no chat completion' };
  }
}

function completionsOf(url: string): URL {
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/+$/u, '')}/chat/completions`;
  return address;
}

/** The body, or the beginning of one without end, which is no JSON then. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readCompletion(text: string): LlmReply | null {
  try {
    const [choice] = Completion.parse(JSON.parse(text)).choices;
    return { text: choice?.message.content ?? '', cut: choice?.finish_reason === 'length' };
  } catch {
    return null;
  }
}

/**
 * The header holds seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after. The result is in
 * milliseconds.
 */
function retryAfter(header: string | null): number | null {
  if (!header) return null;
  if (/^\d+(?:\.\d+)?$/u.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}

/** The code of the fault; messages of fetch may contain the address with its parameters. */
function networkFault(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout';
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code ?? 'connection broken';
}
