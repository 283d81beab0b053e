import type { DecodeFault } from '../core/sound.ts';
import { findCopies, type Likeness, likenessOf } from './copies.ts';
import { givesWay } from './earlier.ts';
import { Hearing, type HearingDeps, type Input, type Outcome, type Settings } from './hearing.ts';
import { type AudioCleanResult, resultOf } from './results.ts';
import { enrol, type SpeakerJudge, type VoiceMarks } from './stages/check-speaker.ts';

/** A recording of an earlier run; while it is not heard now, copies of it do not count again. */
export interface Earlier {
  file: string;
  item: string | null;
  /** A voice message of somebody else. */
  byOther?: true;
  sha256: string;
  /** Null where it is no longer known: only the same bytes are a copy of it. */
  heard: Likeness | null;
  /** It does not lie there any more; other recordings of the same bytes are this one, moved. */
  isGone?: boolean;
}

export interface AudioCleanDeps<I extends Input> extends HearingDeps<I> {
  earlier?: readonly Earlier[];
  /** Recordings in work at a time. */
  abreast: number;
  /**
   * Told once what tells voices apart, null when the known recordings were too little; `why`: what is wrong with the first
   * of them that gave no sound. May throw to end the run.
   */
  enrolled(by: SpeakerJudge['by'] | null, why?: DecodeFault): void;
}

/**
 * Recordings in, the subject's clean speech out: clips are written as their recording is done, the lists come back.
 * `known` are recordings in which only the subject speaks (a clip that was named, or their voice messages): by them others
 * are told apart in every recording that is no message of theirs. A recording that cannot be read is one line in
 * `rejected`; only a stop by the user or our own fault ends the run.
 */
export async function audioClean<I extends Input>(
  inputs: readonly I[],
  known: readonly I[],
  settings: Settings,
  deps: AudioCleanDeps<I>,
): Promise<AudioCleanResult> {
  const hearing = new Hearing(settings, inputs.length + known.length, deps);
  const judge = known.length > 0 ? await judgeBy(known, hearing, deps) : null;
  const outcomes = await mapAbreast(inputs, deps.abreast, (input) => hearing.hear(input, judge));
  for (;;) {
    const before = earlierBeside(outcomes, deps.earlier ?? []);
    const all = [...before, ...outcomes.map((outcome) => ({ ...outcome.input, ...outcome }))];
    const copies = findCopies(all);
    const originals = outcomes.filter((_, i) => copies[before.length + i] === before.length + i);
    const settled = await mapAbreast(originals, deps.abreast, (outcome) => hearing.settle(outcome, judge));
    // The clips of one that is out of reach by now cannot be written, so its copies have to stand in for it.
    if (settled.includes(false)) continue;
    hearing.progress.end();
    const copyOf = all.map(({ file }, i) => (copies[i] === i ? null : { file, of: all[copies[i]!]!.file }));
    return {
      ...resultOf(
        outcomes,
        copyOf.slice(before.length).map((copy) => copy?.of ?? null),
      ),
      superseded: new Map(copyOf.slice(0, before.length).flatMap((copy) => (copy ? [[copy.file, copy.of]] : []))),
      enrolled: judge?.by ?? null,
    };
  }
}

/** Recordings of earlier runs that stay; what the same bytes tell that are heard now is known of one. */
function earlierBeside<I extends Input>(outcomes: readonly Outcome<I>[], earlier: readonly Earlier[]): Earlier[] {
  const gone = new Set(earlier.filter(({ isGone }) => isGone).map(({ file }) => file));
  const isReplaced = givesWay(
    outcomes.filter(({ heard }) => heard).map(({ input, sha256 }) => ({ ...input, sha256 })),
    gone,
  );
  const heardNow = new Map(outcomes.map(({ sha256, heard }) => [sha256, heard]));
  return earlier
    .filter((each) => !isReplaced(each))
    .map((each) => {
      const same = heardNow.get(each.sha256);
      return same ? { ...each, heard: likenessOf(same) } : each;
    });
}

async function judgeBy<I extends Input>(
  known: readonly I[],
  hearing: Hearing<I>,
  { abreast, enrolled }: AudioCleanDeps<I>,
): Promise<SpeakerJudge | null> {
  const outcomes = await mapAbreast(known, abreast, (input) => hearing.remember(input));
  const marks = outcomes.flatMap(({ heard }) => heard?.pieces.map((piece) => piece.marks) ?? []);
  const judge = enrol(marks.filter((each): each is VoiceMarks => each !== null));
  enrolled(judge?.by ?? null, outcomes.find(({ why }) => why)?.why);
  return judge;
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
