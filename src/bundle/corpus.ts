import { HOLD_OUT_FROM, isHeldOut, sessionOf } from '../core/hold-out.ts';
import { timeWritten } from '../core/time-written.ts';
import type { Dialogue, Item } from '../core/types.ts';
import { upsert } from '../core/upsert.ts';
import { PLACEHOLDER } from '../parse/privacy/placeholder.ts';
import { isAccount, mayBeAccount } from './contacts.ts';
import { type Choice, inPeriod, isChosen, isSeen, type Period } from './options.ts';

/** Somebody the subject wrote to, or a group. */
export interface Person {
  /** Keys (`chatKey`) of the chats with them: several exports may tell of the same person. */
  chats: ReadonlySet<string>;
  /** Empty where the export knows an account only. */
  name: string;
  /** Id, or name, of who answers most; a child may have used the mother's phone. Null where nobody answered. */
  partner: string | null;
  /** Messages of the subject, and of the other side. */
  own: number;
  theirs: number;
  first: string | null;
  last: string | null;
  /** Ids of some of the subject's messages, spread over the time. */
  items: string[];
}

/** A chat as one file tells it. Its id alone is not enough: on two phones the chat with the subject has the same id. */
export const chatKey = ({ conversation, source }: Pick<Item, 'conversation' | 'source'>): string =>
  `${conversation}\n${source.root ?? ''}\n${source.file}`;

/** Something the subject wrote below a post or an essay. */
export interface OwnComment {
  id: string;
  /** Id of the post or essay. */
  item: string;
  time: string | null;
  text: string;
  /** Whom it answers; empty where the export knows an account only, and below the subject's own. */
  to: string;
}

/** What the bundle knows of the corpus: the subject's own words whole, the others' only where they give context. */
export interface BundleCorpus {
  /** Items by the subject that hold words, in time order. */
  own: readonly Item[];
  /** In the order of what they stand below. */
  comments: readonly OwnComment[];
  /** Ids of what was not to be in it, for its time or since nobody but its author could see it: recordings of it are not, either. */
  leftOut: ReadonlySet<string>;
  /** Ids of the subject's voice messages in the words of which something is masked: it is still heard. */
  masked: ReadonlySet<string>;
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

export async function collectCorpus({ items, dialogues }: CorpusInput, choice: Choice): Promise<BundleCorpus> {
  const { kept, sealed, sessions } = await readDialogues(dialogues(), choice.period);
  const own: Item[] = [];
  const comments: OwnComment[] = [];
  const leftOut = new Set<string>();
  const masked = new Set<string>();
  const others: Item[] = [];
  const chats = new Map<string, Chat>();
  const sources = new Map<string, { files: Set<string>; ids: string[] }>();
  for await (const read of items()) {
    const time = timeWritten(read);
    const item = time === read.time ? read : { ...read, time };
    if (!isSeen(item, choice) || (maySound(item) && !inPeriod(time, choice.period))) leftOut.add(item.id);
    if (item.bySubject && item.type === 'voice' && item.text.search(PLACEHOLDER) >= 0) masked.add(item.id);
    if (!isChosen(item, choice) || sealed.has(item.id)) continue;
    comments.push(...ownComments(item).filter(({ time: at }) => inPeriod(at, choice.period)));
    const source = upsert(sources, item.source.format, () => ({ files: new Set<string>(), ids: [] }));
    source.files.add(`${item.source.root ?? ''}\n${item.source.file}`);
    source.ids.push(item.id);
    if (item.kind === 'message') upsert(chats, chatKey(item), () => new Chat(item)).add(item);
    if (item.bySubject && item.text.trim()) own.push(item);
    else if (!item.bySubject && item.text && item.text.length <= OTHERS_LENGTH && others.length < OTHERS_KEPT)
      others.push(item);
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
    leftOut,
    masked,
    dialogues: kept,
    people,
    groups,
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

/** Voice messages, and posts with a sound. */
const maySound = ({ type, media }: Item) => type === 'voice' || media !== undefined;

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

/** Private chats with the same person, and files of the same group, become one; most written to first. */
function peopleOf(chats: readonly Chat[]): { people: Person[]; groups: Person[] } {
  const merged = new Map<string, Chat>();
  for (const chat of chats) {
    const known = merged.get(chat.identity);
    if (known) known.merge(chat);
    else merged.set(chat.identity, chat);
  }
  const ranked = [...merged]
    .filter(([, chat]) => chat.own > 0)
    .sort(([a, x], [b, y]) => y.own - x.own || (a < b ? -1 : 1))
    .map(([, chat]) => chat);
  const of = (group: boolean) => ranked.filter((chat) => chat.group === group).map((chat) => chat.person());
  return { people: of(false), groups: of(true) };
}

class Chat {
  readonly group: boolean;
  own = 0;
  #theirs = 0;
  #times: (string | null)[] = [null, null];
  #ids: { id: string; time: string | null }[] = [];
  readonly #keys: Set<string>;
  readonly #conversation: string;
  readonly #title: string;
  /** Who answers in it: id (or name) to name and count. */
  readonly #others = new Map<string, { name: string; count: number }>();

  constructor(item: Item) {
    this.group = item.group === true;
    this.#keys = new Set([chatKey(item)]);
    this.#conversation = item.conversation;
    this.#title = item.conversationName ?? '';
  }

  add({ bySubject, sender, time, id }: Item): void {
    if (!bySubject) {
      this.#theirs++;
      const other = upsert(this.#others, sender.id ?? sender.name, () => ({ name: sender.name, count: 0 }));
      other.count++;
      return;
    }
    this.own++;
    this.#times = widest([...this.#times, time]);
    this.#ids.push({ id, time });
  }

  /** The other side of a private chat, however the chat is called: on the other's phone it bears the subject's name. */
  get #partner(): { key: string; name: string } | undefined {
    const [top] = [...this.#others].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
    return top && { key: top[0], name: top[1].name };
  }

  get identity(): string {
    return this.group ? `group ${this.#conversation}` : `person ${this.#partner?.key ?? this.#conversation}`;
  }

  merge(other: Chat): void {
    this.own += other.own;
    this.#theirs += other.#theirs;
    this.#times = widest([...this.#times, ...other.#times]);
    this.#ids.push(...other.#ids);
    for (const key of other.#keys) this.#keys.add(key);
    for (const [key, { name, count }] of other.#others)
      upsert(this.#others, key, () => ({ name, count: 0 })).count += count;
  }

  person(): Person {
    const partner = this.#partner;
    const name = this.group ? this.#title : (partner?.name ?? this.#title);
    const ids = [...this.#ids].sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1)).map(({ id }) => id);
    return {
      chats: this.#keys,
      // An account is no name; the prompt finds another word for it.
      name: isAccount(name) || name === this.#conversation || name === partner?.key ? nameUnlessAccount(name) : name,
      partner: partner?.key ?? null,
      own: this.own,
      theirs: this.#theirs,
      first: this.#times[0] ?? null,
      last: this.#times[1] ?? null,
      items: spread(ids, ITEMS_NAMED),
    };
  }
}

/** Exports without ids name people by their names: those stay. */
const nameUnlessAccount = (name: string) => (mayBeAccount(name) ? '' : name);

function widest(times: readonly (string | null)[]): (string | null)[] {
  const sorted = times.filter((time) => time !== null).sort();
  return [sorted[0] ?? null, sorted.at(-1) ?? null];
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
