import type { Emit } from '../../core/events.ts';
import { upsert } from '../../core/upsert.ts';
import { sessionIn } from '../../parse/media-index.ts';
import { type SessionSounds, soundsNear } from '../../parse/session-sounds.ts';
import { ZoneClock } from '../../parse/time.ts';
import { nameOf, stem } from '../../parse/written-path.ts';
import { ByteProgress, countBytes } from './byte-progress.ts';
import { type Job, place } from './discover.ts';

/** What a file and the sounds near it say about the seconds of voice messages. */
interface Told {
  /** Of the chat: the same for its exports in several formats. */
  chat: string;
  /** How many seconds have voice messages without a path. */
  voices: number;
  /** Of the first and the last message. */
  span: readonly [first: number, last: number];
  sounds: SessionSounds;
  /** How many of the seconds of `voices` each chat has sounds of; only chats that have any. */
  matches: ReadonlyMap<string, number>;
  /** The chats of the sounds to which paths of the file lead. */
  named: ReadonlySet<string>;
}

/**
 * Tells of which chat the voice messages of a file are, where the file does not say so and sounds of several chats lie near
 * it, or beside its folder, with the accounts of the chats in their names. Sets `session` of the jobs. Only files of formats
 * that have `asksSession` are read for it, and only where there are such sounds.
 */
export async function tellSessions(
  jobs: readonly Job[],
  { timeZone, emit, signal }: { timeZone: string; emit: Emit; signal?: AbortSignal | undefined },
): Promise<void> {
  const asking = jobs
    .filter(({ reader }) => reader.asksSession)
    .map((job) => ({ job, ...soundsNear(job.file) }))
    .filter(({ sounds }) => sounds.size > 0);
  if (!asking.some(({ isApart }) => isApart)) return;
  const total = asking.reduce((sum, { job }) => sum + job.file.size, 0);
  const progress = new ByteProgress('sessions', total, emit);
  const sessionsAt = sessionsBySecond();
  const told: Told[] = [];
  for (const { job, sounds } of asking) {
    signal?.throwIfAborted();
    const file = countBytes(job.file, (bytes) => {
      signal?.throwIfAborted();
      progress.add(bytes, job.file.path);
    });
    told.push(await toldBy({ ...job, file }, { sounds, sessionsAt: sessionsAt(sounds), timeZone }));
  }
  signal?.throwIfAborted();
  const rivals = rivalsBySession(told);
  for (const [n, { job }] of asking.entries()) {
    const session = sessionOf(told[n] as Told, rivals);
    if (session !== undefined) job.session = session;
  }
  progress.end();
}

type SessionsAt = ReadonlyMap<number, readonly string[]>;

/** The chats that have a sound of a second, worked out once for all files with the same sounds near them. */
function sessionsBySecond(): (sounds: SessionSounds) => SessionsAt {
  const known = new Map<SessionSounds, SessionsAt>();
  return (sounds) =>
    upsert(known, sounds, () => {
      const at = new Map<number, string[]>();
      for (const [session, seconds] of sounds) for (const second of seconds) upsert(at, second, () => []).push(session);
      return at;
    });
}

async function toldBy(
  { file, reader, asked = false }: Job,
  { sounds, sessionsAt, timeZone }: { sounds: SessionSounds; sessionsAt: SessionsAt; timeZone: string },
): Promise<Told> {
  const clock = new ZoneClock(timeZone);
  const voices = new Set<number>();
  const named = new Set<string>();
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  try {
    for await (const { type, time, media, dropped } of reader.read(file, { timeZone, emit: () => {}, asked })) {
      const epoch = typeof time === 'string' ? clock.epoch(time) : (time ?? Number.NaN);
      if (Number.isNaN(epoch)) continue;
      first = Math.min(first, epoch);
      last = Math.max(last, epoch);
      if (type !== 'voice' || dropped) continue;
      const session = media?.path ? sessionIn(nameOf(media.path)) : undefined;
      if (session !== undefined) named.add(session);
      else if (!media?.path) voices.add(epoch);
    }
  } catch {
    // A file that breaks off is reported when it is read in its turn; a run that is to end is ended by the caller.
  }
  const matches = new Map<string, number>();
  for (const second of voices)
    for (const session of sessionsAt.get(second) ?? []) matches.set(session, (matches.get(session) ?? 0) + 1);
  return { chat: stem(place(file)), voices: voices.size, span: [first, last], sounds, matches, named };
}

/** For each chat of sounds the files that agree with it, and how well; one whose paths lead there has all of its sounds. */
function rivalsBySession(files: readonly Told[]): ReadonlyMap<string, readonly Rival[]> {
  const rivals = new Map<string, Rival[]>();
  for (const { chat, matches, named } of files) {
    for (const [session, count] of matches) upsert(rivals, session, () => []).push({ chat, count });
    for (const session of named) upsert(rivals, session, () => []).push({ chat, count: Number.POSITIVE_INFINITY });
  }
  return rivals;
}
interface Rival {
  chat: string;
  count: number;
}

/** Of one second alone any two chats may have a voice message, so a file with several needs two of them. */
const SECONDS_NEEDED = 2;
/** Part of a chat's sounds within the time of the file that must be in the file. */
const SHARE_NEEDED = 0.9;

/**
 * The chat whose sounds those of a file are: a path of the file leads there; or the seconds agree, while no other chat and no
 * other file agrees half as well.
 */
function sessionOf(file: Told, rivals: ReadonlyMap<string, readonly Rival[]>): string | undefined {
  const [only, ...more] = file.named;
  if (only !== undefined) return more.length ? undefined : only;
  const [best, next] = [...file.matches].sort(([, a], [, b]) => b - a);
  if (!best) return undefined;
  const [session, count] = best;
  const isRival = (other: number) => 2 * other >= count;
  if (count < Math.min(SECONDS_NEEDED, file.voices) || (next && isRival(next[1]))) return undefined;
  if (rivals.get(session)?.some((other) => other.chat !== file.chat && isRival(other.count))) return undefined;
  const [first, last] = file.span;
  const within = [...(file.sounds.get(session) ?? [])].filter((second) => second >= first && second <= last).length;
  return count >= SHARE_NEEDED * within ? session : undefined;
}
