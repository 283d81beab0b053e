import { z } from 'zod';
import { planPrompt } from '../../bundle/bundle.ts';
import { bubblesOf, fitDialogues, REPLY_TOKENS, runTrials, trialCost, trialsOf } from '../../bundle/eval/generate.ts';
import { type EvalReport, type ModelReport, modelReport, offlineReport } from '../../bundle/eval/report.ts';
import { splitDialogues } from '../../bundle/eval/split.ts';
import { BundleOptions } from '../../bundle/options.ts';
import { counted } from '../../core/counted.ts';
import type { Summary } from '../../core/events.ts';
import { languageOf } from '../../core/language.ts';
import { prettyJson } from '../../core/pretty-json.ts';
import { AnswerCache } from '../../io/answer-cache.ts';
import { writeAtomic } from '../../io/jsonl.ts';
import type { LlmRequest } from '../../io/llm.ts';
import { llmClient, llmEndpoint, maySend } from '../bundle/llm.ts';
import { PlanProgress } from '../bundle/plan-progress.ts';
import { type Context, defineCommand } from '../command.ts';
import { resolveOptions } from '../options.ts';
import { renderEval } from '../render/eval.ts';
import { corpusFiles } from '../stored/corpus.ts';
import { styleFor } from '../stored/style.ts';

const EvalOptions = z.object({
  llm: z.boolean().default(false),
  /** Held-out questions that a model answers, twice each. */
  limit: z.coerce.number().int().min(1).max(10_000).default(20),
});

interface EvalSummary extends Summary {
  command: 'eval';
  report: EvalReport;
  /** Null with --dry-run. */
  file: string | null;
}

export const evalCommand = defineCommand<EvalSummary>({
  name: 'eval',
  summary: {
    en: 'test the persona on sessions that no prompt has seen',
    zh: '用从未进入提示词的会话检验像不像本人',
  },
  details: {
    en: 'One session in ten is kept apart from every prompt, figure and training set. Without a model this tells how well the style profile knows the person by those words; with --llm, how near a model with the prompt comes.',
    zh: '每十个会话里有一个被预留，不进入任何提示词、统计和训练集。不用模型时，看文风画像能否凭这些话认出本人；加 --llm 时，看带提示词的模型有多像。',
  },
  options: [
    {
      flags: '--llm',
      help: {
        en: 'let the model at PERSONA_LLM_URL answer held-out questions, with the name only and with the prompt; asks first',
        zh: '请 PERSONA_LLM_URL 的模型回答预留的问题：只知道姓名一次，带提示词一次；发送前会先询问',
      },
    },
    {
      flags: '--limit <n>',
      help: { en: 'held-out questions to ask (default: 20)', zh: '最多问几个预留的问题（默认 20）' },
    },
  ],
  writes: true,
  holds: 'shared',
  examples: [
    { line: 'persona eval', what: { en: 'without any model', zh: '不用任何模型' } },
    {
      line: 'persona eval --llm --limit 50',
      what: { en: 'the person, the bare model, and the clone', zh: '本人、裸模型、分身三者对比' },
    },
  ],
  run,
  render: ({ report, file }, ui) => renderEval(report, file, ui),
});

async function run(context: Context): Promise<EvalSummary> {
  const { workspace, dryRun } = context;
  const persona = await workspace.mustLoad();
  const options = resolveOptions(EvalOptions, context, 'eval', persona);
  const progress = await PlanProgress.of(context, { items: 1, dialogues: 2 });
  const corpus = corpusFiles(workspace, persona, progress.read);
  const bundle = resolveOptions(BundleOptions, context, 'bundle', persona);
  const style = await styleFor(bundle, persona, workspace);
  const planned = await planPrompt({ persona, corpus, style, options: bundle }, progress.step);
  const split = await splitDialogues(corpus.dialogues());
  progress.end();
  const report = offlineReport(split, planned.profile, languageOf(persona));
  if (options.llm) report.model = await withModel(options.limit, { persona, planned, split }, context);
  const file = workspace.eval('report.json');
  if (!dryRun) await writeAtomic(file, prettyJson(report));
  return { command: 'eval', report, file: dryRun ? null : file };
}

interface Material {
  persona: Awaited<ReturnType<Context['workspace']['mustLoad']>>;
  planned: Awaited<ReturnType<typeof planPrompt>>;
  split: Awaited<ReturnType<typeof splitDialogues>>;
}

async function withModel(limit: number, material: Material, context: Context): Promise<ModelReport | null> {
  const { persona, planned, split } = material;
  const { workspace, emit, signal, lang } = context;
  const endpoint = llmEndpoint(context);
  const dialogues = fitDialogues(split.dialogues, limit);
  if (!dialogues.length) {
    emit({ type: 'warn', notice: { code: 'eval-no-questions', facts: { sessions: split.sessions.all } } });
    return null;
  }
  const trials = trialsOf(dialogues, {
    name: persona.subject.name,
    system: planned.system,
    lang: languageOf(persona),
    model: endpoint.model,
  });
  const cache = new AnswerCache(workspace.cache('eval'));
  const kept = await cache.usable(
    trials.map(({ key }) => key),
    (answer) => bubblesOf(answer).length > 0,
  );
  const open = trials.filter(({ key }) => !kept.has(key));
  const requestOf = (messages: LlmRequest['messages']): LlmRequest => ({
    messages,
    maxTokens: REPLY_TOKENS,
    temperature: 0.7,
    json: false,
  });
  const send = await maySend(
    {
      ...trialCost(open),
      requests: open.map(({ messages }) => requestOf(messages)),
      kept: trials.length - open.length,
      what:
        lang === 'zh'
          ? `系统提示词，以及 ${dialogues.length} 个预留会话里的问题（不含本人的回答）`
          : `the system prompt and what was asked in ${counted(dialogues.length, 'held-out dialogue')}, not the answers`,
      heldOut: lang === 'zh' ? '进入提示词' : 'part of any prompt but as such questions',
      file: workspace.cache('eval', 'outgoing.jsonl'),
    },
    endpoint,
    persona,
    context,
  );
  if (!send) return null;
  const client = llmClient(endpoint, context);
  const { answered, answers, unusable } = await runTrials(trials, {
    ask: (messages) => client.complete(requestOf(messages)),
    load: (key) => cache.load(key),
    save: (key, answer) => cache.save(key, answer),
    emit,
    signal,
  });
  if (unusable)
    emit({ type: 'warn', notice: { code: 'llm-unusable', facts: { count: unusable, requests: trials.length } } });
  if (!answered.length) return null;
  return modelReport(endpoint.model, answered, answers, {
    own: planned.corpus.own,
    catchPhrases: [...planned.distinctive.keys()],
  });
}
