import { readdir, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { PersonaError } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import type { Rejected, Segment } from '../../core/types.ts';
import { type ForgetPlan, type ForgetQuery, ID_BEGINS, planForget } from '../../ingest/forget.ts';
import { Forgotten, type ForgottenLine } from '../../ingest/forgotten.ts';
import { ingest } from '../../ingest/ingest.ts';
import { IngestOptions } from '../../ingest/options.ts';
import type { CorpusReport } from '../../ingest/report.ts';
import { FORGOTTEN_FILE, loadKey, storedForgotten } from '../../ingest/stored.ts';
import { AudioCache } from '../../io/audio-cache.ts';
import { corpusOf, type DiskCorpus, trialCorpusOf } from '../../io/corpus-store.ts';
import { readJsonl, writeAtomic } from '../../io/jsonl.ts';
import { findOwnBundles } from '../../io/own-bundles.ts';
import { soundSeconds, voiceRecordings } from '../../io/recordings.ts';
import { type Context, defineCommand } from '../command.ts';
import { isForgottenSound, sha256Of, soundOf } from '../forgotten-audio.ts';
import type { Ui } from '../ui.ts';
import { keepHeapYoung } from '../young-heap.ts';
import { writeAudioResult } from './audio-clean.ts';

interface Gone {
  items: number;
  bySubject: number;
  voices: number;
  senders: number;
  segments: number;
}

interface ForgetSummary extends Summary, Gone {
  command: 'forget';
  all: boolean;
  /** False with --dry-run, and where the answer was no. */
  done: boolean;
  /** What was asked for and had been forgotten before. */
  before: string[];
  /** Folders, and bundles, that --all takes away. */
  removed: string[];
  /** May hold what was forgotten, and stay. */
  bundles: string[];
  /** corpus/redaction-key.json stays, with the values that it hides. */
  keyFile: string | null;
}

export const forgetCommand = defineCommand<ForgetSummary>({
  name: 'forget',
  summary: { en: 'remove items, a sender or everything for good', zh: '彻底删除某几条、某个人的内容，或全部' },
  details: {
    en: 'Takes them out of corpus/, audio/ and the caches, and keeps them from coming back: a later ingest of the same export leaves them out. The exports themselves and persona.json are never touched. Bundles made before are named, for you to delete.',
    zh: '从 corpus/、audio/ 和缓存中删除，并防止再次出现：以后再读同一份导出也会略过。导出文件本身和 persona.json 不会被改动。此前打好的包会列出来，由您自行删除。',
  },
  arguments: [
    {
      name: '[ids...]',
      help: { en: 'ids of items, or their first six digits and more', zh: '条目的 id，或其前六位以上' },
    },
  ],
  options: [
    {
      flags: '--sender <name-or-id>',
      repeatable: true,
      help: {
        en: 'all that this person wrote, now and later (repeatable; matched whole)',
        zh: '此人写的全部内容，今后的也不再收入（可重复；整词匹配）',
      },
    },
    {
      flags: '--all',
      help: {
        en: 'corpus/, audio/, caches and bundles: everything but persona.json and the exports',
        zh: 'corpus/、audio/、缓存和打好的包：除 persona.json 和导出文件外的一切',
      },
    },
  ],
  writes: true,
  examples: [
    { line: 'persona forget 3f9c2e', what: { en: 'one item', zh: '一条' } },
    { line: 'persona forget --sender 林晓', what: { en: 'all that she wrote', zh: '她写的全部' } },
    { line: 'persona forget --all --dry-run', what: { en: 'what would go?', zh: '先看看会删除什么' } },
  ],
  run: runForget,
  render: renderForget,
});

const NONE: Gone = { items: 0, bySubject: 0, voices: 0, senders: 0, segments: 0 };

async function runForget(context: Context, ids: readonly string[]): Promise<ForgetSummary> {
  const { workspace, flags } = context;
  const senders = (flags.sender as string[] | undefined) ?? [];
  const all = flags.all === true;
  const named = ids.length + senders.length > 0;
  if (all === named) throw new PersonaError('forget-what', {});
  const odd = ids.filter((id) => !ID_BEGINS.test(id));
  if (odd.length) throw new PersonaError('forget-no-id', { what: odd.join(', ') });
  const config = await workspace.mustLoad();
  if (!context.dryRun && !context.yes && !context.ask) {
    throw new PersonaError('missing-answer', { missing: ['--yes'], command: 'forget' });
  }
  return all ? forgetAll(context) : forgetSome(context, config, { ids: [...new Set(ids)], senders });
}

// ---------------------------------------------------------------- some

async function forgetSome(context: Context, config: PersonaConfig, query: ForgetQuery): Promise<ForgetSummary> {
  const { workspace, emit, signal, dryRun } = context;
  keepHeapYoung();
  const store = dryRun ? trialCorpusOf(workspace) : corpusOf(workspace);
  const before = await linesOf(context);
  const known = new Forgotten(before, sha256Of);
  let gone = NONE;
  let agreed = false;
  let repeated: string[] = [];
  const key = await loadKey(store);
  const summary = await ingest(await optionsOf(store), {
    folders: [],
    readers: [],
    config,
    store,
    sha256: sha256Of,
    soundLength: soundSeconds,
    // Nothing is read, and remarks about the exports were told when they were.
    emit: (event) => event.type !== 'warn' && event.task === 'sort' && emit(event),
    signal,
    ...(context.askedLang ? { lang: context.askedLang } : {}),
    forget: async (rows) => {
      const date = context.env.now().toISOString().slice(0, 10);
      const plan = planForget(query, rows, { date, sha256: sha256Of, key });
      repeated = alreadyForgotten(plan, known);
      const lines = await withSounds(context, plan);
      const after = new Forgotten([...before, ...lines], sha256Of);
      gone = { ...countsOf(plan, query), segments: await countSegments(context, after) };
      agreed = dryRun || (await confirmed(context, gone));
      if (!agreed || dryRun) return null;
      // First of all: whatever is cut off from here on, the next run of any command leaves these out.
      await writeLines(context, [...before, ...lines]);
      return after;
    },
  });
  const done = agreed && !dryRun;
  if (done) {
    await forgetSounds(context, config);
  }
  const bundles = (await findOwnBundles(workspace.dir)).map(({ path }) => path);
  const { keyFile } = summary;
  return { command: 'forget', all: false, done, ...gone, before: repeated, removed: [], bundles, keyFile };
}

/** As the corpus was made, so that what stays is written as it stands. */
async function optionsOf(store: DiskCorpus): Promise<IngestOptions> {
  const text = await store.text('report.json');
  if (text === null) return IngestOptions.parse({});
  try {
    return IngestOptions.parse((JSON.parse(text) as CorpusReport).options);
  } catch {
    return IngestOptions.parse({});
  }
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

/** What the corpus no longer holds may have been forgotten by a run that was cut off later: that is no mistake. */
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

/** The lines, those of voice messages with the hash of their recording, as far as it can still be read. */
async function withSounds({ workspace }: Context, { lines, voices }: ForgetPlan): Promise<ForgottenLine[]> {
  if (!voices) return lines;
  const hashes = new Map<string, string[]>();
  const add = (id: string | null, sound: string | null) => {
    if (id === null || sound === null) return;
    const item = sha256Of(id);
    hashes.set(item, [...new Set([...(hashes.get(item) ?? []), sha256Of(sound)])]);
  };
  const wanted = new Set(lines.map(({ item }) => item));
  for (const name of ['segments.jsonl', 'rejected.jsonl']) {
    for await (const { source } of readJsonl<Segment | Rejected>(workspace.audio(name), 'persona audio-clean'))
      add(source.item, source.sha256);
  }
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
  for await (const { source } of readJsonl<Segment>(workspace.audio('segments.jsonl'), 'persona audio-clean'))
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

/** audio/ and the caches, as corpus/forgotten.jsonl says by now: also what an earlier run was cut off from. */
async function forgetSounds(context: Context, config: PersonaConfig): Promise<void> {
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
    await writeAudioResult(context, config, nothing, new AudioCache(workspace.cache('audio')));
  }
  // Which entry is whose is not known; what is still needed is made anew.
  const keep = forgotten.sounds.size ? [] : ['audio'];
  for (const name of await readdir(workspace.cache()).catch(() => [])) {
    if (!keep.includes(name)) await rm(workspace.cache(name), { recursive: true, force: true });
  }
}

// ---------------------------------------------------------------- all

async function forgetAll(context: Context): Promise<ForgetSummary> {
  const { workspace, dryRun, yes, ask } = context;
  const found = await findOwnBundles(workspace.dir);
  const folders: string[] = [];
  for (const path of [workspace.corpus(), workspace.audio(), workspace.cache()]) {
    if (await stat(path).catch(() => null)) folders.push(path);
  }
  const removed = [...folders, ...found.filter(({ sure }) => sure).map(({ path }) => path)];
  const gone = { ...NONE, ...(await countAll(context)) };
  const names = removed.map((path) => basename(path)).join(', ');
  const agreed =
    dryRun ||
    yes ||
    (ask !== null &&
      (await ask.confirm(
        {
          en: `Remove everything made here for good: ${gone.items} items, ${gone.segments} voice clips (${names})? persona.json and the exports stay.`,
          zh: `确定彻底删除这里整理出的一切吗？共 ${gone.items} 条内容、${gone.segments} 段声音（${names}）。persona.json 和导出文件会保留。`,
        },
        false,
      )));
  const done = agreed && !dryRun;
  if (done) for (const path of removed) await rm(path, { recursive: true, force: true });
  const bundles = found.filter(({ sure }) => !sure).map(({ path }) => path);
  return { command: 'forget', all: true, done, ...gone, before: [], removed, bundles, keyFile: null };
}

async function countAll({ workspace }: Context): Promise<Partial<Gone>> {
  const text = await corpusOf(workspace).text('report.json');
  let report: Partial<Pick<CorpusReport, 'figures' | 'voice'>> | null = null;
  try {
    report = JSON.parse(text ?? 'null');
  } catch {
    // What it counted goes all the same.
  }
  const names = await readdir(workspace.audio('segments')).catch(() => []);
  const { all = 0, subject = 0 } = report?.figures?.items ?? {};
  return { items: all, bySubject: subject, voices: report?.voice?.messages ?? 0, segments: names.length };
}

function renderForget(summary: ForgetSummary, ui: Ui): void {
  const { all, done, items, bySubject, voices, segments, before, removed, bundles, keyFile } = summary;
  const n = (count: number) => ui.count(count);
  const what = ui.t({
    en: `${n(items)} items (${n(bySubject)} by the person, ${n(voices)} voice messages), ${n(segments)} voice clips`,
    zh: `${n(items)} 条内容（本人 ${n(bySubject)} 条，语音 ${n(voices)} 条）、${n(segments)} 段声音`,
  });
  ui.line(
    done
      ? `${ui.paint.green('✔')} ${ui.t({ en: 'Forgotten', zh: '已删除' })}: ${what}`
      : `${ui.t({ en: 'Nothing was changed. It would be', zh: '没有做任何改动。将会删除' })}: ${what}`,
  );
  for (const path of removed) ui.line(`  ${path}`);
  for (const each of before) {
    ui.line(`  ${each}: ${ui.t({ en: 'had been forgotten before', zh: '此前已经删除' })}`);
  }
  if (bundles.length) {
    ui.line(
      ui.paint.yellow(
        all
          ? ui.t({
              en: 'Left, for they may be something else. Delete them yourself:',
              zh: '以下无法确认内容，没有删除，请自行处理：',
            })
          : ui.t({
              en: 'Made before, and may still hold it. Make them anew and delete the old ones:',
              zh: '以下是此前打好的包，里面可能还有这些内容。请重新打包，并删除旧的：',
            }),
      ),
    );
    for (const path of bundles) ui.line(`  ${path}`);
  }
  if (keyFile && done) {
    ui.line(
      ui.t({
        en: `corpus/${keyFile} was left as it is: it holds the numbers and names that were masked, theirs too.`,
        zh: `corpus/${keyFile} 保持不变：里面有被遮盖的号码和姓名，可能也含其中的。`,
      }),
    );
  }
  ui.line(ui.paint.dim(ui.t({ en: 'The exports themselves were not touched.', zh: '导出文件本身没有改动。' })));
}
