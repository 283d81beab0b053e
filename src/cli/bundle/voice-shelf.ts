import { judge } from '../../bundle/judge.ts';
import type { VoiceOptions } from '../../bundle/options.ts';
import { chooser, type Shelf } from '../../bundle/voice/choose.ts';
import { pausesIn } from '../../bundle/voice/pauses.ts';
import { type SortedVoice, sortVoice, type Withheld, WithheldItems } from '../../bundle/voice/withheld.ts';
import { isVoiceMessage, isWholeItem } from '../../core/corpus-shape.ts';
import { PersonaError } from '../../core/errors.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { type Readiness, speakerOf } from '../../core/readiness.ts';
import type { Profile, Segment } from '../../core/types.ts';
import { readJsonl } from '../../io/jsonl.ts';
import type { Workspace } from '../../io/workspace.ts';
import { holdsPlaceholder } from '../../parse/privacy/placeholder.ts';
import type { Context } from '../command.ts';
import { segmentReader } from './jobs.ts';

/** Segments shorter than this fit every profile whole. */
const LOOK_FROM_SECONDS = 7;
/** Most segments searched for pauses, the best grades first: enough to choose from. */
const LOOK_AT = 400;

/**
 * Segments, with the pauses where they can be cut. A missing or damaged file gives no pauses here; whoever writes clips
 * reports it.
 */
export async function shelfOf(
  segments: readonly Segment[],
  { workspace, signal }: Pick<Context, 'workspace' | 'signal'>,
): Promise<Shelf> {
  const read = segmentReader(workspace);
  const long = segments.filter(({ seconds }) => seconds >= LOOK_FROM_SECONDS);
  long.sort((a, b) => (a.grade === b.grade ? (a.id < b.id ? -1 : 1) : a.grade < b.grade ? -1 : 1));
  const pauses = new Map<string, ReturnType<typeof pausesIn>>();
  for (const segment of long.slice(0, LOOK_AT)) {
    signal.throwIfAborted();
    try {
      pauses.set(segment.id, pausesIn(await read(segment)));
    } catch (error) {
      if (!(error instanceof PersonaError && TOLD_LATER.has(error.code))) throw error;
    }
  }
  return { segments, pauses };
}

const TOLD_LATER: ReadonlySet<string> = new Set(['segment-gone', 'segment-damaged']);

/** What a bundle is made of and what it leaves out, and what that is enough for. */
export interface Judged extends SortedVoice {
  /** In the order of the profiles. */
  readiness: Readiness[];
}

/** What each backend can make of the segments, by the judgement that `persona bundle` uses for its folders. */
export async function readinessOf(
  profiles: readonly Profile[],
  all: readonly Segment[],
  persona: PersonaConfig,
  options: VoiceOptions,
  context: Pick<Context, 'workspace' | 'signal'>,
): Promise<Judged> {
  const voice = sortVoice(all, await withheldIn(context.workspace, options), options);
  const choose = chooser(await shelfOf(voice.segments, context));
  const material = { segments: voice.segments, choose, speaker: speakerOf(persona) };
  return { readiness: profiles.map((profile) => judge(profile, material).readiness), ...voice };
}

/** Where every item is chosen, the short list of voice messages tells as much as all items do. */
async function withheldIn(workspace: Workspace, options: VoiceOptions): Promise<Withheld> {
  if (!options.period && !options.withoutOnlyMe)
    return { notChosen: new Set(), masked: await maskedMessages(workspace) };
  const withheld = new WithheldItems(options);
  for await (const item of readJsonl(workspace.corpus('items.jsonl'), isWholeItem, 'persona ingest'))
    withheld.add(item);
  return withheld;
}

/** Ids of the subject's voice messages whose words have something masked. */
async function maskedMessages(workspace: Workspace): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { id, transcript } of readJsonl(workspace.corpus('voice.jsonl'), isVoiceMessage, 'persona ingest')) {
    if (transcript !== null && holdsPlaceholder(transcript)) ids.add(id);
  }
  return ids;
}
