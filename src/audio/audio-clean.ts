import { createHash } from 'node:crypto';
import type { Emit } from '../core/events.ts';
import { ANALYSIS_RATE, type Sound, Undecodable } from '../core/sound.ts';
import type { Hertz, Rejected, Seconds, Segment, SpeakerEvidence } from '../core/types.ts';
import {
  type CleanRecordingDeps,
  cleanRecording,
  type Heard,
  type HeardPiece,
  type WindowStore,
} from './clean-recording.ts';
import type { DenoiseMode } from './clean-window.ts';
import { findCopies } from './copies.ts';
import { type Balance, balanceOf, duplicateBalance } from './ledger.ts';
import { gainOf } from './level.ts';
import type { RecordingFacts } from './report.ts';
import { CUT } from './stages/cut.ts';
import { PERHAPS_SPEECH, SPEECH } from './stages/detect-speech.ts';
import { THRESHOLDS } from './stages/grade.ts';

/** One recording to clean; what it holds is not known yet. */
export interface Input {
  file: string;
  item: string | null;
  transcript: string | null;
}

export interface Fetched {
  sha256: string;
  open(): Promise<Sound>;
  release(): Promise<void>;
}

/** Memory of one recording between runs. */
export interface Store extends WindowStore {
  load(): Promise<Heard | null>;
  save(heard: Heard): Promise<void>;
  dropWindows(): Promise<void>;
}

export interface Clips {
  /** Whether the clip is there with so many samples. */
  has(id: string, samples: number): Promise<boolean>;
  write(id: string, samples: Float32Array, sampleRate: Hertz): Promise<void>;
}

export interface AudioCleanDeps<I extends Input> extends Omit<CleanRecordingDeps, 'store' | 'progress'> {
  fetch(input: I): Promise<Fetched>;
  store(sha256: string, settings: unknown): Store;
  clips: Clips;
  emit: Emit;
  /** Recordings in work at a time. */
  abreast: number;
}

export interface AudioCleanResult {
  recordings: (RecordingFacts & { seconds: Balance })[];
  segments: Segment[];
  rejected: Rejected[];
}

/** Goes up when the same settings give other results than before. */
const ENGINE = 1;

/** All on which the outcome depends besides the sound: part of every cache key and segment id. */
export interface Settings {
  denoise: DenoiseMode;
  /** Null with `denoise: never`. */
  denoiser: string | null;
}

interface Outcome<I extends Input> {
  input: I;
  sha256: string | null;
  heard: Heard | null;
  gain: number;
  why?: string;
}

/**
 * Recordings in, the subject's clean speech out: clips are written as their recording is done, the lists come back.
 * A recording that cannot be read is one line in `rejected`; only a stop by the user or our own fault ends the run.
 */
export async function audioClean<I extends Input>(
  inputs: readonly I[],
  settings: Settings,
  deps: AudioCleanDeps<I>,
): Promise<AudioCleanResult> {
  const all = { ...settings, engine: ENGINE, cut: CUT, speech: SPEECH, perhaps: PERHAPS_SPEECH, grades: THRESHOLDS };
  const run = new Run(all, inputs.length, deps);
  const outcomes = await mapAbreast(inputs, deps.abreast, (input) => run.hear(input, false));
  const copies = findCopies(outcomes);
  // What an earlier run remembers is good only with its clips, which are kept for one copy of each recording.
  const originals = outcomes.filter((_, i) => copies[i] === i);
  const again = new Map(
    await mapAbreast(originals, deps.abreast, async (each) => {
      const whole = each.heard === null || (await run.clipsThere(each.sha256!, each.heard));
      return [each.input, whole ? each : await run.hear(each.input, true)] as const;
    }),
  );
  run.progress(undefined, 0);
  return resultOf(
    outcomes.map((each) => again.get(each.input) ?? each),
    copies,
    run.settingsKey,
  );
}

