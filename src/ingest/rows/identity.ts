import { timeWritten } from '../../core/time-written.ts';
import type { ItemKind, Media, ReadItem } from '../../core/types.ts';
import { nameOf } from '../../parse/written-path.ts';
import { putHex } from './put-bytes.ts';
import type { RowTable } from './row-table.ts';
import type { Stamp } from './stamp.ts';

/** SHA-256 of a text, as 64 hexadecimal digits. */
export type Sha256 = (text: string) => string;

/** 96 bits of the hash: among ten million items the chance that two have the same id is 10⁻¹⁵. */
export const ID_DIGITS = 24;

/** An id as three 32-bit numbers, in the order of its digits. */
export type Id = Uint32Array;

/**
 * The id of an item. Its last bit says whether it comes from a server's id: two different ids that do are always two
 * messages.
 */
export function idOf(identity: string, byServer: boolean, sha256: Sha256): string {
  const id = new Uint32Array(3);
  identify(identity, byServer, sha256, id);
  return idText(id);
}

/** The same as `idOf`, into numbers. */
export function identify(identity: string, byServer: boolean, sha256: Sha256, into: Id): void {
  readId(sha256(identity), into);
  const last = into[2] as number;
  into[2] = byServer ? last | 1 : last & ~1;
}

/** The id of the item of a message that has a server id, which is how quotes name it. */
export const idOfMessage = (kind: ItemKind, messageId: string, sha256: Sha256): string =>
  idOf(serverIdentity(kind, messageId), true, sha256);

/**
 * The rule by which a reader drops the cover of an album. It alone is certain, by its type, that a server id is no post's, so such
 * rows keep their id, by which rows of other tools are told (see same/no-posts.ts).
 */
export const ALBUM_COVER = 'album-cover';

/** How a duplicate was found: its own export gave it the id of the item that was kept. */
export const SAME_ID = 'same-id';
/** How a duplicate was found: it tells what the item tells, under another id or none. */
export const SAME_MESSAGE = 'same-message';

const serverIdentity = (kind: ItemKind, messageId: string): string => `${kind}\n${messageId}`;

export const isByServer = (id: Id): boolean => ((id[2] as number) & 1) === 1;

/** Reads the first 24 hexadecimal digits of a text as an id. */
export function readId(digits: string, into: Id): void {
  for (let i = 0; i < 3; i++) {
    let n = 0;
    for (let at = 8 * i; at < 8 * i + 8; at++) {
      const code = digits.charCodeAt(at);
      n = (n << 4) | (code > NINE ? code - 87 : code - 48);
    }
    into[i] = n;
  }
}
const NINE = 57;

/**
 * The id as text. It is written through bytes: a string joined from pieces of eight digits would stay in pieces, three
 * times as large.
 */
export function idText(id: ArrayLike<number>, from = 0): string {
  for (let i = 0; i < 3; i++) putHex(DIGITS, (id[from + i] ?? 0) as number, 8 * i);
  return DIGITS.toString('latin1');
}
const DIGITS = Buffer.alloc(ID_DIGITS);

/** An essay of this many characters without white space is written once in a life; a shorter one (在家。) on many days. */
const TELLING_ESSAY = 30;

/**
 * What identifies an item: the server's id where the export has one, else chat, sender, time and text. An essay is
 * identified by its text, however it is wrapped, whoever is named as its author and whatever its date. A short essay is
 * identified by its text and its day, one without words by what it shows and its day. The time of a file does not count
 * as a day of writing.
 */
export function identityOf(item: ReadItem, { epoch, text: time }: Stamp): string {
  if (item.messageId) return serverIdentity(item.kind, item.messageId);
  if (item.kind === 'essay') return essayIdentity(item, time);
  const words =
    item.type === 'text' ? item.text : `${item.type}\n${item.text}\n${shownIn(item.media) ?? item.title ?? ''}`;
  return `${item.kind}\n${item.conversation}\n${item.sender.id ?? item.sender.name}\n${epoch}\n${words}`;
}

function essayIdentity({ text, title, media, quote, flags }: ReadItem, time: string | null): string {
  const words = text.replace(/\s+/gu, '');
  if (words.length >= TELLING_ESSAY) return `essay\n${words}`;
  const day = timeWritten({ time, flags })?.slice(0, 10) ?? '';
  const shown = shownIn(media) || title || quote?.text || '';
  return `essay\n${day}\n${words || `\n${shown}`}`;
}

/** The name of a picture or sound, without its folder. */
const shownIn = (media: Media | undefined): string | undefined => media && nameOf(media.path);

/** The id of a row whose file has said the same `again` times before. */
export const idAgain = (id: string, again: number, sha256: Sha256, into: Id): void =>
  identify(`${id}\n#${again}`, false, sha256, into);

/** Finds rows by id: open addressing over the ids that the table holds, 8 bytes a row. */
export class IdIndex {
  readonly #table: RowTable;
  #slots = new Int32Array(1 << 13).fill(-1);
  #used = 0;

  constructor(table: RowTable) {
    this.#table = table;
  }

  /** The row with this id that was put in before; -1 where there is none. */
  find(a: number, b: number, c: number): number {
    const { id } = this.#table;
    const mask = this.#slots.length - 1;
    for (let at = a & mask; ; at = (at + 1) & mask) {
      const row = this.#slots[at] as number;
      if (row < 0) return -1;
      if (id[3 * row] === a && id[3 * row + 1] === b && id[3 * row + 2] === c) return row;
    }
  }

  /** Makes room for this many more rows at once. */
  reserve(rows: number): void {
    let slots = this.#slots.length;
    while (4 * rows >= 3 * slots) slots *= 2;
    if (slots > this.#slots.length) this.#resize(slots);
  }

  put(row: number): void {
    if (4 * this.#used >= 3 * this.#slots.length) this.#resize(this.#slots.length * 2);
    this.#insert(row);
    this.#used++;
  }

  #insert(row: number): void {
    const mask = this.#slots.length - 1;
    let at = (this.#table.id[3 * row] as number) & mask;
    while ((this.#slots[at] as number) >= 0) at = (at + 1) & mask;
    this.#slots[at] = row;
  }

  #resize(slots: number): void {
    const old = this.#slots;
    this.#slots = new Int32Array(slots).fill(-1);
    for (const row of old) if (row >= 0) this.#insert(row);
  }
}
