import type { DroppedItem, Item, VoiceMessage } from '../../core/types.ts';
import { isVoiceFile } from '../../parse/media-index.ts';
import { Counted } from '../notices.ts';
import { mediaFolder } from '../read/sounds.ts';
import type { Pair } from '../report/figures.ts';
import type { VoiceFigures } from '../report/report.ts';
import { ALBUM_COVER, SAME_ID, SAME_MESSAGE } from '../rows/identity.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import type { LineSink } from '../stores.ts';
import { fieldsInOrder } from './item-fields.ts';
import type { ItemSource } from './item-source.ts';
import type { PlainLines } from './plain-lines.ts';
import { textsOf } from './texts-of.ts';
import { countPlaceholders } from './unmask.ts';

/** Lines are passed on when they reach this many bytes. */
const HAND_ON = 1 << 16;

/** Writes items.jsonl, voice.jsonl and dropped.jsonl. A plain line is assembled from bytes. */
export class ItemWriter {
  /** Counts of the subject's voice messages. */
  readonly voice = {
    messages: 0,
    withFile: 0,
    missing: new Counted(),
    embedded: new Counted(),
    ambiguous: new Counted(),
    transcripts: 0,
    seconds: 0,
  };
  /** Comments below posts and essays, whoever wrote those. */
  readonly comments: Pair = { all: 0, subject: 0 };
  /** Items of the subject that nobody else could see. */
  onlyMe = 0;
  /** Folders of the files that messages name, of everybody's messages and of duplicates too. */
  readonly mediaFolders = new Set<string>();
  readonly #table: RowTable;
  readonly #source: ItemSource;
  readonly #lines: PlainLines;
  readonly #sinks: { items: LineSink; voice: LineSink; dropped: LineSink };
  readonly #flags = new Map<string, number>();
  readonly #kinds = new Map<string, number>();

  constructor(
    table: RowTable,
    source: ItemSource,
    lines: PlainLines,
    sinks: { items: LineSink; voice: LineSink; dropped: LineSink },
  ) {
    this.#table = table;
    this.#lines = lines;
    this.#source = source;
    this.#sinks = sinks;
  }

  /** Writes the item of a bare row. */
  plain(row: number, item: Item): void {
    this.#lines.add(row, this.#source.entry(row), this.#table.size[row] as number);
    if (this.#lines.length >= HAND_ON) this.#handOn();
    if (item.bySubject && isHeard(item)) this.#addVoice(item);
  }

  write(item: Item): void {
    for (const flag of item.flags ?? []) this.#flags.set(flag, (this.#flags.get(flag) ?? 0) + 1);
    for (const { bySubject } of item.comments ?? []) {
      this.comments.all++;
      if (bySubject) this.comments.subject++;
    }
    if (item.bySubject && item.flags?.includes('private')) this.onlyMe++;
    if (item.flags?.includes('masked')) for (const text of textsOf(item)) countPlaceholders(text, this.#kinds);
    this.#handOn();
    this.#noteMedia(item);
    this.#sinks.items.line(JSON.stringify(item));
    if (item.bySubject && isHeard(item)) this.#addVoice(item);
  }

  /** After the last item. */
  end(): void {
    this.#handOn();
  }

  #handOn(): void {
    const lines = this.#lines;
    if (lines.count > 0) this.#sinks.items.bytes(lines.bytes.subarray(0, lines.length), lines.count);
    lines.clear();
  }

  dropped(row: number): void {
    const table = this.#table;
    if (table.reasonOf(row) === 'forgotten') {
      this.#sinks.dropped.line(JSON.stringify(this.#source.stub(row)));
      return;
    }
    const kept = table.same[row] as number;
    if (kept < 0 && this.#source.isCopyable(row)) {
      const { bytes, start } = this.#source.entry(row);
      this.#sinks.dropped.bytes(bytes.subarray(start, start + (table.size[row] as number)), 1);
      return;
    }
    // A row that was dropped when it was read already has its final line; a duplicate was an item until now.
    const { id, bySubject, ...line } = this.#source.parse(row) as Item & DroppedItem;
    this.#noteMedia(line);
    this.#source.strip?.(line, row);
    this.#source.mask(line);
    if (table.reasonOf(row) === 'system-line' && table.hasId(row)) {
      Object.assign(line, { id: this.#source.idOf(row), reason: 'system-line', rule: ALBUM_COVER });
    } else if (kept >= 0) {
      line.reason = 'duplicate';
      line.keptId = this.#source.idOf(kept);
      if (!table.has(row, ROW.wordless)) line.rule = line.keptId === table.idOf(row) ? SAME_ID : SAME_MESSAGE;
    }
    this.#sinks.dropped.line(JSON.stringify(fieldsInOrder(line)));
  }

  /** How many written items have each flag. */
  flagCounts(): Record<string, number> {
    return sorted(this.#flags);
  }

  /** Placeholders in the written items, by kind. */
  maskedByKind(): Record<string, number> {
    return sorted(this.#kinds);
  }

  voiceFigures(): VoiceFigures {
    const { messages, withFile, transcripts, seconds, missing, embedded, ambiguous } = this.voice;
    return {
      messages,
      withFile,
      transcripts,
      seconds: Math.round(seconds * 10) / 10,
      missing: missing.count + embedded.count,
      ambiguous: ambiguous.count,
    };
  }

  #noteMedia({ media, source }: Pick<Item, 'media' | 'source'>): void {
    if (media?.path) this.mediaFolders.add(mediaFolder(source.root, media.path));
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
      transcript: item.type === 'voice' ? item.text || null : null,
      source: item.source,
    };
    this.#sinks.voice.line(JSON.stringify(line));
    voice.messages++;
    if (line.transcript !== null) voice.transcripts++;
    if (media && !media.missing) {
      voice.withFile++;
      voice.seconds += seconds ?? 0;
      return;
    }
    const { ambiguous, embedded } = item.media ?? {};
    const without = ambiguous ? voice.ambiguous : embedded ? voice.embedded : voice.missing;
    without.add(media ? media.path : `${item.source.file}:${item.source.record}`);
  }
}

/** Whether an item can be heard: a voice message, or a post with typed words and a sound. */
const isHeard = ({ kind, type, media }: Item) =>
  type === 'voice' ||
  (kind === 'post' &&
    type === 'text' &&
    media !== undefined &&
    (isVoiceFile(media.path) || media.seconds !== undefined));

const sorted = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
