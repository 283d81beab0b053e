import type { StyleReport } from '../../core/style.ts';
import { loadSegmenter } from '../../parse/segmenter.ts';
import type { Spool } from '../stores.ts';
import { ItemSource, type PassData } from '../write/item-source.ts';
import { createStyle, type StyleOptions } from './style.ts';

/** Makes style.json in one go, in a thread of its own beside the one that writes the items. */
export async function styleOf(data: PassData, options: StyleOptions, spool: Pick<Spool, 'read'>): Promise<StyleReport> {
  const source = new ItemSource(data, spool);
  const style = createStyle(options);
  for (const row of data.order) {
    const text = source.plainText(row);
    const item = text === undefined ? source.full(row) : source.light(row, text);
    style.push(item, data.columns.epoch[row] as number, data.timeline[row] as number);
  }
  return style.result(await loadSegmenter());
}
