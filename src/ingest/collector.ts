import type { DroppedItem, DropReason, Item, ReadItem } from '../core/types.ts';
import { CLEANING_RULES, clean } from './clean/index.ts';
import { hashText } from './hash.ts';
import { ID_DIGITS, IdIndex, identityOf, idOf, isByServer, type Sha256 } from './identity.ts';
import { LineBuilder } from './line-builder.ts';
import { Names } from './names.ts';
import { type IngestOptions, insidePeriod } from './options.ts';
import { kindCode, precisionCode, ROW, RowTable, typeCode } from './row-table.ts';
import { Stamper } from './stamp.ts';
import type { Spool } from './stores.ts';

/** One file that rows came from. */
export interface SourceFile {
  format: string;
  /** Inside its export. */
  file: string;
  root: string;
  /** From the corpus that was there before. */
  earlier?: true;
  /** Why reading ended before the end of the file: a code of the system or of the unpacker. */
  brokeOff?: string;
}

/** Lines wait in memory until there are this many bytes of them. */
const APPEND_FROM = 1 << 19;
/** A shorter text is sent to many people without being copied: 好的, 我到了. */
const LONG_TEXT = 20;
/** From here on the same words within one minute are the same message (methods: texts of 6 characters and more). */
const TELLING_TEXT = 6;

/**
 * First pass: every row that is read is cleaned, stamped and identified, its line goes to the spool, and numbers about it
 * into the table. Nothing else stays in memory.
 */
