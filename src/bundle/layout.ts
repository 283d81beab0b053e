import type { Hertz, Profile, Seconds, Segment } from '../core/types.ts';

/** A segment, or several joined, chosen and cut for one profile. */
export interface Clip {
  /** Segments in playing order; more than one only where the profile allows joining. */
  parts: { segment: Segment; /** Seconds inside the segment. */ start: Seconds; end: Seconds }[];
  /** Silence between parts. */
  gap: Seconds;
  /** Digital silence before and after the speech. */
  lead: Seconds;
  tail: Seconds;
  /** Of the whole clip, gaps, lead and tail included. */
  seconds: Seconds;
  /** Exactly the words that are heard; null when not known. */
  transcript: string | null;
}

export type AudioFormat = 'wav' | 'mp3' | 'm4a';

/** One file of a bundle, as data: `--dry-run` prints it, tests compare it, io acts on it. */
export type PlannedFile =
  | { path: string; text: string }
  | { path: string; bytes: Uint8Array }
  | { path: string; clip: Clip; sampleRate: Hertz; format: AudioFormat; bitrate?: number };

export interface LayoutContext {
  /** ASCII name of the persona: `[A-Za-z0-9_-]+`. */
  slug: string;
  /** BCP 47 of what the subject speaks: `zh`, `en` … */
  language: string;
  /** Name of the persona as people write it. */
  name: string;
}

/** What a layout says of one backend: its files, and how to use them (bundle README). */
export interface LayoutPlan {
  files: PlannedFile[];
  /** Shell command or HTTP call, ready to paste, paths relative to the backend's folder. */
  usage: string;
  /** Slots that must be filled by a person (transcript, consent recording), named; empty when none. */
  open: string[];
}

/** Writes one shape of backend folder. `choose` says which clips it wants; `plan` turns them into files. */
export interface Layout {
  id: string;
  plan(clips: readonly Clip[], profile: Profile, context: LayoutContext): LayoutPlan;
}
