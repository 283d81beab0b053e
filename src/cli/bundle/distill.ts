import { type CorpusInput, collectCorpus } from '../../bundle/corpus.ts';
import { CLAIM_FAULTS, type ClaimFault, readAnswer } from '../../bundle/distill/check.ts';
import type { ChatMessage } from '../../bundle/distill/contract.ts';
import { ANSWER_TOKENS, type DistillReport, distill, estimate, planDistill } from '../../bundle/distill/distill.ts';
import type { BundleOptions } from '../../bundle/options.ts';
import type { Claim } from '../../bundle/prompt/profile.ts';
import { languageOf } from '../../core/language.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import type { Bilingual } from '../../core/types.ts';
import { AnswerCache } from '../../io/answer-cache.ts';
import type { LlmEndpoint, LlmRequest } from '../../io/llm.ts';
import type { Context } from '../command.ts';
import { llmClient, llmEndpoint, maySend } from './llm.ts';

const requestOf = (messages: readonly ChatMessage[]): LlmRequest => ({
  messages,
  maxTokens: ANSWER_TOKENS,
  temperature: 0,
  json: true,
});

/**
 * `bundle --llm`: claims that a model found and code could prove. The report is null with --dry-run, which sends
 * nothing.
 */
export async function distillWithModel(
  input: { persona: PersonaConfig; corpus: CorpusInput; options: BundleOptions },
  context: Context,
): Promise<{ claims: Claim[]; report: DistillReport | null }> {
  const { persona, options } = input;
  const { workspace, emit, signal } = context;
  const endpoint: LlmEndpoint = llmEndpoint(context);
  const cache = new AnswerCache(workspace.cache('distill'));
  const lang = languageOf(persona);
  const corpus = await collectCorpus(input.corpus, options);
  const plan = planDistill(corpus, { persona, lang, model: endpoint.model, limit: options.llmRequests });
  const kept = await cache.usable(
    plan.requests.map(({ key }) => key),
    (answer) => readAnswer(answer) !== null,
  );
  const cost = estimate(plan, kept);
  const zh = context.lang === 'zh';
  const part = plan.requests.length < plan.chunks;
  const send = await maySend(
    {
      ...cost,
      requests: plan.requests.filter(({ key }) => !kept.has(key)).map(({ messages }) => requestOf(messages)),
      what: zh
        ? `本人的 ${cost.ownItems} 条消息和文章，及他人的 ${cost.contextLines} 行上文${part ? `（全部材料 ${plan.chunks} 份中的 ${plan.requests.length} 份，--llm-requests 0 为全部）` : ''}`
        : `${cost.ownItems} messages, posts and essays of the person and ${cost.contextLines} lines of others before them${part ? ` (${plan.requests.length} of ${plan.chunks} parts of the material; --llm-requests 0 for all)` : ''}`,
      heldOut: zh ? '发送' : 'sent',
      file: workspace.cache('distill', 'outgoing.jsonl'),
    },
    endpoint,
    persona,
    context,
  );
  if (!send) return { claims: [], report: null };
  const client = llmClient(endpoint, context);
  const made = await distill(plan, lang, {
    ask: (messages) => client.complete(requestOf(messages)),
    load: (key) => cache.load(key),
    save: (key, answer) => cache.save(key, answer),
    emit,
    signal,
  });
  tell(made.report, context);
  return made;
}

const FAULTS: Record<ClaimFault, Bilingual> = {
  malformed: { en: 'not in the form asked for', zh: '格式不符' },
  'no-citation': { en: 'no citation', zh: '没有出处' },
  'unknown-id': { en: 'cites what was not sent', zh: '出处不存在' },
  'not-in-item': { en: 'quotes what is not there', zh: '引文与原文不符' },
  'too-long': { en: 'too long', zh: '太长' },
  private: { en: 'holds private data', zh: '含隐私信息' },
  duplicate: { en: 'said before', zh: '重复' },
};

function tell({ made, kept, dropped, unusable, requests }: DistillReport, { emit, lang }: Context): void {
  const reasons = CLAIM_FAULTS.filter((fault) => dropped[fault]).map(
    (fault) => `${FAULTS[fault][lang]} ${dropped[fault]}`,
  );
  const why = reasons.length ? (lang === 'zh' ? `（${reasons.join('、')}）` : ` (${reasons.join(', ')})`) : '';
  emit({ type: 'warn', notice: { code: 'llm-distilled', facts: { made, kept, lost: made - kept, why } } });
  if (unusable) emit({ type: 'warn', notice: { code: 'llm-unusable', facts: { count: unusable, requests } } });
}
