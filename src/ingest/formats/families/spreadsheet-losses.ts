import type { Emit } from '../../../core/events.ts';
import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { isNoWords, isRoundedId } from '../../../parse/cells.ts';

/**
 * Counts what a table lost because somebody opened it in Excel or WPS and saved it: an id keeps 15 digits, a date-time
 * shows no seconds, and words were taken for a formula or a number. Counted row by row, told once per file.
 */
export class SpreadsheetLosses {
  #ids = 0;
  #keptIds = 0;
  #seconds = 0;
  #words = 0;

  /** `id`: what stands in place of the server id of an item without one. */
  note(item: ReadItem, id: string): void {
    this.noteId(item, id);
    this.noteWords(item);
    if (item.precision === 'minute') this.#seconds++;
  }

  noteId({ messageId }: ReadItem, id: string): void {
    if (messageId !== undefined) this.#keptIds++;
    else if (isRoundedId(id)) this.#ids++;
  }

  /** Marks an item whose words are gone: nobody said what is written there. */
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
    // An id may end in zeros by chance, so the zeros count as a loss only if more ids end in them than not.
    tell('ids-rounded', this.#ids > this.#keptIds ? this.#ids : 0);
    tell('seconds-lost', this.#seconds);
    tell('words-lost', this.#words);
  }
}
