import type { NoticeCode } from '../../core/errors.ts';
import type { ExportFile, ExportFolder, FileHead } from '../../core/export-file.ts';
import { findOwnOutput, isOwnOutput } from '../../core/own-output.ts';
import { promisesSound } from '../../core/sound.ts';
import { nameInCloud } from '../../core/system-files.ts';
import { looksBinary } from '../../parse/text-shape.ts';
import { extension } from '../../parse/written-path.ts';
import type { Reader } from '../reader.ts';
import { detect, headOf, isArchive, isMedia, openInside } from './detect.ts';
import { rejectionOf } from './rejected.ts';
import { SentFiles, sentDepth } from './sent-files.ts';
import { isSideText, sidePlace } from './side-files.ts';
import { type SoundFolder, Sounds } from './sounds.ts';

/** One file and the reader that reads it. */
export interface Job {
  file: ExportFile;
  reader: Reader;
  /** The user named the format; it was not detected from the content. */
  asked?: boolean;
  /** Account of the chat, where the names of the sounds near the file tell it: see voice-sessions.ts. */
  session?: string;
}

/** Everything below what the user named, sorted. Paths are as `place` gives them. */
export interface Discovery {
  jobs: Job[];
  /** Files that no reader claims. */
  unknown: string[];
  /** Files that two readers claim equally. */
  ambiguous: { path: string; candidates: readonly string[] }[];
  /** Files that could not be read, unpacked or trusted. */
  refused: { path: string; why: string }[];
  /** Files of a known kind that are of no use: see rejected.ts. */
  rejected: { path: string; code: NoticeCode }[];
  /** How many pictures and fonts. */
  pictures: number;
  /** Sounds and films, those of messages and all others. */
  sounds: SoundFolder[];
  /** Lists and pages that exporters write beside the chats, and what programs leave: see side-files.ts. */
  side: string[];
}

/** A zip in a zip in a zip may be an export; one that lies deeper than this is a bomb. */
const DEEPEST = 4;
/**
 * A zip with more zips inside than this, at any depth, is a bomb too: sixteen in sixteen in sixteen … take minutes to
 * look through. Documents do not count: a chat comes with thousands of them.
 */
const MAX_ZIPS_INSIDE = 1000;
/** File name endings of documents that are zips: such a file is opened however many there are. */
const DOCUMENTS = new Set('docx docm dotx xlsx xlsm pptx epub odt ods odp'.split(' '));

/**
 * Looks at every file's head. A zip or tar that no reader claims is opened as a folder (docx and epub are claimed).
 * `forced`: a reader used in place of detection, for the files that the user named and, below a named folder, for those
 * that this reader recognises; detection decides about all others. `seen`: called with every file before it is looked
 * at, and with the number of files before it.
 */
export async function discover(
  folders: readonly ExportFolder[],
  readers: readonly Reader[],
  forced: Reader | undefined,
  signal: AbortSignal | undefined,
  seen: (path: string, before: number) => void = () => {},
): Promise<Discovery> {
  const walk = new Walk(readers, forced, signal, seen);
  for (const folder of folders) await walk.visit(folder);
  await walk.visitHeld();
  return walk.result();
}

/** Where a file was found. */
interface Spot {
  path: string;
  /** Number of zips around it. */
  depth: number;
  /** The zip on disk that holds it. */
  zip: string | undefined;
  /** By the user, as a file of its own. */
  isNamed: boolean;
  /** In a chat: see sent-files.ts. */
  isSent?: boolean;
}

