import type { Layout } from '../layout.ts';
import { dataset } from './dataset.ts';
import { labFaults } from './fish-references.ts';
import { text, trainingWish } from './shared.ts';

/**
 * fish-speech LoRA: data/SPEAKER/NAME.wav + NAME.lab, one line; text in {} or <> would be deleted there.
 * Source: fishaudio/fish-speech@3dd1f85 docs/en/finetune.md
 */
export const fishLab: Layout<'train'> = {
  id: 'fish-lab',
  wants: (profile) => ({ train: trainingWish(profile) }),
  plan({ train }, profile, { slug }) {
    const { files, rows } = dataset(train, profile, `data/${slug}`);
    const labs = rows.map((row) => text(row.path.replace(/\.wav$/u, '.lab'), `${row.text.replace(/[{}<>]/gu, '')}\n`));
    return {
      files: [...files, ...labs],
      usage: [
        '# in the fish-speech folder, data/ of this folder copied into it',
        'python tools/vqgan/extract_vq.py data --num-workers 1 --batch-size 16 --config-name modded_dac_vq --checkpoint-path checkpoints/s2-pro/codec.pth',
        'python tools/llama/build_dataset.py --input data --output data/protos --text-extension .lab',
        `python fish_speech/train.py --config-name text2semantic_finetune project=${slug} +lora@model.model.lora_config=r_8_alpha_16`,
      ].join('\n'),
      open: [],
    };
  },
  check: async ({ files }) => labFaults(files),
};