/** One run of the command: what it works with, and what it has in work. */
class Run<I extends Input> {
  readonly settingsKey: string;
  readonly #settings: Settings;
  readonly #total: number;
  readonly #deps: AudioCleanDeps<I>;
  readonly #working = new Map<string, Promise<Heard>>();
  #finished = 0;

  constructor(settings: Settings, total: number, deps: AudioCleanDeps<I>) {
    this.#settings = settings;
    this.settingsKey = digest(JSON.stringify(settings));
    this.#total = total;
    this.#deps = deps;
  }

  /** `anew`: not from memory, for its clips are gone. */
  async hear(input: I, anew: boolean): Promise<Outcome<I>> {
    const { fetch, signal } = this.#deps;
    signal.throwIfAborted();
    const outcome: Outcome<I> = { input, sha256: null, heard: null, gain: 1 };
    this.progress(input.file, 0);
    try {
      const fetched = await fetch(input);
      outcome.sha256 = fetched.sha256;
      try {
        // The same bytes under two names are heard once.
        const key = `${fetched.sha256} ${anew}`;
        const known = this.#working.get(key) ?? this.#hear(fetched, input, anew);
        this.#working.set(key, known);
        outcome.heard = await known;
        outcome.gain = gainFor(outcome.heard);
      } finally {
        await fetched.release();
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Undecodable)) throw error;
      outcome.why = error.fault;
    }
    if (!anew) this.#finished++;
    return outcome;
  }

  async #hear(fetched: Fetched, input: I, anew: boolean): Promise<Heard> {
    const deps = this.#deps;
    const store = deps.store(fetched.sha256, this.#settings);
    const before = anew ? null : await store.load();
    if (before) return before;
    const sound = await fetched.open();
    const { heard, samples } = await cleanRecording(sound, this.#settings.denoise, {
      ...deps,
      store,
      progress: (done) => this.progress(input.file, done / ANALYSIS_RATE, sound.facts.declared),
    });
    const gain = gainFor(heard);
    for (const [i, piece] of heard.pieces.entries()) {
      if (piece.grade === 'C') continue;
      deps.signal.throwIfAborted();
      const levelled = (await samples(i))!.map((x) => x * gain);
      await deps.clips.write(segmentId(fetched.sha256, piece, this.settingsKey), levelled, heard.sampleRate);
    }
    await store.save(heard);
    await store.dropWindows();
    return heard;
  }

  async clipsThere(sha256: string, heard: Heard): Promise<boolean> {
    for (const piece of heard.pieces) {
      const id = segmentId(sha256, piece, this.settingsKey);
      if (piece.grade !== 'C' && !(await this.#deps.clips.has(id, samplesOf(piece, heard.sampleRate)))) return false;
    }
    return true;
  }

  /** Of several recordings their number is told; of a single one its seconds. */
  progress(file: string | undefined, seconds: number, declared: number | null = null): void {
    const single = this.#total === 1 && declared !== null;
    this.#deps.emit({
      type: 'progress',
      task: 'clean',
      ...(single
        ? { done: Math.min(seconds, declared), total: declared, unit: 'seconds' }
        : { done: this.#finished, total: this.#total, unit: 'files' }),
      ...(file === undefined ? {} : { file }),
      ...(!single && declared !== null && declared > LONG
        ? { extra: { '%': Math.min(99, Math.floor((100 * seconds) / declared)) } }
        : {}),
    });
  }
}

/** A recording that takes long enough for its own progress to be told. */
const LONG: Seconds = 120;

/** How many samples at the recording's own rate a piece has. */
function samplesOf({ start, end }: HeardPiece, rate: Hertz): number {
  return Math.round((end * rate) / ANALYSIS_RATE) - Math.round((start * rate) / ANALYSIS_RATE);
}

function gainFor({ pieces }: Heard): number {
  return gainOf(pieces.flatMap(({ level }) => (level ? [level] : [])));
}

/** The same sound found under the same settings has the same name, wherever and whenever. */
function segmentId(sha256: string, { start }: HeardPiece, settingsKey: string): string {
  return digest(`${sha256} ${start} ${settingsKey}`).slice(0, 16);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function resultOf<I extends Input>(
  outcomes: readonly Outcome<I>[],
  copies: readonly number[],
  settingsKey: string,
): AudioCleanResult {
  const result: AudioCleanResult = { recordings: [], segments: [], rejected: [] };
  for (const [i, { input, sha256, heard, gain, why }] of outcomes.entries()) {
    const source = { file: input.file, sha256, item: input.item };
    const whole = { source, start: 0, measures: {}, speaker: null };
    if (!heard) {
      result.recordings.push({ ...source, fault: 'undecodable', ...(why ? { why } : {}), seconds: balanceOf(0, []) });
      result.rejected.push({ ...whole, end: 0, seconds: 0, reason: 'undecodable', ...(why ? { why } : {}) });
      continue;
    }
    const length = heard.length / ANALYSIS_RATE;
    const facts = { ...source, codec: heard.facts.codec, sampleRate: heard.facts.sampleRate, ...remarks(heard) };
    const original = outcomes[copies[i]!]!;
    if (original.input !== input) {
      const duplicateOf = original.input.file;
      result.recordings.push({ ...facts, fault: 'duplicate', duplicateOf, seconds: duplicateBalance(length) });
      result.rejected.push({ ...whole, end: length, seconds: length, reason: 'duplicate', why: duplicateOf });
      continue;
    }
    const by: SpeakerEvidence = input.item === null ? 'assumed' : 'chat';
    const speaker = { score: null, by };
    const stretches = heard.pieces.map((piece) => {
      const { start, end, grade, faults, labels, measures, denoised } = piece;
      const place = { start: start / ANALYSIS_RATE, end: end / ANALYSIS_RATE, seconds: (end - start) / ANALYSIS_RATE };
      if (grade === 'C') {
        const reason = faults[0] ?? 'noisy';
        result.rejected.push({ source, ...place, reason, measures, speaker });
        return { ...place, fate: reason };
      }
      const id = segmentId(sha256!, piece, settingsKey);
      result.segments.push({
        id,
        source: { ...source, sha256: sha256! },
        ...place,
        grade,
        measures,
        speaker,
        denoised,
        labels,
        transcript: wholeTranscript(input, heard),
        file: `segments/${id}.wav`,
        sampleRate: heard.sampleRate,
      });
      return { ...place, fate: grade };
    });
    if (heard.pieces.length === 0) {
      result.rejected.push({ ...whole, end: length, seconds: length, reason: 'no-speech' });
    }
    result.recordings.push({
      ...facts,
      ...(heard.pieces.length === 0 ? { fault: 'no-speech' as const } : {}),
      gainDb: Number((20 * Math.log10(gain)).toFixed(2)),
      seconds: balanceOf(length, stretches),
    });
  }
  return result;
}

/** What a message says as text is what its one clip says; of several clips nobody knows which says what. */
function wholeTranscript({ transcript }: Input, { pieces }: Heard): string | null {
  return pieces.length === 1 ? transcript : null;
}

function remarks({ facts, truncated }: Heard): Pick<RecordingFacts, 'tracks' | 'truncated'> {
  return { ...(facts.tracks > 1 ? { tracks: facts.tracks } : {}), ...(truncated ? { truncated: true as const } : {}) };
}

function progress(emit: Emit, file: string | undefined, done: number, total: number): void {
  emit({ type: 'progress', task: 'clean', done, total, unit: 'files', ...(file === undefined ? {} : { file }) });
}

/** In order, so many at a time; the first failure ends it once what is under way has ended. */
async function mapAbreast<T, R>(items: readonly T[], abreast: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (next < items.length && !failed) {
      const i = next++;
      try {
        results[i] = await work(items[i]!);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(abreast, items.length) }, lane));
  for (const each of lanes) if (each.status === 'rejected') throw each.reason;
  return results;
}
