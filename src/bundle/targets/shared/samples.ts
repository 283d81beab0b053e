import { isHeldOut, sessionOf } from '../../../core/hold-out.ts';
import { isMediaLine } from '../../../core/media-label.ts';
import type { Bubble, Dialogue } from '../../../core/types.ts';
import { holdsPlaceholder } from '../../../parse/privacy/placeholder.ts';
import type { CorpusInput } from '../../corpus.ts';
import { inPeriod, type Period } from '../../options.ts';
import { SharedTurns } from '../../shared-strings.ts';

/** One exchange for training: turns alternate, the first is the others', the last the subject's. */
export interface Sample {
  turns: { role: 'user' | 'assistant'; text: string }[];
  /** Local time at the end of the question: `2021-03-04 20:15`. Null where that is not known. */
  asked: string | null;
}

/** Flags of answers that would teach something false: others' text, words about unseen pictures, placeholders. */
const FALSE_FLAGS = ['copied', 'answers-media', 'masked'] as const;

/**
 * Why an answer is no sample, for its flags or because it has no words. `unasked`: it opens a talk, or adds to the
 * subject's own words. `masked` may be the question too.
 */
export const NO_SAMPLE_REASONS = ['unasked', ...FALSE_FLAGS, 'wordless'] as const;
export type NoSampleReason = (typeof NO_SAMPLE_REASONS)[number];

export type LeftAnswers = Record<NoSampleReason, number>;

export const noneLeft = (): LeftAnswers => ({ unasked: 0, copied: 0, 'answers-media': 0, masked: 0, wordless: 0 });

/**
 * Answers that are left out and stand again as an earlier turn of the dialogues that follow in their session. Dialogues
 * come in time order, so an answer is known before it is looked for.
 */
class LeftOutAnswers {
  readonly #answers = new Set<string>();

  add(dialogue: Dialogue): void {
    this.#answers.add(answerKey(dialogue, dialogue.reply));
  }

  has(dialogue: Dialogue, { role, text }: Bubble): boolean {
    return role === 'subject' && this.#answers.has(answerKey(dialogue, text));
  }
}

/** An earlier turn also shows the pictures that were sent with the words. */
const answerKey = (dialogue: Dialogue, text: string): string =>
  [sessionOf(dialogue), ...text.split('\n').filter((line) => !isMediaLine(line))].join('\n');

/** The sample of a dialogue, starting after the last turn left out, or why there is none. */
function sampleOf(dialogue: Dialogue, leftOut: LeftOutAnswers): Sample | NoSampleReason {
  const flag = FALSE_FLAGS.find((flag) => dialogue.flags?.includes(flag));
  if (!flag) return dialogue.reply.trim() ? wholeSample(dialogue, leftOut) : 'wordless';
  leftOut.add(dialogue);
  return flag;
}

function wholeSample(dialogue: Dialogue, leftOut: LeftOutAnswers): Sample | NoSampleReason {
  const before = dialogue.context.findLastIndex((turn) => holdsPlaceholder(turn.text) || leftOut.has(dialogue, turn));
  if (before > dialogue.context.findLastIndex(({ role }) => role === 'subject')) return 'masked';
  const context = dialogue.context.slice(before + 1);
  const named = new Set(context.filter(({ role }) => role === 'other').map(({ name }) => name)).size > 1;
  const turns: Sample['turns'] = [];
  for (const bubble of context) {
    const role = bubble.role === 'subject' ? 'assistant' : 'user';
    const text = said(bubble, named);
    const last = turns.at(-1);
    // Several messages in a row by one side are one turn: trainers throw away what does not alternate.
    if (last?.role === role) last.text += `\n${text}`;
    else if (text.trim() && (turns.length || role === 'user')) turns.push({ role, text });
  }
  if (turns.at(-1)?.role !== 'user') return 'unasked';
  return { turns: [...turns, { role: 'assistant', text: dialogue.reply }], asked: askedAt(dialogue) };
}

/** Local time without seconds, as ISO 8601 begins it. */
const MINUTE = 'YYYY-MM-DDThh:mm'.length;

function askedAt({ start, replyDelay }: Dialogue): string | null {
  const local = Date.parse(`${start.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`);
  if (replyDelay === undefined || start.length < MINUTE || Number.isNaN(local)) return null;
  return new Date(local - replyDelay * 1000).toISOString().slice(0, MINUTE).replace('T', ' ');
}

const said = ({ role, name, text }: Bubble, named: boolean) => (named && role === 'other' ? `${name}：${text}` : text);

/**
 * The samples of dialogues, made one by one: all at once they are larger than the dialogues. `left` counts those that
 * are none.
 */
export function* samplesOf(dialogues: Iterable<Dialogue>, left: LeftAnswers = noneLeft()): Generator<Sample> {
  const leftOut = new LeftOutAnswers();
  for (const dialogue of dialogues) {
    const sample = sampleOf(dialogue, leftOut);
    if (typeof sample === 'string') left[sample]++;
    else yield sample;
  }
}

/** Samples of the held-out sessions, for a corpus that has any: they entered nothing else and test what was trained. */
export async function heldOutSamples(source: CorpusInput, period: Period | undefined): Promise<Sample[]> {
  const held: Dialogue[] = [];
  const shared = new SharedTurns();
  for await (const dialogue of source.dialogues())
    if (isHeldOut(sessionOf(dialogue)) && inPeriod(dialogue.start, period)) held.push(shared.in(dialogue));
  return [...samplesOf(held)];
}
