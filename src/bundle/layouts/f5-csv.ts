import { fault } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { barRows, csvBarRow, dataset, listFaults, quotationFaults, wavsIn } from './dataset.ts';
import { text, trainingWish } from './shared.ts';
import { absolutePaths, workInCopy } from './shell.ts';

const HEAD = 'audio_file|text';
/** By itself the trainer warms up for 20,000 updates, more than an hour of speech gives in all of its epochs. */
const WARMUP_UPDATES = 100;

/**
 * F5-TTS fine-tune since 2026-01-22: a head, `|` between fields, absolute paths. The Gradio trainer keeps clips of 1 s
 * and more. Source: SWivid/F5-TTS@2ae2c9b prepare_csv_wavs.py, finetune_cli.py
 */
export const f5Csv: Layout<'train'> = {
  id: 'f5-csv',
  wants: (profile) => ({ train: trainingWish(profile, { min: 1 }) }),
  plan({ train }, profile, { slug }) {
    const { files, rows } = dataset(train, profile, 'wavs');
    return {
      files: [...files, text('metadata.csv', `${HEAD}\n${rows.map((row) => csvBarRow(row.path, row.text)).join('')}`)],
      usage: [
        workInCopy({ slug }, profile),
        `${absolutePaths('^', 'metadata.csv')}   # it wants absolute paths`,
        `python src/f5_tts/train/datasets/prepare_csv_wavs.py "$WORK/metadata.csv" data/${slug}_pinyin   # in the F5-TTS folder; the name must end in _pinyin`,
        `accelerate launch src/f5_tts/train/finetune_cli.py --exp_name F5TTS_v1_Base --dataset_name ${slug} --finetune --num_warmup_updates ${WARMUP_UPDATES}`,
      ].join('\n'),
      open: [],
    };
  },
  async check({ files, text: read }) {
    const content = await read('metadata.csv');
    const [head, ...lines] = content.split('\n');
    const { rows, faults } = barRows('metadata.csv', lines.join('\n'), 2);
    if (head !== HEAD) faults.push(fault('verify-head', 'metadata.csv', { head: HEAD }));
    return [
      ...faults,
      ...quotationFaults('metadata.csv', content),
      ...listFaults(
        'metadata.csv',
        rows.map(([path]) => path ?? ''),
        wavsIn(files, 'wavs'),
      ),
    ];
  },
};
