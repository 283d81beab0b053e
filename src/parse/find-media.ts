import type { ExportFile } from '../core/export-file.ts';
import type { Media } from '../core/types.ts';
import {
  isVoiceFile,
  type MediaIndex,
  mediaIndex,
  nearest,
  rankOf,
  SERVER_ID_DIGITS,
  VOICE_ENCODINGS,
} from './media-index.ts';
import { soundOfSecond } from './sound-of-second.ts';
import {
  folderOf,
  foldersAbove,
  nameOf,
  pathsBelow,
  resolveFrom,
  stem,
  type WrittenPath,
  withoutClimbing,
  writtenPath,
} from './written-path.ts';

interface MediaHints {
  /** Folders in which to try the written path, relative to the file, one of its parents or the root: `audio`. */
  folders?: readonly string[];
}

/**
 * The file that an item names, relative to the root of its export or, with `root`, to another root that the user named.
 * These are tried in order:
 * 1. the written path beside the file, below each of its parents and below the root, and in the `folders` there;
 * 2. the end of an absolute path, beside the file;
 * 3. a file of the same name elsewhere, if its name holds an id, or if exactly one path in the file's own folder ends
 *    in the whole written path;
 * 4. the path and the id in all other roots.
 * `{ path: '' }` when nothing was written; `ambiguous` when several of the other roots have the written path; `missing`
 * when none has it.
 */
export function findMedia(file: ExportFile, written: string | null, { folders }: MediaHints = {}): Media {
  const search = new Search(file, writtenPath(written), folders);
  return search.byPath() ?? search.byName() ?? search.byPathBeside() ?? search.byNameBeside() ?? search.missing();
}

/** What else may identify the sound of a voice message. */
interface VoiceHints extends MediaHints {
  /** Server id of the message: most exporters put it into the file name. */
  messageId?: string;
  /** Unix seconds of the message: CipherTalk and EchoTrace use them in file names. */
  epoch?: number;
  /** Account of the partner, or `…@chatroom`: WeFlow uses it in file names. */
  session?: string;
}

/**
 * The sound of a voice message: searched as by `findMedia`, and by the id or the second in the names of sound files.
 * Where conversion failed or was done later, `1.silk` or `1.mp3` lies in place of the written `1.wav`.
 */
export function findVoice(file: ExportFile, written: string | null, hints: VoiceHints = {}): Media {
  const search = new Search(file, writtenPath(written), hints.folders);
  return (
    search.byPath() ??
    search.byName() ??
    search.byId(hints.messageId) ??
    search.inOtherEncoding() ??
    search.bySecond(hints.epoch, hints.session) ??
    search.byPathBeside() ??
    search.byNameBeside() ??
    search.byIdBeside(hints.messageId) ??
    search.missing()
  );
}

/** A server id or an MD5 in a file's name. */
const NAME_WITH_ID = /\d{15}|[0-9a-f]{32}/iu;

/** The ways to find one file; each step is a method. */
class Search {
  readonly #file: ExportFile;
  readonly #written: WrittenPath;
  /** '' stands for the path as written, the others for where else the file may lie. */
  readonly #folders: readonly string[];

  constructor(file: ExportFile, written: WrittenPath, folders: readonly string[] = []) {
    this.#file = file;
    this.#written = written;
    this.#folders = ['', ...folders];
  }

