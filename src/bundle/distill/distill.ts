import { createHash } from 'node:crypto';
import type { Emit } from '../../core/events.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import type { Lang } from '../../core/types.ts';
import { type BundleCorpus, spread } from '../corpus.ts';
import type { Claim } from '../prompt/profile.ts';
import { countTokens } from '../tokens.ts';
import { type CitedClaim, type ClaimFault, checkClaim, readAnswer } from './check.ts';
import { type Chunk, chunksOf } from './chunks.ts';
import { modelClaims, withoutRepeats } from './claims.ts';
import { type ChatMessage, PROMPT_VERSION, requestFor } from './contract.ts';

/** One request to be made, and the name under which its answer is kept. */
export interface Planned {
  chunk: Chunk;
  messages: ChatMessage[];
  key: string;
}

export interface DistillPlan {
  /** In time order. */
  requests: Planned[];
  /** Chunks of the whole corpus, before the limit. */
  chunks: number;
}

export interface Estimate {
  requests: number;
  /** What it would be for the whole corpus, without the limit. */
  chunks: number;
  /** Requests answered by an earlier run. */
  kept: number;
  tokensIn: number;
  tokensOut: number;
  ownItems: number;
  contextLines: number;
}

/** Most tokens of an answer, and the usual number, for the estimate. */
export const ANSWER_TOKENS = 2_000;
const USUAL_ANSWER = 700;

/** The requests: at most `limit` (0: no limit), spread over the years. The same corpus gives the same requests. */
export function planDistill(
  corpus: BundleCorpus,
  { persona, lang, model, limit }: { persona: PersonaConfig; lang: Lang; model: string; limit: number },
): DistillPlan {
  const chunks = chunksOf(corpus);
  const chosen = limit > 0 ? spread(chunks, limit) : chunks;
  return {
    chunks: chunks.length,
    requests: chosen.map((chunk) => {
      const messages = requestFor(chunk, persona, lang);
      return { chunk, messages, key: answerKey(model, messages, PROMPT_VERSION) };
    }),
  };
}

/** The name under which an answer is kept, so that the same words to the same model are not paid for twice. */
export const answerKey = (model: string, messages: readonly ChatMessage[], version: number): string =>
  createHash('sha256')
    .update(JSON.stringify([version, model, messages]))
    .digest('hex')
    .slice(0, 32);

/** What the requests not yet answered would cost. `kept`: keys of usable answers from earlier runs. */
export function estimate({ requests, chunks }: DistillPlan, kept: ReadonlySet<string>): Estimate {
  const open = requests.filter(({ key }) => !kept.has(key));
  const sum = (of: (request: Planned) => number) => open.reduce((total, request) => total + of(request), 0);
  return {
    requests: open.length,
    chunks,
    kept: requests.length - open.length,
    tokensIn: sum(({ messages }) => messages.reduce((total, { content }) => total + countTokens(content), 0)),
    tokensOut: open.length * USUAL_ANSWER,
    ownItems: sum(({ chunk }) => chunk.items.size),
    contextLines: sum(({ chunk }) => chunk.contextLines),
  };
}

export interface DistillDeps {
  /** One request; throws when the endpoint cannot be used at all. `cut`: the answer ended before its end. */
  ask(messages: readonly ChatMessage[]): Promise<{ text: string; cut: boolean }>;
  load(key: string): Promise<string | null>;
  save(key: string, answer: string): Promise<void>;
  emit: Emit;
  signal: AbortSignal;
}

export interface DistillReport {
  requests: number;
  /** Answers of an earlier run. */
  fromCache: number;
  /** Requests for which no attempt gave JSON that follows the contract. */
  unusable: number;
  /** Claims that the model made, and claims that passed the check. */
  made: number;
  kept: number;
  dropped: Partial<Record<ClaimFault, number>>;
}

/** How often it asks again when an answer was no JSON or was cut off. */
const TRIES = 3;

/** Asks about every chunk, keeps the claims that quotes prove, and saves each answer: a stop loses at most one. */
export async function distill(
  plan: DistillPlan,
  lang: Lang,
  deps: DistillDeps,
): Promise<{ claims: Claim[]; report: DistillReport }> {
  const cited: CitedClaim[] = [];
  const dropped: Partial<Record<ClaimFault, number>> = {};
  const drop = (fault: ClaimFault, count = 1) => {
    dropped[fault] = (dropped[fault] ?? 0) + count;
  };
  const report = { requests: plan.requests.length, fromCache: 0, unusable: 0, made: 0 };
  for (const [i, request] of plan.requests.entries()) {
    deps.signal.throwIfAborted();
    deps.emit({ type: 'progress', task: 'distill', done: i, total: plan.requests.length, unit: 'items' });
    const { claims, fromCache } = await answerOf(request, deps);
    if (fromCache) report.fromCache++;
    if (!claims) report.unusable++;
    for (const raw of claims ?? []) {
      report.made++;
      const checked = checkClaim(raw, request.chunk);
      if (typeof checked === 'string') drop(checked);
      else cited.push(checked);
    }
  }
  deps.emit({ type: 'done', task: 'distill' });
  const { kept, repeats } = withoutRepeats(cited);
  if (repeats) drop('duplicate', repeats);
  return { claims: modelClaims(kept, lang), report: { ...report, kept: kept.length, dropped } };
}

async function answerOf(
  { messages, key }: Planned,
  { ask, load, save }: DistillDeps,
): Promise<{ claims: unknown[] | null; fromCache: boolean }> {
  const before = await load(key);
  const known = before === null ? null : readAnswer(before);
  if (known) return { claims: known, fromCache: true };
  for (let n = 0; n < TRIES; n++) {
    const { text, cut } = await ask(messages);
    const claims = cut ? null : readAnswer(text);
    if (!claims) continue;
    await save(key, text);
    return { claims, fromCache: false };
  }
  return { claims: null, fromCache: false };
}
