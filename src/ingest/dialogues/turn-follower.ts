import { SESSION_GAP } from '../../core/session.ts';
import type { Item, Seconds } from '../../core/types.ts';

/** WeClone's two minutes. */
const TURN_GAP: Seconds = 120;
/**
 * People write a turn longer than this many characters in one go and read it in several, so the next message begins
 * another turn.
 */
const TURN_CHARS = 500;

export interface TurnRules {
  /** A longer silence in a chat begins a new session. */
  sessionGap?: Seconds | undefined;
  /** A longer silence of one sender begins a new turn. */
  turnGap?: Seconds | undefined;
}

/** A turn that may still grow, with what decides whether a message continues it. */
export class OpenTurn {
  /** The sender's id, or '' for the subject: no id is empty. */
  readonly sender: string;
  /** Characters of its lines, including the lines that stand for media. */
  chars = 0;
  /** Time of the last message; NaN when it has none. */
  end: Seconds = Number.NaN;
  /** Where the last message stands in time. */
  at: Seconds = Number.NaN;
  last: Item;

  constructor(sender: string, item: Item) {
    this.sender = sender;
    this.last = item;
  }
}

/** The state of a chat while its messages go by. */
export class OpenChat<T extends OpenTurn> {
  readonly id: string;
  /** Its session may still go on. */
  talking = false;
  /** Where its last message stands in time. */
  last: Seconds = Number.NaN;
  /** The turn of its last message that had something to show. */
  turn: T | undefined;

  constructor(id: string) {
    this.id = id;
  }
}

/** Called as chats, sessions and turns begin and end. */
export interface TurnEvents<C extends OpenChat<T>, T extends OpenTurn> {
  /** The first message of a chat. */
  chat(item: Item): C;
  /** A session begins with the message. */
  begin(chat: C, item: Item): void;
  turn(sender: string, item: Item): T;
  /** The turn is over; its session may go on. */
  close(chat: C, turn: T): void;
  /** The session is over, and all its turns are closed. */
  end(chat: C): void;
}

/** Splits the messages of all chats into sessions and turns. Messages come in time order, all chats interleaved. */
export class TurnFollower<C extends OpenChat<T>, T extends OpenTurn> {
  readonly #sessionGap: Seconds;
  readonly #turnGap: Seconds;
  readonly #events: TurnEvents<C, T>;
  /**
   * All chats ever seen. A Map from which entries are deleted is rebuilt all the time, and each of the old tables keeps
   * the next one alive (V8): 60 MB that only a full collection finds.
   */
  readonly #chats = new Map<string, C>();
  #talking: C[] = [];
  #swept: Seconds = Number.NEGATIVE_INFINITY;

  constructor({ sessionGap = SESSION_GAP, turnGap = TURN_GAP }: TurnRules, events: TurnEvents<C, T>) {
    this.#sessionGap = sessionGap;
    this.#turnGap = turnGap;
    this.#events = events;
  }

  /**
   * Takes a message; returns its chat, with its turn open. `chars`: how much the message has to show; with nothing to
   * show it is no part of a turn. `epoch`: its time, NaN without one; `at`: where it stands in time, always known.
   */
  push(item: Item, chars: number, epoch: Seconds, at: Seconds): C {
    if (at - this.#swept > this.#sessionGap) this.#sweep(at);
    const chat = this.#chat(item, at);
    if (chars === 0) return chat;
    const sender = item.bySubject ? '' : item.sender.id || item.sender.name || '?';
    let turn = chat.turn;
    if (turn === undefined || turn.sender !== sender || !this.#goesOn(turn, item, chars, epoch, at)) {
      this.#close(chat);
      turn = this.#events.turn(sender, item);
      chat.turn = turn;
    }
    turn.chars += chars;
    turn.end = epoch;
    turn.at = at;
    turn.last = item;
    return chat;
  }

  /** Ends what is still open. */
  end(): void {
    for (const chat of this.#talking) this.#end(chat);
    this.#talking = [];
    this.#chats.clear();
  }

  #chat(item: Item, at: Seconds): C {
    let chat = this.#chats.get(item.conversation);
    if (!chat) {
      chat = this.#events.chat(item);
      this.#chats.set(item.conversation, chat);
    }
    const isOver = at - chat.last > this.#sessionGap;
    chat.last = at;
    if (chat.talking && !isOver) return chat;
    if (chat.talking) this.#end(chat);
    else this.#talking.push(chat);
    chat.talking = true;
    this.#events.begin(chat, item);
    return chat;
  }

  #goesOn(turn: T, item: Item, chars: number, epoch: Seconds, at: Seconds): boolean {
    if (at - turn.at > this.#turnGap || turn.chars + chars > TURN_CHARS) return false;
    // Nobody knows what lies before and after a message without a time, unless it stands beside the other one in their
    // file.
    return !Number.isNaN(epoch + turn.end) || item.source.file === turn.last.source.file;
  }

  /** Ends the sessions of chats that fell silent, so that memory holds the talks of half an hour and not of years. */
  #sweep(at: Seconds): void {
    this.#swept = at;
    let talking = 0;
    for (const chat of this.#talking) {
      if (at - chat.last > this.#sessionGap) this.#end(chat);
      else this.#talking[talking++] = chat;
    }
    this.#talking.length = talking;
  }

  #end(chat: C): void {
    this.#close(chat);
    chat.talking = false;
    this.#events.end(chat);
  }

  #close(chat: C): void {
    if (chat.turn !== undefined) this.#events.close(chat, chat.turn);
    chat.turn = undefined;
  }
}
