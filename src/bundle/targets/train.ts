import { stringify } from 'yaml';
import { z } from 'zod';
import { counted } from '../../core/counted.ts';
import { says } from '../../core/issues.ts';
import { prettyJson } from '../../core/pretty-json.ts';
import type { Lang, Text } from '../../core/types.ts';
import type { Fault } from '../fault.ts';
import type { PlannedFile } from '../layout.ts';
import type { BundleContext, Target } from '../target.ts';
import { lineFaults } from './shared/faults.ts';
import { NO_DIALOGUES } from './shared/left.ts';
import {
  heldOutSamples,
  NO_SAMPLE_REASONS,
  type NoSampleReason,
  type Sample,
  type TrainingSet,
  trainingSet,
} from './shared/samples.ts';

/** Fewer lines than this are refused by OpenAI's service (its own error; community.openai.com). */
const MIN_SAMPLES = 10;

/**
 * Fine-tuning sets: OpenAI chat JSONL, and ShareGPT and Alpaca with the `dataset_info.json` by which LLaMA-Factory
 * finds them and the settings it needs; held-out sessions are in files of their own. Sources: openai-openapi f85dbe2;
 * hiyouga/LLaMA-Factory ff6d4d1 `data/README.md`, `src/llamafactory/hparams/data_args.py`.
 */
export const train: Target = {
  id: 'train',
  title: { en: 'Fine-tuning sets', zh: '微调数据集' },
  async plan(context) {
    const { samples, left } = trainingSet(context);
    if (samples.length < MIN_SAMPLES) return { files: [], left: [{ what: 'train', why: NO_DIALOGUES }] };
    const { corpus } = context;
    const held = corpus.heldOut.sessions > 0;
    const files: PlannedFile[] = [];
    for (const [name, rows] of [
      ['train', () => samples],
      ...(held ? ([['heldout', () => heldOutSamples(context)]] as const) : []),
    ] as const) {
      files.push(
        { path: `train/openai.${name}.jsonl`, lines: () => each(rows(), (sample) => openai(sample, context)) },
        { path: `train/sharegpt.${name}.jsonl`, lines: () => each(rows(), (sample) => sharegpt(sample, context)) },
        { path: `train/alpaca.${name}.jsonl`, lines: () => each(rows(), (sample) => alpaca(sample, context)) },
      );
    }
    files.push(
      {
        path: 'train/dataset_info.json',
        text: prettyJson(datasetInfo(context.slug, held)),
      },
      { path: 'train/llamafactory.yaml', text: stringify(llamaFactory(context.slug)) },
    );
    return {
      files,
      readme: readme({ samples: samples.length, left, heldOut: await countOf(heldOutSamples(context)) }, context),
    };
  },
  async check({ files, text }) {
    const faults: Fault[] = [];
    for (const file of files.filter((path) => path.endsWith('.jsonl'))) {
      const schema = file.includes('/openai.') ? OpenAiLine : file.includes('/sharegpt.') ? ShareGptLine : AlpacaLine;
      faults.push(...lineFaults(file, schema, await text(file)));
    }
    return faults;
  },
};

async function* each(rows: Iterable<Sample> | AsyncIterable<Sample>, shape: (sample: Sample) => unknown) {
  for await (const sample of rows) yield JSON.stringify(shape(sample));
}

async function countOf(rows: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of rows) count++;
  return count;
}

interface SetSizes {
  /** In `*.train.jsonl`. */
  samples: number;
  /** Answers of the bundle that are in no file. */
  left: TrainingSet['left'];
  /** In `*.heldout.jsonl`. */
  heldOut: number;
}

