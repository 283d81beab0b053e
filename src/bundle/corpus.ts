import { createHash } from 'node:crypto';
import { HOLD_OUT_FROM, isHeldOut } from '../core/hold-out.ts';
import { timeWritten } from '../core/time-written.ts';
import type { Dialogue, Item } from '../core/types.ts';
import { upsert } from '../core/upsert.ts';
import { isGivenAccount, mayBeAccount } from './contacts.ts';
import { inPeriod, isChosen, type Period, type WordsChoice } from './options.ts';
import { SealedSessions } from './sealed.ts';
import { SharedStrings, SharedTurns } from './shared-strings.ts';
import { type Withheld, WithheldItems } from './voice/withheld.ts';

/** Somebody the subject wrote to, or a group. */
export interface Person {
  /** Keys (`chatKey`) of the chats with them: several exports may hold chats with the same person. */
  chats: ReadonlySet<string>;
  /** Empty where the export knows only an account. */
  name: string;
  /** Id, or name, of who answers most; a child may have used the mother's phone. Null where nobody answered. */
  partner: string | null;
  /** Everybody else who writes there, most messages first. `names`: what the export calls them, accounts left out. */
  members: Member[];
  /** Messages of the subject, and of the other side. */
  own: number;
  theirs: number;
  first: string | null;
  last: string | null;
  /** Ids of some of the subject's messages, spread over the time. */
  items: string[];
}

export interface Member {
  /** Id, or name where there is none. */
  key: string;
  names: string[];
  count: number;
}

/** A chat of one file. Its id alone is not enough: on two phones the chat with the subject has the same id. */
export const chatKey = ({ conversation, source }: Pick<Item, 'conversation' | 'source'>): string =>
  `${conversation}\n${source.root ?? ''}\n${source.file}`;

/** Something the subject wrote below a post or an essay. */
export interface OwnComment {
  id: string;
  /** Id of the post or essay. */
  item: string;
  time: string | null;
  text: string;
  /** Whom it answers; empty where the export knows only an account, and below the subject's own posts and essays. */
  to: string;
}

/**
 * What is kept of an item of the subject's. A corpus may hold a million of them, so only what a bundle asks for stays in
 * memory, and what many items have in common is one string.
 */
export type OwnItem = Pick<Item, 'id' | 'kind' | 'type' | 'time' | 'text' | 'title' | 'flags'>;

/** `chat`: the key (`chatKey`) of the chat it stands in; empty for posts and essays. */
export type ChatItem = OwnItem & { chat: string };

/** A short message of somebody else. `sender`: id, or name where there is none. */
export type OthersItem = Pick<Item, 'id' | 'time' | 'text'> & { chat: string; sender: string };

/** What the bundle knows of the corpus: all words of the subject, and those of others only as context. */
export interface BundleCorpus {
  /** Items by the subject that hold words, in time order. */
  own: readonly ChatItem[];
  /** In the order of the posts and essays that they stand below. */
  comments: readonly OwnComment[];
  withheld: Withheld;
  dialogues: readonly Dialogue[];
  /** People of the private chats; the one to whom the subject wrote most comes first. */
  people: readonly Person[];
  groups: readonly Person[];
  /**
   * What others call the subject, with the ids of the items: from messages that are nothing but a name, or begin with
   * it.
   */
  others: readonly OthersItem[];
  period: { from: string; to: string } | null;
  /** `sha256`: of the sorted ids of the items. */
  sources: { format: string; files: number; items: number; sha256: string }[];
  counts: { messages: number; posts: number; essays: number; voice: number; dialogues: number };
  heldOut: { sessions: number; essays: number };
}

export interface CorpusInput {
  items(): AsyncIterable<Item>;
  dialogues(): AsyncIterable<Dialogue>;
}

/** How many messages of others are kept for comparison; more would change no figure. */
const OTHERS_KEPT = 20_000;
/** Characters. Others' words serve only as forms of address and as a background; short messages are enough. */
const OTHERS_LENGTH = 60;

