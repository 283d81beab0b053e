import type { Emit } from '../../../core/events.ts';
import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { isNoWords, isRoundedId } from '../../../parse/cells.ts';

/**
 * What a table has lost because somebody opened it in Excel or WPS and saved it: 15 digits are left of an id, a date-time
 * shows no seconds, and words were taken for a formula or a number. Counted row by row, told once a file.
 */
export class SpreadsheetLosses {
  #ids = 0;
  #keptIds = 0;
  #seconds = 0;
  #words = 0;

  /** `id`: of an item without a server id, what stands in the place of one. */
  note(item: ReadItem, id: string): void {
    this.noteId(item, id);
    this.noteWords(item);
    if (item.precision === 'minute') this.#seconds++;
  }

  noteId({ messageId }: ReadItem, id: string): void {
    if (messageId !== undefined) this.#keptIds++;
    else if (isRoundedId(id)) this.#ids++;
  }

  /** An item whose words are gone is marked: what is written there was said by nobody. */
  noteWords(item: ReadItem): void {
    if (item.type !== 'text' || !isNoWords(item.text)) return;
    item.dropped = 'unreadable';
    item.droppedBy = 'spreadsheet';
    this.#words++;
  }

  tell(emit: Emit, { path: file }: ExportFile): void {
    const tell = (code: 'ids-rounded' | 'seconds-lost' | 'words-lost', count: number) => {
      if (count) emit({ type: 'warn', notice: { code, facts: { file, count } } });
    };
    // An id may end in zeros of its own, and where others are whole it does.
    tell('ids-rounded', this.#ids > this.#keptIds ? this.#ids : 0);
    tell('seconds-lost', this.#seconds);
    tell('words-lost', this.#words);
  }
}
