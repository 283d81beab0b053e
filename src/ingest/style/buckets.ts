import type { StyleSource } from '../../core/style.ts';
import { Bucket } from './bucket.ts';

/**
 * A bucket is a source, a year and a partner: 6 kB. People with more chats and years than this get figures without
 * partners.
 */
const MAX_BUCKETS = 4_000;

export interface Entry {
  source: StyleSource;
  year: string;
  chat: string;
  bucket: Bucket;
}

/** All counts, split as finely as they are ever asked for. */
export class Buckets {
  readonly #buckets = new Map<string, Entry>();

  /** `time`: ISO 8601, of which only the year counts, or empty. `chat`: empty for posts and essays. */
  of(source: StyleSource, time: string, chat: string): Bucket {
    const year = time.slice(0, 4);
    const isNew = !this.#buckets.has(`${source}\n${year}\n${chat}`);
    const partner = isNew && this.#buckets.size >= MAX_BUCKETS ? '' : chat;
    const key = `${source}\n${year}\n${partner}`;
    let found = this.#buckets.get(key);
    if (!found) {
      found = { source, year, chat: partner, bucket: new Bucket() };
      this.#buckets.set(key, found);
    }
    return found.bucket;
  }

  all(): Entry[] {
    return [...this.#buckets.values()];
  }
}

export function merged(entries: readonly Entry[]): Bucket {
  const sum = new Bucket();
  for (const { bucket } of entries) sum.merge(bucket);
  return sum;
}

/** Groups with their keys in order, so that the same items give the same bytes whatever came first. */
export function grouped<K extends string>(entries: readonly Entry[], key: (entry: Entry) => K): Map<K, Bucket> {
  const groups = new Map<K, Bucket>();
  for (const entry of [...entries].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))) {
    let group = groups.get(key(entry));
    if (!group) {
      group = new Bucket();
      groups.set(key(entry), group);
    }
    group.merge(entry.bucket);
  }
  return groups;
}

export function mapValues<K extends string, V, W>(map: ReadonlyMap<K, V>, of: (value: V) => W): Record<K, W> {
  return Object.fromEntries([...map].map(([key, value]) => [key, of(value)])) as Record<K, W>;
}
