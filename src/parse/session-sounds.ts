import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { upsert } from '../core/upsert.ts';
import { isVoiceFile, mediaIndex } from './media-index.ts';
import { folderOf, foldersAbove } from './written-path.ts';

/** Unix seconds of the sounds of each chat, by the account in WeFlow's names: `voice_wxid_a_507_1695874127_126….wav`. */
export type SessionSounds = ReadonlyMap<string, ReadonlySet<number>>;

const NAME = /^voice_(.+)_\d+_(\d{10})_\d+\./u;

/**
 * The sounds nearest to a file whose names state a chat: those below its own folder, or else those that WeFlow puts beside
 * it, in `../voices` and below `../media`. `isApart`: they lie beside it, or they are of several chats. Files with the same
 * sounds near them get the same map: a phone has thousands of chats.
 */
export function soundsNear({ path, folder }: ExportFile): { sounds: SessionSounds; isApart: boolean } {
  const named = namedSounds(folder);
  const dir = folderOf(path);
  const own = named.below(dir);
  if (own.size) return { sounds: own, isApart: own.size > 1 };
  const next = named.beside(folderOf(dir));
  return { sounds: next, isApart: next.size > 0 };
}

const KNOWN = new WeakMap<ExportFolder, NamedSounds>();

function namedSounds(folder: ExportFolder): NamedSounds {
  const sounds = KNOWN.get(folder) ?? new NamedSounds(folder);
  KNOWN.set(folder, sounds);
  return sounds;
}

/** The sounds of an export whose names state a chat. Folders are paths within it; '' is its root. */
class NamedSounds {
  readonly #below = new Map<string, Map<string, Set<number>>>();
  readonly #beside = new Map<string, SessionSounds>();

  constructor(folder: ExportFolder) {
    for (const [name, paths] of mediaIndex(folder).names) {
      const [, session, second] = NAME.exec(name) ?? [];
      if (session === undefined || !isVoiceFile(name)) continue;
      for (const path of paths) {
        for (const dir of foldersAbove(path)) {
          const sounds = upsert(this.#below, dir, () => new Map());
          upsert(sounds, session, () => new Set()).add(Number(second));
        }
      }
    }
  }

  below(dir: string): SessionSounds {
    return this.#below.get(dir) ?? NONE;
  }

  /** Beside the folders in `parent`. */
  beside(parent: string): SessionSounds {
    return upsert(this.#beside, parent, () => {
      const [voices = NONE, media = NONE] = ['voices', 'media'].map((name) =>
        this.below(parent ? `${parent}/${name}` : name),
      );
      const sessions = new Set([...voices.keys(), ...media.keys()]);
      const secondsOf = (session: string) => new Set([...(voices.get(session) ?? []), ...(media.get(session) ?? [])]);
      return new Map([...sessions].map((session) => [session, secondsOf(session)]));
    });
  }
}

const NONE: SessionSounds = new Map();
