import { basename, dirname, join, resolve } from 'node:path';
import { MANIFEST } from '../../bundle/manifest.ts';
import { counted } from '../../core/counted.ts';
import { PersonaError } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import { shellWord } from '../../core/shell-word.ts';
import { isThere } from '../../io/if-there.ts';
import { once, replaceFolder, writeFiles } from '../../io/write-plan.ts';
import { openSealed } from '../bundle/open-sealed.ts';
import { defineCommand } from '../command.ts';

interface OpenSummary extends Summary {
  command: 'open';
  bundle: string;
  files: number;
  /** Not with --dry-run. */
  written: boolean;
}

export const openCommand = defineCommand<OpenSummary>({
  name: 'open',
  summary: { en: 'unlock an encrypted bundle into a folder', zh: '解开加密的数据包' },
  details: {
    en: 'Takes what `persona bundle --encrypt` wrote (age, https://age-encryption.org; the age tool opens it too), or a zip. The passphrase is asked for, or read from PERSONA_PASSPHRASE.',
    zh: '用于 `persona bundle --encrypt` 的结果（age 格式，age 工具也能打开），也可以是 zip。口令会现场询问，或从环境变量 PERSONA_PASSPHRASE 读取。',
  },
  arguments: [{ name: '<file>', help: { en: 'NAME.persona.zip.age, or a zip', zh: 'NAME.persona.zip.age 或 zip' } }],
  options: [
    {
      flags: '--to <dir>',
      help: { en: 'folder to make (default: the name without .zip.age)', zh: '输出文件夹（默认去掉 .zip.age）' },
    },
    {
      flags: '--identity <file>',
      help: { en: 'age key file, for a bundle locked to a recipient', zh: 'age 私钥文件（用公钥加密时）' },
    },
  ],
  writes: true,
  withoutCorpus: true,
  examples: [
    { line: 'persona open 陈默.persona.zip.age', what: { en: 'asks for the passphrase', zh: '询问口令' } },
    {
      line: 'persona open 陈默.persona.zip.age --identity key.txt --to ~/dad',
      what: { en: 'with a key file', zh: '用私钥文件' },
    },
  ],
  async run(context, [path = '']) {
    const file = resolve(context.env.cwd, path);
    const { to, identity } = context.flags as { to?: string; identity?: string };
    const dir = to
      ? resolve(context.env.cwd, to)
      : join(dirname(file), basename(file).replace(/(?:\.zip)?(?:\.age)?$/u, ''));
    // A file named neither .zip nor .age may be no bundle at all: that fault comes first.
    if (dir !== file) await mustBeFree(dir);
    const bundle = await openSealed(file, context, 'open', identity);
    try {
      const [problem] = bundle.problems;
      if (problem) throw new PersonaError(problem.code, problem.facts);
      const manifest = bundle.files.get(MANIFEST);
      if (!manifest) throw new PersonaError('not-a-bundle', { path: file });
      if (dir === file) await mustBeFree(dir);
      const text = Buffer.from(await manifest.read()).toString('utf8');
      // As bundle and verify count them: the manifest lists all files but itself.
      const listed = [...bundle.files].filter(([name]) => name !== MANIFEST);
      const summary = { command: 'open' as const, bundle: dir, files: listed.length, written: !context.dryRun };
      if (context.dryRun) return summary;
      const jobs = listed.map(([name, entry]) => ({
        path: name,
        bytes: async function* () {
          yield* once(await entry.read());
        },
      }));
      const { emit, signal } = context;
      await replaceFolder(dir, (work) =>
        writeFiles(work.fresh, jobs, { emit, signal, last: { path: MANIFEST, text: () => text } }),
      );
      return summary;
    } finally {
      await bundle.close();
    }
  },
  render({ bundle, files, written }, ui) {
    if (!written) {
      ui.line(
        ui.t({
          en: `${counted(files, 'file')} would be written to ${bundle} (--dry-run).`,
          zh: `将写出 ${ui.count(files)} 个文件到 ${bundle}（--dry-run）。`,
        }),
      );
      return;
    }
    ui.line(
      `${ui.paint.green('✔')} ${ui.paint.bold(bundle)}  ${ui.t({ en: counted(files, 'file'), zh: `${ui.count(files)} 个文件` })}`,
    );
    ui.line(`  ${ui.paint.dim(`persona verify ${shellWord(bundle)}`)}`);
  },
});

async function mustBeFree(dir: string): Promise<void> {
  if (await isThere(dir)) throw new PersonaError('target-exists', { path: dir });
}