export async function collectCorpus({ items, dialogues }: CorpusInput, choice: WordsChoice): Promise<BundleCorpus> {
  const { kept, sealed } = await readDialogues(dialogues(), choice.period);
  const own: ChatItem[] = [];
  const comments: OwnComment[] = [];
  const withheld = new WithheldItems(choice);
  const others: OthersItem[] = [];
  const chats = new Map<string, Chat>();
  const shared = new SharedStrings();
  const sources = new Map<string, { files: Set<string>; ids: string[] }>();
  for await (const read of items()) {
    const time = timeWritten(read);
    const item = time === read.time ? read : { ...read, time };
    withheld.add(item);
    if (sealed.holds(item) || !isChosen(item, choice)) continue;
    comments.push(...ownComments(item).filter(({ time: at }) => inPeriod(at, choice.period)));
    const source = upsert(sources, item.source.format, () => ({ files: new Set<string>(), ids: [] }));
    source.files.add(`${item.source.root ?? ''}\n${item.source.file}`);
    source.ids.push(item.id);
    const { id, text } = item;
    const chat = item.kind === 'message' ? shared.of(chatKey(item)) : '';
    if (chat) upsert(chats, chat, () => new Chat(item)).add(item);
    if (item.bySubject && text.trim()) own.push(keptOf(item, chat));
    else if (!item.bySubject && text && text.length <= OTHERS_LENGTH && others.length < OTHERS_KEPT)
      others.push({ id, time, text, chat, sender: shared.of(item.sender.id ?? item.sender.name) });
  }
  const essays = own.filter(({ kind }) => kind === 'essay');
  const sealedEssays = new Set(
    essays.length >= HOLD_OUT_FROM ? essays.filter(({ id }) => isHeldOut(id)).map(({ id }) => id) : [],
  );
  const words = own.filter(({ id }) => !sealedEssays.has(id));
  const { people, groups } = peopleOf([...chats.values()]);
  return {
    own: words,
    comments,
    withheld,
    dialogues: kept,
    people,
    groups,
    others,
    period: span(words),
    sources: [...sources]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([format, { files, ids }]) => ({
        format,
        files: files.size,
        items: ids.length,
        sha256: createHash('sha256').update(ids.sort().join('\n')).digest('hex'),
      })),
    counts: {
      messages: words.filter(({ kind }) => kind === 'message').length,
      posts: words.filter(({ kind }) => kind === 'post').length,
      essays: words.filter(({ kind }) => kind === 'essay').length,
      voice: words.filter(({ type }) => type === 'voice').length,
      dialogues: kept.length,
    },
    heldOut: { sessions: sealed.size, essays: sealedEssays.size },
  };
}

function keptOf({ id, kind, type, time, text, title, flags }: Item, chat: string): ChatItem {
  return { id, kind, type, time, text, chat, ...(title === undefined ? {} : { title }), ...(flags ? { flags } : {}) };
}

function ownComments({ id, time, sender, bySubject, comments = [] }: Item): OwnComment[] {
  return comments.flatMap((comment, n) =>
    comment.bySubject
      ? {
          id: `${id}-${n + 1}`,
          item: id,
          time: comment.time ?? time,
          text: comment.text,
          to: nameUnlessAccount(comment.replyTo ?? (bySubject ? '' : sender.name)),
        }
      : [],
  );
}

/** Dialogues outside the held-out sessions, and those sessions. */
async function readDialogues(dialogues: AsyncIterable<Dialogue>, period: Period | undefined) {
  const all: Dialogue[] = [];
  const shared = new SharedTurns();
  for await (const dialogue of dialogues) if (inPeriod(dialogue.start, period)) all.push(shared.in(dialogue));
  const sealed = new SealedSessions(all);
  return { kept: all.filter((dialogue) => !sealed.has(dialogue)), sealed };
}

const ITEMS_NAMED = 12;

/**
 * Merges private chats with the same person and files of the same group; the chat written to most comes first. The
 * phone's owner has chats with others too, and writes in all of them; those are not merged into the one with the owner.
 */
function peopleOf(chats: readonly Chat[]): { people: Person[]; groups: Person[] } {
  const spokenIn = new Set(chats.flatMap(({ own, conversation }) => (own > 0 ? [conversation] : [])));
  const merged = new Map<string, Chat>();
  for (const chat of chats) {
    if (!chat.isSubjects(spokenIn)) continue;
    const known = merged.get(chat.identity);
    if (known) known.merge(chat);
    else merged.set(chat.identity, chat);
  }
  const ranked = [...merged].sort(([a, x], [b, y]) => y.own - x.own || (a < b ? -1 : 1)).map(([, chat]) => chat);
  const names = namesOf(ranked);
  const of = (group: boolean) => ranked.filter((chat) => chat.group === group).map((chat) => chat.person(names));
  return { people: of(false), groups: of(true) };
}

