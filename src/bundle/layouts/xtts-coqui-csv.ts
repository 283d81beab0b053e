import { type Fault, fault } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { barRow, barRows, dataset, held, listFaults, wavsIn } from './dataset.ts';
import { languageCode, text, trainingWish } from './shared.ts';
import { workInCopy } from './shell.ts';
import { XTTS_LANGUAGES } from './xtts-speaker-wav.ts';

const HEAD = 'audio_file|text|speaker_name';
/** The share for validation, as the demo of the repository has it. */
const EVALUATION = 0.15;
/** Longer lines are refused there. */
const LONGEST_TEXT = 200;

/** XTTS v2 fine-tune, the shape of the formatter `coqui`. Source: idiap/coqui-ai-TTS@7cde79e TTS/demos/xtts_ft_demo */
export const xttsCoquiCsv: Layout<'train'> = {
  id: 'xtts-coqui-csv',
  wants: (profile) => ({ train: trainingWish(profile) }),
  plan({ train }, profile, context) {
    const short = train.filter(({ transcript }) => [...(transcript ?? '')].length <= LONGEST_TEXT);
    const { files, rows } = dataset(short, profile, 'wavs');
    const split = held(rows, EVALUATION);
    const csv = (list: typeof rows) =>
      `${HEAD}\n${list.map((row) => barRow(row.path, row.text, context.slug)).join('')}`;
    return {
      files: [
        ...files,
        text('metadata_train.csv', csv(split.train)),
        text('metadata_eval.csv', csv(split.eval)),
        text('lang.txt', `${languageCode(context, XTTS_LANGUAGES)}\n`),
      ],
      usage: [
        workInCopy(context, profile),
        '# in the folder of coqui-ai-TTS (idiap), the copy as the output path of step 1:',
        'python TTS/demos/xtts_ft_demo/xtts_demo.py --out_path "$WORK"',
        '# step 2: train csv metadata_train.csv, eval csv metadata_eval.csv. Weights: non-commercial.',
      ].join('\n'),
      open: [],
    };
  },
  async check({ files, text: read }) {
    const faults: Fault[] = [];
    const named: string[] = [];
    for (const list of ['metadata_train.csv', 'metadata_eval.csv']) {
      const [head, ...lines] = (await read(list)).split('\n');
      if (head !== HEAD) faults.push(fault('verify-head', list, { head: HEAD }));
      const checked = barRows(list, lines.join('\n'), 3);
      faults.push(...checked.faults);
      named.push(...checked.rows.map(([path]) => path ?? ''));
    }
    return [...faults, ...listFaults('metadata_train.csv', named, wavsIn(files, 'wavs'))];
  },
};
