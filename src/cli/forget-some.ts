import { readdir, rm, stat } from 'node:fs/promises';
import type { VoiceOptions } from '../bundle/options.ts';
import { isRejected, isSegment } from '../core/audio-shape.ts';
import { PersonaError } from '../core/errors.ts';
import { localDate } from '../core/local-date.ts';
import type { PersonaConfig } from '../core/persona.ts';
import { type ForgetPlan, type ForgetQuery, planForget } from '../ingest/corpus/forget.ts';
import { Forgotten, type ForgottenLine } from '../ingest/corpus/forgotten.ts';
import { FORGOTTEN_FILE, loadKey, storedForgotten } from '../ingest/corpus/stored.ts';
import { ingest } from '../ingest/ingest.ts';
import { IngestOptions } from '../ingest/options.ts';
import type { CorpusReport } from '../ingest/report/report.ts';
import { AudioCache } from '../io/audio-cache.ts';
import { corpusOf, trialCorpusOf } from '../io/corpus-store.ts';
import { readJson, readJsonl, writeAtomic } from '../io/jsonl.ts';
import { findOwnBundles } from '../io/own-bundles.ts';
import { soundSeconds, voiceRecordings } from '../io/recordings.ts';
import type { Context } from './command.ts';
import { isForgottenSound, sha256Of, soundOf } from './forgotten-audio.ts';
import type { ForgetSummary, Gone } from './render/forget.ts';
import { forgetTypedWords } from './typed-words.ts';
import { usualVoice } from './voice-options.ts';
import { writeAudioResult } from './write-audio-result.ts';
import { keepHeapYoung } from './young-heap.ts';

const NONE: Gone = { items: 0, bySubject: 0, voices: 0, senders: 0, segments: 0 };

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
  let gone = NONE;
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
    // Nothing is read; remarks about the exports were made when they were read.
    emit: (event) => event.type !== 'warn' && event.task === 'sort' && emit(event),
    signal,
    ...(context.askedLang ? { lang: context.askedLang } : {}),
    forget: async (rows) => {
      const date = localDate(context.env.now());
      const plan = planForget(query, rows, { date, sha256: sha256Of, key });
      repeated = alreadyForgotten(plan, known);
      const lines = await withSounds(context, plan);
      const after = new Forgotten([...before, ...lines], sha256Of);
      gone = { ...countsOf(plan, query), segments: await countSegments(context, after) };
      agreed = dryRun || (await confirmed(context, gone));
      if (!agreed || dryRun) return null;
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
  const text = [...new Set(lines.map((line) => JSON.stringify(line)))].map((line) => `${line}\n`).join('');
  await writeAtomic(path, text);
}

/** An id or sender not in the corpus may have been forgotten by a run that was cut off later; that is no mistake. */
function alreadyForgotten({ unknown }: ForgetPlan, known: Forgotten): string[] {
  const [ids, senders] = [
    unknown.ids.filter((id) => !known.hasItem(id)),
    unknown.senders.filter((x) => !known.hasCalled(x)),
  ];
  if (ids.length + senders.length) throw new PersonaError('forget-unknown', { what: [...ids, ...senders] });
  return [...unknown.ids, ...unknown.senders];
}

const countsOf = (
  { ids, bySubject, voices, unknown }: ForgetPlan,
  { senders }: ForgetQuery,
): Omit<Gone, 'segments'> => ({
  items: ids.length,
  bySubject,
  voices,
  senders: senders.length - unknown.senders.length,
});

/** The lines; those of voice messages get the hash of their recording, if it can still be read. */
async function withSounds({ workspace }: Context, { lines, voices }: ForgetPlan): Promise<ForgottenLine[]> {
  if (!voices) return lines;
  const hashes = new Map<string, string[]>();
  const add = (id: string | null, sound: string | null) => {
    if (id === null || sound === null) return;
    const item = sha256Of(id);
    hashes.set(item, [...new Set([...(hashes.get(item) ?? []), sha256Of(sound)])]);
  };
  const wanted = new Set(lines.map(({ item }) => item));
  const heard = [
    readJsonl(workspace.audio('segments.jsonl'), isSegment, 'persona audio-clean'),
    readJsonl(workspace.audio('rejected.jsonl'), isRejected, 'persona audio-clean'),
  ];
  for (const lines of heard) for await (const { source } of lines) add(source.item, source.sha256);
  const { recordings } = await voiceRecordings(workspace.corpus('voice.jsonl'), workspace.dir);
  for (const recording of recordings) {
    if (recording.item !== null && wanted.has(sha256Of(recording.item)))
      add(recording.item, await soundOf(recording).catch(() => null));
  }
  return lines.map((line) => {
    const sounds = line.item === undefined ? undefined : hashes.get(line.item);
    return sounds ? { ...line, sounds } : line;
  });
}

async function countSegments({ workspace }: Context, forgotten: Forgotten): Promise<number> {
  let count = 0;
  for await (const { source } of readJsonl(workspace.audio('segments.jsonl'), isSegment, 'persona audio-clean'))
    if (isForgottenSound(forgotten, source)) count++;
  return count;
}

async function confirmed({ ask, yes }: Context, { items, bySubject, segments }: Gone): Promise<boolean> {
  if (yes || !ask) return yes;
  return ask.confirm(
    {
      en: `Remove ${items} items (${bySubject} of them by the person) and ${segments} voice clips for good?`,
      zh: `确定彻底删除 ${items} 条内容（其中本人的 ${bySubject} 条）和 ${segments} 段声音吗？`,
    },
    false,
  );
}

/** Brings audio/ and the caches in line with corpus/forgotten.jsonl, also where an earlier run was cut off. */
async function forgetSounds(context: Context, config: PersonaConfig, voice: VoiceOptions): Promise<void> {
  const { workspace } = context;
  const forgotten = new Forgotten(await linesOf(context), sha256Of);
  const reported = await stat(workspace.audio('report.json')).catch(() => null);
  if (reported) {
    const nothing = {
      superseded: new Map(),
      recordings: [],
      segments: [],
      rejected: [],
      peaks: new Map(),
      enrolled: null,
    };
    await writeAudioResult(context, config, voice, nothing, new AudioCache(workspace.cache('audio')));
  }
  await forgetTypedWords(workspace, forgotten);
  // It is not known whose each cache entry is; entries that are still needed are made anew.
  const keep = forgotten.sounds.size ? [] : ['audio'];
  for (const name of await readdir(workspace.cache()).catch(() => [])) {
    if (!keep.includes(name)) await rm(workspace.cache(name), { recursive: true, force: true });
  }
}
