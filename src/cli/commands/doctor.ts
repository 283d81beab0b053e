import { statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { PersonaError, sentence } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import type { Bilingual } from '../../core/types.ts';
import { loadDenoiser } from '../../io/denoiser.ts';
import {
  askFfmpeg,
  embeddedPath,
  type FfmpegBinary,
  ffmpegAbilities,
  findFfmpeg,
  systemPath,
} from '../../io/ffmpeg-binary.ts';
import { findModel, MODELS, modelsFolder } from '../../io/models.ts';
import { Silero } from '../../io/silero.ts';
import { SILK_RATE } from '../../io/silk.ts';
import { findSherpa } from '../../io/voiceprint.ts';
import { loadSegmenter } from '../../parse/segmenter.ts';
import { chooseDenoiser } from '../audio/engines.ts';
import { type Context, defineCommand } from '../command.ts';
import { TOOL } from '../version.ts';

interface Check {
  id: string;
  what: Bilingual;
  /** `optional`: absent, and nothing is wrong with that. */
  state: 'ok' | 'optional' | 'problem';
  detail: string;
}

interface DoctorSummary extends Summary {
  command: 'doctor';
  version: string;
  checks: Check[];
}

/** Less free space than this and a long recording may not fit. */
const LOW_DISK = 5e9;

export const doctorCommand = defineCommand<DoctorSummary>({
  name: 'doctor',
  summary: { en: 'say what works on this machine', zh: '检查本机的各项功能' },
  details: {
    en: 'Runs each engine for a moment: which ffmpeg is used and what it can do, SILK, speech detection, denoising, cutting into words, models, disk. Sends nothing.',
    zh: '逐一试运行：使用哪个 ffmpeg、能做什么，SILK 解码、语音检测、降噪、分词、模型、磁盘。不联网。',
  },
  options: [
    { flags: '--ffmpeg <path>', help: { en: 'check this ffmpeg', zh: '检查指定的 ffmpeg' } },
    { flags: '--models <dir>', help: { en: 'folder of the models', zh: '模型文件夹' } },
  ],
  withoutCorpus: true,
  examples: [
    {
      line: 'persona doctor',
      what: { en: 'before a long run, or for a bug report', zh: '长时间处理之前，或报告问题时' },
    },
  ],
  async run(context) {
    const checks = [
      node(),
      ...(await ffmpegs(context)),
      await silk(),
      await engine('vad', { en: 'speech detection', zh: '语音检测' }, 'Silero v6', async () =>
        (await Silero.load()).probabilities(new Float32Array(16_000)),
      ),
      await denoiser(context),
      await segmenter(),
      ...(await models(context)),
      speakers(context),
      await disk(context),
    ];
    const exitCode = checks.some(({ state }) => state === 'problem') ? 1 : 0;
    return { command: 'doctor', version: TOOL.version, checks, ...(exitCode ? { exitCode } : {}) };
  },
  render: ({ version, checks }, ui) => {
    ui.line(`persona ${version}`);
    const mark = { ok: ui.paint.green('✔'), optional: ui.paint.dim('–'), problem: ui.paint.red('✖') };
    ui.table(
      [{ title: '' }, { title: '' }, { title: '', narrow: 'wrap' }],
      checks.map(({ what, state, detail }) => [mark[state], ui.t(what), detail]),
    );
  },
});

function node(): Check {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return {
    id: 'node',
    what: { en: 'Node', zh: 'Node' },
    state: 'ok',
    detail: `${process.version} · ${process.platform}-${process.arch} · ${availableParallelism()} cores · ${memory}`,
  };
}

async function ffmpegs({ env, flags, lang }: Context): Promise<Check[]> {
  const describe = async (binary: FfmpegBinary) => {
    const { missing } = await ffmpegAbilities(binary);
    const lacks = missing.length ? ` · lacks ${missing.join(', ')}` : '';
    return `${binary.path} · ${binary.version} (≈ ${binary.major}, ${binary.from})${lacks}`;
  };
  const what = { en: 'ffmpeg in use', zh: '使用的 ffmpeg' };
  try {
    const used = await findFfmpeg({
      option: flags.ffmpeg as string | undefined,
      environment: env.variables.PERSONA_FFMPEG,
    });
    const others = await Promise.all([
      askFfmpeg(systemPath() ?? '', 'system'),
      askFfmpeg(embeddedPath() ?? '', 'embedded'),
    ]);
    const rest = others.filter((each) => each !== null && each.path !== used.path) as FfmpegBinary[];
    return [
      { id: 'ffmpeg', what, state: 'ok', detail: await describe(used) },
      ...(await Promise.all(
        rest.map(async (binary) => ({
          id: `ffmpeg-${binary.from}`,
          what: { en: 'also there', zh: '另有' },
          state: 'optional' as const,
          detail: await describe(binary),
        })),
      )),
    ];
  } catch (error) {
    if (!(error instanceof PersonaError)) throw error;
    return [{ id: 'ffmpeg', what, state: 'problem', detail: sentence(error, lang).say }];
  }
}

async function silk(): Promise<Check> {
  return engine('silk', { en: 'WeChat voices (SILK)', zh: '微信语音（SILK）' }, 'silk-wasm', async () => {
    const { decode, encode } = await import('silk-wasm');
    const { data } = await encode(new Uint8Array(SILK_RATE * 2), SILK_RATE);
    await decode(data, SILK_RATE);
  });
}

async function engine(id: string, what: Bilingual, name: string, run: () => Promise<unknown>): Promise<Check> {
  try {
    const from = performance.now();
    await run();
    return { id, what, state: 'ok', detail: `${name} · ${Math.round(performance.now() - from)} ms` };
  } catch (error) {
    return { id, what, state: 'problem', detail: `${name}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The one that `audio-clean` would use; that a model is damaged is told with the models. */
async function denoiser(context: Context): Promise<Check> {
  const chosen = await chooseDenoiser(folderOfModels(context), () => {});
  return engine('denoiser', { en: 'denoiser', zh: '降噪' }, chosen.id.toUpperCase(), async () =>
    (await loadDenoiser(chosen.files)).denoise(new Float32Array(16_000)),
  );
}

/** Without it catch phrases are found less exactly; not every machine has a build. */
async function segmenter(): Promise<Check> {
  const what = { en: 'cutting into words', zh: '分词' };
  const cut = await loadSegmenter();
  if (!cut) return { id: 'segmenter', what, state: 'optional', detail: 'npm install @node-rs/jieba' };
  return engine('segmenter', what, 'jieba', async () => cut(['今天早点睡']));
}

const folderOfModels = ({ env, flags }: Context): string =>
  resolve(env.cwd, modelsFolder(flags.models as string | undefined, env.variables));

async function models(context: Context): Promise<Check[]> {
  const folder = folderOfModels(context);
  return Promise.all(
    MODELS.map(async (model): Promise<Check> => {
      const check = { id: `model-${model.id}`, what: { en: `model ${model.id}`, zh: `模型 ${model.id}` } };
      try {
        const { state } = await findModel(folder, model);
        if (state === 'there') return { ...check, state: 'ok', detail: folder };
        if (state === 'wrong') return { ...check, state: 'problem', detail: `${folder}: sha256` };
        return { ...check, state: 'optional', detail: `persona models pull ${model.id}` };
      } catch (error) {
        if (!(error instanceof PersonaError)) throw error;
        return { ...check, state: 'problem', detail: sentence(error, context.lang).say };
      }
    }),
  );
}

/** What runs a speaker model; its weights are the model `speaker` above. */
function speakers({ env }: Context): Check {
  const there = findSherpa(env.cwd) !== null;
  return {
    id: 'sherpa',
    what: { en: 'speaker comparison', zh: '声纹比对' },
    state: there ? 'ok' : 'optional',
    detail: there ? 'sherpa-onnx-node' : 'npm install sherpa-onnx-node',
  };
}

async function disk({ workspace }: Context): Promise<Check> {
  const what = { en: 'free disk', zh: '磁盘余量' };
  try {
    const { bavail, bsize } = await statfs(workspace.dir);
    const free = bavail * bsize;
    return { id: 'disk', what, state: free < LOW_DISK ? 'problem' : 'ok', detail: `${(free / 1e9).toFixed(1)} GB` };
  } catch {
    return { id: 'disk', what, state: 'problem', detail: workspace.dir };
  }
}
