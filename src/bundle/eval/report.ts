import type { Dialogue, Lang } from '../../core/types.ts';
import type { BundleCorpus, OwnItem } from '../corpus.ts';
import type { PromptProfile } from '../prompt/profile.ts';
import {
  type Answer,
  type AnswerFigures,
  copiedAnswers,
  type Distance,
  distance,
  figuresOf,
  gramsOf,
} from './compare.ts';
import { type Coverage, styleCoverage } from './coverage.ts';
import type { Who } from './generate.ts';
import { type SelfCheck, selfCheck } from './separate.ts';
import type { Split } from './split.ts';

/** eval/report.json */
export interface EvalReport {
  schema: 'persona-eval/1';
  sessions: Split['sessions'];
  /** How well the style profile separates the subject's held-out words from the others'. */
  selfCheck: SelfCheck;
  coverage: Coverage | null;
  /** With --llm. */
  model: ModelReport | null;
}

export interface ModelReport {
  model: string;
  contexts: number;
  figures: Record<'subject' | Who, AnswerFigures>;
  distance: Record<Who, Distance>;
  /** Answers that repeat 7 or more characters in a row from the bundle's own words, catch-phrases apart. */
  copied: Record<Who, number>;
}

export const offlineReport = (split: Split, profile: PromptProfile, lang: Lang): EvalReport => ({
  schema: 'persona-eval/1',
  sessions: split.sessions,
  selfCheck: selfCheck(split),
  coverage: styleCoverage(profile.claims, split.dialogues, lang),
  model: null,
});

/** The person, the model that knows only the name, and the model with the whole prompt. */
export function modelReport(
  model: string,
  dialogues: readonly Dialogue[],
  answers: Record<Who, Answer[]>,
  { own, catchPhrases }: { own: BundleCorpus['own']; catchPhrases: readonly string[] },
): ModelReport {
  const his = dialogues.map(({ bubbles, reply }): Answer => bubbles ?? [reply]);
  const source = own.map(({ text }: OwnItem) => text);
  const grams = gramsOf(source);
  const phrases = new Set([...catchPhrases, ...saidAgain(source)]);
  const by = <T>(of: (answers: readonly Answer[]) => T): Record<Who, T> => ({
    baseline: of(answers.baseline),
    clone: of(answers.clone),
  });
  return {
    model,
    contexts: dialogues.length,
    figures: { subject: figuresOf(his), ...by(figuresOf) },
    distance: by((made) => distance(his, made, grams)),
    copied: by((made) => copiedAnswers(made, source, phrases)),
  };
}

/** Whole messages that were sent three times or more: they count as catch-phrases, whether a list names them or not. */
function saidAgain(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text.trim(), (counts.get(text.trim()) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= 3).map(([text]) => text);
}
