import type { DroppedItem, Item, ItemFlag, Seconds, Sender, VoiceMessage } from '../core/types.ts';
import type { Choice } from './choose.ts';
import type { Collector } from './collector.ts';
import { ID_DIGITS } from './identity.ts';
import type { Redactor } from './redact/redactor.ts';
import type { VoiceFigures } from './report.ts';
import { ROW, type RowTable } from './row-table.ts';
import { SpoolReader } from './spool-reader.ts';
import type { LineSink, Spool } from './stores.ts';
import { countPlaceholders } from './unmask.ts';

/** Whoever looks at every kept item in time order. */
export type Watch = (item: Item, epoch: Seconds) => void;

export interface ComposeParts {
  collector: Collector;
  choice: Choice;
  spool: Spool;
  redactor: Redactor;
  /** Whether anything has to be masked at all. */
  masks: boolean;
  /** Names of others become pseudonyms in every field. */
  pseudonyms: boolean;
  /** Whether the writer of a comment is the subject. */
  isSubject(sender: Sender): boolean;
  watch: Watch;
  sinks: { items: LineSink; voice: LineSink; dropped: LineSink };
}

const TRUE = Buffer.from('true');
const FALSE_SIZE = 'false'.length;
const ID_AT = '{"id":"'.length;

/**
 * Second pass: turns spooled rows into lines of the corpus. A plain text in which nothing is masked is copied as bytes;
 * only the others are parsed and written anew.
 */
export class Composer {
  /** Of the subject's voice messages. */
  readonly voice = { messages: 0, withFile: 0, missing: [] as string[], missingCount: 0, transcripts: 0, seconds: 0 };
  readonly #flags = new Map<string, number>();
  readonly #kinds = new Map<string, number>();
  readonly #parts: ComposeParts;
  readonly #table: RowTable;
  readonly #reader: SpoolReader;
  #line: Buffer = Buffer.allocUnsafe(1 << 16);
  /** What `#copy` found to be masked in the text of the row in hand, so that it is counted once. */
  #found: { text: string; count: number } | undefined;

  constructor(parts: ComposeParts) {
    this.#parts = parts;
    this.#table = parts.collector.table;
    this.#reader = new SpoolReader(parts.spool);
  }

