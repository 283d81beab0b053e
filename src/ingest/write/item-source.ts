import type { DroppedItem, Item, Media, Quote, Seconds, Sender } from '../../core/types.ts';
import type { RedactLevel } from '../../parse/privacy/levels.ts';
import { createRedactor, type Redactor, type RedactorOptions } from '../../parse/privacy/redactor.ts';
import { idText } from '../rows/identity.ts';
import type { Conversation } from '../rows/names.ts';
import { type ColumnData, kindName, ROW, SECOND, typeName } from '../rows/row-table.ts';
import { type Located, SpoolReader } from '../rows/spool-reader.ts';
import { Stamper } from '../rows/stamp.ts';
import type { SoundDoubts } from '../same/tell-sounds.ts';
import { uniteComments } from '../same/unite-comments.ts';
import type { Spool } from '../stores.ts';
import { Parties, type Party } from '../who/parties.ts';
import { ShownNames, type SubjectNames } from '../who/shown-names.ts';
import { addFlag, fieldsInOrder } from './item-fields.ts';
import { PlainItem } from './plain-item.ts';
import { PlainLines } from './plain-lines.ts';
import { quotedPlace } from './quoted-place.ts';
import { textsOf } from './texts-of.ts';

/** Everything that the second pass needs, as plain data that can be passed to another thread. */
export interface PassData {
  columns: ColumnData;
  timeZone: string;
  /** Kept rows in time order. */
  order: Uint32Array;
  /** Where each row stands in time, even without a time of its own (`timelineOf`). */
  timeline: Float64Array;
  /** Senders as they are written. */
  senders: readonly Sender[];
  conversations: readonly Conversation[];
  /** Ids of everybody who wrote, as they were read. */
  ids: ReadonlySet<string>;
  files: readonly { format: string; file: string; root: string }[];
  /** See Choice. */
  idFrom: ReadonlyMap<number, number>;
  donors: ReadonlyMap<number, readonly number[]>;
  /** See Joined. */
  fileFrom: ReadonlyMap<number, number>;
  doubts: SoundDoubts;
  redaction: { level: RedactLevel; options: RedactorOptions };
  subject: SubjectNames;
  /** Whom a name or an id means, for comparing the comments that several copies have. */
  parties: ReadonlyMap<string, Party>;
  /** The earlier corpus was made for the same person, so it also tells which comments are the subject's. */
  isSameSubject: boolean;
}

/** Turns rows of the spool into items: it is known whose they are, ids are final, private data is masked. */
export class ItemSource {
  readonly redactor: Redactor;
  readonly shown: ShownNames;
  /** Takes out other things that must not be written, before masking. */
  strip: ((item: Pick<Item, 'kind' | 'quote' | 'comments'>, row: number) => void) | undefined;
  readonly #data: PassData;
  readonly #parties: Parties;
  readonly #reader: SpoolReader;
  readonly #masks: boolean;
  readonly #pseudonyms: boolean;
  /** The last result of `plainText`, kept so that what was masked is counted once. */
  #found: { text: string; count: number } | undefined;

  readonly #stamper: Stamper;
  readonly #lines: PlainLines;

  constructor(data: PassData, spool: Pick<Spool, 'read'>) {
    const { level, options } = data.redaction;
    this.#data = data;
    this.#stamper = new Stamper(data.timeZone);
    this.#lines = new PlainLines(data, this.#stamper);
    this.#reader = new SpoolReader(spool, data.files.length);
    this.redactor = createRedactor(level, options);
    this.shown = new ShownNames(this.redactor, data.ids, data.subject);
    this.#parties = new Parties(data.parties, this.shown);
    this.#masks = level !== 'none';
    this.#pseudonyms = level === 'strict';
  }

  /** What the spool holds for a row; valid until the next call. */
  entry(row: number): Located {
    const { offset, size } = this.#data.columns;
    return this.#reader.locate(offset[row] as number, size[row] as number);
  }

