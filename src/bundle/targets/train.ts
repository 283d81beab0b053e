import { stringify } from 'yaml';
import { z } from 'zod';
import { says } from '../../core/issues.ts';
import { prettyJson } from '../../core/pretty-json.ts';
import type { BundleFault } from '../fault.ts';
import type { PlannedFile } from '../layout.ts';
import type { BundleContext, Target } from '../target.ts';
import { lineFaults } from './shared/faults.ts';
import { NO_DIALOGUES } from './shared/left.ts';
import { heldOutSamples, noneLeft, type Sample, samplesOf } from './shared/samples.ts';
import { trainReadme } from './shared/train-readme.ts';

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
    const { lang, corpus, disclosure, slug, source, options } = context;
    const { dialogues } = corpus;
    const left = noneLeft();
    let samples = 0;
    for (const _ of samplesOf(dialogues, left)) samples++;
    if (samples < MIN_SAMPLES) return { files: [], left: [{ what: 'train', why: NO_DIALOGUES }] };
    const held = corpus.heldOut.sessions > 0;
    const setting = { lang, disclosure };
    const heldOut = await heldOutSamples(source, options.period);
    const files: PlannedFile[] = [
      ...dataFiles('train', () => samplesOf(dialogues), setting),
      ...(held ? dataFiles('heldout', () => heldOut, setting) : []),
      { path: 'train/dataset_info.json', text: prettyJson(datasetInfo(slug, held)) },
      { path: 'train/llamafactory.yaml', text: stringify(llamaFactory(slug)) },
    ];
    return {
      files,
      readme: trainReadme({ samples, left, heldOut: heldOut.length }, context),
    };
  },
  async check({ files, text }) {
    const faults: BundleFault[] = [];
    for (const file of files.filter((path) => path.endsWith('.jsonl'))) {
      const schema = file.includes('/openai.') ? OpenAiLine : file.includes('/sharegpt.') ? ShareGptLine : AlpacaLine;
      faults.push(...lineFaults(file, schema, await text(file)));
    }
    return faults;
  },
};

/** What every sample says of its conversation. Not the whole context, which would stay in memory until all is written. */
type Setting = Pick<BundleContext, 'lang' | 'disclosure'>;

/** One set in each of the three forms. */
function dataFiles(name: string, samples: () => Iterable<Sample>, setting: Setting): PlannedFile[] {
  const pathOf = (form: string) => `train/${form}.${name}.jsonl`;
  return Object.entries({ openai, sharegpt, alpaca }).map(([form, shape]) => ({
    path: pathOf(form),
    lines: () => each(samples(), (sample) => shape(sample, setting)),
    ...(shape === openai ? {} : { wordsOf: pathOf('openai') }),
  }));
}

function* each(rows: Iterable<Sample>, shape: (sample: Sample) => unknown) {
  for (const sample of rows) yield JSON.stringify(shape(sample));
}

/** What a model is told before a sample: whom it plays, and the local time of the question. */
function systemOf({ asked }: Sample, { disclosure, lang }: Setting): string {
  if (asked === null) return disclosure;
  return `${disclosure}\n${{ zh: `现在是 ${asked}。`, en: `It is ${asked}.` }[lang]}`;
}

/**
 * Earlier answers are history here and have a line of their own for training: weight 0 keeps them from counting twice.
 */
const openai = (sample: Sample, setting: Setting) => ({
  messages: [
    { role: 'system', content: systemOf(sample, setting) },
    ...sample.turns.map(({ role, text }, i) => ({
      role,
      content: text,
      ...(role === 'assistant' && i < sample.turns.length - 1 ? { weight: 0 } : {}),
    })),
  ],
});

const sharegpt = (sample: Sample, setting: Setting) => ({
  conversations: sample.turns.map(({ role, text }) => ({ from: role === 'user' ? 'human' : 'gpt', value: text })),
  system: systemOf(sample, setting),
});

function alpaca(sample: Sample, setting: Setting) {
  const texts = sample.turns.map(({ text }) => text);
  const history: [string, string][] = [];
  for (let i = 0; i + 3 < texts.length; i += 2) history.push([texts[i] ?? '', texts[i + 1] ?? '']);
  return { instruction: texts.at(-2), input: '', output: texts.at(-1), system: systemOf(sample, setting), history };
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
