import { fault } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { dataset, listFaults, wavsIn } from './dataset.ts';
import { promptWish, text, trainingWish, wav } from './shared.ts';
import { workInCopy } from './shell.ts';

const WEIGHTS = 'Qwen/Qwen3-TTS-12Hz-1.7B-Base';

/**
 * Qwen3-TTS fine-tune: one JSON object a line, no blank line; the same reference on every line, at exactly 24 kHz.
 * Source: QwenLM/Qwen3-TTS@022e286 finetuning/README.md, sft_12hz.py
 */
export const qwen3Jsonl: Layout<'train' | 'ref'> = {
  id: 'qwen3-jsonl',
  wants: (profile) => ({
    train: trainingWish(profile),
    ref: promptWish(profile, [5, 10], { transcript: 'prefer' }),
  }),
  plan({ train, ref: [best] }, profile, { slug }) {
    const { files, rows } = dataset(train, profile, 'data');
    const lines = rows.map(
      (row) => `${JSON.stringify({ audio: row.path, text: row.text, ref_audio: 'data/ref.wav' })}\n`,
    );
    return {
      files: [...files, wav('data/ref.wav', best, profile), text('train_raw.jsonl', lines.join(''))],
      usage: [
        workInCopy({ slug }, profile),
        '# $QWEN is the folder of Qwen3-TTS; the weights must lie in a folder, which training copies',
        `hf download ${WEIGHTS} --local-dir ${WEIGHTS}`,
        'python "$QWEN/finetuning/prepare_data.py" --device cuda:0 --tokenizer_model_path Qwen/Qwen3-TTS-Tokenizer-12Hz --input_jsonl train_raw.jsonl --output_jsonl train_with_codes.jsonl',
        `python "$QWEN/finetuning/sft_12hz.py" --init_model_path ${WEIGHTS} --train_jsonl train_with_codes.jsonl --output_model_path output --batch_size 2 --lr 2e-5 --num_epochs 3 --speaker_name ${slug}`,
      ].join('\n'),
      open: [],
    };
  },
  async check({ files, text: read }) {
    const content = await read('train_raw.jsonl');
    const rows = content
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { audio: string; text: string; ref_audio: string });
    const lacks = (row: number, field: string) =>
      fault('verify-line-lacks', 'train_raw.jsonl', { line: row + 1, field });
    const faults = rows.flatMap((row, i) => [
      ...(row.text ? [] : [lacks(i, 'text')]),
      ...(files.includes(row.ref_audio) ? [] : [lacks(i, 'ref_audio')]),
    ]);
    return [
      ...faults,
      ...listFaults(
        'train_raw.jsonl',
        rows.map(({ audio }) => audio),
        wavsIn(files, 'data').filter((path) => path !== 'data/ref.wav'),
      ),
    ];
  },
};
