import { fault } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { barRow, barRows, dataset, listFaults, wavsIn } from './dataset.ts';
import { languageCode, text, trainingWish } from './shared.ts';
import { absolutePaths, workInCopy } from './shell.ts';

const LANGUAGES = { zh: 'zh', en: 'en', ja: 'ja', ko: 'ko', yue: 'yue' };
const HERE = 'wavs';

/**
 * GPT-SoVITS training: `path|speaker|language|text`; a line without four fields is skipped, base names are unique. With
 * the folder given, the tool uses base names only, so relative paths work; sentence-like clips of 3-10 s train best.
 * Source: RVC-Boss/GPT-SoVITS@48b1a01 prepare_datasets/1-get-text.py, README
 */
export const gptSovitsList: Layout<'train'> = {
  id: 'gpt-sovits-list',
  wants: (profile) => ({ train: trainingWish(profile, { max: 15 }) }),
  plan({ train }, profile, context) {
    const { files, rows } = dataset(train, profile, HERE);
    const lang = languageCode(context, LANGUAGES);
    const list = `${context.slug}.list`;
    return {
      files: [
        ...files,
        text(
          list,
          rows
            .map((row) => barRow(row.path, context.slug, lang, row.text.replaceAll('%', '-').replaceAll('￥', ',')))
            .join(''),
        ),
      ],
      usage: [
        workInCopy(context, profile),
        '# the paths made absolute for scripts that are started elsewhere:',
        absolutePaths('^', list),
        '# WebUI: 1A → text labelling file: this list; audio folder: $WORK/wavs. Then one-click formatting, and train SoVITS and GPT.',
        '# headless: inp_text and inp_wav_dir for GPT_SoVITS/prepare_datasets/1-get-text.py, 2-get-hubert-wav32k.py, 3-get-semantic.py',
      ].join('\n'),
      open: [],
    };
  },
  async check({ files, text: read, profile }) {
    const list = files.find((path) => path.endsWith('.list'));
    if (!list) return [fault('verify-missing', 'NAME.list')];
    const { rows, faults } = barRows(list, await read(list), 4);
    const languages = new Set(Object.values(LANGUAGES));
    for (const [i, row] of rows.entries())
      if (!languages.has(row[2] ?? ''))
        faults.push(fault('verify-language', list, { line: i + 1, backend: profile.id }));
    return [
      ...faults,
      ...listFaults(
        list,
        rows.map(([path]) => path ?? ''),
        wavsIn(files, HERE),
      ),
    ];
  },
};
