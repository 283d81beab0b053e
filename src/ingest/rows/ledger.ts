import type { Seconds } from '../../core/types.ts';
import { CLEANING_RULES } from '../clean/index.ts';
import type { Shard, SourceFile } from './collector.ts';
import { IdIndex, idAgain, identify, type Sha256 } from './identity.ts';
import { Names } from './names.ts';
import { ROW, RowTable, SECOND } from './row-table.ts';

/** The clocks of two tools that take local times for those of other zones, from the one end of the world to the other. */
const CLOCKS_APART: Seconds = 26 * 3600;

/** All rows of a run, in the order of the files, whoever read them; which of them say the same by their ids. */
export class Ledger {
  readonly table = new RowTable();
  readonly names = new Names();
  readonly files: SourceFile[] = [];
  readonly ruleHits = new Float64Array(CLEANING_RULES.length);
  readonly #sha256: Sha256;
  #ids = new IdIndex(this.table);
  readonly #again = new Uint32Array(3);
  /** By the row that stands for an item: the row that told of it last, where that is another one. */
  #claims = new Map<number, number>();
  /** By file and id, how often the file told the same again. */
  #said = new Map<string, number>();
  /** Files that were read in several pieces, each by its path, format and whether it is of an earlier run. */
  readonly #numbers = new Map<string, number>();

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /**
   * Shards come in the order of what they hold, however long each took to read. `offset`: where its spool begins.
   * `share`: how much of everything has been read with it. Earlier items of files that are read again are to be admitted
   * when it is known what the files say now.
   */
  add(shard: Shard, offset: number, share = 1): void {
    const { table } = this;
    const files = shard.files.map((file) => this.#fileNumber(file));
    const senders = shard.senders.map((sender) => this.names.sender(sender));
    const conversations = shard.conversations.map(({ id, name, group, between }) =>
      this.names.conversation({
        conversation: id,
        ...(name === undefined ? {} : { conversationName: name }),
        ...(group === undefined ? {} : { group }),
        ...(between === undefined ? {} : { between }),
      }),
    );
    for (const [n, aliases] of shard.aliases) {
      const sender = shard.senders[n];
      if (sender) this.names.sender({ ...sender, aliases: [...aliases] });
    }
    for (const person of shard.mentioned) this.names.mention(person);
    shard.ruleHits.forEach((hits, rule) => {
      this.ruleHits[rule] = (this.ruleHits[rule] ?? 0) + hits;
    });
    const first = table.append(shard.columns, share);
    this.#ids.reserve(table.epoch.length);
    for (let row = first; row < table.length; row++) {
      const isLate = shard.files[table.file[row] as number]?.readAgain === true;
      table.offset[row] = (table.offset[row] as number) + offset;
      table.file[row] = files[table.file[row] as number] as number;
      table.sender[row] = senders[table.sender[row] as number] as number;
      table.conversation[row] = conversations[table.conversation[row] as number] as number;
      if (table.isKept(row) && !isLate) this.admit(row);
    }
  }

  /** Nothing is added or compared any more: gives back what that took, 20 bytes a row. */
  close(): void {
    const { table } = this;
    this.#ids = new IdIndex(table);
    this.#claims = new Map();
    this.#said = new Map();
    table.words = new Uint32Array(0);
    table.rowId = new Uint32Array(0);
  }

  #fileNumber(file: SourceFile): number {
    const key = `${file.earlier ? 'earlier' : ''}\n${file.format}\n${file.root}\n${file.file}`;
    const known = this.#numbers.get(key);
    if (known === undefined) {
      this.#numbers.set(key, this.files.length);
      return this.files.push(file) - 1;
    }
    if (file.brokeOff !== undefined) Object.assign(this.files[known] as SourceFile, { brokeOff: file.brokeOff });
    return known;
  }

  /** Finds the row that says the same; a row whose own file said it before gets an id of its own, unless it is written twice. */
  admit(row: number): void {
    const { table } = this;
    let same = this.holderOf(row);
    if (same >= 0 && this.#contradicts(row, same)) {
      this.#identifyByContent(row);
      same = this.holderOf(row);
    }
    if (same >= 0 && this.#isClaimed(same, row) && !this.#writtenTwice(row, same)) same = this.#saidAgain(row);
    if (same < 0) this.#ids.put(row);
    else table.same[row] = same;
    if (same >= 0) this.#claims.set(same, row);
  }

  /**
   * Whether two messages bear one server id, as where a tool writes the id of the chat. Told twice in one file, a message
   * would have its words or its second again; told by two tools, its words or about its time.
   */
  #contradicts(row: number, head: number): boolean {
    const { table } = this;
    if (!table.has(row, ROW.serverId) || table.kindOf(row) !== 'message') return false;
    const last = this.#claims.get(head) ?? head;
    const apart = Math.abs((table.epoch[row] as number) - (table.epoch[last] as number));
    return apart > (table.file[row] === table.file[last] ? 0 : CLOCKS_APART) && !table.saysTheSame(row, last);
  }

  /** An id that is the same in every export that gives the message the same worthless one. */
  #identifyByContent(row: number): void {
    const { table } = this;
    const content = [table.idOf(row), table.epoch[row], table.words[2 * row], table.words[2 * row + 1]].join('\n');
    identify(content, false, this.#sha256, this.#again);
    table.setId(row, this.#again);
  }

  /** Gives a row that its file has told before an id of its own; the row of another file that has it, or -1. */
  #saidAgain(row: number): number {
    const { table } = this;
    const id = table.idOf(row);
    const key = `${table.file[row]}\n${id}`;
    // Without numbers of the rows, each one before was another: a thousand times 嗯 are not counted from one again.
    const isCounted = table.rowId[row] === 0;
    let again = isCounted ? (this.#said.get(key) ?? 0) : 0;
    let same: number;
    do {
      idAgain(id, ++again, this.#sha256, this.#again);
      table.setId(row, this.#again);
      same = this.holderOf(row);
    } while (same >= 0 && this.#isClaimed(same, row) && !this.#writtenTwice(row, same));
    if (isCounted) this.#said.set(key, again);
    return same;
  }

  /** An earlier item that is known to be what another row tells. */
  admitAs(item: number, row: number): void {
    const { same } = this.table;
    same[item] = (same[row] as number) >= 0 ? (same[row] as number) : row;
  }

  /** The first row with the id of this one; -1 where no row that was admitted by its id has it. */
  holderOf(row: number): number {
    const { id } = this.table;
    return this.#ids.find(id[3 * row] as number, id[3 * row + 1] as number, id[3 * row + 2] as number);
  }

  #isClaimed(head: number, row: number): boolean {
    return this.table.file[this.#claims.get(head) ?? head] === this.table.file[row];
  }

  /**
   * Whether a row of the same file that says the same is the same message. With a server id, always. Else only a text that
   * comes twice in one second, or the same number of the row where there is one: pictures come nine at a time, and 嗯 twice
   * in one minute is two answers.
   */
  #writtenTwice(row: number, same: number): boolean {
    const { table } = this;
    if (table.has(row, ROW.serverId) || table.kindOf(row) === 'essay') return true;
    if (table.rowId[row] !== table.rowId[this.#claims.get(same) ?? same]) return false;
    return table.rowId[row] !== 0 || (table.typeOf(row) === 'text' && table.precision[row] === SECOND);
  }
}
