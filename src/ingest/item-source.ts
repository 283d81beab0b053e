import type { DroppedItem, Item, ItemFlag, Sender } from '../core/types.ts';
import { ID_DIGITS, idText } from './identity.ts';
import type { Conversation } from './names.ts';
import type { RedactLevel, Redactor, RedactorOptions } from './redact/redactor.ts';
import { createRedactor } from './redact/redactor.ts';
import { type ColumnData, kindName, ROW, typeName } from './row-table.ts';
import { type Located, SpoolReader } from './spool-reader.ts';
import type { Spool } from './stores.ts';

/** All that the second pass needs to know, as plain data that another thread can be handed. */
export interface PassData {
  columns: ColumnData;
  /** Kept rows in time order. */
  order: Uint32Array;
  senders: readonly Sender[];
  conversations: readonly Conversation[];
  files: readonly { format: string; file: string; root: string }[];
  /** See Choice. */
  idFrom: ReadonlyMap<number, number>;
  donors: ReadonlyMap<number, readonly number[]>;
  redaction: { level: RedactLevel; options: RedactorOptions };
  /** Every name, and every id, of the subject. */
  subject: { names: ReadonlySet<string>; ids: ReadonlySet<string> };
}

const ID_AT = '{"id":"'.length;

/** Rows of the spool as items: whose they are is known, ids are final, what is private is masked. */
export class ItemSource {
  readonly redactor: Redactor;
  /** Takes out what else must not be written, before it is masked. */
  strip: ((item: Pick<Item, 'kind' | 'quote' | 'comments'>) => void) | undefined;
  readonly #data: PassData;
  readonly #reader: SpoolReader;
  readonly #masks: boolean;
  readonly #pseudonyms: boolean;
  /** What `plainText` found to be masked in the row in hand, so that it is counted once. */
  #found: { text: string; count: number } | undefined;

  constructor(data: PassData, spool: Pick<Spool, 'read'>) {
    const { level, options } = data.redaction;
    this.#data = data;
    this.#reader = new SpoolReader(spool);
    this.redactor = createRedactor(level, options);
    this.#masks = level !== 'none';
    this.#pseudonyms = level === 'strict';
  }

