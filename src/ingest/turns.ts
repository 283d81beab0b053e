import type { Dialogue, DialogueFlag, Item, Lang, Quote, Seconds } from '../core/types.ts';
import { epochOf } from '../parse/epoch.ts';
import { ContextTurn } from './context-turn.ts';
import { holds } from './holds-quote.ts';
import { isLowInformation } from './low-information.ts';
import { addTo, goesOn, mediaLine, newTurn, type Turn } from './open-turn.ts';

export interface DialogueOptions {
  /** A longer silence in a chat begins a new session. */
  sessionGap?: Seconds;
  /** A longer silence of one sender begins a new turn. */
  turnGap?: Seconds;
  /** Names of the subject, to know whom a quote quotes. */
  subjectNames?: ReadonlySet<string>;
  /** Of the words for media in the context: [图片]. */
  lang?: Lang;
  /** Makes ids of dialogues; the default is the id of the first item with a letter before it, unique and stable already. */
  hash?: (text: string) => string;
}

/** Turns of all chats at once. Fed in time order, the chats interleaved; dialogues come out when their turn is over. */
export interface Dialogues {
  /** `epoch`: Unix seconds of the item, where the caller has them. `at`: where it stands in time though it may have none. */
  push(item: Item, epoch?: Seconds, at?: Seconds): readonly Dialogue[];
  /** What is still open. */
  end(): readonly Dialogue[];
}

/** ChatLab's 1,800 s; the session is also what held-out splits go by. */
export const SESSION_GAP: Seconds = 1800;
/** WeClone's two minutes. */
export const TURN_GAP: Seconds = 120;
/** A turn longer than this many characters is written in one go and read in several: the next bubble begins another. */
const TURN_CHARS = 500;
/** Context that is not the question. */
const CONTEXT_TURNS = 8;
const CONTEXT_CHARS = 1000;
/** The question is never cut to that: only a group that talks on for long meets these. */
const QUESTION_TURNS = 24;
const QUESTION_CHARS = 3000;

export function createDialogues(options: DialogueOptions = {}): Dialogues {
  return new DialogueMaker(options);
}

interface Chat {
  id: string;
  group: boolean;
  /** Its session may still go on. */
  talking: boolean;
  session: string;
  /** Where its last message stands in time. */
  last: Seconds;
  open: Turn | undefined;
  turns: ContextTurn[];
  /** How many of the last turns are the others', and when the last of them ended; NaN when that is not known. */
  pending: number;
  pendingEnd: Seconds;
}

/** Id of the session that an item opens. */
export const sessionId = (item: Item): string => `s${item.id}`;

const NONE: readonly Dialogue[] = [];

class DialogueMaker implements Dialogues {
  readonly #sessionGap: Seconds;
  readonly #turnGap: Seconds;
  readonly #subjectNames: ReadonlySet<string>;
  readonly #lang: Lang;
  readonly #hash: ((text: string) => string) | undefined;
  /**
   * All of them, since a Map from which entries are deleted is made anew all the time, and of those tables each keeps the
   * next one alive (V8): 60 MB that only a full collection finds.
   */
  readonly #chats = new Map<string, Chat>();
  #talking: Chat[] = [];
  #swept: Seconds = Number.NEGATIVE_INFINITY;
  #out: Dialogue[] = [];

  constructor(o: DialogueOptions) {
    this.#sessionGap = o.sessionGap ?? SESSION_GAP;
    this.#turnGap = o.turnGap ?? TURN_GAP;
    this.#subjectNames = o.subjectNames ?? new Set();
    this.#lang = o.lang ?? 'zh';
    this.#hash = o.hash;
  }

  push(item: Item, epoch = epochOf(item.time), at = epoch): readonly Dialogue[] {
    if (item.kind !== 'message') return NONE;
    if (at - this.#swept > this.#sessionGap) this.#sweep(at);
    const words = item.text !== '';
    const line = words ? item.text : mediaLine(item, this.#lang);
    const chat = this.#chat(item, at);
    if (line === '') return this.#take();
    const sender = item.bySubject ? '' : item.sender.id || item.sender.name || '?';
    let turn = chat.open;
    if (
      turn === undefined ||
      turn.sender !== sender ||
      at - turn.at > this.#turnGap ||
      turn.chars + line.length > TURN_CHARS ||
      !goesOn(turn, item, epoch)
    ) {
      if (turn) this.#close(chat, turn);
      turn = newTurn(sender, item);
      chat.open = turn;
    }
    addTo(turn, item, line, words, epoch, at);
    return this.#take();
  }

  end(): readonly Dialogue[] {
    for (const chat of this.#talking) if (chat.open) this.#close(chat, chat.open);
    this.#talking = [];
    this.#chats.clear();
    return this.#take();
  }

  #take(): readonly Dialogue[] {
    if (this.#out.length === 0) return NONE;
    const out = this.#out;
    this.#out = [];
    return out.length > 1 ? out.sort(byStart) : out;
  }

  #chat(item: Item, at: Seconds): Chat {
    let chat = this.#chats.get(item.conversation);
    if (!chat) {
      chat = newChat(item.conversation);
      this.#chats.set(item.conversation, chat);
    }
    if (!chat.talking) {
      chat.talking = true;
      chat.group = item.group === true;
      this.#talking.push(chat);
      this.#begin(chat, item);
    } else if (at - chat.last > this.#sessionGap) {
      if (chat.open) this.#close(chat, chat.open);
      this.#begin(chat, item);
    }
    chat.last = at;
    return chat;
  }

  #begin(chat: Chat, item: Item): void {
    chat.session = sessionId(item);
    chat.open = undefined;
    chat.turns = [];
    chat.pending = 0;
    chat.pendingEnd = Number.NaN;
  }

  /** Ends the sessions of chats that fell silent, so that memory holds the talks of half an hour and not of years. */
  #sweep(at: Seconds): void {
    this.#swept = at;
    let talking = 0;
    for (const chat of this.#talking) {
      if (at - chat.last > this.#sessionGap) {
        if (chat.open) this.#close(chat, chat.open);
        chat.open = undefined;
        chat.turns = [];
        chat.talking = false;
      } else this.#talking[talking++] = chat;
    }
    this.#talking.length = talking;
  }

