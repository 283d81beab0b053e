import { isHeldOut, sessionOf } from '../../../core/hold-out.ts';
import type { Bubble, Dialogue } from '../../../core/types.ts';
import { holdsPlaceholder } from '../../../parse/privacy/placeholder.ts';
import { inPeriod } from '../../options.ts';
import type { BundleContext } from '../../target.ts';

/** One exchange for training: turns alternate, the first is the others', the last the subject's. */
export interface Sample {
  turns: { role: 'user' | 'assistant'; text: string }[];
  /** Local time at the end of the question: `2021-03-04 20:15`. Null where that is not known. */
  asked: string | null;
}

/** Flags of answers that would teach something false: others' text, words about unseen pictures, placeholders. */
const LEFT_OUT = new Set(['copied', 'answers-media', 'masked']);

/** The sample of a dialogue, starting after the last masked turn; null without a whole question, or for its flags. */
function sampleOf(dialogue: Dialogue): Sample | null {
  if (dialogue.flags?.some((flag) => LEFT_OUT.has(flag)) || !dialogue.reply.trim()) return null;
  const masked = dialogue.context.findLastIndex(({ text }) => holdsPlaceholder(text));
  if (masked > dialogue.context.findLastIndex(({ role }) => role === 'subject')) return null;
  const context = dialogue.context.slice(masked + 1);
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
  if (turns.at(-1)?.role !== 'user') return null;
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

export function trainingSamples({ corpus }: BundleContext): Sample[] {
  return corpus.dialogues.map(sampleOf).filter((sample) => sample !== null);
}

/** Samples of the held-out sessions, which entered nothing else: for testing what was trained. Streamed. */
export async function* heldOutSamples({ corpus, source, options }: BundleContext): AsyncGenerator<Sample> {
  if (corpus.heldOut.sessions === 0) return;
  for await (const dialogue of source.dialogues()) {
    if (!isHeldOut(sessionOf(dialogue)) || !inPeriod(dialogue.start, options.period)) continue;
    const sample = sampleOf(dialogue);
    if (sample) yield sample;
  }
}