  item(row: number): void {
    const plain =
      this.#table.has(row, ROW.plain) &&
      !this.#table.has(row, ROW.copied) &&
      !this.#parts.pseudonyms &&
      !this.#parts.choice.idFrom.has(row);
    if (!plain || !this.#copy(row)) this.#rewrite(row);
  }

  /** False, and nothing written, when something in the text must be masked. */
  #copy(row: number): boolean {
    const table = this.#table;
    const { collector, watch, sinks } = this.#parts;
    const size = table.size[row] as number;
    const { bytes, start } = this.#reader.locate(table.offset[row] as number, size);
    const text = this.#text(row, bytes, start);
    if (this.#mustMask(text)) return false;
    const mark = table.mark[row] as number;
    const bySubject = table.has(row, ROW.bySubject);
    if (bySubject) {
      if (this.#line.length < size) this.#line = Buffer.allocUnsafe(2 * size);
      bytes.copy(this.#line, 0, start, start + mark);
      TRUE.copy(this.#line, mark);
      bytes.copy(this.#line, mark + TRUE.length, start + mark + FALSE_SIZE, start + size);
      sinks.items.bytes(this.#line.subarray(0, size + TRUE.length - FALSE_SIZE), 1);
    } else sinks.items.bytes(bytes.subarray(start, start + size), 1);
    const conversation = collector.names.conversations[table.conversation[row] as number];
    const file = collector.files[table.file[row] as number];
    const kind = table.kindOf(row);
    const item: Item = {
      id: bytes.toString('latin1', start + ID_AT, start + ID_AT + ID_DIGITS),
      kind,
      time: timeIn(bytes, start, kind),
      conversation: conversation?.id ?? '',
      sender: collector.names.senders[table.sender[row] as number] ?? { name: '' },
      bySubject,
      type: table.typeOf(row),
      text,
      source: { format: file?.format ?? '', file: file?.file ?? '', record: table.record[row] as number },
    };
    if (conversation?.name !== undefined) item.conversationName = conversation.name;
    if (conversation?.group !== undefined) item.group = conversation.group;
    if (bySubject && item.type === 'voice') this.#voice(item);
    watch(item, table.epoch[row] as number);
    return true;
  }

  /** The text of a plain line. */
  #text(row: number, bytes: Buffer, start: number): string {
    const from = start + (this.#table.textAt[row] as number);
    const size = this.#table.textSize[row] as number;
    if (size === 0) return '';
    const text = bytes.toString('utf8', from, from + size);
    return this.#table.has(row, ROW.escaped) ? (JSON.parse(`"${text}"`) as string) : text;
  }

  #mustMask(text: string): boolean {
    if (!this.#parts.masks || text === '') return false;
    const found = this.#parts.redactor.redact(text);
    if (found.count === 0) return false;
    this.#found = found;
    return true;
  }

  #rewrite(row: number): void {
    const item = this.#parse(row);
    item.bySubject = this.#table.has(row, ROW.bySubject);
    const earlier = this.#parts.choice.idFrom.get(row);
    if (earlier !== undefined) item.id = this.#table.idOf(earlier);
    for (const donor of this.#parts.choice.donors.get(row) ?? []) fillIn(item, this.#parse(donor));
    if (this.#table.has(row, ROW.copied)) addFlag(item, 'copied');
    for (const comment of item.comments ?? []) comment.bySubject = this.#parts.isSubject(comment.sender);
    this.#mask(item);
    for (const flag of item.flags ?? []) this.#flags.set(flag, (this.#flags.get(flag) ?? 0) + 1);
    if (item.flags?.includes('masked')) for (const text of textsOf(item)) countPlaceholders(text, this.#kinds);
    this.#parts.sinks.items.line(JSON.stringify(item));
    if (item.bySubject && item.type === 'voice') this.#voice(item);
    this.#parts.watch(item, this.#table.epoch[row] as number);
  }

  dropped(row: number): void {
    const table = this.#table;
    const kept = table.same[row] as number;
    if (kept < 0 && table.has(row, ROW.plain) && !this.#parts.pseudonyms) {
      const size = table.size[row] as number;
      const { bytes, start } = this.#reader.locate(table.offset[row] as number, size);
      if (!this.#mustMask(this.#text(row, bytes, start))) {
        this.#parts.sinks.dropped.bytes(bytes.subarray(start, start + size), 1);
        return;
      }
    }
    const { id, bySubject, ...line } = this.#parse(row) as Item & DroppedItem;
    this.#mask(line as unknown as Item);
    if (kept >= 0) {
      line.reason = 'duplicate';
      line.keptId = table.idOf(this.#parts.choice.idFrom.get(kept) ?? kept);
    }
    this.#parts.sinks.dropped.line(JSON.stringify(line));
  }

  /** What the written items are flagged with. */
  flagCounts(): Record<string, number> {
    return sorted(this.#flags);
  }

  /** Placeholders in the written items, by kind. */
  maskedByKind(): Record<string, number> {
    return sorted(this.#kinds);
  }

  voiceFigures(): VoiceFigures {
    const { messages, withFile, transcripts, seconds, missingCount } = this.voice;
    return { messages, withFile, transcripts, seconds: Math.round(seconds * 10) / 10, missing: missingCount };
  }

  #parse(row: number): Item {
    const { bytes, start } = this.#reader.locate(this.#table.offset[row] as number, this.#table.size[row] as number);
    return JSON.parse(bytes.toString('utf8', start, start + (this.#table.size[row] as number))) as Item;
  }

  #mask(item: Item): void {
    const { redactor, masks, pseudonyms } = this.#parts;
    if (!masks) return;
    let count = 0;
    const mask = (text: string): string => {
      if (!text) return text;
      const masked = redactor.redact(text);
      count += masked.count;
      return masked.text;
    };
    if (this.#found) {
      item.text = this.#found.text;
      count = this.#found.count;
      this.#found = undefined;
    } else item.text = mask(item.text);
    if (item.title !== undefined) item.title = mask(item.title);
    if (item.quote) {
      item.quote.text = mask(item.quote.text);
      if (pseudonyms && item.quote.sender) item.quote.sender = redactor.name(item.quote.sender);
    }
    for (const comment of item.comments ?? []) {
      comment.text = mask(comment.text);
      if (pseudonyms) {
        comment.sender = this.#pseudonym(comment.sender);
        if (comment.replyTo) comment.replyTo = redactor.name(comment.replyTo);
      }
    }
    if (pseudonyms) {
      item.sender = this.#pseudonym(item.sender);
      item.conversation = redactor.name(item.conversation);
      if (item.conversationName !== undefined) item.conversationName = redactor.name(item.conversationName);
    }
    if (count) addFlag(item, 'masked');
  }

  /** The id of a third party is as telling as the name. */
  #pseudonym(sender: Sender): Sender {
    if (this.#parts.isSubject(sender)) return sender;
    const name = this.#parts.redactor.name(sender.name || sender.id || '');
    return sender.id === undefined ? { name } : { id: this.#parts.redactor.name(sender.id), name };
  }

  #voice(item: Item): void {
    const { voice } = this;
    const media = item.media?.path ? item.media : null;
    const seconds = item.media?.seconds ?? null;
    const line: VoiceMessage = {
      id: item.id,
      time: item.time,
      conversation: item.conversation,
      media,
      seconds,
      transcript: item.text || null,
      source: item.source,
    };
    this.#parts.sinks.voice.line(JSON.stringify(line));
    voice.messages++;
    if (item.text) voice.transcripts++;
    if (media && !media.missing) {
      voice.withFile++;
      voice.seconds += seconds ?? 0;
    } else {
      voice.missingCount++;
      if (voice.missing.length < MISSING_NAMED) {
        voice.missing.push(media ? media.path : `${item.source.file}:${item.source.record}`);
      }
    }
  }
}
const MISSING_NAMED = 20;

/** The value of `time`, which stands behind id and kind: `"…"` or `null`. */
function timeIn(bytes: Buffer, start: number, kind: string): string | null {
  const from = start + `{"id":"","kind":"","time":`.length + ID_DIGITS + kind.length;
  if (bytes[from] !== QUOTE) return null;
  const end = bytes[from + ISO_SIZE + 1] === QUOTE ? from + ISO_SIZE + 1 : bytes.indexOf(QUOTE, from + 1);
  return bytes.toString('latin1', from + 1, end);
}
const QUOTE = 34;
const ISO_SIZE = '2021-03-04T20:15:30+08:00'.length;

const sorted = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

function textsOf({ text, title, quote, comments = [] }: Item): string[] {
  return [text, title ?? '', quote?.text ?? '', ...comments.map((comment) => comment.text)].filter(Boolean);
}

function addFlag(item: Item, flag: ItemFlag): void {
  if (!item.flags?.includes(flag)) item.flags = [...(item.flags ?? []), flag];
}

/** What another export knows of the same message: the words of a voice message, the quoted ones. */
function fillIn(item: Item, other: Item): void {
  if (!item.text && other.text) item.text = other.text;
  if (!item.quote && other.quote) item.quote = other.quote;
}
