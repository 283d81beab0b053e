import { composed } from '../../core/composed.ts';
import type { Comment, DroppedItem, DropReason, Item, Quote, ReadItem, Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { isRecording } from '../../parse/media-index.ts';
import { isGroupLine } from '../../parse/placeholders.ts';
import { holdsPrivate } from '../../parse/privacy/scan.ts';
import { CLEANING_RULES, clean } from '../clean/index.ts';
import { quotedWords } from '../clean/quoted-words.ts';
import { wordsLeftOut } from '../clean/words-left-out.ts';
import type { IngestOptions } from '../options.ts';
import type { Spool } from '../stores.ts';
import { isChatId } from '../who/display-names.ts';
import { addFlag } from '../write/item-fields.ts';
import { hashText } from './hash.ts';
import {
  ALBUM_COVER,
  type Id,
  identify,
  identityOf,
  idOfMessage,
  isByServer,
  readId,
  SAME_ID,
  type Sha256,
} from './identity.ts';
import { type Conversation, Names } from './names.ts';
import { insidePeriod } from './period.ts';
import { type ColumnData, kindCode, precisionCode, ROW, RowTable, typeCode } from './row-table.ts';
import { isPlain, SpoolLines } from './spool-lines.ts';
import { dateOnly, Stamper } from './stamp.ts';
import { wordsCompared } from './words-compared.ts';

/** A file that rows came from. */
export interface SourceFile {
  format: string;
  /** Path inside its export. */
  file: string;
  root: string;
  /** Size of the file when it was read; unknown for what older versions have read. */
  bytes?: number;
  /** The file belongs to the corpus that was there before this run. */
  earlier?: true;
  /** For an earlier file: this run reads it too. */
  readAgain?: true;
  /** Why reading stopped before the end of the file: a code of the system or of the unpacker. */
  brokeOff?: string;
}

/**
 * What one thread has read: rows in columns, their lines in its spool, and the names and files that the numbers in the
 * columns refer to.
 */
export interface Shard {
  columns: ColumnData;
  files: SourceFile[];
  senders: readonly Sender[];
  conversations: readonly Conversation[];
  /** Other names of senders, with the senders' numbers. */
  aliases: (readonly [number, readonly string[]])[];
  /** People whom the exports name, whether they wrote anything or not. */
  mentioned: readonly Sender[];
  /** How many items each cleaning rule changed or marked. */
  ruleHits: Float64Array;
}

/** Lines wait in memory until they take this many bytes. */
const APPEND_FROM = 1 << 19;
/** A text shorter than this may be sent to many people without being copied: 好的, 我到了. */
const LONG_TEXT = 20;
/**
 * From this length on, the same words within one minute are the same message (methods: texts of 6 characters and more).
 */
export const TELLING_TEXT = 6;

/**
 * First pass: cleans, stamps and identifies every row that is read. Its line goes to the spool, and numbers about it go
 * into columns. Nothing else stays in memory.
 */
export class Collector {
  readonly #table = new RowTable();
  #names = new Names();
  #files: SourceFile[] = [];
  #ruleHits = new Float64Array(CLEANING_RULES.length);
  readonly #options: Pick<IngestOptions, 'since' | 'until'>;
  readonly #sha256: Sha256;
  readonly #spool: Spool;
  #lines: SpoolLines;
  readonly #stamper: Stamper;
  readonly #hash = new Uint32Array(2);
  readonly #id: Id = new Uint32Array(3);
  readonly #hit = (rule: number) => {
    this.#ruleHits[rule] = (this.#ruleHits[rule] ?? 0) + 1;
  };
  #numbers = new Map<SourceFile, number>();
  /** By name: whether masking would take something out of it. */
  readonly #privateNames = new Map<string, boolean>();
  #file = -1;

  constructor(options: Pick<IngestOptions, 'since' | 'until'>, timeZone: string, sha256: Sha256, spool: Spool) {
    this.#options = options;
    this.#sha256 = sha256;
    this.#spool = spool;
    this.#lines = new SpoolLines(this.#names);
    this.#stamper = new Stamper(timeZone);
  }

  /** Rows since the last shard was taken. */
  get rows(): number {
    return this.#table.length;
  }

  /** All rows until the next call come from this file. */
  begin(file: SourceFile): void {
    this.#file = this.#numbers.get(file) ?? this.#files.push(file) - 1;
    this.#numbers.set(file, this.#file);
    this.#lines.file(file.format, file.file, file.root);
  }

  add(item: ReadItem): void {
    clean(item, this.#hit);
    if (item.quote) item.quote = keptQuote(item.quote);
    const stamp = this.#stamper.stamp(item.time, item.precision === 'day');
    const { epoch, text: time } = stamp;
    if (!item.dropped && !insidePeriod(time, this.#options)) item.dropped = 'outside-period';
    if (time === null && item.kind !== 'message') addFlag(item, 'no-time');
    if (item.dropped) {
      const row = this.#row(item, epoch, time, this.#idOfNoPost(item), fateOf(item.dropped, item.droppedBy));
      this.#hashWords(row, wordsType(item), item.text);
      return;
    }
    identify(identityOf(item, stamp), item.messageId !== undefined, this.#sha256, this.#id);
    const row = this.#row(item, epoch, time, this.#id);
    if (item.rowId !== undefined) this.#table.rowId[row] = this.#hashOf(item.rowId);
    this.#hashWords(row, wordsType(item), item.text);
  }

  #idOfNoPost({ kind, messageId, droppedBy }: ReadItem): Id {
    if (droppedBy !== ALBUM_COVER || messageId === undefined) return NO_ID;
    readId(idOfMessage(kind, messageId, this.#sha256), this.#id);
    return this.#id;
  }

  /** Notes somebody whom the export lists, whether they wrote anything or not. */
  mention(person: Sender): void {
    this.#names.mention(person);
  }

  /**
   * Adds an item of the corpus that was there before; its id stays. `words`: its text as it was before masking. `isGone`:
   * the file that it names does not lie there any more.
   */
  addEarlier(item: Item, words: string, isGone: boolean): void {
    const { epoch, text: time } = this.#stamper.stamp(item.time);
    readId(item.id, this.#id);
    const row = this.#row(item, epoch, time, this.#id);
    const byServer = isByServer(this.#id) ? ROW.serverId : 0;
    this.#table.set(row, ROW.earlier | byServer | (item.bySubject ? ROW.bySubject : 0) | goneFlag(isGone));
    this.#hashWords(row, wordsType(item), words);
  }

  /**
   * Adds a line of dropped.jsonl whose file is not read again. A duplicate gets the id of the item that was kept, with
   * `serverId` where its own export gave it that id; the cover of an album keeps its own. `words`, `isGone`: as for `addEarlier`.
   */
  addEarlierDropped({ reason, rule, keptId, id = keptId, ...item }: DroppedItem, words: string, isGone: boolean): void {
    const { epoch, text: time } = this.#stamper.stamp(item.time);
    // Which item tells the words is found anew in every run.
    if (rule === wordsLeftOut.id) [reason, keptId, id] = ['empty', undefined, undefined];
    if (id !== undefined) readId(id, this.#id);
    const known = id === undefined ? NO_ID : this.#id;
    const dropped = { ...item, dropped: reason, ...(rule === undefined ? {} : { droppedBy: rule }) };
    const row = this.#row(dropped, epoch, time, known, fateOf(reason, rule, keptId));
    const byServer = rule === SAME_ID && isByServer(this.#id) ? ROW.serverId : 0;
    this.#table.set(row, ROW.earlier | byServer | goneFlag(isGone));
    this.#hashWords(row, wordsType(item), words);
  }

  /** Returns all rows so far, with their lines in the spool. The collector then begins anew. */
  take(): Shard {
    this.#flush();
    const { senders, conversations, aliases, mentioned } = this.#names;
    const shard: Shard = {
      columns: this.#table.take(),
      files: this.#files,
      senders,
      conversations,
      aliases: [...aliases].map(([n, known]) => [n, [...known]] as const),
      mentioned: [...mentioned],
      ruleHits: this.#ruleHits,
    };
    this.#names = new Names();
    this.#lines = new SpoolLines(this.#names);
    this.#files = [];
    this.#numbers = new Map();
    this.#ruleHits = new Float64Array(CLEANING_RULES.length);
    return shard;
  }

  #flush(): void {
    if (this.#lines.length) this.#spool.append(this.#lines.bytes.subarray(0, this.#lines.length));
    this.#lines.clear();
  }

  #row(item: ReadItem, epoch: number, time: string | null, id: Id, more = ''): number {
    const table = this.#table;
    const row = table.add();
    if (item.comments) item.comments = item.comments.map((comment) => this.#dated(withNames(comment)));
    const sender = this.#names.sender(item.sender);
    const conversation = this.#names.conversation(item);
    const entry = item.dropped
      ? this.#lines.dropped(item, time, sender, conversation, more)
      : this.#lines.item(item, id, time, sender, conversation);
    table.offset[row] = this.#spool.size + entry.start;
    table.size[row] = entry.end - entry.start;
    table.epoch[row] = epoch;
    table.precision[row] = precisionCode(time === null ? 'none' : (dateOnly(time) ?? item.precision ?? 'second'));
    table.kind[row] = kindCode(item.kind);
    table.type[row] = typeCode(item.type);
    table.flags[row] = flagsOf(item) | (entry.bare ? ROW.bare : 0) | (entry.escaped ? ROW.escaped : 0);
    // Looked for here, where several threads read; the later steps go through the rows one by one.
    if (entry.bare) {
      if (holdsPrivate(item.text)) table.set(row, ROW.private);
    } else if (isPlain(item)) {
      if (item.dropped && id === NO_ID && !holdsPrivate(item.text) && !this.#namesHoldPrivate(item))
        table.set(row, ROW.copyable);
    } else this.#names.mentionIn(item);
    table.file[row] = this.#file;
    table.record[row] = item.source.record;
    table.sender[row] = sender;
    table.conversation[row] = conversation;
    if (item.dropped) table.drop(row, item.dropped);
    table.setId(row, id);
    if (entry.end >= APPEND_FROM) this.#flush();
    return row;
  }

  /** Writes the time of a comment as that of the item is written; a value that is no time is left out. */
  #dated(comment: Comment): Comment {
    if (comment.time === undefined) return comment;
    const { time, ...rest } = comment;
    const { text } = this.#stamper.stamp(time);
    return text === null ? rest : { ...comment, time: text };
  }

  #namesHoldPrivate({ sender, conversation, conversationName = '' }: ReadItem): boolean {
    return [sender.name, conversation, conversationName].some((name) =>
      upsert(this.#privateNames, name, () => !isChatId(name) && holdsPrivate(name)),
    );
  }

  /**
   * Formats without types cannot tell a link from a transfer, so everything but texts and voices counts as one kind.
   */
  #hashWords(row: number, type: ReadItem['type'], text: string): void {
    hashText(type === 'text' ? wordsCompared(text) : type === 'voice' ? type : '', 1, this.#hash);
    this.#table.words[2 * row] = this.#hash[0] as number;
    this.#table.words[2 * row + 1] = this.#hash[1] as number;
  }

  #hashOf(text: string): number {
    hashText(text, 2, this.#hash);
    return (this.#hash[0] as number) || 1;
  }
}

/** A post always has words of its own, and tools differ in the type they give its pictures, links and songs. */
const wordsType = ({ kind, type }: Pick<ReadItem, 'kind' | 'type'>): ReadItem['type'] =>
  kind === 'post' ? 'text' : type;

const NO_ID: Id = new Uint32Array(3);

function keptQuote(quote: Quote): Quote {
  const { sender, text } = quote;
  return {
    ...quote,
    ...(sender ? { sender: composed(sender) } : {}),
    ...(text ? { text: quotedWords(text) } : {}),
  };
}

function withNames(comment: Comment): Comment {
  const { sender, replyTo } = comment;
  return {
    ...comment,
    sender: { ...sender, name: composed(sender.name) },
    ...(replyTo ? { replyTo: composed(replyTo) } : {}),
  };
}

const goneFlag = (isGone: boolean): number => (isGone ? ROW.mediaGone : 0);

function flagsOf(item: ReadItem): number {
  const { media } = item;
  return (
    (item.direction === 'sent' ? ROW.sent : item.direction === 'received' ? ROW.received : 0) |
    (tellsGroup(item) ? ROW.group : 0) |
    (item.messageId ? ROW.serverId : 0) |
    (item.text.length >= LONG_TEXT && item.type === 'text' ? ROW.long : 0) |
    (item.text.length >= TELLING_TEXT && item.type === 'text' ? ROW.telling : 0) |
    (item.flags?.includes('copied') ? ROW.copied : 0) |
    (item.flags?.includes('weak-time') ? ROW.weakTime : 0) |
    (media?.path && !media.missing ? ROW.hasMedia | (isRecording(media.path) ? ROW.recording : 0) : 0) |
    (media?.missing ? ROW.missingMedia : 0) |
    (item.text ? ROW.hasText : 0) |
    (media?.seconds !== undefined ? ROW.seconds : 0) |
    (item.quote?.text || item.quote?.sender ? ROW.quote : 0) |
    (item.title ? ROW.title : 0) |
    (item.comments?.length ? ROW.comments : 0) |
    (item.flags?.includes('private') ? ROW.onlyMe : 0) |
    (item.droppedBy === wordsLeftOut.id ? ROW.wordless : 0)
  );
}

const tellsGroup = ({ group, dropped, text }: ReadItem): boolean =>
  group ?? (dropped === 'system-line' && isGroupLine(text));

/** The last fields of a line of dropped.jsonl. */
function fateOf(reason: DropReason, rule?: string, keptId?: string): string {
  return `,"reason":"${reason}"${rule === undefined ? '' : `,"rule":${JSON.stringify(rule)}`}${keptId === undefined ? '' : `,"keptId":"${keptId}"`}`;
}