  byPath(): Media | undefined {
    const paths = this.#paths();
    for (const dir of paths.length ? foldersAbove(this.#file.path) : []) {
      const found = this.#in(dir, paths);
      if (found) return found;
    }
    return this.#in(folderOf(this.#file.path), this.#endings());
  }

  /** Only beside the file: further up, the same name more likely belongs to another chat. */
  inOtherEncoding(): Media | undefined {
    // Most chats are exported without any sound.
    if (mediaIndex(this.#file.folder).folders.size === 0) return undefined;
    const paths = [...this.#paths(), ...this.#endings()];
    const sounds = paths.filter(isVoiceFile);
    const others = sounds.flatMap((path) => VOICE_ENCODINGS.map((encoding) => `${stem(path)}.${encoding}`));
    return this.#in(folderOf(this.#file.path), others);
  }

  /**
   * `voice_507.wav` and `1695874127.wav` may lie in every chat's folder: only an id in a name proves that it is the
   * same file.
   */
  byName(): Media | undefined {
    const [wanted] = this.#written.spellings;
    if (wanted === undefined) return undefined;
    const named = mediaIndex(this.#file.folder).names.get(nameOf(wanted)) ?? [];
    if (NAME_WITH_ID.test(nameOf(wanted))) return asMedia(nearest(this.#file, named));
    const [only, ...more] = named.filter((path) => this.#isOwn(path) && path.endsWith(`/${wanted}`));
    return more.length ? undefined : asMedia(only);
  }

  byId(messageId = ''): Media | undefined {
    if (messageId.length < SERVER_ID_DIGITS) return undefined;
    return asMedia(nearest(this.#file, mediaIndex(this.#file.folder).ids.get(messageId)));
  }

  bySecond(epoch: number | undefined, session: string | undefined): Media | undefined {
    return epoch === undefined ? undefined : asMedia(soundOfSecond(this.#file, String(epoch), { session }));
  }

  /**
   * In the other roots: where the file would be if the user had named the folder above. A bare name could be in any
   * root.
   */
  byPathBeside(): Media | undefined {
    const beside = this.#file.folder.beside ?? [];
    if (!beside.length) return undefined;
    const paths = this.#paths()
      .flatMap((path) => resolveFrom('', withoutClimbing(path)) ?? [])
      .filter((path) => path.includes('/'));
    const found = new Map<string, Media>();
    for (const folder of beside) {
      const { root } = folder;
      const [path] = paths.flatMap((each) => belowRoot(root, each)).flatMap((each) => folder.get(each)?.path ?? []);
      // Roots may contain each other.
      if (path && !found.has(`${root}/${path}`)) found.set(`${root}/${path}`, { path, root });
    }
    const [only, ...more] = found.values();
    return more.length ? { path: '', ambiguous: true } : only;
  }

  byNameBeside(): Media | undefined {
    const name = nameOf(this.#written.spellings[0] ?? '');
    return NAME_WITH_ID.test(name) ? this.#beside(({ names }) => names.get(name)) : undefined;
  }

  /** An id belongs to one message, wherever its sound lies. */
  byIdBeside(messageId = ''): Media | undefined {
    return messageId.length < SERVER_ID_DIGITS ? undefined : this.#beside(({ ids }) => ids.get(messageId));
  }

  missing(): Media {
    const [wanted] = this.#written.spellings;
    if (wanted === undefined) return { path: '' };
    if (this.#written.absolute) return { path: wanted, missing: true };
    return { path: resolveFrom(folderOf(this.#file.path), wanted) ?? withoutClimbing(wanted), missing: true };
  }

  #paths(): string[] {
    return this.#written.spellings.flatMap((path) =>
      this.#folders.map((folder) => (folder ? `${folder}/${path}` : path)),
    );
  }

  /**
   * An absolute path comes from the machine of the export: only its end is the same here. The longest end comes first.
   */
  #endings(): string[] {
    if (!this.#written.absolute) return [];
    return this.#written.spellings.flatMap(pathsBelow).sort((a, b) => b.length - a.length);
  }

  #in(dir: string, paths: readonly string[]): Media | undefined {
    for (const path of paths) {
      const candidate = resolveFrom(dir, path);
      const found = candidate && this.#file.folder.get(candidate);
      if (found) return { path: found.path };
    }
    return undefined;
  }

  #isOwn(path: string): boolean {
    const dir = folderOf(this.#file.path);
    return !dir || path.startsWith(`${dir}/`);
  }

  #beside(hits: (index: MediaIndex) => readonly string[] | undefined): Media | undefined {
    return (this.#file.folder.beside ?? [])
      .flatMap((folder) => (hits(mediaIndex(folder)) ?? []).map((path) => ({ path, root: folder.root })))
      .sort((a, b) => rankOf(a.path) - rankOf(b.path))[0];
  }
}

/** `media/voices/1.wav` below `/x/voices` is `1.wav` too. */
function belowRoot(root: string, path: string): string[] {
  const parts = path.split('/');
  const name = nameOf(root.replaceAll('\\', '/'));
  return parts.flatMap((_, n) => (n === 0 || parts[n - 1] === name ? [parts.slice(n).join('/')] : []));
}

const asMedia = (path: string | undefined): Media | undefined => (path ? { path } : undefined);
