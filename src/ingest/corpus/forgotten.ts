import type { Sender } from '../../core/types.ts';
import type { Sha256 } from '../rows/identity.ts';
import type { CorpusStore } from '../stores.ts';
import { storedForgotten } from './stored.ts';

/**
 * One line of corpus/forgotten.jsonl: what must not come back. It holds only SHA-256 hashes of what would name it,
 * nothing readable.
 *   {"date":"2026-03-01","item":"9f…","rows":["4c…"],"said":["07a1…"],"sounds":[]}
 *   {"date":"2026-03-01","sender":"b1…"}
 */
export interface ForgottenLine {
  date: string;
  /** Hash of the item's id. */
  item?: string;
  /** Hash of the first digits of the id, as few as are enough to name the item. */
  begins?: string;
  /** Hashes of the places it was read from, duplicates included: another export may give it another id. */
  rows?: string[];
  /**
   * Hashes by which other exports of the message are recognised, if it has enough words for that: see `RowHashes`. Twenty a
   * message, so they are shortened (`shortHash`); earlier versions wrote them whole.
   */
  said?: string[];
  /** Hashes of the SHA-256 of its recording: the same bytes may be named as a file some day. */
  sounds?: string[];
  /** Hash of an id of a sender. */
  sender?: string;
  /** Hash of a name of a sender, for exports without ids. */
  name?: string;
  /** No export has told an id of the sender so far: whoever alone has this name is the sender (see `withIdsFound`). */
  noId?: true;
}

/** Shorter beginnings of an id match something by chance. */
const ID_DIGITS = 6;
export const ID_BEGINS = new RegExp(`^[\\da-f]{${ID_DIGITS},24}$`, 'u');
export const idBegins = (id: string): string => id.slice(0, ID_DIGITS);

/** Two of them tell a message. Of more than 12 digits V8 would keep the whole hash in memory, as the string that they are cut from. */
export const shortHash = (sha256: string): string => sha256.slice(0, 12);

/** All lines together. */
export class Forgotten {
  readonly items = new Set<string>();
  readonly #beginnings = new Set<string>();
  readonly rows = new Set<string>();
  readonly said = new Set<string>();
  readonly sounds = new Set<string>();
  readonly senders = new Set<string>();
  readonly names = new Set<string>();
  /** The names of people of whom no id is known. */
  readonly noIds = new Set<string>();
  readonly lines: readonly ForgottenLine[];
  readonly sha256: Sha256;

  constructor(lines: readonly ForgottenLine[], sha256: Sha256) {
    this.lines = lines;
    this.sha256 = sha256;
    for (const { item, begins, rows = [], said = [], sounds = [], sender, name, noId } of lines) {
      if (item !== undefined) this.items.add(item);
      if (begins !== undefined) this.#beginnings.add(begins);
      for (const row of rows) this.rows.add(row);
      for (const words of said) this.said.add(shortHash(words));
      for (const sound of sounds) this.sounds.add(sound);
      if (sender !== undefined) this.senders.add(sender);
      if (name !== undefined) this.names.add(name);
      if (name !== undefined && noId) this.noIds.add(name);
    }
  }

  hasItem(id: string): boolean {
    return this.items.has(this.sha256(id));
  }

  /** The same for an id or its beginning, as a user gives it; digits behind the first few may differ. */
  hasItemNamed(id: string): boolean {
    return this.hasItem(id) || this.#beginnings.has(this.sha256(idBegins(id)));
  }

  hasSound(sha256: string | null): boolean {
    return sha256 !== null && this.sounds.has(this.sha256(sha256));
  }

  /** A sender with an id is recognised by the id alone, because another sender may have the same name. */
  hasSender({ id, name }: Sender): boolean {
    return id === undefined ? name !== '' && this.names.has(this.sha256(name)) : this.senders.has(this.sha256(id));
  }

  /** The same for somebody who is quoted and told by one word, which may be a name or an id. */
  hasCalled(nameOrId: string): boolean {
    const hash = this.sha256(nameOrId);
    return this.senders.has(hash) || this.names.has(hash);
  }
}

export async function loadForgotten(store: Pick<CorpusStore, 'lines'>, sha256: Sha256): Promise<Forgotten | null> {
  const lines: ForgottenLine[] = [];
  for await (const line of storedForgotten(store)) lines.push(line);
  return lines.length ? new Forgotten(lines, sha256) : null;
}

/** What corpus/forgotten.jsonl says, each line once. */
export const forgottenText = (lines: readonly ForgottenLine[]): string =>
  [...new Set(lines.map((line) => JSON.stringify(line)))].map((line) => `${line}\n`).join('');
