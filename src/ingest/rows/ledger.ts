import type { Seconds } from '../../core/types.ts';
import { CLEANING_RULES } from '../clean/index.ts';
import type { Shard, SourceFile } from './collector.ts';
import { IdIndex, idAgain, identify, type Sha256 } from './identity.ts';
import { Names } from './names.ts';
import { ROW, RowTable, SECOND } from './row-table.ts';

/**
 * How far the clocks of two tools can be apart when each takes local times for those of another zone: from one end of
 * the world to the other.
 */
const CLOCKS_APART: Seconds = 26 * 3600;

/**
 * All rows of a run, in the order of the files, whichever thread read them. It finds the rows that say the same by
 * their ids.
 */
export class Ledger {
  readonly table = new RowTable();
  readonly names = new Names();
  readonly files: SourceFile[] = [];
  readonly ruleHits = new Float64Array(CLEANING_RULES.length);
  readonly #sha256: Sha256;
  #ids = new IdIndex(this.table);
  readonly #again = new Uint32Array(3);
  /** By the row that stands for an item: the last row that told of the item, where that is another row. */
  #claims = new Map<number, number>();
  /** By file and id: how often the file has repeated the item. */
  #said = new Map<string, number>();
  /**
   * Numbers of the files, by path, format and whether the file is of an earlier run: a file may have been read in
   * several pieces.
   */
  readonly #numbers = new Map<string, number>();

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /**
   * Adds a shard. Shards come in the order of their contents, however long each took to read. `offset`: where the spool
   * of the shard begins. `share`: share of all input that has been read, this shard included. Earlier items of files
   * being re-read are not indexed here; `admit` them once the new rows are known.
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

  /** Gives back the memory that adding and comparing took, 20 bytes a row; neither is possible afterwards. */
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

  /**
   * Finds the row that says the same as this one. If the row's own file said it before, the row gets an id of its own,
   * unless the file wrote one message twice.
   */
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
   * Whether two messages bear one server id, as happens where a tool writes the id of the chat. If one file told a
   * message twice, the two rows would share their words or their second; if two tools told it, they would share its
   * words or roughly its time.
   */
  #contradicts(row: number, head: number): boolean {
    const { table } = this;
    if (!table.has(row, ROW.serverId) || table.kindOf(row) !== 'message') return false;
    const last = this.#claims.get(head) ?? head;
    const apart = Math.abs((table.epoch[row] as number) - (table.epoch[last] as number));
    return apart > (table.file[row] === table.file[last] ? 0 : CLOCKS_APART) && !table.saysTheSame(row, last);
  }

  /**
   * Gives the row an id made of its content. It is the same in every export that gives the message the same worthless
   * server id.
   */
  #identifyByContent(row: number): void {
    const { table } = this;
    const content = [table.idOf(row), table.epoch[row], table.words[2 * row], table.words[2 * row + 1]].join('\n');
    identify(content, false, this.#sha256, this.#again);
    table.setId(row, this.#again);
  }

  /**
   * Gives an id of its own to a row whose file has told the same before. Returns the row of another file with that id,
   * or -1.
   */
  #saidAgain(row: number): number {
    const { table } = this;
    const id = table.idOf(row);
    const key = `${table.file[row]}\n${id}`;
    // Where rows have no numbers of their own, every repetition was counted before: after a thousand 嗯 counting does
    // not start from one again.
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

  /** Joins an earlier item to a row that is known to tell the same. */
  admitAs(item: number, row: number): void {
    const { same } = this.table;
    same[item] = (same[row] as number) >= 0 ? (same[row] as number) : row;
  }

  /** The first row with the same id; -1 where no row with this id was admitted. */
  holderOf(row: number): number {
    const { id } = this.table;
    return this.#ids.find(id[3 * row] as number, id[3 * row + 1] as number, id[3 * row + 2] as number);
  }

  #isClaimed(head: number, row: number): boolean {
    return this.table.file[this.#claims.get(head) ?? head] === this.table.file[row];
  }

  /**
   * Whether a row that repeats what its file said is the same message. With a server id, or for an essay, it always is.
   * Otherwise the number of the row must be the same; where rows have no numbers, it must be a text repeated within one
   * second. Pictures come nine at a time, and 嗯 twice in one minute is two answers.
   */
  #writtenTwice(row: number, same: number): boolean {
    const { table } = this;
    if (table.has(row, ROW.serverId) || table.kindOf(row) === 'essay') return true;
    if (table.rowId[row] !== table.rowId[this.#claims.get(same) ?? same]) return false;
    return table.rowId[row] !== 0 || (table.typeOf(row) === 'text' && table.precision[row] === SECOND);
  }
}
