import { upsert } from '../../core/upsert.ts';
import { placeOf } from '../read/discover.ts';
import type { SourceFile } from '../rows/collector.ts';
import type { Conversation, Names } from '../rows/names.ts';
import type { RowTable } from '../rows/row-table.ts';
import { idTest, type NameUse, namesByUse } from './display-names.ts';

/**
 * What the chats of the files that this run reads again were called in the earlier corpus. It has one name of each
 * chat, so which name is used most may look different now, although the exports say what they said.
 */
export class NamesBefore {
  readonly #places: readonly string[];
  /** By place of the file and id of the chat. */
  readonly #names = new Map<string, string>();

  constructor(table: RowTable, names: Names, files: readonly SourceFile[]) {
    this.#places = files.some(({ readAgain }) => readAgain) ? files.map(placeOf) : [];
    if (this.#places.length === 0) return;
    const count = names.conversations.length;
    const uses = new Map<number, number>();
    for (let row = 0; row < table.length; row++) {
      const file = table.file[row] as number;
      if (!files[file]?.readAgain) continue;
      const key = file * count + (table.conversation[row] as number);
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
    const called = new Map<string, NameUse[]>();
    for (const [key, rows] of uses) {
      const { id, name } = names.conversations[key % count] as Conversation;
      if (name === undefined) continue;
      upsert(called, this.#key(Math.floor(key / count), id), () => []).push({ name, uses: rows });
    }
    const isId = idTest(names);
    for (const [key, all] of called) this.#names.set(key, namesByUse(all, isId)[0] as string);
  }

  /** What the chat with this id was called in the items of a file; undefined where the file is new. */
  nameOf(file: number, chat: string): string | undefined {
    return this.#names.get(this.#key(file, chat));
  }

  #key(file: number, chat: string): string {
    return `${this.#places[file]}\n${chat}`;
  }
}
