import type { DroppedItem, Item, VoiceMessage } from '../core/types.ts';
import type { ItemSource } from './item-source.ts';
import { Heads, headAt } from './line-builder.ts';
import type { Names } from './names.ts';
import type { VoiceFigures } from './report.ts';
import { precisionCode, ROW, type RowTable } from './row-table.ts';
import type { LineSink } from './stores.ts';
import { countPlaceholders } from './unmask.ts';

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');
const MINUTE = precisionCode('minute');
/** Files that are named in a notice; the rest is counted. */
const MISSING_NAMED = 20;

/** Writes items.jsonl, voice.jsonl and dropped.jsonl; a plain line is copied as bytes. */
export class ItemWriter {
  /** Of the subject's voice messages. */
  readonly voice = { messages: 0, withFile: 0, missing: [] as string[], missingCount: 0, transcripts: 0, seconds: 0 };
  readonly #table: RowTable;
  readonly #source: ItemSource;
  readonly #heads: Heads;
  readonly #sinks: { items: LineSink; voice: LineSink; dropped: LineSink };
  readonly #flags = new Map<string, number>();
  readonly #kinds = new Map<string, number>();
  #line: Buffer = Buffer.allocUnsafe(1 << 16);

  constructor(
    table: RowTable,
    names: Names,
    source: ItemSource,
    sinks: { items: LineSink; voice: LineSink; dropped: LineSink },
  ) {
    this.#table = table;
    this.#heads = new Heads(names);
    this.#source = source;
    this.#sinks = sinks;
  }

  /** The line as it is, but for the chat and whose it is. */
  copy(row: number, text: string): void {
    const table = this.#table;
    const size = table.size[row] as number;
    const bySubject = table.has(row, ROW.bySubject);
    const { bytes, start } = this.#source.line(row);
    const way = table.has(row, ROW.sent) ? 1 : table.has(row, ROW.received) ? 2 : 0;
    const head = this.#heads.of(
      table.conversation[row] as number,
      table.sender[row] as number,
      way,
      table.precision[row] === MINUTE,
    );
    const from = headAt(table.kindOf(row), this.#source.time(row));
    const rest = start + (table.mark[row] as number) + FALSE.length;
    if (this.#line.length < size + head.length) this.#line = Buffer.allocUnsafe(2 * (size + head.length));
    bytes.copy(this.#line, 0, start, start + from);
    this.#line.set(head, from);
    let at = from + head.length;
    const value = bySubject ? TRUE : FALSE;
    this.#line.set(value, at);
    at += value.length;
    at += bytes.copy(this.#line, at, rest, start + size);
    this.#sinks.items.bytes(this.#line.subarray(0, at), 1);
    if (bySubject && table.typeOf(row) === 'voice') this.#addVoice(this.#source.light(row, text));
  }

  write(item: Item): void {
    for (const flag of item.flags ?? []) this.#flags.set(flag, (this.#flags.get(flag) ?? 0) + 1);
    if (item.flags?.includes('masked')) for (const text of textsOf(item)) countPlaceholders(text, this.#kinds);
    this.#sinks.items.line(JSON.stringify(item));
    if (item.bySubject && item.type === 'voice') this.#addVoice(item);
  }

  dropped(row: number): void {
    const table = this.#table;
    if (table.reasonOf(row) === 'forgotten') {
      this.#sinks.dropped.line(JSON.stringify(this.#source.stub(row)));
      return;
    }
    const kept = table.same[row] as number;
    if (kept < 0 && this.#source.plainText(row) !== undefined) {
      const { bytes, start } = this.#source.line(row);
      this.#sinks.dropped.bytes(bytes.subarray(start, start + (table.size[row] as number)), 1);
      return;
    }
    // A row dropped as soon as it was read has its line as it is to stand; a duplicate was an item until now.
    const { id, bySubject, ...line } = this.#source.parse(row) as Item & DroppedItem;
    this.#source.strip?.(line);
    this.#source.mask(line);
    if (kept >= 0) {
      line.reason = 'duplicate';
      line.keptId = this.#source.idOf(kept);
    }
    this.#sinks.dropped.line(JSON.stringify(line));
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

  #addVoice(item: Item): void {
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
    this.#sinks.voice.line(JSON.stringify(line));
    voice.messages++;
    if (item.text) voice.transcripts++;
    if (media && !media.missing) {
      voice.withFile++;
      voice.seconds += seconds ?? 0;
      return;
    }
    voice.missingCount++;
    if (voice.missing.length < MISSING_NAMED) {
      voice.missing.push(media ? media.path : `${item.source.file}:${item.source.record}`);
    }
  }
}

const sorted = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

function textsOf({ text, title, quote, comments = [] }: Item): string[] {
  return [text, title ?? '', quote?.text ?? '', ...comments.map((comment) => comment.text)].filter(Boolean);
}
