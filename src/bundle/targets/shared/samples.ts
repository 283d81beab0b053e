import { isHeldOut, sessionOf } from '../../../core/hold-out.ts';
import type { Bubble, Dialogue } from '../../../core/types.ts';
import { inPeriod } from '../../options.ts';
import type { BundleContext } from '../../target.ts';

/** One exchange for training: turns alternate, the first is the others', the last the subject's. */
export interface Sample {
  turns: { role: 'user' | 'assistant'; text: string }[];
}

/** What would teach something false: text of others, answers to pictures nobody sees, placeholders of masked data. */
const LEFT_OUT = new Set(['copied', 'answers-media', 'masked']);

/** The sample of a dialogue; null when it has no question, or is left out by its flags. */
function sampleOf(dialogue: Dialogue): Sample | null {
  if (dialogue.flags?.some((flag) => LEFT_OUT.has(flag)) || !dialogue.reply.trim()) return null;
  const named = new Set(dialogue.context.filter(({ role }) => role === 'other').map(({ name }) => name)).size > 1;
  const turns: Sample['turns'] = [];
  for (const bubble of dialogue.context) {
    const role = bubble.role === 'subject' ? 'assistant' : 'user';
    const text = said(bubble, named);
    const last = turns.at(-1);
    // Several messages in a row by one side are one turn: trainers throw away what does not alternate.
    if (last?.role === role) last.text += `\n${text}`;
    else if (text.trim() && (turns.length || role === 'user')) turns.push({ role, text });
  }
  if (turns.at(-1)?.role !== 'user') return null;
  return { turns: [...turns, { role: 'assistant', text: dialogue.reply }] };
}

const said = ({ role, name, text }: Bubble, named: boolean) => (named && role === 'other' ? `${name}：${text}` : text);

export function trainingSamples({ corpus }: BundleContext): Sample[] {
  return corpus.dialogues.map(sampleOf).filter((sample) => sample !== null);
}

/** Samples of the sessions that entered nothing else: for testing what was trained. Streamed. */
export async function* heldOutSamples({ corpus, source, options }: BundleContext): AsyncGenerator<Sample> {
  if (corpus.heldOut.sessions === 0) return;
  for await (const dialogue of source.dialogues()) {
    if (!isHeldOut(sessionOf(dialogue)) || !inPeriod(dialogue.start, options.period)) continue;
    const sample = sampleOf(dialogue);
    if (sample) yield sample;
  }
}
