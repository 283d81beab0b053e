import { sessionIn } from '../../parse/media-index.ts';
import { type SessionSounds, soundsNear } from '../../parse/session-sounds.ts';
import { ZoneClock } from '../../parse/time.ts';
import { nameOf, stem } from '../../parse/written-path.ts';
import { type Job, place } from './discover.ts';

/** What a file and the sounds near it say about the seconds of voice messages. */
interface Told {
  /** Of the chat: the same for its exports in several formats. */
  chat: string;
  /** Unix seconds of voice messages without a path. */
  voices: ReadonlySet<number>;
  /** Of the first and the last message. */
  span: readonly [first: number, last: number];
  sounds: SessionSounds;
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
  { timeZone, signal }: { timeZone: string; signal?: AbortSignal | undefined },
): Promise<void> {
  const asking = jobs
    .filter(({ reader }) => reader.asksSession)
    .map((job) => ({ job, ...soundsNear(job.file) }))
    .filter(({ sounds }) => sounds.size > 0);
  if (!asking.some(({ isApart }) => isApart)) return;
  const told: Told[] = [];
  for (const { job, sounds } of asking) {
    signal?.throwIfAborted();
    told.push(await toldBy(job, sounds, timeZone));
  }
  for (const [n, { job }] of asking.entries()) {
    const session = sessionOf(told[n] as Told, told);
    if (session !== undefined) job.session = session;
  }
}

async function toldBy({ file, reader, asked = false }: Job, sounds: SessionSounds, timeZone: string): Promise<Told> {
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
    // A file that breaks off is reported when it is read in its turn.
  }
  return { chat: stem(place(file)), voices, span: [first, last], sounds, named };
}

/** Of one second alone any two chats may have a voice message, so a file with several needs two of them. */
const SECONDS_NEEDED = 2;
/** Part of a chat's sounds within the time of the file that must be in the file. */
const SHARE_NEEDED = 0.9;

/**
 * The chat whose sounds those of a file are: a path of the file leads there; or the seconds agree, while no other chat and no
 * other file agrees half as well.
 */
function sessionOf(file: Told, files: readonly Told[]): string | undefined {
  const [only, ...more] = file.named;
  if (only !== undefined) return more.length ? undefined : only;
  const matches = (told: Told, session: string) =>
    [...(told.sounds.get(session) ?? [])].filter((second) => told.voices.has(second)).length;
  const needed = Math.min(SECONDS_NEEDED, file.voices.size);
  const found = [...file.sounds].filter(([session, seconds]) => {
    const count = matches(file, session);
    if (count === 0 || count < needed) return false;
    const [first, last] = file.span;
    const within = [...seconds].filter((second) => second >= first && second <= last).length;
    const isRival = (other: number) => 2 * other >= count;
    return (
      count >= SHARE_NEEDED * within &&
      ![...file.sounds.keys()].some((other) => other !== session && isRival(matches(file, other))) &&
      !files.some((other) => other.chat !== file.chat && isRival(rivalOf(other, session, matches)))
    );
  });
  return found.length === 1 ? found[0]?.[0] : undefined;
}

/** How well another file agrees with the sounds of a chat; one whose paths lead there has them all. */
const rivalOf = (other: Told, session: string, matches: (told: Told, session: string) => number): number =>
  other.named.has(session) ? Number.POSITIVE_INFINITY : matches(other, session);
