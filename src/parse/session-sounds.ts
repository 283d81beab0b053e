import type { ExportFile } from '../core/export-file.ts';
import { upsert } from '../core/upsert.ts';
import { isVoiceFile, mediaIndex } from './media-index.ts';
import { folderOf } from './written-path.ts';

/** Unix seconds of the sounds of each chat, by the account in WeFlow's names: `voice_wxid_a_507_1695874127_126….wav`. */
export type SessionSounds = ReadonlyMap<string, ReadonlySet<number>>;

const NAME = /^voice_(.+)_\d+_(\d{10})_\d+\./u;

/**
 * The sounds nearest to a file whose names state a chat: those below its own folder, or else those that WeFlow puts beside
 * it, in `../voices` and below `../media`. `isApart`: they lie beside it, or they are of several chats.
 */
export function soundsNear(file: ExportFile): { sounds: SessionSounds; isApart: boolean } {
  const dir = folderOf(file.path);
  const parent = folderOf(dir);
  const beside = ['voices', 'media'].map((name) => (parent ? `${parent}/${name}/` : `${name}/`));
  const own = new Map<string, Set<number>>();
  const next = new Map<string, Set<number>>();
  for (const [name, paths] of mediaIndex(file.folder).names) {
    const [, session, second] = NAME.exec(name) ?? [];
    if (session === undefined || !isVoiceFile(name)) continue;
    for (const path of paths) {
      if (!dir || path.startsWith(`${dir}/`)) upsert(own, session, () => new Set()).add(Number(second));
      else if (beside.some((start) => path.startsWith(start)))
        upsert(next, session, () => new Set()).add(Number(second));
    }
  }
  return own.size ? { sounds: own, isApart: own.size > 1 } : { sounds: next, isApart: next.size > 0 };
}
