import { setTimeout } from 'node:timers/promises';
import { findLeaks } from '../../bundle/leaks.ts';
import { grouped } from '../../core/counted.ts';
import { PersonaError } from '../../core/errors.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { writeAtomic } from '../../io/jsonl.ts';
import { LlmClient, type LlmEndpoint, type LlmRequest, llmBody } from '../../io/llm.ts';
import type { Context } from '../command.ts';

/** Servers on this computer: what is sent to them does not leave it, and they need no key. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/**
 * A token as HTTP takes it: https://www.rfc-editor.org/rfc/rfc6750#section-2.1, and what else some servers give out.
 */
const SENDABLE = /^[\x21-\x7e]+$/u;

/**
 * From the environment only: a key typed as a flag stays in the shell's history. Throws `llm-not-set`, `llm-bad-url`,
 * `llm-bad-key`.
 */
export function llmEndpoint({ env, dryRun }: Context): LlmEndpoint {
  const { PERSONA_LLM_URL: url, PERSONA_LLM_MODEL: model } = env.variables;
  // A file with the line ends of Windows leaves one behind the key.
  const key = env.variables.PERSONA_LLM_KEY?.trim();
  const hostname = url ? hostOf(url) : '';
  const missing = [
    ...(url ? [] : ['PERSONA_LLM_URL']),
    ...(model ? [] : ['PERSONA_LLM_MODEL']),
    ...(key || dryRun || LOOPBACK.test(hostname) ? [] : ['PERSONA_LLM_KEY']),
  ];
  if (!url || !model || missing.length) throw new PersonaError('llm-not-set', { missing: missing.join(', ') });
  if (key && !SENDABLE.test(key)) throw new PersonaError('llm-bad-key');
  return { url, model, key: key || null };
}

function hostOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/u.test(parsed.protocol) || parsed.username || parsed.password)
    throw new PersonaError('llm-bad-url');
  return parsed.hostname;
}

export const llmClient = (endpoint: LlmEndpoint, { signal }: Context): LlmClient =>
  new LlmClient(endpoint, {
    signal,
    sleep: (milliseconds, stop) => setTimeout(milliseconds, undefined, { signal: stop }),
  });

interface Outgoing {
  requests: readonly LlmRequest[];
  tokensIn: number;
  tokensOut: number;
  /** Answers kept from an earlier run. */
  kept: number;
  /** What the texts consist of, in the language of the terminal: counts, none of their words. */
  what: string;
  /** The verb for what does not happen to held-out sessions: `sent`. */
  heldOut: string;
  /** Where --dry-run writes the exact texts. */
  file: string;
}

/**
 * Shows what would leave this machine and asks for a yes. With --dry-run it writes the exact bodies to a file and
 * returns false: nothing may be sent. Throws `llm-leak` when a text is not masked, `llm-needs-yes` without a yes.
 */
export async function maySend(
  outgoing: Outgoing,
  endpoint: LlmEndpoint,
  persona: PersonaConfig,
  context: Context,
): Promise<boolean> {
  const { requests, file } = outgoing;
  await mustBeMasked(requests, persona, context);
  const host = new URL(endpoint.url).host;
  if (context.dryRun) {
    const lines = requests.map((request) => `${JSON.stringify(llmBody(endpoint, request))}\n`);
    await writeAtomic(file, lines.join(''));
    context.emit({
      type: 'warn',
      notice: { code: 'llm-outgoing', facts: { requests: requests.length, host, file } },
    });
    return false;
  }
  if (!requests.length) return true;
  const open = endpoint.url.startsWith('http:') && !LOOPBACK.test(new URL(endpoint.url).hostname);
  const facts = {
    host,
    model: endpoint.model,
    open: open ? { en: ', NOT encrypted', zh: '，未加密' }[context.lang] : '',
    requests: requests.length,
    tokensIn: grouped(outgoing.tokensIn),
    tokensOut: grouped(outgoing.tokensOut),
    what: outgoing.what,
    heldOut: outgoing.heldOut,
    kept: outgoing.kept,
    file,
  };
  context.emit({ type: 'warn', notice: { code: 'llm-will-send', facts } });
  const yes =
    context.yes ||
    (await context.ask?.confirm(
      { en: `Send this to ${host}? It may cost money.`, zh: `发送到 ${host} 吗？可能产生费用。` },
      false,
    ));
  if (!yes) throw new PersonaError('llm-needs-yes');
  return true;
}

/** The family may send its own entries in persona.json; everything else must be masked as in a bundle. */
async function mustBeMasked(
  requests: readonly LlmRequest[],
  { subject, owner, consent }: PersonaConfig,
  context: Context,
): Promise<void> {
  const keep = [subject.name, ...subject.names, owner?.name, consent?.by].filter((name) => typeof name === 'string');
  const files = requests.map(({ messages }, i) => ({
    path: `request ${i + 1}`,
    text: messages.map(({ content }) => content).join('\n'),
  }));
  const leaks = await findLeaks(files, new Set(keep.filter(Boolean)), context);
  if (!leaks.length) return;
  const places = leaks.slice(0, 20).map(({ file, line, kind }) => `${file}:${line} (${kind})`);
  throw new PersonaError('llm-leak', { count: leaks.length, places });
}
