import type { Quote, ReadItem } from '../../core/types.ts';
import { BY_SUBJECT, LineHeads } from './heads.ts';
import { type Id, idText } from './identity.ts';
import type { Names } from './names.ts';
import { putPlain, withRoom } from './put-bytes.ts';
import { typeCode } from './row-table.ts';

/** Where the spool entry of a row lies in `SpoolLines.bytes`. */
export interface SpoolEntry {
  start: number;
  end: number;
  /**
   * The entry is only the text, in its JSON form, and everything else is in the columns. Otherwise it is a line of
   * JSON.
   */
  bare: boolean;
  /** A bare text holds JSON escapes. */
  escaped: boolean;
}

const CAPACITY = 1 << 20;

type FileSource = Pick<ReadItem['source'], 'format' | 'file' | 'root'>;

/**
 * Makes the entries of the spool. Nine messages in ten have only a text and what the table already holds as numbers. Of
 * such a message only the text is written, a tenth of its line; the line is made when everything about it is known.
 */
export class SpoolLines {
  bytes: Buffer = Buffer.allocUnsafe(CAPACITY);
  /** End of the entries since the last `clear` in `bytes`. */
  length = 0;
  readonly #heads: LineHeads;
  #source: FileSource = { format: '', file: '' };
  readonly #entry: SpoolEntry = { start: 0, end: 0, bare: false, escaped: false };

  constructor(names: Names) {
    this.#heads = new LineHeads(names);
  }

  /** Sets what `source` says of all rows of the file that is read next. */
  file(format: string, file: string, root: string): void {
    this.#source = { format, file, root };
  }

  clear(): void {
    this.length = 0;
  }

  /** Writes an item that is kept for now. The result is valid until the next call. */
  item(item: ReadItem, id: Id, time: string | null, sender: number, conversation: number): SpoolEntry {
    if (isPlain(item) && fitsColumns(item, time)) return this.#bare(item.text);
    const head = this.#headOf(item, sender, conversation);
    return this.#line(`{"id":"${idText(id)}",`, item, time, head, `false,${restOf(item, this.#source)}`);
  }

  /** Writes a line of dropped.jsonl in its final form. `more`: fields to add at the end, with a comma in front. */
  dropped(item: ReadItem, time: string | null, sender: number, conversation: number, more: string): SpoolEntry {
    const head = this.#headOf(item, sender, conversation);
    const rest = restOf(item, this.#source);
    return this.#line('{', item, time, head.subarray(0, -BY_SUBJECT.length), `,${rest.slice(0, -1)}${more}}`);
  }

  #bare(text: string): SpoolEntry {
    // JSON may write one character as six.
    this.bytes = withRoom(this.bytes, this.length, 6 * text.length);
    const entry = this.#entry;
    entry.start = this.length;
    entry.bare = true;
    const end = putPlain(this.bytes, text, this.length);
    entry.escaped = end < 0;
    this.length = end < 0 ? this.length + this.bytes.write(JSON.stringify(text).slice(1, -1), this.length) : end;
    entry.end = this.length;
    return entry;
  }

  #line(open: string, { kind }: ReadItem, time: string | null, head: Buffer, rest: string): SpoolEntry {
    const start = `${open}"kind":"${kind}","time":${time === null ? 'null' : `"${time}"`},`;
    this.bytes = withRoom(this.bytes, this.length, 3 * start.length + head.length + 3 * rest.length + 1);
    const { bytes } = this;
    const entry = this.#entry;
    entry.start = this.length;
    entry.bare = false;
    entry.escaped = false;
    let at = this.length + bytes.write(start, this.length);
    at += head.copy(bytes, at);
    at += bytes.write(rest, at);
    bytes[at++] = NEWLINE;
    entry.end = at;
    this.length = at;
    return entry;
  }

  #headOf(item: ReadItem, sender: number, conversation: number): Buffer {
    const way = item.direction === undefined ? 0 : item.direction === 'sent' ? 1 : 2;
    return this.#heads.of(conversation, sender, way, item.precision === 'minute' && item.time !== null);
  }
}

const NEWLINE = 10;

/** Whether an item has nothing but a type and a text. */
export function isPlain(item: ReadItem): boolean {
  return (
    item.title === undefined &&
    item.quote === undefined &&
    item.media === undefined &&
    item.comments === undefined &&
    item.flags === undefined &&
    item.rules === undefined
  );
}

/**
 * Whether the columns hold all about an item: it has no bare date, and nothing that only a corpus edited by hand would
 * hold.
 */
const fitsColumns = ({ type, source }: ReadItem, time: string | null): boolean =>
  (time === null || time.length > '2021-03-04'.length) && typeCode(type) >= 0 && source.record >>> 0 === source.record;

/** Some readers name first who wrote the quoted words. One order gives the same bytes whoever told of a quote. */
const inOneOrder = ({ sender, text, messageId }: Quote) => ({ sender, text, messageId });

/** Everything after `bySubject`, with the closing brace. */
function restOf(item: ReadItem, source: FileSource): string {
  return JSON.stringify({
    type: item.type,
    text: item.text,
    title: item.title,
    quote: item.quote && inOneOrder(item.quote),
    media: item.media,
    comments: item.comments,
    flags: item.flags?.length ? item.flags : undefined,
    rules: item.rules,
    source: { ...source, record: item.source.record },
  }).slice(1);
}
