import type { ExportFile } from '../../../core/export-file.ts';
import { lineBatches } from '../../../parse/lines.ts';

/** A head line of a text export with the lines below it, up to the next head. */
export interface TextBlock {
  head: RegExpExecArray;
  /** 1-based number of the head line. */
  line: number;
  /** The lines below the head, joined with LF. The blank lines at the end only separate messages and are left out. */
  body: string;
}

/** A line before the first head, or after the end of a message that was too long to be one. */
export interface StrayLine {
  head: null;
  line: number;
  body: string;
}

/** WeChat takes a few thousand characters. More means that no head was recognised, and it must not fill the memory. */
const MAX_BODY = 1024 * 1024;

/**
 * Splits a text export at its head lines. Memory is bounded by one message. `belowBlank`: the exporter puts a blank
 * line above each head, so that a line within a message (a plan of the day) is no head.
 */
export async function* textBlocks(
  file: ExportFile,
  head: (line: string) => RegExpExecArray | null,
  { belowBlank = false } = {},
): AsyncGenerator<TextBlock | StrayLine, void, undefined> {
  let open: { head: RegExpExecArray; line: number; lines: string[]; size: number } | undefined;
  const close = (): TextBlock[] => {
    if (!open) return [];
    const { head: found, line, lines } = open;
    while (lines.length && !lines.at(-1)?.trim()) lines.pop();
    return [{ head: found, line, body: lines.join('\n') }];
  };
  let mayBeHead = true;
  for await (const batch of lineBatches(file)) {
    for (const { text, number } of batch) {
      const found = mayBeHead && text.length < MAX_HEAD ? head(text) : null;
      mayBeHead = !belowBlank || !text.trim();
      if (found) {
        yield* close();
        open = { head: found, line: number, lines: [], size: 0 };
      } else if (open && open.size + text.length < MAX_BODY) {
        open.lines.push(text);
        open.size += text.length + 1;
      } else {
        yield* close();
        open = undefined;
        if (text.trim()) yield { head: null, line: number, body: text };
      }
    }
  }
  yield* close();
}
/** A name has at most 32 characters and a time 25; the rest is for group names and escapes. */
const MAX_HEAD = 600;
