import { createHash } from 'node:crypto';
import type { Emit } from '../core/events.ts';
import { ANALYSIS_RATE, type DecodeFault, type Sound, Undecodable } from '../core/sound.ts';
import type { Hertz, RejectReason, Seconds, SpeakerEvidence } from '../core/types.ts';
import {
  type CleanRecordingDeps,
  cleanRecording,
  type Heard,
  type HeardPiece,
  type WindowStore,
} from './clean-recording.ts';
import type { DenoiseMode } from './clean-window.ts';
import { gainOf } from './level.ts';
import { Progress } from './progress.ts';
import type { SpeakerJudge } from './stages/check-speaker.ts';
import { CUT } from './stages/cut.ts';
import { PERHAPS_SPEECH, SPEECH } from './stages/detect-speech.ts';
import { THRESHOLDS } from './stages/grade.ts';

/** One recording to clean; what it holds is not known yet. */
export interface Input {
  file: string;
  /** Id of the voice message of the subject that it is; null for any other recording. */
  item: string | null;
  /** It is known as a voice message of somebody else: none of its speech is the subject's. */
  byOther?: true;
  transcript: string | null;
  /** How long the message says it is; absent where nothing does. */
  seconds?: Seconds;
}

export interface Fetched {
  sha256: string;
  open(): Promise<Sound>;
  release(): Promise<void>;
}

/** A recording as it is remembered from run to run. */
export interface Memory {
  heard: Heard;
  /** The gain of its clips, null when none were written; other clips chosen, other gain. */
  gain: number | null;
}

export interface Store extends WindowStore {
  load(): Promise<Memory | null>;
  save(memory: Memory): Promise<void>;
  dropWindows(): Promise<void>;
}

interface Clips {
  /** Whether the clip is there with so many samples, or at most so many fewer. */
  has(id: string, samples: number, fewer: number): Promise<boolean>;
  write(id: string, samples: Float32Array, sampleRate: Hertz): Promise<void>;
}

export interface HearingDeps<I extends Input> extends Omit<CleanRecordingDeps, 'store' | 'progress'> {
  fetch(input: I): Promise<Fetched>;
  store(sha256: string, settings: unknown): Store;
  clips: Clips;
  emit: Emit;
}

/** All on which clips depend besides the sound: part of every cache key and segment id. */
export interface Settings {
  denoise: DenoiseMode;
  /** Null with `denoise: never`. */
  denoiser: string | null;
  /** A listener's score for every clip, when its model is there. */
  scorer: string | null;
  /** What tells voices apart: the id of a speaker model, `statistics`, or null where nobody asks. */
  voices: string | null;
}

/** What became of one piece. */
interface Fate {
  /** Null for a piece that is not kept. */
  id: string | null;
  reason: RejectReason | null;
  speaker: { score: number | null; by: SpeakerEvidence };
}

/** What became of one recording. */
export interface Outcome<I extends Input> {
  input: I;
  sha256: string | null;
  heard: Heard | null;
  /** Of each piece, in order. */
  fates: Fate[];
  gain: number;
  why?: DecodeFault;
}

/** Goes up when the same settings give other results than before. */
const ENGINE = 12;

/** One run of the command: what it has in work, and what it remembers of earlier ones. */
export class Hearing<I extends Input> {
  readonly #settings: Settings & { engine: number };
  readonly #clipsKey: string;
  readonly #deps: HearingDeps<I>;
  readonly #working = new Map<string, Promise<Memory>>();
  readonly progress: Progress;

  constructor(settings: Settings, total: number, deps: HearingDeps<I>) {
    const all = { ...settings, engine: ENGINE, cut: CUT, speech: SPEECH, perhaps: PERHAPS_SPEECH, grades: THRESHOLDS };
    this.#settings = all;
    // What voices were compared by, and whether clips were scored, changes nothing in a clip.
    this.#clipsKey = digest(JSON.stringify({ ...all, voices: null, scorer: null }));
    this.#deps = deps;
    this.progress = new Progress(total, deps.emit);
  }