class Walk {
  readonly #found: Discovery = {
    jobs: [],
    unknown: [],
    ambiguous: [],
    refused: [],
    rejected: [],
    pictures: 0,
    sounds: [],
    side: [],
  };
  readonly #sounds = new Sounds();
  readonly #sent = new SentFiles();
  /** Files that may have been sent in a chat, which is told when all chats around them are known. */
  #held: { file: ExportFile; spot: Spot }[] = [];
  readonly #visited = new Set<string>();
  /** Zips within the one zip on disk that is being looked through, not counting documents. */
  #zipsInside = 0;
  readonly #readers: readonly Reader[];
  readonly #forced: Reader | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #seen: (path: string, before: number) => void;

  constructor(
    readers: readonly Reader[],
    forced: Reader | undefined,
    signal: AbortSignal | undefined,
    seen: (path: string, before: number) => void,
  ) {
    this.#readers = readers;
    this.#forced = forced;
    this.#signal = signal;
    this.#seen = seen;
  }

  /** What was found in all folders. The order does not depend on which was named first. */
  result(): Discovery {
    const found = this.#found;
    found.sounds = this.#sounds.all;
    // Where two exports tell the same, the same one is always kept.
    found.jobs.sort((a, b) => (place(a.file) < place(b.file) ? -1 : 1));
    return found;
  }

  async visit(folder: ExportFolder, depth = 0, zip?: string): Promise<void> {
    const found = this.#found;
    for (const { path, why } of folder.refused ?? []) found.refused.push({ path, why });
    const own = await findOwnOutput(folder);
    for (const part of [...own].sort()) {
      const path = part ? placeOf({ root: folder.root, file: part }) : folder.root;
      found.rejected.push({ path, code: 'own-output' });
    }
    for (const file of folder.files) {
      this.#signal?.throwIfAborted();
      if (isOwnOutput(file.path, own)) continue;
      const path = place(file);
      // The user may name a file twice: once by itself and once by its folder.
      if (this.#visited.has(path)) continue;
      this.#visited.add(path);
      if (depth === 0) this.#zipsInside = 0;
      const spot = { path, depth, zip, isNamed: folder.files.length === 1 && depth === 0 };
      if (!spot.isNamed && !isMedia(path) && sentDepth(path) > 0) this.#held.push({ file, spot });
      else await this.#look(file, spot);
    }
  }

  /** Looks at the files that were held back: in outer folders first, since a chat there tells of the inner ones. */
  async visitHeld(): Promise<void> {
    while (this.#held.length) {
      const held = this.#held.map((one) => ({ ...one, around: sentDepth(one.spot.path) }));
      this.#held = [];
      for (const { file, spot } of held.sort((a, b) => a.around - b.around)) {
        this.#signal?.throwIfAborted();
        if (spot.depth === 0) this.#zipsInside = 0;
        await this.#look(file, { ...spot, isSent: this.#sent.has(spot.path) });
      }
    }
  }

  async #look(file: ExportFile, spot: Spot): Promise<void> {
    const { path, isNamed, zip, isSent = false } = spot;
    if (isMedia(file.path)) {
      if (promisesSound(file.path)) this.#sounds.add(file, isNamed ? path : zip);
      else this.#found.pictures++;
      return;
    }
    this.#seen(path, this.#visited.size - 1);
    const name = nameInCloud(file.path);
    if (name !== null) {
      if (isMedia(name) && !promisesSound(name)) this.#found.pictures++;
      else this.#found.refused.push({ path, why: 'not-downloaded' });
      return;
    }
    try {
      const head = await headOf(file);
      const isDocumentName = DOCUMENTS.has(extension(path));
      if (isArchive(head) && !isDocumentName && !isSent && !this.#admitsZip(spot.depth)) {
        this.#found.refused.push({ path, why: 'zip-bomb' });
        return;
      }
      const inside = await openInside(file, head);
      if (this.#isClaimed(file, head, inside, spot)) return;
      if (!inside) this.#nameUnread(file, head, spot);
      else if (isDocument(inside)) this.#refuseDocument(inside, path);
      else if (isDocumentName && !this.#admitsZip(spot.depth)) this.#found.refused.push({ path, why: 'zip-bomb' });
      else if (spot.depth < DEEPEST) await this.#enter(file, inside, spot);
      else this.#found.refused.push({ path, why: 'nested' });
    } catch (error) {
      this.#found.refused.push({ path, why: reasonOf(error) });
    }
  }

  #admitsZip(depth: number): boolean {
    return depth === 0 || ++this.#zipsInside <= MAX_ZIPS_INSIDE;
  }

  /** Whether a reader reads it, two claim it equally, or it is known to be of no use. */
  #isClaimed(file: ExportFile, head: FileHead, inside: ExportFolder | null, spot: Spot): boolean {
    const { path, isNamed } = spot;
    const found = this.#found;
    const forced = this.#forced;
    const fits = forced !== undefined && forced.detect(head) !== 'no';
    const asked = fits || (forced !== undefined && isNamed && !inside);
    if (spot.isSent && !asked) {
      const side = sidePlace(head);
      if (side === null) found.rejected.push({ path, code: 'rejected-sent-file' });
      else this.#noteSide(placeOf({ root: file.folder.root, file: side }));
      return true;
    }
    const rejection = rejectionOf(head, asked);
    if (rejection) {
      found.rejected.push({ path, code: rejection.code });
      if (rejection.chat) this.#sent.addChat(path);
    } else if (asked) this.#addJob({ file, reader: forced, asked });
    else {
      const detection = detect(head, this.#readers);
      if ('reader' in detection) this.#addJob({ file, reader: detection.reader });
      else if (detection.candidates.length) found.ambiguous.push({ path, candidates: detection.candidates });
      else return false;
    }
    return true;
  }

  #addJob(job: Job): void {
    this.#found.jobs.push(job);
    if (job.reader.kind === 'message' && !job.reader.byHand) this.#sent.addChat(place(job.file));
  }

  /** To its owner a workbook or document is one file, whatever it is packed in. */
  #refuseDocument(inside: ExportFolder, path: string): void {
    if (inside.refused?.length) this.#found.refused.push(...inside.refused);
    else this.#found.rejected.push({ path, code: 'rejected-binary' });
  }

  async #enter(file: ExportFile, inside: ExportFolder, { path, depth, zip }: Spot): Promise<void> {
    if (file.folder.beside) inside.beside = file.folder.beside;
    await this.visit(inside, depth + 1, zip ?? path);
  }

  /** A file that no reader claims and that is no archive. */
  #nameUnread(file: ExportFile, head: FileHead, { path, isNamed }: Spot): void {
    const found = this.#found;
    const side = isNamed ? null : sidePlace(head);
    if (isArchive(head) || ARCHIVE_NAME.test(head.name)) found.refused.push({ path, why: 'damaged-zip' });
    else if (side !== null) this.#noteSide(placeOf({ root: file.folder.root, file: side }));
    else if (file.size === 0) found.refused.push({ path, why: 'empty' });
    else if (isSideText(head.name)) found.rejected.push({ path, code: 'rejected-side-text' });
    else if (head.text === '' || looksBinary(head.text)) found.rejected.push({ path, code: 'rejected-binary' });
    else found.unknown.push(path);
  }

  /** Of the files in a program's folder one after the other gives the same path. */
  #noteSide(path: string): void {
    if (this.#found.side.at(-1) !== path) this.#found.side.push(path);
  }
}

/** A file with one of these endings is a zip or tar, or damaged. */
const ARCHIVE_NAME = /\.(?:zip|tar|jex|lakebook|docx|xlsx|pptx|odt|ods|epub)$/iu;

/** Workbooks, slides and books are zips too. To their users each is one file, not a folder to look into. */
const isDocument = (zip: ExportFolder): boolean =>
  zip.get('[Content_Types].xml') !== undefined || zip.get('mimetype') !== undefined;

/**
 * `/home/x/exports/陈默/陈默.csv`; inside a zip `…/all.zip/陈默.csv`. It identifies a file in every run, whether the user
 * named the file, its folder or a folder above.
 */
export const place = (file: ExportFile): string => placeOf({ root: file.folder.root, file: file.path });

/** The place of a file that a source in the corpus names. */
export const placeOf = ({ root = '', file }: { root?: string | undefined; file: string }): string =>
  `${root.replaceAll('\\', '/').replace(/\/$/u, '')}/${file}`;

export function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  // yauzl throws plain errors where a zip is not what its directory says.
  return typeof name === 'string' && name !== 'Error' ? name : 'damaged';
}
