import type { Layout } from '../layout.ts';
import { dataset, held, listFaults, wavsIn } from './dataset.ts';
import { text, trainingWish } from './shared.ts';
import { absolutePaths, workInCopy } from './shell.ts';

/** Every tenth clip is for validation. */
const VALIDATION = 0.1;

/** VoxCPM fine-tune: train.jsonl and val.jsonl. Source: OpenBMB/VoxCPM@616d3d3 examples/train_data_example.jsonl */
export const voxcpmJsonl: Layout<'train'> = {
  id: 'voxcpm-jsonl',
  wants: (profile) => ({ train: trainingWish(profile) }),
  plan({ train }, profile, context) {
    const { files, rows } = dataset(train, profile, 'wavs');
    const split = held(rows, VALIDATION);
    const lines = (list: typeof rows) =>
      list
        .map(
          (row) =>
            `${JSON.stringify({ audio: row.path, text: row.text, duration: Math.round(row.clip.seconds * 100) / 100 })}\n`,
        )
        .join('');
    return {
      files: [...files, text('train.jsonl', lines(split.train)), text('val.jsonl', lines(split.eval))],
      usage: [
        workInCopy(context, profile),
        `${absolutePaths('"', 'train.jsonl', 'val.jsonl')}   # absolute paths`,
        '# in the VoxCPM folder; train_manifest and val_manifest of the yaml name the two files:',
        'python scripts/train_voxcpm_finetune.py --config_path conf/voxcpm_v2/voxcpm_finetune_lora.yaml',
      ].join('\n'),
      open: [],
    };
  },
  async check({ files, text: read }) {
    const names = (await Promise.all(['train.jsonl', 'val.jsonl'].map(read))).flatMap((content) =>
      content
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { audio: string }).audio),
    );
    return listFaults('train.jsonl', names, wavsIn(files, 'wavs'));
  },
};