  /** Hears a recording, or remembers it, and writes its clips if that was not done yet. */
  hear(input: I, judge: SpeakerJudge | null): Promise<Outcome<I>> {
    return this.#attempt(input, async (fetched, outcome) => {
      const memory = await this.#memoryOf(fetched, input, (heard) =>
        this.#fatesOf(heard, fetched.sha256, input, judge),
      );
      outcome.heard = memory.heard;
    });
  }

  /** The same without clips: what it tells is all that is wanted. */
  remember(input: I): Promise<Outcome<I>> {
    return this.#attempt(input, async (fetched, outcome) => {
      outcome.heard = (await this.#memoryOf(fetched, input, () => [])).heard;
    });
  }

  /**
   * Decides what is kept now that all is known of a recording and its copies, and makes sure that just these clips are
   * there; where they are not, or were levelled with others, it is heard once more. False where that cannot be done,
   * since only its memory is left: then it counts as not heard.
   */
  async settle(outcome: Outcome<I>, judge: SpeakerJudge | null): Promise<boolean> {
    const { heard, sha256, input } = outcome;
    if (!heard || !sha256) return true;
    outcome.fates = this.#fatesOf(heard, sha256, input, judge);
    outcome.gain = gainFor(heard, outcome.fates);
    const stored = await this.#storeOf(sha256, input).load();
    const written = outcome.fates.every(({ id }) => id === null) || stored?.gain === outcome.gain;
    if (written && (await this.#clipsThere(heard, outcome.fates))) return true;
    const { why } = await this.#attempt(input, async (fetched) => {
      await this.#work(fetched, input, () => outcome.fates);
    });
    if (why === undefined) return true;
    Object.assign(outcome, { heard: null, fates: [], why });
    return false;
  }

  async #attempt(input: I, work: (fetched: Fetched, outcome: Outcome<I>) => Promise<void>): Promise<Outcome<I>> {
    const { fetch, signal } = this.#deps;
    const outcome: Outcome<I> = { input, sha256: null, heard: null, fates: [], gain: 1 };
    signal.throwIfAborted();
    this.progress.begin(input);
    try {
      const fetched = await fetch(input);
      outcome.sha256 = fetched.sha256;
      try {
        await work(fetched, outcome);
      } finally {
        await fetched.release();
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Undecodable)) throw error;
      outcome.why = error.fault;
    }
    this.progress.finish(input);
    return outcome;
  }

  /** Whether others may speak in a recording too: in a voice message only its sender does. */
  #isShared(item: string | null): boolean {
    return this.#settings.voices !== null && item === null;
  }

  #storeOf(sha256: string, { item }: I): Store {
    return this.#deps.store(sha256, { ...this.#settings, shared: this.#isShared(item) });
  }

  /** The same bytes under two names are heard once; where that failed, what lies under the other name may still be read. */
  async #memoryOf(fetched: Fetched, input: I, choose: (heard: Heard) => readonly Fate[]): Promise<Memory> {
    const sound = `${fetched.sha256} ${this.#isShared(input.item)}`;
    for (;;) {
      const theirs = this.#working.get(sound);
      if (!theirs) break;
      const memory = await theirs.catch(() => null);
      if (memory) return memory;
      if (this.#working.get(sound) === theirs) this.#working.delete(sound);
    }
    const working = this.#recallOrWork(fetched, input, choose);
    this.#working.set(sound, working);
    return working;
  }

  async #recallOrWork(fetched: Fetched, input: I, choose: (heard: Heard) => readonly Fate[]): Promise<Memory> {
    const before = await this.#storeOf(fetched.sha256, input).load();
    return before ?? this.#work(fetched, input, choose);
  }

  async #work(fetched: Fetched, input: I, choose: (heard: Heard) => readonly Fate[]): Promise<Memory> {
    const deps = this.#deps;
    const store = this.#storeOf(fetched.sha256, input);
    const sound = await fetched.open();
    this.progress.opened(input, sound.facts.declared);
    const { denoise, voices } = this.#settings;
    const how = { denoise, voices: voices !== null, shared: this.#isShared(input.item) };
    const { heard, samples } = await cleanRecording(sound, how, {
      ...deps,
      store,
      progress: (done) => this.progress.reached(input, done / ANALYSIS_RATE),
    });
    this.progress.heard(input, heard.length / ANALYSIS_RATE);
    const fates = choose(heard);
    const gain = gainFor(heard, fates);
    let written = 0;
    for (const [i, { id }] of fates.entries()) {
      if (id === null) continue;
      deps.signal.throwIfAborted();
      const levelled = (await samples(i))!.map((x) => x * gain);
      await deps.clips.write(id, levelled, heard.sampleRate);
      written++;
    }
    const memory = { heard, gain: written > 0 ? gain : null };
    await store.save(memory);
    await store.dropWindows();
    return memory;
  }

  async #clipsThere(heard: Heard, fates: readonly Fate[]): Promise<boolean> {
    for (const [i, { id }] of fates.entries()) {
      if (id === null) continue;
      // Where speech lasts to the end, rounding to 16 kHz and back may have it end just after the recording.
      const fewer = Math.ceil(heard.sampleRate / ANALYSIS_RATE);
      if (!(await this.#deps.clips.has(id, samplesOf(heard.pieces[i]!, heard.sampleRate), fewer))) return false;
    }
    return true;
  }

  #fatesOf(heard: Heard, sha256: string, { item, byOther }: I, judge: SpeakerJudge | null): Fate[] {
    return heard.pieces.map((piece): Fate => {
      const by: SpeakerEvidence = item !== null || byOther ? 'chat' : (judge?.by ?? 'assumed');
      if (piece.grade === 'C') return { id: null, reason: piece.faults[0] ?? 'noisy', speaker: { score: null, by } };
      if (byOther) return { id: null, reason: 'other-speaker', speaker: { score: null, by } };
      const id = digest(`${sha256} ${piece.start} ${this.#isShared(item)} ${this.#clipsKey}`).slice(0, 16);
      if (item !== null || !judge || !piece.marks) return { id, reason: null, speaker: { score: null, by } };
      const { score, verdict } = judge.judge(piece.marks);
      const speaker = { score: Number(score.toFixed(3)), by };
      return verdict === 'subject' ? { id, reason: null, speaker } : { id: null, reason: FOREIGN[verdict], speaker };
    });
  }
}

const FOREIGN = { other: 'other-speaker', uncertain: 'uncertain-speaker', mixed: 'overlap' } as const;

/** How many samples at the recording's own rate a piece has. */
function samplesOf({ start, end }: HeardPiece, rate: Hertz): number {
  return Math.round((end * rate) / ANALYSIS_RATE) - Math.round((start * rate) / ANALYSIS_RATE);
}

/** The one gain of all that is kept of a recording. */
function gainFor({ pieces }: Heard, fates: readonly Fate[]): number {
  return gainOf(pieces.flatMap(({ level }, i) => (fates[i]?.id && level ? [level] : [])));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