  #close(chat: Chat, turn: Turn): void {
    const bySubject = turn.sender === '';
    if (bySubject && turn.bubbles.length > 0) this.#out.push(this.#dialogue(chat, turn));
    const text = turn.lines.length === 1 ? (turn.lines[0] as string) : turn.lines.join('\n');
    chat.turns.push(new ContextTurn(bySubject ? 'subject' : 'other', turn.name, text, turn.endsInMedia));
    if (chat.turns.length >= 2 * QUESTION_TURNS) chat.turns.splice(0, chat.turns.length - QUESTION_TURNS - 1);
    chat.pending = bySubject ? 0 : chat.pending + 1;
    if (!bySubject) chat.pendingEnd = turn.end;
  }

  #dialogue(chat: Chat, turn: Turn): Dialogue {
    const { context, question, cut } = contextOf(chat);
    const flags: DialogueFlag[] = [];
    const delay = turn.first - chat.pendingEnd;
    const answered = question > 0 ? context.at(-1) : undefined;
    const added = turn.quotes ? this.#addQuoted(context, question, turn.quotes) : 0;
    const asked = question + added;
    if (added > 0 && context.length === added) flags.push('late');
    if (context.length === 0) flags.push('initiation');
    else if (asked === 0) flags.push('continuation');
    if (answered?.endsInMedia) flags.push('answers-media');
    if (cut) flags.push('question-cut');
    const reply = turn.bubbles.length === 1 ? (turn.bubbles[0] as string) : turn.bubbles.join('\n');
    if (isLowInformation(reply)) flags.push('low-information');
    if (turn.media) flags.push('with-media');
    if (turn.masked) flags.push('masked');
    if (turn.copied) flags.push('copied');
    if (turn.quotes) flags.push('quote');
    const first = turn.items[0] as string;
    const dialogue: Dialogue = {
      id: this.#hash ? this.#hash(`dialogue\n${first}`) : `d${first}`,
      conversation: chat.id,
      start: turn.start,
      context,
      question: asked,
      reply,
      bubbles: turn.bubbles,
      session: chat.session,
      items: turn.items,
    };
    if (question > 0 && delay >= 0) dialogue.replyDelay = delay;
    if (chat.group) dialogue.group = true;
    if (flags.length) dialogue.flags = flags;
    return dialogue;
  }

  /**
   * Puts quoted words that the context does not hold where the question begins; the subject's own before everything. How
   * many turns longer the question is now.
   */
  #addQuoted(context: ContextTurn[], question: number, quotes: readonly Quote[]): number {
    const own: ContextTurn[] = [];
    const asked: ContextTurn[] = [];
    for (const { sender, text } of quotes) {
      if (holds([...own, ...context, ...asked], text)) continue;
      const isOwn = sender !== undefined && this.#subjectNames.has(sender);
      (isOwn ? own : asked).push(new ContextTurn(isOwn ? 'subject' : 'other', sender ?? '', text));
    }
    context.splice(context.length - question, 0, ...asked);
    context.unshift(...own);
    return asked.length;
  }
}

function newChat(id: string): Chat {
  return {
    id,
    group: false,
    talking: false,
    session: '',
    last: Number.NaN,
    open: undefined,
    turns: [],
    pending: 0,
    pendingEnd: Number.NaN,
  };
}

/** All that is pending, then as much of what was said before as fits. */
function contextOf({ turns, pending }: Chat): { context: ContextTurn[]; question: number; cut: boolean } {
  let from = turns.length;
  let chars = 0;
  while (from > 0) {
    const isQuestion = turns.length - from < pending;
    const taken = turns.length - from;
    const next = chars + (turns[from - 1] as ContextTurn).text.length;
    if (
      taken > 0 &&
      (taken >= (isQuestion ? QUESTION_TURNS : CONTEXT_TURNS) || next > (isQuestion ? QUESTION_CHARS : CONTEXT_CHARS))
    )
      break;
    // Older words alone may not fill the context with one long letter.
    if (taken === 0 && !isQuestion && next > CONTEXT_CHARS) break;
    chars = next;
    from--;
  }
  const context = turns.slice(from);
  const question = Math.min(pending, context.length);
  return { context, question, cut: question < pending };
}

const byStart = (a: Dialogue, b: Dialogue) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1);
