import { readdir } from 'node:fs/promises';
import type { VoiceOptions } from '../../bundle/options.ts';
import { isSegment } from '../../core/audio-shape.ts';
import { counted } from '../../core/counted.ts';
import { PersonaError } from '../../core/errors.ts';
import { localDate } from '../../core/local-date.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import type { Comment } from '../../core/types.ts';
import { type ForgetPlan, type ForgetQuery, planForget } from '../../ingest/corpus/forget.ts';
import { Forgotten, type ForgottenLine, forgottenText } from '../../ingest/corpus/forgotten.ts';
import { FORGOTTEN_FILE, loadKey, storedForgotten, storedItems } from '../../ingest/corpus/stored.ts';
import { Stripper } from '../../ingest/corpus/stripper.ts';
import { ingest } from '../../ingest/ingest.ts';
import { IngestOptions } from '../../ingest/options.ts';
import type { CorpusReport } from '../../ingest/report/report.ts';
import { Unmasker } from '../../ingest/write/unmask.ts';
import { AudioCache } from '../../io/audio-cache.ts';
import { corpusOf, trialCorpusOf } from '../../io/corpus-store.ts';
import { ifThere, isThere } from '../../io/if-there.ts';
import { readJson, readJsonl, writeAtomic } from '../../io/jsonl.ts';
import { findOwnBundles } from '../../io/own-bundles.ts';
import { soundSeconds } from '../../io/recordings.ts';
import { remove } from '../../io/remove.ts';
import { ALONE_LOCK } from '../../io/workspace-lock.ts';
import { isForgottenSound, sha256Of } from '../audio/forgotten.ts';
import { writeAudioResult } from '../audio/write-result.ts';
import { usualVoice } from '../bundle/voice-options.ts';
import type { Context } from '../command.ts';
import { keepHeapYoung } from '../ingest/young-heap.ts';
import { type ForgetSummary, type Gone, NOTHING_GONE } from '../render/forget.ts';
import { forgetTypedWords } from '../stored/typed-words.ts';
import { tellOfCorpus } from './progress.ts';
import { withSounds } from './sounds.ts';

/**
 * Takes items, or all items of a sender, out of corpus/, audio/ and the caches, and records that they stay out. Throws
 * `forget-unknown` for ids and senders that were never there.
 */
export async function forgetSome(context: Context, config: PersonaConfig, query: ForgetQuery): Promise<ForgetSummary> {
  const { workspace, emit, signal, dryRun } = context;
  const voice = usualVoice(config);
  keepHeapYoung();
  const store = dryRun ? trialCorpusOf(workspace) : corpusOf(workspace);
  const before = await linesOf(context);
  const known = new Forgotten(before, sha256Of);
  let gone = NOTHING_GONE;
  let agreed = false;
  let repeated: string[] = [];
  const key = await loadKey(store);
  const summary = await ingest(await optionsOf(context), {
    folders: [],
    readers: [],
    config,
    store,
    sha256: sha256Of,
    soundLength: soundSeconds,
    emit: tellOfCorpus(emit),
    signal,
    ...(context.askedLang ? { lang: context.askedLang } : {}),
    forget: async (rows) => {
      const date = localDate(context.env.now());
      const plan = await planForget(query, rows, { date, sha256: sha256Of, key, known: before, signal });
      repeated = alreadyForgotten(plan, known);
      const lines = await withSounds(context, plan.lines);
      const after = new Forgotten([...before, ...lines], sha256Of);
      gone = {
        ...countsOf(plan, query),
        ...(await countComments(context, plan.forgotten, new Unmasker(key))),
        segments: await countSegments(context, after),
      };
      // A question would stand in the line of progress.
      emit({ type: 'done', task: 'earlier' });
      agreed = dryRun || (await confirmed(context, gone));
      if (!agreed || dryRun) return null;
      signal.throwIfAborted();
      // This comes first: if the run is cut off later, the next run of any command still leaves these out.
      await writeLines(context, [...before, ...lines]);
      return after;
    },
  });
  const done = agreed && !dryRun;
  if (done) await forgetSounds(context, config, voice);
  const bundles = (await findOwnBundles(workspace.dir)).map(({ path }) => path);
  const { keyFile } = summary;
  return { command: 'forget', all: false, done, ...gone, before: repeated, removed: [], bundles, keyFile };
}

/** The options with which the corpus was made, so that the items that stay are written unchanged. */
async function optionsOf({ workspace }: Context): Promise<IngestOptions> {
  const report = await readJson<CorpusReport>(workspace.corpus('report.json'));
  return IngestOptions.safeParse(report?.options).data ?? IngestOptions.parse({});
}

