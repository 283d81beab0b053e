import { isSystemFile } from './system-files.ts';
import type { Hertz, Seconds } from './types.ts';

/** What a recording consists of, as its decoder names it. */
export interface SoundFacts {
  /** `pcm_s16le`, `aac`, `silk`, `amrnb` … */
  codec: string;
  container: string;
  /** Rate inside the file; the samples handed out never exceed 48 kHz. */
  sampleRate: Hertz;
  channels: number;
  /** Of two channels each holds what the other does not; what is handed out is both together. */
  channelsDiffer?: true;
  /** Number of sound tracks in the file; the first one is read. */
  tracks: number;
  /** What the file's header says about its length, never an estimate; it may be wrong or absent. */
  declared: Seconds | null;
}

/**
 * About a second of sound, twice: at the recording's own rate and at 16 kHz. Either may be empty in a block. Null means
 * that the decoder has one rate only and gives the whole recording as one block.
 */
export interface SoundBlock {
  native: Float32Array;
  analysis: Float32Array | null;
}

/** A recording being decoded: mono, in [-1, 1] except where a lossy codec overshoots. */
export interface Sound {
  facts: SoundFacts;
  /** Rate of `native`: the file's own rate where that is common, at most 48 kHz. */
  sampleRate: Hertz;
  /** Can be read once; leaving the loop early frees the decoder. */
  blocks: AsyncIterable<SoundBlock>;
  /** Known after the last block: whether the file ends or breaks before it should. */
  truncated(): boolean;
}

export const ANALYSIS_RATE = 16_000;

/** File name endings that promise sound, including those of films. */
const SOUND_ENDINGS = new Set(
  `silk slk aud amr awb wav w64 mp2 mp3 m4a m4b m4r aac ogg oga opus spx flac wma aif aiff caf ape wv ac3 pcm
  mp4 m4v mov mkv mka webm avi 3gp 3g2 flv wmv mpg mpeg mpe ogv mts m2ts rm rmvb`.split(/\s+/u),
);

/** Whether a file is a recording by its name; its content may be something else. A Mac's `._voice.m4a` is none. */
export const promisesSound = (path: string): boolean =>
  SOUND_ENDINGS.has(/\.([^./\\]+)$/u.exec(path)?.[1]?.toLowerCase() ?? '') && !isSystemFile(path);

/** Why a file gave no sound. */
export type DecodeFault =
  | 'empty-file'
  | 'header-only'
  | 'not-audio'
  | 'no-sound-track'
  | 'damaged'
  | 'protected'
  | 'stalled'
  | 'decoder-missing'
  | 'not-there'
  | 'unreadable';

/** Bad input, not a bug: the file is recorded with this reason and the run goes on. */
export class Undecodable extends Error {
  readonly fault: DecodeFault;

  constructor(fault: DecodeFault, options?: ErrorOptions) {
    super(fault, options);
    this.name = 'Undecodable';
    this.fault = fault;
  }
}
