import type { Profile } from '../../core/types.ts';
import { fault } from '../fault.ts';
import type { Clip, ClipWish, Layout, LayoutContext, PlannedFile } from '../layout.ts';
import { SOUND } from './expected.ts';
import { promptWish, text, wav, words } from './shared.ts';

/** A backend that takes one clip, and perhaps its words, as most backends that run at home do. */
export interface PromptFamily {
  id: string;
  /** Path of the clip. */
  audio(context: LayoutContext): string;
  /** Path of its words; left out where the backend reads none. */
  words?(context: LayoutContext): string;
  ideal: readonly [number, number];
  wish?: Partial<ClipWish>;
  usage(context: LayoutContext, heard: { audio: string; words: string | null }, profile: Profile): readonly string[];
  more?(clip: Clip, context: LayoutContext, heard: { audio: string; words: string | null }): PlannedFile[];
}

export function promptLayout(family: PromptFamily): Layout<'ref'> {
  return {
    id: family.id,
    wants: (profile) => ({ ref: promptWish(profile, family.ideal, family.wish) }),
    plan({ ref: [clip] }, profile, context) {
      const audio = family.audio(context);
      const path = family.words?.(context);
      const open: string[] = [];
      const heard = path === undefined ? null : words(clip, path, open);
      const known = { audio, words: open.length ? null : heard };
      return {
        files: [
          wav(audio, clip, profile),
          ...(path === undefined ? [] : [text(path, `${heard}\n`)]),
          ...(family.more?.(clip, context, known) ?? []),
        ],
        usage: family.usage(context, known, profile).join('\n'),
        open,
      };
    },
    async check({ files, text: read }) {
      const faults = files.some((path) => path.endsWith('.wav')) ? [] : [fault('verify-lacks', '', { what: SOUND })];
      for (const path of files.filter((file) => file.endsWith('.txt'))) {
        if (!(await read(path)).trim()) faults.push(fault('verify-empty', path));
      }
      return faults;
    },
  };
}
