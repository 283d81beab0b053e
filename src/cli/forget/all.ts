import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { counted } from '../../core/counted.ts';
import { PersonaError } from '../../core/errors.ts';
import type { Text } from '../../core/types.ts';
import { faultText } from '../../core/wording/faults.ts';
import type { CorpusReport } from '../../ingest/report/report.ts';
import type { KilledRun } from '../../io/corpus-store.ts';
import { readJson } from '../../io/jsonl.ts';
import { findOwnBundles } from '../../io/own-bundles.ts';
import type { Context } from '../command.ts';
import { type ForgetSummary, type Gone, NOTHING } from '../render/forget.ts';

/** Deletes everything that was made here; persona.json and the exports stay. Asks first, except with --yes. */
export async function forgetAll(context: Context): Promise<ForgetSummary> {
  const { workspace } = context;
  const found = await findOwnBundles(workspace.dir);
  const folders: string[] = [];
  for (const path of [workspace.corpus(), workspace.audio(), workspace.eval(), workspace.cache()]) {
    if (await stat(path).catch(() => null)) folders.push(path);
  }
  const removed = [...folders, ...found.filter(({ sure }) => sure).map(({ path }) => path)];
  const gone = await countAll(context);
  const names = removed.map((path) => basename(path)).join(', ');
  const done = await mayRemove(context, {
    en: `Remove everything made here for good: ${gone.items} items, ${gone.segments} voice clips (${names})? persona.json and the exports stay.`,
    zh: `确定彻底删除这里整理出的一切吗？共 ${gone.items} 条内容、${gone.segments} 段声音（${names}）。persona.json 和导出文件会保留。`,
  });
  if (done) await removeAll(removed);
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
    await removeAll(files);
    // A folder with something else in it stays.
    for (const folder of folders) await rmdir(folder).catch(() => {});
  }
  return { command: 'forget', all: true, done, ...NOTHING, before: [], removed: files, bundles: [], keyFile: null };
}

const mayRemove = async ({ dryRun, yes, ask }: Context, question: Text): Promise<boolean> =>
  !dryRun && (yes || (ask !== null && (await ask.confirm(question, false))));

/** Throws `forget-stopped` where something cannot be removed; what comes after it stays then. */
async function removeAll(paths: readonly string[]): Promise<void> {
  for (const [n, path] of paths.entries()) {
    try {
      await rm(path, { recursive: true, force: true });
    } catch (error) {
      const { code = '', path: at = path } = error as NodeJS.ErrnoException;
      const facts = { path: at, why: faultText(code), left: paths.slice(n) };
      throw new PersonaError('forget-stopped', facts, { cause: error });
    }
  }
}

async function countAll({ workspace }: Context): Promise<Gone> {
  // A damaged report gives fewer figures, and is deleted all the same.
  const report = await readJson<Partial<CorpusReport>>(workspace.corpus('report.json'));
  const clips = await readdir(workspace.audio('segments')).catch(() => []);
  const { all = 0, subject = 0 } = report?.figures?.items ?? {};
  return {
    ...NOTHING,
    items: all,
    bySubject: subject,
    voices: report?.voice?.messages ?? 0,
    segments: clips.length,
  };
}
