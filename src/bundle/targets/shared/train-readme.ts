import { counted, grouped } from '../../../core/counted.ts';
import type { Bilingual, Lang } from '../../../core/types.ts';
import type { BundleContext } from '../../target.ts';
import { type LeftAnswers, NO_SAMPLE_REASONS, type NoSampleReason } from './samples.ts';

export interface SetSizes {
  /** In `*.train.jsonl`. */
  samples: number;
  /** Answers of the bundle that are in no file. */
  left: LeftAnswers;
  /** In `*.heldout.jsonl`. */
  heldOut: number;
}

const LEFT_TEXT: Record<NoSampleReason, (n: number) => Bilingual> = {
  unasked: (n) => ({
    en: `${grouped(n)} that answer nobody (they open a talk, or add to the person's own words)`,
    zh: `主动开口或接着自己的话说的 ${n} 条`,
  }),
  copied: (n) => ({ en: `${grouped(n)} copied`, zh: `转发抄来的 ${n} 条` }),
  'answers-media': (n) => ({
    en: `${grouped(n)} to pictures or voices that are not there`,
    zh: `回答看不到的图片或语音的 ${n} 条`,
  }),
  masked: (n) => ({
    en: `${grouped(n)} with masked data in the question or the answer`,
    zh: `问或答里打过码的 ${n} 条`,
  }),
  wordless: (n) => ({ en: `${grouped(n)} without words`, zh: `没有字的 ${n} 条` }),
};

/** `Of 40 answers 33 are in it; left out: 5 copied, 2 …`: every answer of the bundle in one of the figures. */
function account({ samples, left }: SetSizes): Bilingual {
  const reasons = NO_SAMPLE_REASONS.filter((reason) => left[reason] > 0);
  const all = reasons.reduce((sum, reason) => sum + left[reason], samples);
  const list = (lang: Lang, comma: string) =>
    reasons.map((reason) => LEFT_TEXT[reason](left[reason])[lang]).join(comma);
  const en = reasons.length ? `${grouped(samples)} are in it. Left out: ${list('en', ', ')}` : 'all are in it';
  const zh = reasons.length ? `放进了 ${samples} 条；没有放进去的：${list('zh', '、')}` : '全部放了进去';
  return { en: `Of ${counted(all, 'answer')} in this bundle ${en}.`, zh: `这个包里的 ${all} 条回复${zh}。` };
}

/** What the README of the bundle says of `train/`. */
export function trainReadme(sizes: SetSizes, { corpus, lang }: BundleContext): string {
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
