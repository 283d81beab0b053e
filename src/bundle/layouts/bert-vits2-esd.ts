import { fault } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { barRow, barRows, dataset, listFaults, wavsIn } from './dataset.ts';
import { languageCode, text, trainingWish } from './shared.ts';

/** Codes in upper case, and JP for Japanese: `zh` or `JA` is a KeyError there. */
const LANGUAGES = { zh: 'ZH', en: 'EN', ja: 'JP' };

/**
 * Bert-VITS2 2.3: `file.wav|speaker|LANG|text` beside raw/. It takes a file's length from its size, so 16-bit mono at
 * 44.1 kHz only. Every step reads config.yml and a config.json of the data set, which its web page would
 * write. Source: fishaudio/Bert-VITS2@8f7fbd8 webui_preprocess.py
 */
export const bertVits2Esd: Layout<'train'> = {
  id: 'bert-vits2-esd',
  wants: (profile) => ({ train: trainingWish(profile) }),
  plan({ train }, profile, context) {
    const root = `data/${context.slug}`;
    const { files, rows } = dataset(train, profile, `${root}/raw`);
    const lang = languageCode(context, LANGUAGES);
    return {
      files: [
        ...files,
        text(`${root}/esd.list`, rows.map((row) => barRow(`${row.name}.wav`, context.slug, lang, row.text)).join('')),
      ],
      usage: [
        `# in the Bert-VITS2 folder, data/ of this folder copied into it; the base models (G_0.pth, D_0.pth, DUR_0.pth, WD_0.pth) go to ${root}/models`,
        `mkdir -p ${root}/configs ${root}/models`,
        `sed 's#^dataset_path:.*#dataset_path: "${root}"#' default_config.yml > config.yml`,
        `sed -e 's#"training_files": *"[^"]*"#"training_files": "${root}/train.list"#' -e 's#"validation_files": *"[^"]*"#"validation_files": "${root}/val.list"#' configs/config.json > ${root}/configs/config.json`,
        `python resample_legacy.py --sr 44100 --in_dir ${root}/raw --out_dir ${root}/wavs`,
        `sed "s#^#${root}/wavs/#" ${root}/esd.list > ${root}/clean.list`,
        `python preprocess_text.py --transcription-path ${root}/clean.list --train-path ${root}/train.list --val-path ${root}/val.list --config-path ${root}/configs/config.json`,
        `python bert_gen.py --config ${root}/configs/config.json`,
        'torchrun --nproc_per_node=1 train_ms.py',
      ].join('\n'),
      open: [],
    };
  },
  async check({ files, text: read }) {
    const list = files.find((path) => path.endsWith('/esd.list'));
    if (!list) return [fault('verify-missing', 'esd.list')];
    const raw = list.replace(/esd\.list$/u, 'raw');
    const { rows, faults } = barRows(list, await read(list), 4);
    return [
      ...faults,
      ...listFaults(
        list,
        rows.map(([name]) => `${raw}/${name}`),
        wavsIn(files, raw),
      ),
    ];
  },
};
