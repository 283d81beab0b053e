import type { Emit } from '../core/events.ts';
import type { ExportFile, FileHead } from '../core/export-file.ts';
import type { Bilingual, ItemKind, ReadItem, Sender } from '../core/types.ts';
import type { Slicer } from '../parse/slices.ts';

/** `yes`: a signature that no other format has. `maybe`: a plausible shape. */
export type Match = 'yes' | 'maybe' | 'no';

/** What an export format tells; shown by `persona formats`. */
export interface Carries {
  /** Stable ids of the senders, not only names: wxids, or the QQ numbers of a copied chat. */
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
  /** The user named this format: the reader reads the file as this format even if it looks like another one. */
  asked?: boolean;
  /** Account of the chat as the names of its sounds state it, for formats with `asksSession`. */
  session?: string;
  /**
   * Called with everybody whom the export lists, for example the members of a group, whether they wrote anything or
   * not.
   */
  listed?(people: Iterable<Sender>): void;
}

/**
 * One export format: one file under formats/, one line in formats/index.ts, one folder under fixtures/. A lone `yes`
 * wins, else a lone `maybe`; two are an `ambiguous-format` error. There are no priorities.
 *
 * `read` never throws for bad input: it yields a record that it cannot read with `dropped: 'unreadable'`. It throws
 * only TooLarge, for a file that does not fit into memory.
 */
export interface Reader {
  /** What users type: `memotrace-csv`. */
  id: string;
  title: Bilingual;
  kind: ItemKind;
  carries: Carries;
  /** Its files do not say of which account the chat is, while the names of the sounds beside them do. */
  asksSession?: true;
  /**
   * Its files do not say of which type a message is, so the words tell it: what looks like the placeholder of a picture
   * may have been typed. Where another export knows the type, that one is believed.
   */
  guessesTypes?: true;
  /** Its files are made by people and not by an exporter: what lies beside one need not be part of its chat. */
  byHand?: true;
  /** Other exports of the same hold much more, so it is read only where `--from` names it: see rejected.ts. */
  onlyAsked?: true;
  /**
   * Cuts long files into pieces of about `size` bytes, which are read side by side. A format has it where each row can
   * be read by itself, so that a part of the rows reads as a file when the text around all rows is put around it.
   */
  slicer?(size: number): Slicer;
  detect(head: FileHead): Match;
  read(file: ExportFile, context: ReadContext): AsyncGenerator<ReadItem>;
  /**
   * The same items in runs. Each run must be walked once, to its end, before the next one is asked for. Formats whose
   * files hold millions of rows have it: a promise for every item takes a tenth of the whole time.
   */
  readRuns?(file: ExportFile, context: ReadContext): AsyncGenerator<Iterable<ReadItem>>;
}
