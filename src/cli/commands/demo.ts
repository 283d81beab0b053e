import { readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PersonaError } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import { shellWord } from '../../core/shell-word.ts';
import { isThere } from '../../io/if-there.ts';
import { packageRoot, runSelf } from '../../io/run-self.ts';
import { temporaryFolder } from '../../io/temporary-folder.ts';
import { defineCommand } from '../command.ts';
import { wantsColor } from '../env.ts';
import { Ui } from '../ui.ts';

interface DemoSummary extends Summary {
  workspace: string;
  bundle: string;
  /** `exitCode` null: shown but not run (--dry-run). */
  steps: { line: string; exitCode: number | null; summary?: unknown }[];
  files: { path: string; bytes: number }[];
}

/** The bundle is named after the person of the sample data. */
const BUNDLE = '陈默.persona';

/** The commands of the main job, as a user would type them; the sample family and its consent are invented. */
const steps = (exports: string): string[][] => [
  [
    'init',
    '--name',
    '陈默',
    '--name',
    '老默',
    '--name',
    '爸爸',
    '--id',
    'wxid_chenmo01',
    '--owner',
    '林晓',
    '--owner-id',
    'wxid_linxiao88',
    '--basis',
    'family-of-deceased',
    '--by',
    '林晓',
    '--relation',
    '妻子',
    '--date',
    '2024-03-02',
  ],
  ['ingest', exports],
  ['audio-clean'],
  ['check'],
  ['bundle', '--backend', 'minimax', '--backend', 'gpt-sovits-zero-shot', '--backend', 'f5-tts-zero-shot'],
  ['verify', BUNDLE],
];

export const demoCommand = defineCommand<DemoSummary>({
  name: 'demo',
  summary: { en: 'run the whole way on sample data, in a new folder', zh: '用示例数据在新文件夹里走完整个流程' },
  details: {
    en: 'The sample family is invented and its voices are synthetic. The commands are the real ones; nothing of yours is touched.',
    zh: '示例家庭是虚构的，声音是合成的。运行的是真实的命令，不会碰您的任何文件。',
  },
  arguments: [
    {
      name: '[dir]',
      help: { en: 'where to work (default: a new temporary folder)', zh: '工作文件夹（默认新建临时文件夹）' },
    },
  ],
  writes: true,
  withoutCorpus: true,
  examples: [{ line: 'persona demo', what: { en: 'about half a minute', zh: '大约半分钟' } }],
  async run(context, [dir]) {
    const collect = context.flags.json === true;
    const workspace = dir
      ? resolve(context.env.cwd, dir)
      : context.dryRun
        ? join(tmpdir(), 'persona-demo-…')
        : await temporaryFolder('demo');
    if (await isThere(join(workspace, 'persona.json'))) throw new PersonaError('demo-elsewhere', { dir: workspace });
    const ui = new Ui(context.env.stdout, context.lang, wantsColor(context.env.stdout, context.env.variables));
    const summary: DemoSummary = { command: 'demo', workspace, bundle: join(workspace, BUNDLE), steps: [], files: [] };
    for (const [command = '', ...rest] of steps(join(packageRoot(), 'fixtures', 'demo', 'exports'))) {
      const line = `persona ${[command, ...rest].map((word) => shellWord(word)).join(' ')}`;
      if (!collect) ui.heading(`$ ${line}`);
      if (context.dryRun) {
        summary.steps.push({ line, exitCode: null });
        continue;
      }
      const where = command === 'verify' ? [join(workspace, BUNDLE)] : rest;
      const args = [
        command,
        ...where,
        '--workspace',
        workspace,
        '--yes',
        '--lang',
        context.lang,
        ...(collect ? ['--json'] : []),
      ];
      const { code, stdout } = await runSelf(args, { collect, signal: context.signal });
      summary.steps.push({ line, exitCode: code, ...(collect ? { summary: JSON.parse(stdout || 'null') } : {}) });
      if (code !== 0) return { ...summary, exitCode: 1 };
    }
    return context.dryRun ? summary : { ...summary, files: await listFiles(summary.bundle) };
  },
  render({ bundle, steps, files, exitCode }, ui) {
    if (exitCode) return;
    if (steps.every(({ exitCode: code }) => code === null)) {
      ui.line();
      ui.line(
        ui.t({ en: 'Nothing was run or written (--dry-run).', zh: '没有运行，也没有写入任何文件（--dry-run）。' }),
      );
      return;
    }
    ui.heading(bundle);
    for (const line of tree(files.map(({ path, bytes }) => ({ path, note: ui.bytes(bytes) })))) ui.line(`  ${line}`);
    ui.line();
    ui.line(ui.t({ en: `Read it first:  ${join(bundle, 'README.md')}`, zh: `请先读：${join(bundle, 'README.md')}` }));
    ui.line(
      ui.t({
        en: `Hear it:        ${join(bundle, 'voice', 'reference.wav')}`,
        zh: `听一听：${join(bundle, 'voice', 'reference.wav')}`,
      }),
    );
    ui.line(
      ui.t({
        en: `Check it again: persona verify ${shellWord(bundle)}`,
        zh: `再次校验：persona verify ${shellWord(bundle)}`,
      }),
    );
  },
});

async function listFiles(root: string, under = ''): Promise<{ path: string; bytes: number }[]> {
  const found: { path: string; bytes: number }[] = [];
  for (const entry of (await readdir(join(root, under), { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = under ? `${under}/${entry.name}` : entry.name;
    if (entry.isDirectory()) found.push(...(await listFiles(root, path)));
    else found.push({ path, bytes: (await stat(join(root, path))).size });
  }
  return found;
}

/** Most files listed per folder; the rest are counted. */
const SHOWN = 6;

/** Folder lines and file lines, indented; the rest of a long folder is counted. */
function tree(files: readonly { path: string; note: string }[]): string[] {
  const lines: string[] = [];
  const seen = new Set<string>();
  const inFolder = new Map<string, number>();
  for (const { path } of files) inFolder.set(folderOf(path), (inFolder.get(folderOf(path)) ?? 0) + 1);
  const shown = new Map<string, number>();
  for (const { path, note } of files) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      if (!seen.has(folder)) lines.push(`${'  '.repeat(depth - 1)}${parts[depth - 1]}/`);
      seen.add(folder);
    }
    const folder = folderOf(path);
    const count = (shown.get(folder) ?? 0) + 1;
    shown.set(folder, count);
    const indent = '  '.repeat(parts.length - 1);
    const total = inFolder.get(folder) ?? 0;
    if (count <= SHOWN || total === SHOWN + 1) lines.push(`${indent}${parts.at(-1)}  (${note})`);
    else if (count === SHOWN + 1) lines.push(`${indent}… +${total - SHOWN}`);
  }
  return lines;
}

const folderOf = (path: string) => path.split('/').slice(0, -1).join('/');
