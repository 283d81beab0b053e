import { sessionOf } from '../../core/hold-out.ts';
import type { Dialogue } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { questionOf } from '../question.ts';
import { roundRobin } from '../round-robin.ts';
import { tokenWeight } from '../tokens.ts';

/** Consecutive exchanges of one session, as a transcript. */
export interface TalkExcerpt {
  /** When its first dialogue starts. */
  id: string;
  conversation: string;
  start: string;
  /** Position of its first dialogue among all dialogues: the order where no times are known. */
  place: number;
  /** `name: words`, one message per line. */
  text: string;
  /** Of the text, and of the subject's own words in it, by tokens.ts. */
  weight: number;
  own: number;
  exchanges: number;
  /** Ids of the items of the answers. */
  items: string[];
}

export interface TalkOptions {
  /** How the subject is called in the transcripts. */
  name: string;
  /** Most tokens of a stretch; more only where a single exchange has more. */
  most: number;
}

/** Turns of others shown before an answer: in a group it answers the last ones. */
const QUESTION_TURNS = 4;
/** A stretch of fewer tokens says little, however much of it is the subject's. */
const SLIGHT = 40;

/**
 * All sessions as transcripts in which every message stands once; long sessions make several stretches. The years take
 * turns, and within a year the chats do; within a chat the stretches with the largest share of the subject's words come
 * first. So whoever takes stretches from the front gets some of everything.
 */
export function talks(dialogues: readonly Dialogue[], options: TalkOptions): TalkExcerpt[] {
  const years = new Map<string, Map<string, TalkExcerpt[]>>();
  const again: TalkExcerpt[] = [];
  const seen = new Set<string>();
  const said = ({ weight, own }: TalkExcerpt) => own / (weight + SLIGHT);
  for (const stretch of stretches(dialogues, options).sort((a, b) => said(b) - said(a) || a.place - b.place)) {
    const chats = upsert(years, stretch.start.slice(0, 4), () => new Map<string, TalkExcerpt[]>());
    const list = seen.has(stretch.text) ? again : upsert(chats, stretch.conversation, () => []);
    list.push(stretch);
    seen.add(stretch.text);
  }
  return [...roundRobin([...years.values()].map((chats) => roundRobin([...chats.values()]))), ...again];
}

function stretches(dialogues: readonly Dialogue[], { name, most }: TalkOptions): TalkExcerpt[] {
  const open = new Map<string, TalkExcerpt>();
  const all: TalkExcerpt[] = [];
  for (const [place, dialogue] of dialogues.entries()) {
    if (dialogue.flags?.includes('copied')) continue;
    const { id, conversation, start, items, reply, bubbles } = dialogue;
    const asked = questionOf(dialogue).slice(-QUESTION_TURNS);
    const answer = (bubbles?.length ? bubbles : [reply]).map((bubble) => line(name, bubble)).join('');
    const text = asked.map((turn) => line(turn.name, turn.text)).join('') + answer;
    const weight = tokenWeight(text);
    const session = sessionOf(dialogue);
    const before = open.get(session);
    const talk =
      before && before.weight + weight <= most
        ? before
        : { id, conversation, start, place, text: '', weight: 0, own: 0, exchanges: 0, items: [] };
    if (talk !== before) all.push(talk);
    open.set(session, talk);
    talk.text += text;
    talk.weight += weight;
    talk.own += tokenWeight(answer);
    talk.exchanges++;
    talk.items.push(...items);
  }
  return all;
}

const line = (name: string, text: string) => `${name}: ${text.replace(/\s*\n\s*/gu, ' ')}\n`;
