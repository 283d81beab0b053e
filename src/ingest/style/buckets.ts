import type { StyleSource } from '../../core/style.ts';
import { upsert } from '../../core/upsert.ts';
import { Bucket } from './bucket.ts';

export interface Entry {
  source: StyleSource;
  year: string;
  /** Empty for posts, essays and the chats without figures of their own. */
  chat: string;
  bucket: Bucket;
}

/** All counts, split as finely as they are ever asked for. */
export class Buckets {
  readonly #buckets = new Map<string, Entry>();
  readonly #chats: ReadonlySet<string> | undefined;

  /** `chats`: those with buckets of their own; every chat where it is undefined. */
  constructor(chats: ReadonlySet<string> | undefined) {
    this.#chats = chats;
  }

  /** `time`: ISO 8601, of which only the year counts, or empty. `chat`: empty for posts and essays. */
  of(source: StyleSource, time: string, chat: string): Bucket {
    const year = time.slice(0, 4);
    const partner = this.#chats?.has(chat) === false ? '' : chat;
    const key = `${source}\n${year}\n${partner}`;
    return upsert(this.#buckets, key, () => ({ source, year, chat: partner, bucket: new Bucket() })).bucket;
  }

  all(): Entry[] {
    return [...this.#buckets.values()];
  }
}

/** The same counts, one entry a source and year: what the figures of all chats are added up from. */
export function withoutChats(entries: readonly Entry[]): Entry[] {
  const sums = new Map<string, Entry>();
  for (const { source, year, bucket } of entries)
    upsert(sums, `${source}\n${year}`, () => ({ source, year, chat: '', bucket: new Bucket() })).bucket.merge(bucket);
  return [...sums.values()];
}

export function merged(entries: readonly Entry[]): Bucket {
  const sum = new Bucket();
  for (const { bucket } of entries) sum.merge(bucket);
  return sum;
}

/** Groups with their keys in order, so that the same items give the same bytes whatever came first. */
export function bucketsBy<K extends string>(entries: readonly Entry[], key: (entry: Entry) => K): Map<K, Bucket> {
  const groups = new Map<K, Bucket>();
  for (const entry of [...entries].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))) {
    upsert(groups, key(entry), () => new Bucket()).merge(entry.bucket);
  }
  return groups;
}

export function mapValues<K extends string, V, W>(map: ReadonlyMap<K, V>, of: (value: V) => W): Record<K, W> {
  return Object.fromEntries([...map].map(([key, value]) => [key, of(value)])) as Record<K, W>;
}
