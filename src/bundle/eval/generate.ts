import { createHash } from 'node:crypto';
import type { Emit } from '../../core/events.ts';
import type { Dialogue, Lang } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { spread } from '../corpus.ts';
import type { ChatMessage } from '../distill/contract.ts';
import { countTokens } from '../tokens.ts';
import type { Answer } from './compare.ts';

export const WHO = ['baseline', 'clone'] as const;
export type Who = (typeof WHO)[number];

/** One held-out question to one of the two models. */
export interface Trial {
  who: Who;
  dialogue: Dialogue;
  messages: ChatMessage[];
  key: string;
}

/** An answer in a chat is short. */
export const REPLY_TOKENS = 400;
const USUAL_REPLY = 40;
/** Turns before the answer. */
const CONTEXT_TURNS = 8;
const VERSION = 1;
const UNFIT = new Set(['initiation', 'continuation', 'answers-media', 'with-media', 'copied', 'late', 'question-cut']);

/** Dialogues whose words alone call for the answer: at most `limit`, spread over the years. */
export const fitDialogues = (held: readonly Dialogue[], limit: number): Dialogue[] =>
  spread(
    held.filter(
      ({ context, flags }) => context.at(-1)?.role === 'other' && !(flags ?? []).some((flag) => UNFIT.has(flag)),
    ),
    Math.max(2, limit),
  ).slice(0, limit);

const BASELINE: Record<Lang, (name: string) => string> = {
  zh: (name) => `你是${name}，正在手机上和人聊天。用${name}的口气回复，每条消息单独一行，只写消息本身。`,
  en: (name) =>
    `You are ${name}, chatting on the phone. Answer as ${name} would, one message a line, nothing but the messages.`,
};
const ONE_A_LINE: Record<Lang, string> = {
  zh: '现在是聊天：每条消息单独一行，只写消息本身，不写名字。',
  en: 'This is a chat: one message a line, nothing but the messages, no names.',
};

/** Puts the same questions to both: one knows only the name, the other the whole system prompt. */
export function trialsOf(
  dialogues: readonly Dialogue[],
  { name, system, lang, model }: { name: string; system: string; lang: Lang; model: string },
): Trial[] {
  const prompts: Record<Who, string> = { baseline: BASELINE[lang](name), clone: `${system}\n${ONE_A_LINE[lang]}\n` };
  return dialogues.flatMap((dialogue) =>
    WHO.map((who) => {
      const messages: ChatMessage[] = [{ role: 'system', content: prompts[who] }, ...turnsOf(dialogue)];
      const key = createHash('sha256')
        .update(JSON.stringify([VERSION, model, messages]))
        .digest('hex')
        .slice(0, 32);
      return { who, dialogue, messages, key };
    }),
  );
}

/** Turns that alternate, as many servers demand: two of one side in a row are joined. The first is the user's. */
function turnsOf({ context }: Dialogue): ChatMessage[] {
  const turns: ChatMessage[] = [];
  for (const { role, text } of context.slice(-CONTEXT_TURNS)) {
    const speaker = role === 'subject' ? 'assistant' : 'user';
    const last = turns.at(-1);
    if (last?.role === speaker) last.content += `\n${text}`;
    else if (turns.length || speaker === 'user') turns.push({ role: speaker, content: text });
  }
  return turns;
}

export const trialCost = (trials: readonly Trial[]) => ({
  tokensIn: trials.reduce(
    (sum, { messages }) => sum + messages.reduce((n, { content }) => n + countTokens(content), 0),
    0,
  ),
  tokensOut: trials.length * USUAL_REPLY,
});

export interface TrialDeps {
  ask(messages: readonly ChatMessage[]): Promise<{ text: string }>;
  load(key: string): Promise<string | null>;
  save(key: string, answer: string): Promise<void>;
  emit: Emit;
  signal: AbortSignal;
}

type Pair = Partial<Record<Who, Answer>>;

/** What was answered by both, in the order of the dialogues. */
export interface Trialled {
  answered: Dialogue[];
  answers: Record<Who, Answer[]>;
  /** Requests that gave no words. */
  unusable: number;
}

/**
 * Each answer is kept as it comes. One without words, such as that of a reasoning model that spent all its tokens on
 * thoughts, says nothing about how it writes: it is not kept, and its question counts for neither side.
 */
export async function runTrials(trials: readonly Trial[], deps: TrialDeps): Promise<Trialled> {
  const said = new Map<Dialogue, Pair>();
  let unusable = 0;
  for (const [i, trial] of trials.entries()) {
    deps.signal.throwIfAborted();
    deps.emit({ type: 'progress', task: 'answer', done: i, total: trials.length, unit: 'items' });
    const answer = await answerTo(trial, deps);
    if (answer.length) upsert(said, trial.dialogue, (): Pair => ({}))[trial.who] = answer;
    else unusable++;
  }
  deps.emit({ type: 'done', task: 'answer' });
  const made: Trialled = { answered: [], answers: { baseline: [], clone: [] }, unusable };
  for (const [dialogue, { baseline, clone }] of said) {
    if (!baseline || !clone) continue;
    made.answered.push(dialogue);
    made.answers.baseline.push(baseline);
    made.answers.clone.push(clone);
  }
  return made;
}

async function answerTo({ messages, key }: Trial, { load, ask, save }: TrialDeps): Promise<Answer> {
  const before = bubblesOf((await load(key)) ?? '');
  if (before.length) return before;
  const { text } = await ask(messages);
  const answer = bubblesOf(text);
  if (answer.length) await save(key, text);
  return answer;
}

/** Lines of an answer, without the thoughts of a reasoning model. */
export const bubblesOf = (text: string): Answer =>
  text
    .replace(/<think>[\s\S]*?(?:<\/think>|$)/giu, '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
