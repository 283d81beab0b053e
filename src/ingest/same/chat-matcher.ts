import { upsert } from '../../core/upsert.ts';
import type { Names } from '../rows/names.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import { byUse, idTest, type NameUse, usesOf } from '../who/display-names.ts';
import { chatTimes, countsInBoth } from './chat-times.ts';

/** At least this many telling messages must stand in both chats. */
const COINCIDENCES = 3;
/**
 * Of the telling messages that the two chats hold of the time that both cover, at least this share must stand in both. Exports
 * of one chat agree in most of them; what somebody forwards to two groups over the years is a small part of each.
 */
const SHARE = 1 / 3;
/**
 * Without telling messages, both chats must share this many messages such as 嗯 and 好的. They must be nearly all that the
 * two chats hold of the time that both cover.
 */
const SMALL_TALK = 5;
const NEARLY_ALL = 0.9;

/**
 * Which chats of different exports are one chat. Ids tell this; a chat without a known id (`loose`) is found by what
 * was said in it at the same time.
 */
export class ChatMatcher {
  readonly #table: RowTable;
  readonly #names: Names;
  readonly #loose: ReadonlySet<number>;
  /** `a\nb` to the number of telling messages that stand in both chats at the same time. */
  readonly #together = new Map<string, number>();
  /** `a\nb` to the number of messages, telling or not, that stand in both chats in the same second. */
  readonly #beside = new Map<string, { count: number; last: number }>();
  /** Loose chats, each with the key of the chat that it is. */
  readonly #joined = new Map<string, string>();

  constructor(table: RowTable, names: Names, loose: ReadonlySet<number>) {
    this.#table = table;
    this.#names = names;
    this.#loose = loose;
  }

  /** Notes that two rows seem to tell of one message; `certain`: they do tell of one. */
  evidence(a: number, b: number, certain = false): void {
    const key = this.#pairOf(a, b);
    if (key === undefined) return;
    this.#together.set(key, (this.#together.get(key) ?? 0) + (certain ? COINCIDENCES : 1));
  }

