import type { ExportFile } from '../core/export-file.ts';
import { best, mediaIndex, sessionIn } from './media-index.ts';
import { folderOf, nameOf, stem } from './written-path.ts';

/** Limits which sounds may be meant. */
interface SoundOfSecond {
  /** Account of the partner, or `…@chatroom`: WeFlow puts it into the names of sounds. */
  session?: string | undefined;
  /** A further condition on the name. */
  named?: (name: string) => boolean;
}

/**
 * The only sound of a second: two different sounds cannot be told apart, but one sound in two encodings is one. A sound
 * whose name states the chat is looked for everywhere, any other sound in the chat's own folders. `second`: as in the
 * names, `1695874127` or `20230928_120847`.
 */
export function soundOfSecond(file: ExportFile, second: string, which: SoundOfSecond = {}): string | undefined {
  const { session, named = () => true } = which;
  const index = mediaIndex(file.folder);
  const sounds = (index.ids.get(second) ?? []).filter((path) => named(nameOf(path)));
  if (!sounds.length) return undefined;
  const folders = ownFolders(file, [...index.folders.keys()]);
  const sessions = new Set([...folders].flatMap((folder) => [...(index.folders.get(folder) ?? [])]));
  const isMeant = (path: string) => {
    const told = sessionIn(nameOf(path));
    if (told === undefined) return folders.has(folderOf(path));
    // Where the chat's account is not known, names count only if they all state one chat.
    return session === undefined ? folders.has(folderOf(path)) && sessions.size === 1 : told === inName(session);
  };
  const meant = sounds.filter(isMeant);
  return new Set(meant.map(stem)).size === 1 ? best(meant) : undefined;
}

/**
 * The folders below the file's own folder. If some there are named after the file, only those: the others belong to
 * other chats.
 */
function ownFolders(file: ExportFile, folders: readonly string[]): ReadonlySet<string> {
  const dir = folderOf(file.path);
  const below = folders.filter((folder) => !dir || `${folder}/`.startsWith(`${dir}/`));
  const chat = stem(nameOf(file.path));
  const named = below.filter((folder) => folder.slice(dir.length).split('/').includes(chat));
  return new Set(named.length ? named : below);
}

/** `34567890123@chatroom` is `34567890123_chatroom` in a name, which is cut off at this length. */
const inName = (session: string) => session.replace(/[^\w-]/gu, '_').slice(0, 48);