const LEFT_TEXT: Record<NoSampleReason, (n: number) => Text> = {
  unasked: (n) => ({
    en: `${n} that answer nobody (they open a talk, or add to the person's own words)`,
    zh: `主动开口或接着自己的话说的 ${n} 条`,
  }),
  copied: (n) => ({ en: `${n} copied`, zh: `转发抄来的 ${n} 条` }),
  'answers-media': (n) => ({
    en: `${n} to pictures or voices that are not there`,
    zh: `回答看不到的图片或语音的 ${n} 条`,
  }),
  masked: (n) => ({ en: `${n} with masked data in the question or the answer`, zh: `问或答里打过码的 ${n} 条` }),
  wordless: (n) => ({ en: `${n} without words`, zh: `没有字的 ${n} 条` }),
};

/** `Of 40 answers 33 are in it; left out: 5 copied, 2 …`: every answer of the bundle in one of the figures. */
function account({ samples, left }: SetSizes): Text {
  const reasons = NO_SAMPLE_REASONS.filter((reason) => left[reason] > 0);
  const all = reasons.reduce((sum, reason) => sum + left[reason], samples);
  const list = (lang: Lang, comma: string) =>
    reasons.map((reason) => LEFT_TEXT[reason](left[reason])[lang]).join(comma);
  const en = reasons.length ? `${samples} are in it. Left out: ${list('en', ', ')}` : 'all are in it';
  const zh = reasons.length ? `放进了 ${samples} 条；没有放进去的：${list('zh', '、')}` : '全部放了进去';
  return { en: `Of ${counted(all, 'answer')} in this bundle ${en}.`, zh: `这个包里的 ${all} 条回复${zh}。` };
}

function readme(sizes: SetSizes, { corpus, lang }: BundleContext): string {
  const held = corpus.heldOut.sessions > 0;
  const { samples, heldOut } = sizes;
  const zh = [
    `- \`train/openai.train.jsonl\`：OpenAI 对话微调格式，${samples} 条。`,
    '- `train/sharegpt.*.jsonl`、`train/alpaca.*.jsonl`：LLaMA-Factory，用其中一种；把 `train/` 设为 `dataset_dir`，数据集名见 `dataset_info.json`。',
    '- `train/llamafactory.yaml`：训练所需的设置。在本文件所在的文件夹里运行 `llamafactory-cli train train/llamafactory.yaml model_name_or_path=模型 template=模板 output_dir=别处的文件夹`。用自己的设置时务必写上 `mask_history: true`：每条的前几轮是上文，各自另有一条，不写就会重复训练。',
    '- 每条的 system 是那句说明，知道时间的再加上对方问话的时间；用训练好的模型聊天时，也这样写上当时的时间。',
    `- ${account(sizes).zh}上文里有抄来的、打过码的或看不到的，从那之后开始。单字回复保留，那也是本人的习惯。`,
    ...(held ? [`- \`*.heldout.jsonl\`：整段留出、从未用于其他部分的会话，另有 ${heldOut} 条，只用来检验。`] : []),
  ];
  const en = [
    `- \`train/openai.train.jsonl\`: OpenAI's chat format, ${counted(samples, 'sample')}.`,
    '- `train/sharegpt.*.jsonl`, `train/alpaca.*.jsonl`: for LLaMA-Factory, one or the other; make `train/` its `dataset_dir`, names are in `dataset_info.json`.',
    '- `train/llamafactory.yaml`: the settings that training needs. In the folder of this bundle run `llamafactory-cli train train/llamafactory.yaml model_name_or_path=MODEL template=TEMPLATE output_dir=A_FOLDER_ELSEWHERE`. With settings of your own keep `mask_history: true`: earlier answers of a sample are its history and have a sample of their own, and without it they are trained again and again.',
    '- The system line of each is the disclosure and, where it is known, when the question was asked; give the trained model the time of the talk in the same way.',
    `- ${account(sizes).en} Where earlier turns hold what is copied, masked or not there, the sample begins behind them. One-word answers stay: they are a habit too.`,
    ...(held
      ? [
          `- \`*.heldout.jsonl\`: ${counted(heldOut, 'more sample')} of whole sessions that entered nothing else; for testing only.`,
        ]
      : []),
  ];
  return { zh, en }[lang].join('\n');
}