export class Collector {
  readonly table = new RowTable();
  readonly names = new Names();
  readonly files: SourceFile[] = [];
  /** How many items each cleaning rule changed or marked. */
  readonly ruleHits = new Float64Array(CLEANING_RULES.length);
  readonly ids: IdIndex;
  readonly #options: Pick<IngestOptions, 'since' | 'until'>;
  readonly #sha256: Sha256;
  readonly #spool: Spool;
  readonly #lines: LineBuilder;
  readonly #stamper: Stamper;
  readonly #hash = new Uint32Array(2);
  readonly #hit = (rule: number) => {
    this.ruleHits[rule] = (this.ruleHits[rule] ?? 0) + 1;
  };
  readonly #numbers = new Map<SourceFile, number>();
  #file = -1;

  constructor(options: Pick<IngestOptions, 'since' | 'until'>, timeZone: string, sha256: Sha256, spool: Spool) {
    this.#options = options;
    this.#sha256 = sha256;
    this.#spool = spool;
    this.#lines = new LineBuilder(this.names);
    this.#stamper = new Stamper(timeZone);
    this.ids = new IdIndex(this.table);
  }

  /** All rows until the next call come from this file. */
  begin(file: SourceFile): void {
    const known = this.#numbers.get(file);
    this.#file = known ?? this.files.push(file) - 1;
    this.#numbers.set(file, this.#file);
    this.#lines.file(file.format, file.file, file.root);
  }

  add(item: ReadItem): void {
    clean(item, this.#hit);
    const { epoch, text: time } = this.#stamper.stamp(item.time);
    if (!item.dropped && !insidePeriod(time, this.#options)) item.dropped = 'outside-period';
    if (time === null && item.kind !== 'message') flag(item, 'no-time');
    this.#store(item, epoch, time);
  }

  /** An item of the corpus that was there before: its id stays. `words`: its text as it was before masking. */
  addEarlier(item: Item, words: string): void {
    const { epoch, text: time } = this.#stamper.stamp(item.time);
    const row = this.#row(item, epoch, time, item.id);
    const byServer = isByServer(item.id) ? ROW.serverId : 0;
    this.table.set(row, ROW.earlier | byServer | (item.bySubject ? ROW.bySubject : 0));
    this.#hashWords(row, item.type, words);
    this.table.claimed[row] = this.#file + 1;
    this.ids.put(row);
  }

  /** A line of dropped.jsonl whose file is not read again. */
  addEarlierDropped({ reason, rule, keptId, ...item }: DroppedItem): void {
    const { epoch, text: time } = this.#stamper.stamp(item.time);
    const row = this.#row({ ...item, dropped: reason }, epoch, time, NO_ID, fateOf(reason, rule, keptId));
    this.table.set(row, ROW.earlier);
  }

  /** All lines are in the spool. */
  finish(): void {
    if (this.#lines.length) this.#spool.append(this.#lines.bytes.subarray(0, this.#lines.length));
    this.#lines.clear();
  }

  #store(item: ReadItem, epoch: number, time: string | null): void {
    if (item.dropped) {
      this.#row(item, epoch, time, NO_ID, fateOf(item.dropped, item.droppedBy));
      return;
    }
    const rowId = item.rowId === undefined ? 0 : this.#hashOf(item.rowId);
    let same = -1;
    let id = '';
    for (let again = 0; ; again++) {
      id = idOf(identityOf(item, epoch, again), item.messageId !== undefined, this.#sha256);
      same = this.ids.find(hex(id, 0), hex(id, 8), hex(id, 16));
      if (same < 0 || this.table.claimed[same] !== this.#file + 1 || this.#writtenTwice(item, same, rowId)) break;
    }
    const row = this.#row(item, epoch, time, id);
    this.#hashWords(row, item.type, item.text);
    if (same < 0) this.ids.put(row);
    else this.table.same[row] = same;
    const head = same < 0 ? row : same;
    this.table.claimed[head] = this.#file + 1;
    this.table.rowId[head] = rowId;
  }

  /**
   * Whether a row of the same file that says the same is the same message. With a server id, always. Else only a text that
   * comes twice in one second, with the same number of the row where there is one: pictures come nine at a time, and
   * 嗯 twice in one minute is two answers.
   */
  #writtenTwice(item: ReadItem, same: number, rowId: number): boolean {
    if (item.messageId || item.kind === 'essay') return true;
    if (rowId !== this.table.rowId[same]) return false;
    return rowId !== 0 || (item.type === 'text' && (item.precision ?? 'second') === 'second' && item.time !== null);
  }

  #row(item: ReadItem, epoch: number, time: string | null, id: string, more = ''): number {
    const { table } = this;
    const row = table.add();
    const sender = this.names.sender(item.sender);
    const conversation = this.names.conversation(item);
    const line = item.dropped
      ? this.#lines.dropped(item, time, sender, conversation, more)
      : this.#lines.item(item, id, time, sender, conversation);
    table.offset[row] = this.#spool.size + line.start;
    table.size[row] = line.end - line.start;
    table.mark[row] = line.mark;
    if (line.textAt >= 0) {
      table.textAt[row] = line.textAt;
      table.textSize[row] = line.textSize;
    }
    table.epoch[row] = epoch;
    table.precision[row] = precisionCode(
      time === null ? 'none' : time.length === 10 ? 'day' : (item.precision ?? 'second'),
    );
    table.kind[row] = kindCode(item.kind);
    table.type[row] = typeCode(item.type);
    table.flags[row] = flagsOf(item) | (line.textAt >= 0 ? ROW.plain : 0) | (line.escaped ? ROW.escaped : 0);
    table.file[row] = this.#file;
    table.record[row] = item.source.record;
    table.sender[row] = sender;
    table.conversation[row] = conversation;
    table.id[3 * row] = hex(id, 0);
    table.id[3 * row + 1] = hex(id, 8);
    table.id[3 * row + 2] = hex(id, 16);
    if (item.dropped) table.drop(row, item.dropped);
    if (line.end >= APPEND_FROM) this.finish();
    return row;
  }

  #hashWords(row: number, type: ReadItem['type'], text: string): void {
    hashText(type === 'text' ? comparable(text) : type === 'voice' ? type : '', 1, this.#hash);
    this.table.words[2 * row] = this.#hash[0] as number;
    this.table.words[2 * row + 1] = this.#hash[1] as number;
  }

  #hashOf(text: string): number {
    hashText(text, 2, this.#hash);
    return (this.#hash[0] as number) || 1;
  }
}

/**
 * A text as it is compared across tools: they differ in white space, and some lose emoji. Formats without types cannot
 * tell a link from a transfer, so that all but texts and voices count as one kind.
 */
function comparable(text: string): string {
  if (!UNSURE.test(text)) return text;
  const words = text.replace(UNSURE_PARTS, '');
  return words || text;
}
const UNSURE = /[\s[\u2600-\u27bf\ud800-\udfff]/;
const UNSURE_PARTS = /\s+|\[[^[\]\s]{1,8}\]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu;

const NO_ID = '0'.repeat(ID_DIGITS);

function flag(item: ReadItem, flag: 'no-time'): void {
  if (!item.flags?.includes(flag)) item.flags = [...(item.flags ?? []), flag];
}

function flagsOf(item: ReadItem): number {
  const { media } = item;
  return (
    (item.direction === 'sent' ? ROW.sent : item.direction === 'received' ? ROW.received : 0) |
    (item.group ? ROW.group : 0) |
    (item.messageId ? ROW.serverId : 0) |
    (item.text.length >= LONG_TEXT && item.type === 'text' ? ROW.long : 0) |
    (item.text.length >= TELLING_TEXT && item.type === 'text' ? ROW.telling : 0) |
    (item.flags?.includes('copied') ? ROW.copied : 0) |
    (media?.path && !media.missing ? ROW.hasMedia : 0) |
    (media?.missing ? ROW.missingMedia : 0) |
    (item.text ? ROW.hasText : 0) |
    (item.quote ? ROW.quote : 0)
  );
}

/** The last fields of a line of dropped.jsonl. */
export function fateOf(reason: DropReason, rule?: string, keptId?: string): string {
  return `,"reason":"${reason}"${rule === undefined ? '' : `,"rule":${JSON.stringify(rule)}`}${keptId === undefined ? '' : `,"keptId":"${keptId}"`}`;
}

/** Eight hexadecimal digits as a number. */
function hex(digits: string, at: number): number {
  let n = 0;
  for (let i = at; i < at + 8; i++) {
    const code = digits.charCodeAt(i);
    n = (n << 4) | (code > 57 ? code - 87 : code - 48);
  }
  return n >>> 0;
}