  /** Of a kept row. */
  time(row: number): string | null {
    const { bytes, start } = this.line(row);
    return timeIn(bytes, start, kindName(this.#data.columns.kind[row] as number));
  }

  /** The line of a row in the spool; valid until the next call. */
  line(row: number): Located {
    const { offset, size } = this.#data.columns;
    return this.#reader.locate(offset[row] as number, size[row] as number);
  }

  /** The text of a row whose line can stand as it is; undefined when something about it must be changed. */
  plainText(row: number): string | undefined {
    const { columns, idFrom, donors } = this.#data;
    const flags = columns.flags[row] as number;
    if ((flags & (ROW.plain | ROW.copied | ROW.renamed)) !== ROW.plain) return undefined;
    if (this.#pseudonyms || (idFrom.size > 0 && idFrom.has(row)) || (donors.size > 0 && donors.has(row)))
      return undefined;
    const textSize = columns.textSize[row] as number;
    if (textSize === 0) return '';
    const { bytes, start } = this.line(row);
    const from = start + (columns.textAt[row] as number);
    const raw = bytes.toString('utf8', from, from + textSize);
    const text = flags & ROW.escaped ? (JSON.parse(`"${raw}"`) as string) : raw;
    if (!this.#masks || (flags & ROW.private) === 0) return text;
    const found = this.redactor.redact(text);
    if (found.count === 0) return text;
    this.#found = found;
    return undefined;
  }

  /** The item of a plain line, without parsing it. */
  light(row: number, text: string): Item {
    const { columns, conversations, senders, files } = this.#data;
    const { bytes, start } = this.line(row);
    const flags = columns.flags[row] as number;
    const chat = conversations[columns.conversation[row] as number];
    const file = files[columns.file[row] as number];
    const kind = kindName(columns.kind[row] as number);
    const item: Item = {
      id: bytes.toString('latin1', start + ID_AT, start + ID_AT + ID_DIGITS),
      kind,
      time: timeIn(bytes, start, kind),
      conversation: chat?.id ?? '',
      sender: senders[columns.sender[row] as number] ?? { name: '' },
      bySubject: (flags & ROW.bySubject) !== 0,
      type: typeName(columns.type[row] as number),
      text,
      source: { format: file?.format ?? '', file: file?.file ?? '', record: columns.record[row] as number },
    };
    if (chat?.name !== undefined) item.conversationName = chat.name;
    if (chat?.group !== undefined) item.group = chat.group;
    return item;
  }

  /** The item of any row, parsed, completed and masked. */
  full(row: number): Item {
    const { columns, idFrom, donors, conversations } = this.#data;
    const item = this.parse(row);
    const flags = columns.flags[row] as number;
    item.bySubject = (flags & ROW.bySubject) !== 0;
    if (flags & ROW.renamed || idFrom.has(row)) item.id = this.idOf(row);
    for (const donor of donors.get(row) ?? []) fillIn(item, this.parse(donor));
    if (flags & ROW.copied) addFlag(item, 'copied');
    // What the chat is called for the subject is known only now; the keys stay in their places.
    const chat = conversations[columns.conversation[row] as number];
    if (chat) item.conversation = chat.id;
    if (chat?.group !== undefined && item.kind === 'message') item.group = chat.group;
    if (chat?.name !== undefined && item.conversationName !== undefined) item.conversationName = chat.name;
    for (const comment of item.comments ?? []) comment.bySubject = this.isSubject(comment.sender);
    this.strip?.(item);
    this.mask(item);
    return item;
  }

  /** All that is told of a forgotten row: where it stands, so that the rows of its file still add up. */
  stub(row: number): DroppedItem {
    const { columns, files } = this.#data;
    const { format = '', file = '', root } = files[columns.file[row] as number] ?? {};
    return {
      kind: kindName(columns.kind[row] as number),
      time: null,
      conversation: '',
      sender: { name: '' },
      type: typeName(columns.type[row] as number),
      text: '',
      source: { format, file, record: columns.record[row] as number, ...(root === undefined ? {} : { root }) },
      reason: 'forgotten',
    };
  }

  parse(row: number): Item {
    const { bytes, start } = this.line(row);
    return JSON.parse(bytes.toString('utf8', start, start + (this.#data.columns.size[row] as number))) as Item;
  }

  /** The final id of a kept row. */
  idOf(row: number): string {
    const { id } = this.#data.columns;
    const from = this.#data.idFrom.get(row) ?? row;
    return idText(id, 3 * from);
  }

  isSubject({ id, name }: Sender): boolean {
    const { names, ids } = this.#data.subject;
    return id === undefined ? names.has(name) : ids.has(id) || (ids.size === 0 && names.has(name));
  }

  /** Puts placeholders into every field that somebody wrote; in strict mode pseudonyms into those that name somebody. */
  mask(item: Omit<Item, 'id' | 'bySubject'>): void {
    const found = this.#found;
    this.#found = undefined;
    if (!this.#masks) return;
    let count = 0;
    const mask = (text: string, known?: { text: string; count: number }): string => {
      if (!text) return text;
      const masked = known ?? this.redactor.redact(text);
      count += masked.count;
      return masked.text;
    };
    item.text = mask(item.text, found);
    if (item.title !== undefined) item.title = mask(item.title);
    if (item.quote) item.quote.text = mask(item.quote.text);
    for (const comment of item.comments ?? []) comment.text = mask(comment.text);
    if (this.#pseudonyms) this.#hideNames(item);
    if (count) addFlag(item, 'masked');
  }

  #hideNames(item: Omit<Item, 'id' | 'bySubject'>): void {
    const { redactor } = this;
    item.sender = this.#pseudonym(item.sender);
    item.conversation = redactor.name(item.conversation);
    if (item.conversationName !== undefined) item.conversationName = redactor.name(item.conversationName);
    if (item.quote?.sender) item.quote.sender = redactor.name(item.quote.sender);
    for (const comment of item.comments ?? []) {
      comment.sender = this.#pseudonym(comment.sender);
      if (comment.replyTo) comment.replyTo = redactor.name(comment.replyTo);
    }
  }

  /** The id of a third party is as telling as the name. */
  #pseudonym(sender: Sender): Sender {
    if (this.isSubject(sender)) return sender;
    const name = this.redactor.name(sender.name || sender.id || '');
    return sender.id === undefined ? { name } : { id: this.redactor.name(sender.id), name };
  }
}

/** The value of `time`, which stands behind id and kind: `"…"` or `null`. */
function timeIn(bytes: Buffer, start: number, kind: string): string | null {
  const from = start + `{"id":"","kind":"","time":`.length + ID_DIGITS + kind.length;
  if (bytes[from] !== QUOTE) return null;
  // Behind a bare date, the quote of the next name but one stands where a whole time would end.
  const size = [DAY_SIZE, ISO_SIZE].find((length) => bytes[from + length + 1] === QUOTE);
  const end = size === undefined ? bytes.indexOf(QUOTE, from + 1) : from + size + 1;
  return bytes.toString('latin1', from + 1, end);
}
const QUOTE = 34;
const DAY_SIZE = '2021-03-04'.length;
const ISO_SIZE = '2021-03-04T20:15:30+08:00'.length;

function addFlag(item: Pick<Item, 'flags'>, flag: ItemFlag): void {
  if (!item.flags?.includes(flag)) item.flags = [...(item.flags ?? []), flag];
}

/** What another export knows of the same message: what was said, what it answers, comments, its length. */
function fillIn(item: Item, other: Item): void {
  if (!item.text && other.text && other.type === item.type) item.text = other.text;
  if (!item.quote && other.quote) item.quote = other.quote;
  if (!item.comments && other.comments) item.comments = other.comments;
  const seconds = other.media?.seconds;
  if (item.media?.seconds === undefined && seconds !== undefined) item.media = { path: '', ...item.media, seconds };
}
