import { breathe } from '../../core/breathe.ts';
import type { IngestDeps } from '../deps.ts';
import { DialogueWriter } from '../dialogues/dialogue-writer.ts';
import type { DialogueOptions } from '../dialogues/dialogues.ts';
import { FigureCounter } from '../report/figures.ts';
import { idOfMessage } from '../rows/identity.ts';
import type { Style } from '../style/style.ts';
import type { ItemSource, PassData } from './item-source.ts';
import { ItemWriter } from './item-writer.ts';
import type { Known } from './known.ts';
import type { RowOrder } from './order.ts';
import { PlainLines } from './plain-lines.ts';

/** After this many rows the loop pauses for other work: a signal, messages of other threads, the disk. */
const BREATHE_EVERY = 4096;

/** What was counted while the rows were written. */
export interface WrittenRows {
  writer: ItemWriter;
  figures: FigureCounter;
  dialogues: number;
  /** Items that were not in the corpus before. */
  added: number;
}

/**
 * Writes items, dialogues and voice messages in time order, then the dropped rows. `style` is shown every item on its
 * way. Throws the signal's reason when it aborts.
 */
export async function writeRows(
  { ledger, stamper, firstNew, choice }: Known,
  order: RowOrder,
  data: PassData,
  source: ItemSource,
  look: DialogueOptions,
  style: Style | null,
  { store, emit, signal, sha256 }: Pick<IngestDeps, 'store' | 'emit' | 'signal' | 'sha256'>,
): Promise<WrittenRows> {
  const { table, files } = ledger;
  const writer = new ItemWriter(table, source, new PlainLines(data, stamper), {
    items: store.open('items.jsonl'),
    voice: store.open('voice.jsonl'),
    dropped: store.open('dropped.jsonl'),
  });
  const itemOf = (messageId: string) => idOfMessage('message', messageId, sha256);
  const dialogues = new DialogueWriter({ ...look, itemOf }, store.open('dialogues.jsonl'));
  const figures = new FigureCounter(table, stamper, (file) => files[file]?.format ?? '');
  let added = 0;
  for (let i = 0; i < order.kept.length; i++) {
    if (i % BREATHE_EVERY === 0) {
      await breathe();
      await store.settle();
      signal?.throwIfAborted();
      emit({ type: 'progress', task: 'sort', done: i, total: order.kept.length, unit: 'items' });
    }
    const row = order.kept[i] as number;
    if (row >= firstNew && !choice.known.has(row)) added++;
    figures.add(row);
    const text = source.plainText(row);
    const item = text === undefined ? source.full(row) : source.light(row, text);
    if (text === undefined) writer.write(item);
    else writer.plain(row, item);
    const epoch = table.epoch[row] as number;
    const at = order.timeline[row] as number;
    dialogues.push(item, epoch, at);
    style?.push(item, epoch, at);
  }
  writer.end();
  for (let i = 0; i < order.dropped.length; i++) {
    if (i % BREATHE_EVERY === 0) await store.settle();
    writer.dropped(order.dropped[i] as number);
  }
  return { writer, figures, dialogues: dialogues.finish(), added };
}
