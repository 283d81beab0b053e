import type { PersonaConfig } from '../core/persona.ts';
import type { Bilingual, Lang, Segment } from '../core/types.ts';
import type { BundleCorpus, CorpusInput } from './corpus.ts';
import type { BundleFault } from './fault.ts';
import type { Clip, ClipWish, LayoutContext, PlannedFile } from './layout.ts';
import type { LeftOut } from './manifest.ts';
import type { BundleOptions } from './options.ts';
import type { Example } from './prompt/example.ts';
import type { PromptLayer, PromptProfile } from './prompt/profile.ts';

/** All that is known of one persona when its bundle is planned. Read-only: every target sees the same. */
export interface BundleContext extends LayoutContext {
  persona: PersonaConfig;
  /** Language of the files that the bundle writes for people and models. */
  lang: Lang;
  options: BundleOptions;
  /** Without the held-out sessions and without what lies outside the period. */
  corpus: BundleCorpus;
  /** The complete files of the corpus: to be streamed, never collected. */
  source: CorpusInput;
  /** Claims with the items they were seen in: prompt/profile.json. */
  profile: PromptProfile;
  /** The layers of prompt/system.md, in order; `system` is all of them as one text. */
  layers: readonly PromptLayer[];
  system: string;
  /** Few-shot dialogues, best first. */
  examples: readonly Example[];
  /** The person's own phrases, and how strongly each is theirs; empty without corpus/style.json. */
  distinctive: ReadonlyMap<string, number>;
  segments: readonly Segment[];
  /** The best clips for a wish; empty when none fits. The same wish gives the same clips. */
  choose(wish: ClipWish): Clip[];
  /** The sentence in which the persona says that it is an imitation by a machine. */
  disclosure: string;
  /** ISO 8601: SOURCE_DATE_EPOCH, else the newest time found in the material; null without either. */
  created: string | null;
}

/**
 * One part of a bundle: a pure function of the context. A new one: one file in targets/, one line in targets/index.ts.
 * Paths are relative to the bundle. A target that has nothing for this persona gives no files and a reason.
 */
export interface Target {
  /** Folder or file it writes: `prompt`, `cards`, `skill` … Users type it in --only. */
  id: string;
  title: Bilingual;
  plan(context: BundleContext): TargetPlan | Promise<TargetPlan>;
  /** Reads the folder `id/` back for `persona verify`; no faults when all is well. Files are named from the bundle. */
  check?(files: TargetCheck): Promise<BundleFault[]>;
}

export interface TargetPlan {
  files: PlannedFile[];
  /** Markdown for the bundle's README, in the context's language; headings from level 3 down. */
  readme?: string;
  /** Slots that a person must fill, named. */
  open?: string[];
  /** Why there is nothing, or less than asked for. */
  left?: LeftOut[];
}

/** Files below the target's folder, paths relative to the bundle. */
export interface TargetCheck {
  files: readonly string[];
  text(path: string): Promise<string>;
  bytes(path: string): Promise<Uint8Array>;
}
