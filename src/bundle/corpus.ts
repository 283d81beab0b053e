import { HOLD_OUT_FROM, isHeldOut, sessionOf } from '../core/hold-out.ts';
import type { Dialogue, Item } from '../core/types.ts';
import { inPeriod, type Period } from './options.ts';

/** Somebody the subject wrote to. */
export interface Person {
  conversation: string;
  name: string;
  /** Messages of the subject, and of the other side, in that chat. */
  own: number;
  theirs: number;
  first: string | null;
  last: string | null;
  /** Ids of some of the subject's messages, spread over the time. */
  items: string[];
}

/** What the bundle knows of the corpus: the subject's own words whole, the others' only where they give context. */
export interface BundleCorpus {
  /** Items by the subject that hold words, in time order. */
  own: readonly Item[];
  dialogues: readonly Dialogue[];
  /** Private chats, the one with most messages of the subject first. */
  people: readonly Person[];
  groups: readonly Person[];
  /** What others call the subject, with the ids of the items: from messages that are nothing but a name, or begin with it. */
  others: readonly Item[];
  period: { from: string; to: string } | null;
  sources: { format: string; files: number; items: number; ids: readonly string[] }[];
  counts: { messages: number; posts: number; essays: number; voice: number; dialogues: number };
  heldOut: { sessions: number; essays: number };
}

export interface CorpusInput {
  items(): AsyncIterable<Item>;
  dialogues(): AsyncIterable<Dialogue>;
}

/** As many of the others' messages as are kept for comparison; more changes no figure. */
const OTHERS_KEPT = 20_000;
/** Others' words matter here only as forms of address and as a background: short ones do. */
const OTHERS_LENGTH = 60;

export async function collectCorpus(
  { items, dialogues }: CorpusInput,
  period: Period | undefined,
): Promise<BundleCorpus> {
  const { kept, sealed, sessions } = await readDialogues(dialogues(), period);
  const own: Item[] = [];
  const others: Item[] = [];
  const chats = new Map<string, Chat>();
  const sources = new Map<string, { files: Set<string>; ids: string[] }>();
  for await (const item of items()) {
    if (!inPeriod(item.time, period) || sealed.has(item.id)) continue;
    const source = upsert(sources, item.source.format, () => ({ files: new Set<string>(), ids: [] }));
    source.files.add(`${item.source.root ?? ''}\n${item.source.file}`);
    source.ids.push(item.id);
    if (item.kind === 'message') upsert(chats, item.conversation, () => new Chat(item)).add(item);
    if (item.bySubject && item.text.trim()) own.push(item);
    else if (!item.bySubject && item.text && item.text.length <= OTHERS_LENGTH && others.length < OTHERS_KEPT)
      others.push(item);
  }
  const essays = own.filter(({ kind }) => kind === 'essay');
  const sealedEssays = new Set(
    essays.length >= HOLD_OUT_FROM ? essays.filter(({ id }) => isHeldOut(id)).map(({ id }) => id) : [],
  );
  const words = own.filter(({ id }) => !sealedEssays.has(id));
  const people = [...chats.values()].map((chat) => chat.person()).filter(({ own }) => own > 0);
  people.sort((a, b) => b.own - a.own || (a.conversation < b.conversation ? -1 : 1));
  const grouped = new Set([...chats].filter(([, chat]) => chat.group).map(([id]) => id));
  return {
    own: words,
    dialogues: kept,
    people: people.filter(({ conversation }) => !grouped.has(conversation)),
    groups: people.filter(({ conversation }) => grouped.has(conversation)),
    others,
    period: span(words),
    sources: [...sources]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([format, { files, ids }]) => ({ format, files: files.size, items: ids.length, ids })),
    counts: {
      messages: words.filter(({ kind }) => kind === 'message').length,
      posts: words.filter(({ kind }) => kind === 'post').length,
      essays: words.filter(({ kind }) => kind === 'essay').length,
      voice: words.filter(({ type }) => type === 'voice').length,
      dialogues: kept.length,
    },
    heldOut: { sessions, essays: sealedEssays.size },
  };
}

/** Dialogues outside the held-out sessions, and the ids of the items inside them. */
async function readDialogues(dialogues: AsyncIterable<Dialogue>, period: Period | undefined) {
  const all: Dialogue[] = [];
  const sessions = new Set<string>();
  for await (const dialogue of dialogues) {
    if (!inPeriod(dialogue.start, period)) continue;
    all.push(dialogue);
    sessions.add(sessionOf(dialogue));
  }
  if (sessions.size < HOLD_OUT_FROM) return { kept: all, sealed: new Set<string>(), sessions: 0 };
  const held = new Set([...sessions].filter(isHeldOut));
  const isOut = (dialogue: Dialogue) => held.has(sessionOf(dialogue));
  return {
    kept: all.filter((dialogue) => !isOut(dialogue)),
    sealed: new Set(all.filter(isOut).flatMap((dialogue) => dialogue.items)),
    sessions: held.size,
  };
}

const ITEMS_NAMED = 12;

class Chat {
  readonly group: boolean;
  #own = 0;
  #theirs = 0;
  #first: string | null = null;
  #last: string | null = null;
  #name: string;
  #ids: string[] = [];
  readonly #conversation: string;

  constructor(item: Item) {
    this.group = item.group === true;
    this.#conversation = item.conversation;
    this.#name = item.conversationName ?? '';
  }

  add(item: Item): void {
    if (!item.bySubject) {
      this.#theirs++;
      // Where the chat itself has no name, the other side's own is the next best.
      if (!this.#name && !this.group) this.#name = item.sender.name;
      return;
    }
    this.#own++;
    this.#first ??= item.time;
    this.#last = item.time ?? this.#last;
    this.#ids.push(item.id);
  }

  person(): Person {
    return {
      conversation: this.#conversation,
      // An account is no name; the prompt finds another word for it.
      name: this.#name === this.#conversation ? '' : this.#name,
      own: this.#own,
      theirs: this.#theirs,
      first: this.#first,
      last: this.#last,
      items: spread(this.#ids, ITEMS_NAMED),
    };
  }
}

/** At most `count` of a list, evenly over its length: what is early, late and in between. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.round((i * (list.length - 1)) / (count - 1))] as T);
}

function span(items: readonly Item[]): BundleCorpus['period'] {
  const times = items.flatMap(({ time }) => (time ? [time] : [])).sort();
  const [from, to] = [times[0], times.at(-1)];
  return from && to ? { from: from.slice(0, 10), to: to.slice(0, 10) } : null;
}

function upsert<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
