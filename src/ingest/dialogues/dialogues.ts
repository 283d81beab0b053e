import { sessionId } from '../../core/session.ts';
import type { Dialogue, DialogueFlag, Item, Lang, Seconds } from '../../core/types.ts';
import { epochOf } from '../../parse/epoch.ts';
import { ContextTurn } from './context-turn.ts';
import { DialogueTurn } from './dialogue-turn.ts';
import { hasWords, holds } from './holds-quote.ts';
import { isLowInformation } from './low-information.ts';
import { shownLine } from './shown-line.ts';
import { OpenChat, TurnFollower, type TurnRules } from './turn-follower.ts';

export interface DialogueOptions extends TurnRules {
  /** Names of the subject, to see whether a quote quotes the subject. */
  subjectNames?: ReadonlySet<string>;
  /** Language of the words for media in the context: [图片]. */
  lang?: Lang;
  /** The id of the item with this server id, to see what a quote quotes. */
  itemOf?: (messageId: string) => string;
  /**
   * Makes the ids of dialogues. Default: the id of the first item with a letter before it, which is unique and stable
   * already.
   */
  hash?: (text: string) => string;
}

/**
 * Makes the dialogues of all chats at once. Items are pushed in time order, all chats interleaved; each dialogue comes
 * out when its last turn is over.
 */
export interface Dialogues {
  /**
   * `epoch`: Unix seconds of the item, where the caller has them. `at`: where the item stands in time, even without a
   * time of its own.
   */
  push(item: Item, epoch?: Seconds, at?: Seconds): readonly Dialogue[];
  /** Ends what is still open. */
  end(): readonly Dialogue[];
}

/** Turns of context besides the question. */
const CONTEXT_TURNS = 8;
const CONTEXT_CHARS = 1000;
/**
 * The question is not cut to the limits of the context, only to these; only a group that talks on for long reaches
 * them.
 */
const QUESTION_TURNS = 24;
const QUESTION_CHARS = 3000;

export function createDialogues(options: DialogueOptions = {}): Dialogues {
  return new DialogueMaker(options);
}

/** A chat and the last turns of its session. */
class Chat extends OpenChat<DialogueTurn> {
  group = false;
  session = '';
  turns: ContextTurn[] = [];
  /** How many of the last turns are by others, and when the last of them ended; NaN when that is not known. */
  pending = 0;
  pendingEnd: Seconds = Number.NaN;

  begin(item: Item): void {
    this.group = item.group === true;
    this.session = sessionId(item);
    this.turns = [];
    this.pending = 0;
    this.pendingEnd = Number.NaN;
  }
}

const NONE: readonly Dialogue[] = [];

class DialogueMaker implements Dialogues {
  readonly #follower: TurnFollower<Chat, DialogueTurn>;
  readonly #subjectNames: ReadonlySet<string>;
  readonly #lang: Lang;
  readonly #itemOf: ((messageId: string) => string) | undefined;
  readonly #hash: ((text: string) => string) | undefined;
  #out: Dialogue[] = [];

  constructor(o: DialogueOptions) {
    this.#follower = new TurnFollower(o, {
      chat: ({ conversation }) => new Chat(conversation),
      begin: (chat, item) => chat.begin(item),
      turn: (sender, item) => new DialogueTurn(sender, item),
      close: (chat, turn) => this.#close(chat, turn),
      end: (chat) => {
        chat.turns = [];
      },
    });
    this.#subjectNames = o.subjectNames ?? new Set();
    this.#lang = o.lang ?? 'zh';
    this.#itemOf = o.itemOf;
    this.#hash = o.hash;
  }

  push(item: Item, epoch = epochOf(item.time), at = epoch): readonly Dialogue[] {
    if (item.kind !== 'message') return NONE;
    const line = shownLine(item, this.#lang);
    const { turn } = this.#follower.push(item, line.length, epoch, at);
    if (line !== '') turn?.add(item, line, epoch);
    return this.#take();
  }

  end(): readonly Dialogue[] {
    this.#follower.end();
    return this.#take();
  }

  #take(): readonly Dialogue[] {
    if (this.#out.length === 0) return NONE;
    const out = this.#out;
    this.#out = [];
    return out.length > 1 ? out.sort(byStart) : out;
  }

  #close(chat: Chat, turn: DialogueTurn): void {
    const bySubject = turn.sender === '';
    if (bySubject && turn.bubbles.length > 0) this.#out.push(this.#dialogue(chat, turn));
    const role = bySubject ? 'subject' : 'other';
    chat.turns.push(new ContextTurn(role, turn.name, turn.text, turn.items, turn.endsInMedia));
    if (chat.turns.length >= 2 * QUESTION_TURNS) chat.turns.splice(0, chat.turns.length - QUESTION_TURNS - 1);
    chat.pending = bySubject ? 0 : chat.pending + 1;
    if (!bySubject) chat.pendingEnd = turn.end;
  }

  #dialogue(chat: Chat, turn: DialogueTurn): Dialogue {
    const { context, question, cut } = contextOf(chat);
    const flags: DialogueFlag[] = [];
    const delay = turn.first - chat.pendingEnd;
    const answered = question > 0 ? context.at(-1) : undefined;
    const added = this.#addQuoted(context, question, turn);
    const asked = question + added;
    if (added > 0 && context.length === added) flags.push('late');
    if (context.length === 0) flags.push(quotesMedia(turn) ? 'answers-media' : 'initiation');
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
   * Adds quoted words that neither the context nor the turn holds: words of others where the question begins, words of
   * the subject before everything. Returns how many turns longer the question is now.
   */
  #addQuoted(context: ContextTurn[], question: number, turn: DialogueTurn): number {
    const own: ContextTurn[] = [];
    const asked: ContextTurn[] = [];
    for (const { quote, before } of turn.quotes ?? []) {
      const { sender, text, messageId } = quote;
      if (!hasWords(text)) continue;
      const item = messageId === undefined ? undefined : this.#itemOf?.(messageId);
      if (holds([...own, ...context, ...asked, turn.until(before)], text, item)) continue;
      const isOwn = sender !== undefined && this.#subjectNames.has(sender);
      const items = item === undefined ? [] : [item];
      (isOwn ? own : asked).push(new ContextTurn(isOwn ? 'subject' : 'other', sender ?? '', text, items));
    }
    context.splice(context.length - question, 0, ...asked);
    context.unshift(...own);
    return asked.length;
  }
}

const quotesMedia = ({ quotes }: DialogueTurn): boolean => quotes?.some(({ quote }) => !hasWords(quote.text)) ?? false;

/** All pending turns, then as many of the turns before them as fit. */
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
    // One long letter before the question must not fill the context by itself.
    if (taken === 0 && !isQuestion && next > CONTEXT_CHARS) break;
    chars = next;
    from--;
  }
  const context = turns.slice(from);
  const question = Math.min(pending, context.length);
  return { context, question, cut: question < pending };
}

const byStart = (a: Dialogue, b: Dialogue) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1);
