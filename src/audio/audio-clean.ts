import { type Candidate, findCopies, type Likeness } from './copies.ts';
import { Hearing, type HearingDeps, type Input, type Outcome, type Settings } from './hearing.ts';
import { type AudioCleanResult, resultOf } from './results.ts';
import { enrol, type SpeakerJudge, type VoiceMarks } from './stages/check-speaker.ts';

/** A recording of an earlier run that is not heard now; copies of it do not count again. */
export interface Earlier {
  file: string;
  item: string | null;
  sha256: string;
  heard: Likeness;
}

export interface AudioCleanDeps<I extends Input> extends HearingDeps<I> {
  earlier?: readonly Earlier[];
  /** Recordings in work at a time. */
  abreast: number;
  /** Told once what tells voices apart, null when the known recordings were too little; may throw to end the run. */
  enrolled(by: SpeakerJudge['by'] | null): void;
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
  const judge = known.length > 0 ? await judgeBy(known, hearing, deps.abreast) : null;
  if (known.length > 0) deps.enrolled(judge?.by ?? null);
  const outcomes = await mapAbreast(inputs, deps.abreast, (input) => hearing.hear(input, judge));
  const now = new Set(outcomes.map(({ sha256 }) => sha256));
  const before = (deps.earlier ?? []).filter(({ sha256 }) => !now.has(sha256));
  const all: Known<I>[] = [
    ...before.map((each) => ({ ...each, outcome: null })),
    ...outcomes.map((outcome) => ({ ...outcome.input, ...outcome, outcome })),
  ];
  const copies = originalsOf(all);
  // A message of the subject says whose voice is in all of its copies.
  const itemOf = (original: number) => all.find(({ item }, i) => copies[i] === original && item !== null)?.item ?? null;
  const originals = [...new Set(copies)].filter((i) => all[i]!.outcome !== null);
  await mapAbreast(originals, deps.abreast, (i) => hearing.settle(all[i]!.outcome!, itemOf(i), judge));
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

interface Known<I extends Input> extends Candidate {
  file: string;
  item: string | null;
  /** Null for one of an earlier run. */
  outcome: Outcome<I> | null;
}

/**
 * For each its original. Of equal ones that of an earlier run stays, but for one thing: a message heard now says whose
 * voice it is, and the earlier recording could not.
 */
function originalsOf<I extends Input>(all: readonly Known<I>[]): number[] {
  const copies = findCopies(all);
  return copies.map((original) => {
    if (all[original]!.outcome !== null || all[original]!.item !== null) return original;
    const message = all.findIndex(
      ({ item, outcome }, i) => copies[i] === original && outcome !== null && item !== null,
    );
    return message < 0 ? original : message;
  });
}

async function judgeBy<I extends Input>(
  known: readonly I[],
  hearing: Hearing<I>,
  abreast: number,
): Promise<SpeakerJudge | null> {
  const outcomes = await mapAbreast(known, abreast, (input) => hearing.remember(input));
  const marks = outcomes.flatMap(({ heard }) => heard?.pieces.map((piece) => piece.marks) ?? []);
  return enrol(marks.filter((each): each is VoiceMarks => each !== null));
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
