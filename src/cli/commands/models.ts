import { resolve } from 'node:path';
import { PersonaError } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import type { Bilingual } from '../../core/types.ts';
import {
  addModelFile,
  findModel,
  MODELS,
  type ModelState,
  missingFiles,
  modelOf,
  modelsFolder,
  placeOfModelFile,
  pullModel,
} from '../../io/models.ts';
import { type Context, defineCommand } from '../command.ts';

interface ModelsSummary extends Summary {
  command: 'models';
  folder: string;
  models: {
    id: string;
    state: ModelState;
    purpose: Bilingual;
    license: string;
    files: { name: string; url: string; bytes: number; sha256: string }[];
  }[];
  /** Files that this call brought, or with --dry-run would bring. */
  added: string[];
  dryRun: boolean;
}

const STATE_TEXT: Record<ModelState, Bilingual> = {
  there: { en: 'there', zh: '已有' },
  absent: { en: 'not there', zh: '没有' },
  wrong: { en: 'damaged', zh: '已损坏' },
};

export const modelsCommand = defineCommand<ModelsSummary>({
  name: 'models',
  summary: { en: 'models that make results better: list, pull, add', zh: '可选模型：列出、下载、添加' },
  details: {
    en: 'Everything works without them. `list` fetches nothing; `pull ID` fetches from the address that `list` shows and checks length and sha256; `add FILE` takes a file you already have.',
    zh: '没有这些模型也能使用全部功能。`list` 不联网；`pull ID` 从列出的固定地址下载并核对大小与 sha256；`add 文件` 使用已有的文件。',
  },
  arguments: [
    { name: '[action]', help: { en: 'list (default), pull or add', zh: 'list（默认）、pull 或 add' } },
    { name: '[what]', help: { en: 'a model’s id, or a file', zh: '模型 ID，或文件' } },
  ],
  options: [
    {
      flags: '--models <dir>',
      help: { en: 'folder of the models (also PERSONA_MODELS)', zh: '模型文件夹（也可用 PERSONA_MODELS）' },
    },
  ],
  writes: true,
  withoutCorpus: true,
  examples: [
    { line: 'persona models', what: { en: 'what there is, and what it is for', zh: '有哪些模型，各有什么用' } },
    { line: 'persona models pull dtln', what: { en: 'a better denoiser, 4 MB', zh: '更好的降噪，4 MB' } },
    {
      line: 'persona models add ~/Downloads/model_1.onnx',
      what: { en: 'a file from elsewhere', zh: '使用别处得到的文件' },
    },
  ],
  async run(context, [action = 'list', what]) {
    const { env, flags } = context;
    const config = await context.workspace.load().catch(() => null);
    const setting = config?.settings.audioClean?.models;
    const named = (flags.models as string | undefined) ?? (typeof setting === 'string' ? setting : undefined);
    const folder = resolve(env.cwd, modelsFolder(named, env.variables));
    const added = await act(context, action, what, folder);
    const found = await Promise.all(MODELS.map((model) => findModel(folder, model)));
    return {
      command: 'models',
      folder,
      models: found.map(({ model: { id, purpose, license, files }, state }) => ({
        id,
        state,
        purpose,
        license,
        files: [...files],
      })),
      added,
      dryRun: context.dryRun,
    };
  },
  render: ({ folder, models, added, dryRun }, ui) => {
    ui.line(ui.t({ en: `Models in ${folder}`, zh: `模型文件夹：${folder}` }));
    ui.line();
    for (const { id, state, purpose, license, files } of models) {
      const mark = state === 'there' ? ui.paint.green('✔') : state === 'wrong' ? ui.paint.red('✖') : ui.paint.dim('–');
      ui.line(`${mark} ${ui.paint.bold(id)}  ${ui.t(STATE_TEXT[state])} · ${ui.t(purpose)}`);
      ui.line(`    ${license}`);
      for (const { name, url, bytes, sha256 } of files) {
        ui.line(ui.paint.dim(`    ${name}  ${ui.bytes(bytes)}  sha256 ${sha256}`));
        ui.line(ui.paint.dim(`    ${url}`));
      }
    }
    for (const path of added)
      ui.line(dryRun ? ui.t({ en: `Would write ${path}`, zh: `将写入 ${path}` }) : `${ui.paint.green('✔')} ${path}`);
  },
});

async function act(context: Context, action: string, what: string | undefined, folder: string): Promise<string[]> {
  const { env, emit, signal, dryRun } = context;
  if (action === 'list') return [];
  if (action !== 'pull' && action !== 'add') {
    throw new PersonaError('bad-option', {
      option: action,
      why: { en: 'must be one of list, pull, add', zh: '应为以下之一：list、pull、add' },
      command: 'models',
    });
  }
  if (!what) {
    const known = MODELS.map(({ id }) => id);
    throw action === 'pull'
      ? new PersonaError('which-model', { known: known.join(', '), first: known[0] })
      : new PersonaError('which-model-file');
  }
  if (action === 'add') {
    const { path } = await (dryRun ? placeOfModelFile : addModelFile)(resolve(env.cwd, what), folder);
    return [path];
  }
  const model = modelOf(what);
  if (dryRun) return missingFiles(model, folder);
  const total = model.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const before = (name: string) =>
    model.files
      .slice(
        0,
        model.files.findIndex((file) => file.name === name),
      )
      .reduce((sum, { bytes }) => sum + bytes, 0);
  return pullModel(model, folder, fetch, signal, (file, bytes) => {
    emit({ type: 'progress', task: 'pull', done: before(file.name) + bytes, total, unit: 'bytes', file: file.name });
  });
}
