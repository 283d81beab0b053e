import type { Emit } from '../core/events.ts';
import type { ExportFile, FileHead } from '../core/export-file.ts';
import type { ItemKind, ReadItem, Sender, Text } from '../core/types.ts';
import type { Slicer } from '../parse/slices.ts';

/** `yes`: a signature that no other format has. `maybe`: a plausible shape. */
export type Verdict = 'yes' | 'maybe' | 'no';

/** What an export format tells; shown by `persona formats`. */
export interface Carries {
  /** Stable ids of the senders, not names alone. */
  senderIds: boolean;
  /** Server ids of the messages. */
  messageIds: boolean;
  quotes: boolean;
  /** Voice files that can be found from a message. */
  voice: boolean;
  transcripts: boolean;
  time: 'second' | 'minute' | 'day' | 'varies';
}

export interface ReadContext {
  /** IANA zone for times that carry none. */
  timeZone: string;
  emit: Emit;
  /** The user named this format: what looks like another one is read as they say. */
  asked?: boolean;
  /** Told of everybody whom the export lists, whether they wrote anything or not: members of a group. */
  listed?(people: Iterable<Sender>): void;
}

/**
 * One export format: one file under formats/, one line in formats/index.ts, one folder under fixtures/.
 * A lone `yes` wins, else a lone `maybe`; two are an `ambiguous-format` error. There are no priorities.
 * `read` never throws for bad input: a record it cannot read is yielded with `dropped: 'unreadable'`.
 * Only a file that no memory holds is left by throwing TooLarge.
 */
export interface Reader {
  /** What users type: `memotrace-csv`. */
  id: string;
  title: Text;
  kind: ItemKind;
  carries: Carries;
  /**
   * Each row is read by itself, and with what stands around all rows a part of them reads as a file: long files are read in
   * pieces of about `size` bytes, side by side.
   */
  slicer?(size: number): Slicer;
  detect(head: FileHead): Verdict;
  read(file: ExportFile, context: ReadContext): AsyncGenerator<ReadItem>;
  /**
   * The same items in runs, each to be walked once and to its end before the next is asked for. Formats whose files hold
   * millions of rows have it: a promise for every item takes a tenth of all the time.
   */
  readRuns?(file: ExportFile, context: ReadContext): AsyncGenerator<Iterable<ReadItem>>;
}
