import type { StyleReport } from '../../core/style.ts';
import { loadSegmenter } from '../../parse/segmenter.ts';
import type { Spools } from '../rows/spool-reader.ts';
import type { IngestThreads } from '../threads.ts';
import type { PassData } from '../write/item-source.ts';
import { createStyle, type Style, type StyleOptions } from './style.ts';

/** Fewer items than this are read before a thread has started. */
export const STYLE_THREAD_FROM = 50_000;

/** Style that is counted while the items are written. */
export interface StyleBeside {
  /** Must be shown every item if this thread does the counting; null where another thread does it. */
  here: Style | null;
  /** Called after the last item. */
  finish(): Promise<StyleReport>;
}

/** Counts the style in another thread while this one writes the items and the dialogues, or in the same loop. */
export function startStyle(
  data: PassData,
  options: StyleOptions,
  spools: Spools,
  threads: IngestThreads | undefined,
): StyleBeside {
  const paths = spools.paths.filter((path) => path !== undefined);
  if (threads && data.order.length >= STYLE_THREAD_FROM && paths.length === spools.paths.length) {
    const result = threads.style(data, options, paths);
    // It is awaited when the items are written; until then a failure must not count as unhandled.
    result.catch(() => {});
    return { here: null, finish: () => result };
  }
  const here = createStyle(options);
  return { here, finish: async () => here.result(await loadSegmenter()) };
}
