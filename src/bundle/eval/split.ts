import { HOLD_OUT_FROM, isHeldOut, sessionOf } from '../../core/hold-out.ts';
import { isMediaLine } from '../../core/media-label.ts';
import type { Dialogue } from '../../core/types.ts';
import { questionOf } from '../question.ts';

/** One message of one side. */
export interface Said {
  text: string;
  session: string;
}

export interface Side {
  subject: Said[];
  others: Said[];
}

/** The words that a bundle knows (`open`), and those that no bundle ever sees (`held`). */
export interface Split {
  open: Side;
  held: Side;
  /** Held-out dialogues, in time order: whole, with what was asked. */
  dialogues: Dialogue[];
  sessions: { all: number; held: number };
}

/** Splits the words of both sides by the rule of the bundle; with too few sessions nothing is held out anywhere. */
export async function splitDialogues(dialogues: AsyncIterable<Dialogue>): Promise<Split> {
  const all: Dialogue[] = [];
  for await (const dialogue of dialogues) all.push(dialogue);
  const sessions = new Set(all.map(sessionOf));
  const isOut = (session: string) => sessions.size >= HOLD_OUT_FROM && isHeldOut(session);
  const split: Split = {
    open: { subject: [], others: [] },
    held: { subject: [], others: [] },
    dialogues: all.filter((dialogue) => isOut(sessionOf(dialogue))),
    sessions: { all: sessions.size, held: [...sessions].filter(isOut).length },
  };
  for (const dialogue of all) {
    const session = sessionOf(dialogue);
    const side = isOut(session) ? split.held : split.open;
    if (!dialogue.flags?.includes('copied')) {
      for (const text of dialogue.bubbles ?? [dialogue.reply]) add(side.subject, text, session);
    }
    for (const { text } of questionOf(dialogue)) {
      for (const line of text.split('\n')) add(side.others, line, session);
    }
  }
  split.dialogues.sort((a, b) => (a.start === b.start ? (a.id < b.id ? -1 : 1) : a.start < b.start ? -1 : 1));
  return split;
}

function add(list: Said[], text: string, session: string): void {
  const words = text.trim();
  if (words && !isMediaLine(words)) list.push({ text: words, session });
}