  /** Notes that row `b` says what row `a` says, in the same second. */
  coincidence(a: number, b: number): void {
    const key = this.#pairOf(a, b);
    if (key === undefined) return;
    const known = upsert(this.#beside, key, () => ({ count: 0, last: -1 }));
    if (known.last !== b) known.count++;
    known.last = b;
  }

  /** Whether there are chats that must be found by what was said in them. */
  get seeks(): boolean {
    return this.#loose.size > 0;
  }

  /**
   * Decides what the loose chats are. A loose chat is the one with which its telling messages coincide most: often
   * enough, and with no other known chat half as often. Several loose chats may be the same chat.
   */
  conclude(): void {
    for (const key of this.#smallTalk()) this.#together.set(key, COINCIDENCES + (this.#together.get(key) ?? 0));
    const best = new Map<string, { chat: string; first: number; second: number }>();
    const weigh = (loose: string, chat: string, count: number) => {
      const known = best.get(loose) ?? { chat: '', first: 0, second: 0 };
      if (count > known.first) best.set(loose, { chat, first: count, second: known.first });
      else if (count > known.second) known.second = count;
    };
    const pairs = this.#withoutForwards([...this.#together]).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, count] of pairs) {
      const [left = '', right = ''] = key.split('\n');
      if (isLoose(left) && !isLoose(right)) weigh(left, right, count);
      if (isLoose(right) && !isLoose(left)) weigh(right, left, count);
    }
    for (const [loose, { chat, first, second }] of best) {
      if (first >= COINCIDENCES && 2 * second < first) this.#joined.set(loose, chat);
    }
    for (const [key, count] of pairs) {
      const [left = '', right = ''] = key.split('\n');
      if (!isLoose(left) || !isLoose(right) || count < COINCIDENCES) continue;
      const [known, other] = this.#joined.has(left) ? [left, right] : [right, left];
      if (!this.#joined.has(other)) this.#joined.set(other, this.#joined.get(known) ?? known);
    }
  }

  same(a: number, b: number): boolean {
    const [left, right] = [this.#chatOf(a), this.#chatOf(b)];
    return left === right;
  }

  /** Number of a loose conversation to the number of the conversation that it turned out to be, where it was found. */
  found(): Map<number, number> {
    const found = new Map<number, number>();
    if (this.#joined.size === 0) return found;
    const numbers = this.#bestNumbers();
    for (const n of this.#loose) {
      const chat = this.#joined.get(this.#key(n, this.#names.conversations[n]?.id ?? ''));
      const number = chat === undefined ? undefined : numbers.get(chat);
      if (number !== undefined && number !== n) found.set(n, number);
    }
    return found;
  }

  /** For each key the conversation whose name is shown. */
  #bestNumbers(): Map<string, number> {
    const { conversations } = this.#names;
    const uses = usesOf(this.#table, this.#table.conversation, conversations.length);
    const better = byUse(idTest(this.#names));
    const best = new Map<string, NameUse & { n: number }>();
    conversations.forEach(({ id, name = '' }, n) => {
      const key = this.#key(n, id);
      const called = { name, uses: uses[n] as number, n };
      const known = best.get(key);
      if (!known || better(called, known) < 0) best.set(key, called);
    });
    return new Map([...best].map(([key, { n }]) => [key, n]));
  }

  #timesIn(pairs: readonly (readonly [string, unknown])[], isWanted?: (row: number) => boolean) {
    const chats = new Set(pairs.flatMap(([key]) => key.split('\n')));
    return chatTimes(this.#table, chats, (row) => this.#keyOf(row), isWanted);
  }

  /** The pairs that agree in more than what is sent to several chats. */
  #withoutForwards(pairs: readonly [string, number][]): [string, number][] {
    const seeming = pairs.filter(([, count]) => count >= COINCIDENCES);
    const times = this.#timesIn(seeming, (row) => this.#table.has(row, ROW.telling));
    return pairs.filter(([key, count]) => {
      const [left = '', right = ''] = key.split('\n');
      return count >= SHARE * countsInBoth(times.get(left), times.get(right))[0];
    });
  }

  /** Pairs of chats that agree in nearly everything, although none of their messages is telling. */
  #smallTalk(): string[] {
    const pairs = [...this.#beside].filter(([, { count }]) => count >= SMALL_TALK);
    if (pairs.length === 0) return [];
    const times = this.#timesIn(pairs);
    return pairs.flatMap(([key, { count }]) => {
      const [left = '', right = ''] = key.split('\n');
      const [fewer, more] = countsInBoth(times.get(left), times.get(right));
      return count >= NEARLY_ALL * fewer && 2 * count >= more ? [key] : [];
    });
  }

  /** The key of two chats of which one may be the other; undefined where they cannot be one, or are known to be one. */
  #pairOf(a: number, b: number): string | undefined {
    const [left, right] = [this.#keyOf(a), this.#keyOf(b)];
    if (left === right || (!isLoose(left) && !isLoose(right)) || !this.#alike(a, b)) return undefined;
    return left < right ? `${left}\n${right}` : `${right}\n${left}`;
  }

  /** Whether two rows of one chat stand in a chat of two; some exports do not say which a chat is. */
  arePrivate(a: number, b: number): boolean {
    const { conversation } = this.#table;
    const left = this.#names.conversations[conversation[a] as number]?.group;
    const right = this.#names.conversations[conversation[b] as number]?.group;
    return left === false ? right !== true : right === false && left !== true;
  }

  /** Whether both may be groups or both private chats; some exports do not say which a chat is. */
  #alike(a: number, b: number): boolean {
    const { conversation } = this.#table;
    const left = this.#names.conversations[conversation[a] as number]?.group;
    const right = this.#names.conversations[conversation[b] as number]?.group;
    return left === undefined || right === undefined || left === right;
  }

  #chatOf(row: number): string {
    const key = this.#keyOf(row);
    return this.#joined.get(key) ?? key;
  }

  #keyOf(row: number): string {
    const conversation = this.#table.conversation[row] as number;
    return this.#key(conversation, this.#names.conversations[conversation]?.id ?? '');
  }

  #key(conversation: number, id: string): string {
    return this.#loose.has(conversation) ? LOOSE + id : id;
  }
}

/** Comes before the name of a chat without a known id. */
const LOOSE = '\u0001';
const isLoose = (key: string) => key.startsWith(LOOSE);