/** What a model is told before a sample: whom it plays, and the local time of the question. */
function systemOf({ asked }: Sample, { disclosure, lang }: BundleContext): string {
  if (asked === null) return disclosure;
  return `${disclosure}\n${{ zh: `现在是 ${asked}。`, en: `It is ${asked}.` }[lang]}`;
}

/**
 * Earlier answers are history here and have a line of their own for training: weight 0 keeps them from counting twice.
 */
const openai = (sample: Sample, context: BundleContext) => ({
  messages: [
    { role: 'system', content: systemOf(sample, context) },
    ...sample.turns.map(({ role, text }, i) => ({
      role,
      content: text,
      ...(role === 'assistant' && i < sample.turns.length - 1 ? { weight: 0 } : {}),
    })),
  ],
});

const sharegpt = (sample: Sample, context: BundleContext) => ({
  conversations: sample.turns.map(({ role, text }) => ({ from: role === 'user' ? 'human' : 'gpt', value: text })),
  system: systemOf(sample, context),
});

function alpaca(sample: Sample, context: BundleContext) {
  const texts = sample.turns.map(({ text }) => text);
  const history: [string, string][] = [];
  for (let i = 0; i + 3 < texts.length; i += 2) history.push([texts[i] ?? '', texts[i + 1] ?? '']);
  return { instruction: texts.at(-2), input: '', output: texts.at(-1), system: systemOf(sample, context), history };
}

function datasetInfo(slug: string, held: boolean) {
  const sets = (name: string) => ({
    [`${slug}_sharegpt_${name}`]: {
      file_name: `sharegpt.${name}.jsonl`,
      formatting: 'sharegpt',
      columns: { messages: 'conversations', system: 'system' },
      tags: { role_tag: 'from', content_tag: 'value', user_tag: 'human', assistant_tag: 'gpt' },
    },
    [`${slug}_alpaca_${name}`]: {
      file_name: `alpaca.${name}.jsonl`,
      columns: { prompt: 'instruction', query: 'input', response: 'output', system: 'system', history: 'history' },
    },
  });
  return { ...sets('train'), ...(held ? sets('heldout') : {}) };
}

/** For a run in the folder of the bundle. Earlier answers are masked, as weight 0 masks them for OpenAI. */
const llamaFactory = (slug: string) => ({
  stage: 'sft',
  do_train: true,
  finetuning_type: 'lora',
  dataset_dir: 'train',
  dataset: `${slug}_sharegpt_train`,
  mask_history: true,
});

const words = z.string().min(1);
const alternates = (roles: readonly string[], [odd, even]: readonly [string, string]) =>
  roles.length % 2 === 0 && roles.every((role, i) => role === (i % 2 === 0 ? odd : even));

const OpenAiLine = z.strictObject({
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['system', 'user', 'assistant']),
        content: words,
        weight: z.literal([0, 1]).optional(),
      }),
    )
    .refine(
      (all) => all.every(({ role, weight }) => weight === undefined || role === 'assistant'),
      says({ en: 'must have a weight on the assistant only', zh: '只有 assistant 可以带 weight' }),
    )
    .refine(
      ([first, ...rest]) =>
        first?.role === 'system' &&
        alternates(
          rest.map(({ role }) => role),
          ['user', 'assistant'],
        ),
      says({
        en: 'must have system first, then user and assistant in turn',
        zh: '应先是 system，再由 user 和 assistant 轮流',
      }),
    ),
});
const ShareGptLine = z.strictObject({
  conversations: z.array(z.strictObject({ from: z.enum(['human', 'gpt']), value: words })).refine(
    (all) =>
      alternates(
        all.map(({ from }) => from),
        ['human', 'gpt'],
      ),
    says({ en: 'must have human and gpt in turn, in pairs', zh: '应由 human 和 gpt 轮流，成对出现' }),
  ),
  system: words,
});
const AlpacaLine = z.strictObject({
  instruction: words,
  input: z.string(),
  output: words,
  system: words,
  history: z.array(z.tuple([words, words])),
});