async function linesOf({ workspace }: Context): Promise<ForgottenLine[]> {
  const lines: ForgottenLine[] = [];
  for await (const line of storedForgotten(corpusOf(workspace))) lines.push(line);
  return lines;
}

async function writeLines({ workspace }: Context, lines: readonly ForgottenLine[]): Promise<void> {
  const path = workspace.corpus(FORGOTTEN_FILE);
  await writeAtomic(path, forgottenText(lines));
}

/** An id or sender not in the corpus may have been forgotten by a run that was cut off later; that is no mistake. */
function alreadyForgotten({ unknown }: ForgetPlan, known: Forgotten): string[] {
  const [ids, senders] = [
    unknown.ids.filter((id) => !known.hasItemNamed(id)),
    unknown.senders.filter((x) => !known.hasCalled(x)),
  ];
  if (ids.length + senders.length) throw new PersonaError('forget-unknown', { what: [...ids, ...senders] });
  return [...unknown.ids, ...unknown.senders];
}

const countsOf = (
  { ids, bySubject, voices, unknown }: ForgetPlan,
  { senders }: ForgetQuery,
): Omit<Gone, 'comments' | 'ownComments' | 'segments'> => ({
  items: ids.length,
  bySubject,
  voices,
  senders: senders.length - unknown.senders.length,
});

/** Comments below what stays that are by somebody who goes, or answer them, and the subject's below what goes. */
async function countComments(
  { workspace }: Context,
  forgotten: Forgotten,
  unmasker: Unmasker,
): Promise<Pick<Gone, 'comments' | 'ownComments'>> {
  const stripper = new Stripper(forgotten);
  const ownOf = (comments: readonly Comment[]) => comments.filter(({ bySubject }) => bySubject).length;
  const gone = { comments: 0, ownComments: 0 };
  for await (const item of storedItems(corpusOf(workspace), (line) => line.includes('"comments":'))) {
    unmasker.restoreNames(item);
    const before = item.comments ?? [];
    if (forgotten.hasItem(item.id)) delete item.comments;
    else stripper.strip(item, item.conversation);
    const after = item.comments ?? [];
    gone.comments += before.length - after.length;
    gone.ownComments += ownOf(before) - ownOf(after);
  }
  return gone;
}

async function countSegments({ workspace }: Context, forgotten: Forgotten): Promise<number> {
  let count = 0;
  for await (const { source } of readJsonl(workspace.audio('segments.jsonl'), isSegment, 'persona audio-clean'))
    if (isForgottenSound(forgotten, source)) count++;
  return count;
}

async function confirmed(
  { ask, yes }: Context,
  { items, bySubject, comments, ownComments, segments }: Gone,
): Promise<boolean> {
  // What was forgotten before is only kept out once more.
  if (items + comments + segments === 0) return true;
  if (yes || !ask) return yes;
  return ask.confirm(
    {
      en: `Remove ${counted(items, 'item')} (${bySubject} by the person), ${counted(comments, 'comment')} (${ownComments} by the person) and ${counted(segments, 'voice clip')} for good?`,
      zh: `确定彻底删除 ${items} 条内容（其中本人的 ${bySubject} 条）、${comments} 条评论（其中本人的 ${ownComments} 条）和 ${segments} 段声音吗？`,
    },
    false,
  );
}

/** Brings audio/ and the caches in line with corpus/forgotten.jsonl, also where an earlier run was cut off. */
async function forgetSounds(context: Context, config: PersonaConfig, voice: VoiceOptions): Promise<void> {
  const { workspace } = context;
  const forgotten = new Forgotten(await linesOf(context), sha256Of);
  const cache = new AudioCache(workspace.cache('audio'));
  const heard = new Set<string | null>();
  if (await isThere(workspace.audio('report.json'))) {
    const nothing = {
      superseded: new Map(),
      recordings: [],
      segments: [],
      rejected: [],
      peaks: new Map(),
      enrolled: null,
    };
    const { report } = await writeAudioResult(context, config, voice, nothing, cache);
    for (const { sha256 } of report.recordings) heard.add(sha256);
  }
  await forgetTypedWords(workspace, forgotten);
  // It is not known whose each cache entry is; entries that are still needed are made anew. Outlines bear the hash of their
  // recording, and the next page needs them.
  if (forgotten.sounds.size) await cache.keepOnlyPeaks(heard);
  for (const name of (await ifThere(workspace.cache(), readdir(workspace.cache()))) ?? []) {
    if (name !== ALONE_LOCK && name !== 'audio') await remove(workspace.cache(name));
  }
}