/** All names of each person, those of private chats first: a wife is 林晓 there, but 妈妈 in her daughter's group. */
function namesOf(chats: readonly Chat[]): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>();
  for (const chat of [...chats].sort((a, b) => Number(a.group) - Number(b.group))) {
    for (const { key, called } of chat.others()) {
      const known = upsert(names, key, () => []);
      known.push(...called.filter((name) => nameUnlessAccount(name) !== '' && !known.includes(name)));
    }
  }
  return names;
}

class Chat {
  readonly group: boolean;
  own = 0;
  #theirs = 0;
  #first: string | null = null;
  #last: string | null = null;
  #ids: { id: string; time: string | null }[] = [];
  readonly #keys: Set<string>;
  readonly conversation: string;
  readonly #title: string;
  /** Everybody who answers in it: id (or name) to names and count. */
  readonly #others = new Map<string, { names: Set<string>; count: number }>();

  constructor(item: Item) {
    this.group = item.group === true;
    this.#keys = new Set([chatKey(item)]);
    this.conversation = item.conversation;
    this.#title = item.conversationName ?? '';
  }

  add({ bySubject, sender, time, id }: Item): void {
    if (!bySubject) {
      this.#theirs++;
      const other = upsert(this.#others, sender.id ?? sender.name, () => ({ names: new Set<string>(), count: 0 }));
      other.names.add(sender.name);
      other.count++;
      return;
    }
    this.own++;
    this.#widen(time);
    this.#ids.push({ id, time });
  }

  #widen(time: string | null): void {
    if (time === null) return;
    if (this.#first === null || time < this.#first) this.#first = time;
    if (this.#last === null || time > this.#last) this.#last = time;
  }

  /** The other side of a private chat, whatever its title: on the other's phone the chat bears the subject's name. */
  get #partner(): { key: string; name: string } | undefined {
    const [top] = this.#ranked();
    return top && { key: top[0], name: [...top[1].names][0] ?? '' };
  }

  #ranked() {
    return [...this.#others].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  }

  /**
   * Whether the subject is in it. `spokenIn`: conversations in which the subject wrote, as some file tells; another file
   * may have only what the other side wrote.
   */
  isSubjects(spokenIn: ReadonlySet<string>): boolean {
    return this.own > 0 || (spokenIn.has(this.conversation) && (this.group || this.#others.size === 1));
  }

  get identity(): string {
    return this.group ? `group ${this.conversation}` : `person ${this.#partner?.key ?? this.conversation}`;
  }

  merge(other: Chat): void {
    this.own += other.own;
    this.#theirs += other.#theirs;
    this.#widen(other.#first);
    this.#widen(other.#last);
    for (const id of other.#ids) this.#ids.push(id);
    for (const key of other.#keys) this.#keys.add(key);
    for (const [key, { names, count }] of other.#others) {
      const known = upsert(this.#others, key, () => ({ names: new Set<string>(), count: 0 }));
      known.count += count;
      for (const name of names) known.names.add(name);
    }
  }

  others(): { key: string; called: string[] }[] {
    return this.#ranked().map(([key, { names }]) => ({ key, called: [...names] }));
  }

  person(names: ReadonlyMap<string, string[]>): Person {
    const partner = this.#partner;
    const name = this.group ? this.#title : (partner?.name ?? this.#title);
    const ids = [...this.#ids].sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1)).map(({ id }) => id);
    return {
      chats: this.#keys,
      // An account is no name; the prompt finds another word for it.
      name:
        isGivenAccount(name) || name === this.conversation || name === partner?.key ? nameUnlessAccount(name) : name,
      partner: partner?.key ?? null,
      members: this.#ranked().map(([key, { count }]) => ({ key, names: names.get(key) ?? [], count })),
      own: this.own,
      theirs: this.#theirs,
      first: this.#first,
      last: this.#last,
      items: spread(ids, ITEMS_NAMED),
    };
  }
}

/** Exports without ids give names; names stay. */
const nameUnlessAccount = (name: string) => (mayBeAccount(name) ? '' : name);

/** At most `count` entries of a list, taken evenly over its length. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.round((i * (list.length - 1)) / (count - 1))] as T);
}

function span(items: readonly OwnItem[]): BundleCorpus['period'] {
  let [from, to] = ['', ''];
  for (const { time } of items) {
    if (time && (!from || time < from)) from = time;
    if (time && time > to) to = time;
  }
  return from ? { from: from.slice(0, 10), to: to.slice(0, 10) } : null;
}
