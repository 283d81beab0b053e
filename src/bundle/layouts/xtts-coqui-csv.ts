import type { Seconds } from '../../core/types.ts';
import { type BundleFault, fault } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { barRows, csvBarRow, dataset, held, listFaults, quotationFaults, wavsIn } from './dataset.ts';
import { languageCode, text, trainingWish } from './shared.ts';
import { workInCopy } from './shell.ts';
import { XTTS_LANGUAGES } from './xtts-speaker-wav.ts';

const HEAD = 'audio_file|text|speaker_name';
/** The share for validation, as the demo of the repository has it. */
const EVALUATION = 0.15;
/** Longer lines are refused there. */
const LONGEST_TEXT = 200;
/** Seconds: none of the clips is longer, and the demo by itself leaves out what is over 11. */
const LONGEST_CLIP: Seconds = 12;

/**
 * XTTS v2 fine-tune, the shape of the formatter `coqui`. Source: idiap/coqui-ai-TTS@7cde79e TTS/demos/xtts_ft_demo,
 * TTS/tts/datasets/formatters.py
 */
export const xttsCoquiCsv: Layout<'train'> = {
  id: 'xtts-coqui-csv',
  wants: (profile) => ({ train: trainingWish(profile) }),
  plan({ train }, profile, context) {
    const short = train.filter(({ transcript }) => [...(transcript ?? '')].length <= LONGEST_TEXT);
    const { files, rows } = dataset(short, profile, 'wavs');
    const split = held(rows, EVALUATION);
    const code = languageCode(context, XTTS_LANGUAGES);
    const csv = (list: typeof rows) =>
      `${HEAD}\n${list.map((row) => csvBarRow(row.path, row.text, context.slug)).join('')}`;
    return {
      files: [
        ...files,
        text('metadata_train.csv', csv(split.train)),
        text('metadata_eval.csv', csv(split.eval)),
        text('lang.txt', `${code}\n`),
      ],
      usage: [
        workInCopy(context, profile),
        'echo "$WORK/metadata_train.csv" "$WORK/metadata_eval.csv"',
        '# in the folder of coqui-ai-TTS (idiap):',
        `python TTS/demos/xtts_ft_demo/xtts_demo.py --out_path "$WORK" --max_audio_length ${LONGEST_CLIP}`,
        `# tab 1: choose only the dataset language, ${code.split('-')[0]}: training takes it from there.`,
        '# tab 2: train CSV and eval CSV with their whole paths, as told above. Weights: non-commercial.',
      ].join('\n'),
      open: [],
    };
  },
  async check({ files, text: read }) {
    const faults: BundleFault[] = [];
    const named: string[] = [];
    for (const list of ['metadata_train.csv', 'metadata_eval.csv']) {
      const content = await read(list);
      const [head, ...lines] = content.split('\n');
      if (head !== HEAD) faults.push(fault('verify-head', list, { head: HEAD }));
      const checked = barRows(list, lines.join('\n'), 3);
      faults.push(...checked.faults, ...quotationFaults(list, content));
      named.push(...checked.rows.map(([path]) => path ?? ''));
    }
    return [...faults, ...listFaults('metadata_train.csv', named, wavsIn(files, 'wavs'))];
  },
};
