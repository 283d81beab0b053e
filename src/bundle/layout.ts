import type { Hertz, Profile, Seconds, Segment } from '../core/types.ts';
import type { BundleFault } from './fault.ts';

/** A segment, or several joined, chosen and cut for one profile. */
export interface Clip {
  /** Segments in playing order; more than one only where the profile allows joining. */
  parts: { segment: Segment /** Seconds inside the segment. */; start: Seconds; end: Seconds }[];
  /** Silence between parts. */
  gap: Seconds;
  /** Digital silence before and after the speech. */
  lead: Seconds;
  tail: Seconds;
  /** Of the whole clip, gaps, lead and tail included. */
  seconds: Seconds;
  /** Exactly the words that are heard; null when they are not known. */
  transcript: string | null;
}

export type AudioFormat = 'wav' | 'mp3' | 'm4a';

/**
 * One file of a bundle, as data: `--dry-run` prints it, tests compare it, io acts on it. `path` is relative to the
 * bundle (in a LayoutPlan: to the backend's folder), with `/`.
 */
export type PlannedFile = { path: string } & FileContent;

export type FileContent =
  /** `embed`: each token in the text is replaced by the base64 of another file of the plan, once that is written. */
  | { text: string; embed?: { token: string; path: string }[] }
  | { bytes: Uint8Array }
  /**
   * Lines without their line feed, made while they are written: for a file that may be larger than memory. `wordsOf`:
   * another file of the plan that has the same words in another form, so that they are searched for leaks once.
   */
  | { lines: () => Iterable<string> | AsyncIterable<string>; wordsOf?: string }
  /** A zip, its entries stored with one fixed time; `from`: another file of the plan, once that is written. */
  | { archive: ArchiveEntry[] }
  /** The WAV of a segment as it lies in the workspace. */
  | { segment: Segment }
  | { clip: Clip; sampleRate: Hertz; format: AudioFormat; bitrate?: number };

export type ArchiveEntry = { path: string } & ({ text: string } | { bytes: Uint8Array } | { from: string });

/**
 * Which clips a layout asks for. Lengths are those of the finished clip, with lead, tail and gaps. They already lie
 * within the bounds of the profile, with a margin where the bounds are exclusive.
 */
export interface ClipWish {
  min: Seconds;
  /** The length to come closest to. */
  ideal: readonly [Seconds, Seconds];
  max: Seconds;
  /** How many clips; `all`: every segment that fits, as a training set needs it. */
  count: number | 'all';
  /** `never`: single segments only. `needed`: when no segment is long enough. `fill`: up to the ideal length. */
  join: 'never' | 'needed' | 'fill';
  /** `must`: only clips whose words are known. `prefer`: clips whose words are known come first. */
  transcript: 'must' | 'prefer' | 'unused';
  gap: Seconds;
  lead: Seconds;
  tail: Seconds;
  /** The highest frequency that the finished clip can hold: half of its sample rate. Left out: the band of speech. */
  band?: Hertz;
}

/** What was found for a wish, best first. */
export type FoundClips = readonly [Clip, ...Clip[]];

/** The clips found, by the name of the wish; a wish that the layout can do without may have none. */
export type ChosenClips<Must extends string = string, May extends string = never> = Readonly<
  Record<Must, FoundClips> & Record<May, readonly Clip[]>
>;

export interface LayoutContext {
  /** ASCII name of the persona: `[A-Za-z0-9_-]+`, the first a letter. */
  slug: string;
  /** BCP 47 of what the subject speaks: `zh`, `en` … */
  language: string;
  /** Name of the persona as people write it. */
  name: string;
}

/** What a layout plans for one backend: its files, and how to use them (for the README of the bundle). */
export interface LayoutPlan {
  files: PlannedFile[];
  /** Shell command or HTTP call, ready to paste, paths relative to the backend's folder. */
  usage: string;
  /** Slots that must be filled by a person (transcript, consent recording), named; empty when none. */
  open: string[];
}

/** One shape of backend folder: the clips it asks for, by name, and how they become files. */
export interface Layout<Must extends string = string, May extends string = never> {
  id: string;
  /** Clips without which there is no folder. */
  wants(profile: Profile): Record<Must, ClipWish>;
  /** Clips that improve it. */
  likes?(profile: Profile): Record<May, ClipWish>;
  /** Called only when clips were found for everything that it wants. */
  plan(clips: ChosenClips<Must, May>, profile: Profile, context: LayoutContext): LayoutPlan;
  /** Sound files to which the profile's limits do not apply (a second kind of clip): `check` has limits for them. */
  apart?: RegExp;
  /** Reads its own list or request back; no faults when all is well. Files are named relative to the folder. */
  check?(folder: FolderCheck): Promise<BundleFault[]>;
}

/** What `persona verify` hands to a layout: one backend's folder, with paths relative to it. */
export interface FolderCheck {
  files: readonly string[];
  text(path: string): Promise<string>;
  /** Seconds and rate of each audio file of the folder, as read from the audio itself. */
  audio(path: string): { seconds: Seconds; sampleRate: Hertz; channels: number } | undefined;
  profile: Profile;
}