  /** The masked text of a row whose line can be made of this text and the columns; undefined for all other rows. */
  plainText(row: number): string | undefined {
    const { columns, idFrom, donors, fileFrom } = this.#data;
    const flags = columns.flags[row] as number;
    if ((flags & (ROW.bare | ROW.copied)) !== ROW.bare) return undefined;
    if ((idFrom.size > 0 && idFrom.has(row)) || (donors.size > 0 && donors.has(row))) return undefined;
    if (fileFrom.size > 0 && fileFrom.has(row)) return undefined;
    const size = columns.size[row] as number;
    if (size === 0) return '';
    const text = this.#reader.text(columns.offset[row] as number, size, (flags & ROW.escaped) !== 0);
    // In strict mode any text may name somebody.
    if (!this.#masks || (!this.#pseudonyms && (flags & ROW.private) === 0)) return text;
    const found = this.redactor.redact(text);
    if (found.count === 0) return text;
    this.#found = found;
    return undefined;
  }

  /** Whether the line of a row that was dropped when it was read can be copied as it is. */
  isCopyable(row: number): boolean {
    return !this.#pseudonyms && ((this.#data.columns.flags[row] as number) & ROW.copyable) !== 0;
  }

  /** The item of a bare row. */
  light(row: number, text: string): Item {
    return new PlainItem(this.#data, this.#stamper, row, text);
  }

  /** The item of any row, parsed, completed and masked. */
  full(row: number): Item {
    const { columns, donors, fileFrom, conversations, senders, isSameSubject } = this.#data;
    const flags = columns.flags[row] as number;
    // A duplicate of the earlier corpus may now be the row that is kept.
    const { reason: _, rule: __, keptId: ___, ...item }: Item & Partial<DroppedItem> = this.parse(row);
    item.bySubject = (flags & ROW.bySubject) !== 0;
    item.id = this.idOf(row);
    if (item.precision === 'minute' && columns.precision[row] === SECOND) {
      item.time = this.#stamper.iso(columns.epoch[row] as number);
      delete item.precision;
    }
    const lender = fileFrom.get(row);
    if (lender !== undefined) item.media = lentFile(item, this.parse(lender));
    for (const donor of donors.get(row) ?? []) this.#fillIn(item, this.parse(donor));
    if (flags & ROW.copied) addFlag(item, 'copied');
    // The shown names of people and chats are known only now, already masked. The keys keep their places.
    for (const comment of item.comments ?? []) {
      const wasMine = isSameSubject && comment.bySubject === true;
      comment.bySubject = wasMine || this.shown.isSubject(comment.sender);
      comment.sender.name = this.#parties.nameOf(comment.sender.name);
      if (comment.replyTo) comment.replyTo = this.#parties.nameOf(comment.replyTo);
    }
    this.strip?.(item, row);
    this.mask(item);
    item.sender = senders[columns.sender[row] as number] ?? item.sender;
    const chat = conversations[columns.conversation[row] as number];
    if (chat) item.conversation = chat.id;
    if (chat && item.kind === 'message') {
      if (chat.group === undefined) delete item.group;
      else item.group = chat.group;
    }
    if (chat?.name !== undefined && item.conversationName !== undefined) item.conversationName = chat.name;
    return fieldsInOrder<Item>(item);
  }

  /**
   * Adds what another export knows of the same message: what was said or shown, what it answers, its length, comments,
   * who could see it.
   */
  #fillIn(item: Item, other: Item): void {
    if (other.type === item.type) {
      const own = wordsOf(item);
      if (!item.text && other.text) item.text = other.text;
      if (!item.title && other.title) item.title = other.title;
      if (other.quote) item.quote = bothQuotes(item.quote, other.quote);
      if (other.flags?.includes('masked') && wordsOf(item) !== own) addFlag(item, 'masked');
      const seconds = finer(item.media?.seconds, other.media?.seconds);
      if (seconds !== undefined && seconds !== item.media?.seconds) item.media = { path: '', ...item.media, seconds };
    }
    if (other.flags?.includes('private')) addFlag(item, 'private');
    if (other.comments) {
      const masked = (text: string) => (this.#masks ? this.redactor.redact(text).text : text);
      item.comments = uniteComments(item.comments ?? [], other.comments, masked, this.#parties);
    }
  }

  /** All that is told of a forgotten row: its place, so that the rows of its file still add up. */
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

  /** The item of a row as it was read, without a sound that is not its own. */
  parse(row: number): Item {
    const item = this.#read(row);
    const doubt = this.#data.doubts.get(row);
    if (doubt) item.media = withoutSound(item.media, doubt);
    return item;
  }

  #read(row: number): Item {
    const { flags, size } = this.#data.columns;
    const entry = this.entry(row);
    let { bytes, start } = entry;
    let end = start + (size[row] as number);
    if ((flags[row] as number) & ROW.bare) {
      this.#lines.clear();
      this.#lines.add(row, entry, size[row] as number);
      [bytes, start, end] = [this.#lines.bytes, 0, this.#lines.length];
    }
    return JSON.parse(bytes.toString('utf8', start, end)) as Item;
  }

  /** The final id of a kept row. */
  idOf(row: number): string {
    const { id } = this.#data.columns;
    const from = this.#data.idFrom.get(row) ?? row;
    return idText(id, 3 * from);
  }

  /** Masks every field that somebody wrote, and puts shown names into the fields that name somebody. */
  mask(item: Omit<Item, 'id' | 'bySubject'>): void {
    const found = this.#found;
    this.#found = undefined;
    if (!this.#masks) return;
    let count = 0;
    const counted = (masked: { text: string; count: number }): string => {
      count += masked.count;
      return masked.text;
    };
    const mask = (text: string) => (text ? counted(this.redactor.redact(text)) : text);
    const maskPlace = (title: string) => counted(this.redactor.place(title));
    const maskQuote = (quote: string) => {
      const place = quotedPlace(quote);
      return place ? mask(place.label) + maskPlace(place.title) + mask(place.rest) : mask(quote);
    };
    item.text = found ? counted(found) : mask(item.text);
    if (item.title !== undefined) item.title = item.type === 'location' ? maskPlace(item.title) : mask(item.title);
    if (item.quote) item.quote.text = maskQuote(item.quote.text);
    for (const comment of item.comments ?? []) comment.text = mask(comment.text);
    if (count) addFlag(item, 'masked');
    this.#disguise(item);
  }

  #disguise(item: Omit<Item, 'id' | 'bySubject'>): void {
    const shown = this.shown;
    item.sender = shown.sender(item.sender);
    item.conversation = shown.called(item.conversation);
    if (item.conversationName !== undefined) item.conversationName = shown.called(item.conversationName);
    if (item.quote?.sender) item.quote.sender = shown.called(item.quote.sender);
    for (const comment of item.comments ?? []) {
      comment.sender = shown.sender(comment.sender);
      if (comment.replyTo) comment.replyTo = shown.called(comment.replyTo);
    }
  }
}

const wordsOf = (item: Item): string => textsOf(item).join('\n');

/** Of two lengths of one message, the one that is not told in whole seconds; else the first that is told. */
const finer = (length?: Seconds, other?: Seconds): Seconds | undefined =>
  other !== undefined && (length === undefined || (Number.isInteger(length) && !Number.isInteger(other)))
    ? other
    : length;

/**
 * Joins two quotes: one tool knows which message is quoted, another one who wrote it or what it says, and WeFlow puts a
 * blank in place of line breaks.
 */
function bothQuotes(quote: Quote | undefined, other: Quote): Quote {
  const sender = quote?.sender || other.sender;
  const messageId = quote?.messageId ?? other.messageId;
  return {
    ...(sender === undefined ? {} : { sender }),
    text: isInOneLine(quote?.text ?? '', other.text) ? other.text : (quote?.text ?? ''),
    ...(messageId === undefined ? {} : { messageId }),
  };
}

/** Whether a text is empty, or the other one with a blank in place of each line break. */
const isInOneLine = (text: string, other: string): boolean =>
  text === '' || (text !== other && other.includes('\n') && text === other.replaceAll(/\s+/gu, ' ').trim());

/** The file that another row names, as the item names it, with the more exact of the two lengths. */
function lentFile({ media: own, source }: Item, { media, source: from }: Item): Media {
  const { root: _, seconds: told, ...file } = media ?? { path: '' };
  const root = media?.root ?? from.root;
  const seconds = finer(own?.seconds, told);
  return {
    ...file,
    ...(root === undefined || root === source.root ? {} : { root }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}

function withoutSound(media: Media | undefined, doubt: 'other' | 'open'): Media {
  const { root: _, ...rest } = media ?? {};
  return { ...rest, path: '', ...(doubt === 'open' ? { ambiguous: true } : {}) };
}
