import { readdir, rmdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { counted } from '../../core/counted.ts';
import type { Bilingual } from '../../core/types.ts';
import type { CorpusReport } from '../../ingest/report/report.ts';
import type { KilledRun } from '../../io/corpus-store.ts';
import { isThere } from '../../io/if-there.ts';
import { readJson } from '../../io/jsonl.ts';
import { findOwnBundles } from '../../io/own-bundles.ts';
import { remove } from '../../io/remove.ts';
import { type RunLock, releaseAll, takeCorpusLock } from '../../io/run-lock.ts';
import { WorkFolder } from '../../io/work-folder.ts';
import type { Workspace } from '../../io/workspace.ts';
import type { Context } from '../command.ts';
import { type ForgetSummary, type Gone, NOTHING_GONE } from '../render/forget.ts';

/** Deletes everything that was made here; persona.json and the exports stay. Asks first, except with --yes. */
export async function forgetAll(context: Context): Promise<ForgetSummary> {
  const { workspace } = context;
  const found = await findOwnBundles(workspace.dir);
  const removed: string[] = [];
  const ours = found.filter(({ sure }) => sure).map(({ path }) => path);
  // The cache holds the lock: it goes last.
  for (const path of [workspace.corpus(), workspace.audio(), workspace.eval(), ...ours, workspace.cache()]) {
    if (await isThere(path)) removed.push(path);
  }
  const gone = await countAll(context);
  const names = removed.map((path) => basename(path)).join(', ');
  const done = await mayRemove(context, {
    en: `Remove everything made here for good: ${counted(gone.items, 'item')}, ${counted(gone.segments, 'voice clip')} (${names})? persona.json and the exports stay.`,
    zh: `确定彻底删除这里整理出的一切吗？共 ${gone.items} 条内容、${gone.segments} 段声音（${names}）。persona.json 和导出文件会保留。`,
  });
  if (done) await removeAll(workspace, removed, ours);
  const bundles = found.filter(({ sure }) => !sure).map(({ path }) => path);
  return { command: 'forget', all: true, done, ...gone, before: [], removed, bundles, keyFile: null };
}

/** Deletes what the first run left in a folder when it was killed: there is no persona.json yet, and no whole corpus. */
export async function forgetKilledRun(context: Context, { files, folders }: KilledRun): Promise<ForgetSummary> {
  const done = await mayRemove(context, {
    en: `Remove what a run that was cut off has left here for good (${counted(files.length, 'file')})? The exports stay.`,
    zh: `确定彻底删除此前中断的运行留下的 ${files.length} 个文件吗？导出文件会保留。`,
  });
  if (done) {
    await removeAll(context.workspace, files);
    // A folder with something else in it stays.
    for (const folder of folders) await rmdir(folder).catch(() => {});
  }
  return {
    command: 'forget',
    all: true,
    done,
    ...NOTHING_GONE,
    before: [],
    removed: files,
    bundles: [],
    keyFile: null,
  };
}

const mayRemove = async ({ dryRun, yes, ask }: Context, question: Bilingual): Promise<boolean> =>
  !dryRun && (yes || (ask !== null && (await ask.confirm(question, false))));

/**
 * Throws `not-removed` where something cannot be removed; what comes after it stays then. Throws `workspace-busy` while
 * another run is at work, which would write anew what it has read.
 */
async function removeAll(
  workspace: Workspace,
  paths: readonly string[],
  bundles: readonly string[] = [],
): Promise<void> {
  const locks: RunLock[] = [];
  try {
    locks.push(takeCorpusLock(workspace.cache()));
    for (const bundle of bundles) locks.push(...WorkFolder.lockIn(bundle));
    for (const [n, path] of paths.entries()) await remove(path, paths.slice(n));
  } finally {
    releaseAll(locks);
  }
}

async function countAll({ workspace }: Context): Promise<Gone> {
  // A damaged report gives fewer figures, and is deleted all the same.
  const report = await readJson<Partial<CorpusReport>>(workspace.corpus('report.json')).catch(() => null);
  const clips = await readdir(workspace.audio('segments')).catch(() => []);
  const { all = 0, subject = 0 } = report?.figures?.items ?? {};
  return {
    ...NOTHING_GONE,
    items: all,
    bySubject: subject,
    voices: report?.voice?.messages ?? 0,
    segments: clips.length,
  };
}
