import { type BundleFault, fault } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { dataset, listFaults, wavsIn } from './dataset.ts';
import { text, trainingWish } from './shared.ts';
import { absolutePaths, workInCopy } from './shell.ts';

/** Names of utterances in a Kaldi list begin with the speaker, so that they sort by speaker. */
const idOf = (slug: string, name: string) => `${slug}_${name}`;

/**
 * CosyVoice 2/3 fine-tune: four Kaldi files, split at spaces, so paths hold no spaces; version 3 reads `instruct` too.
 * Source: FunAudioLLM/CosyVoice@ace7c47 examples/libritts
 */
export const cosyvoiceKaldi: Layout<'train'> = {
  id: 'cosyvoice-kaldi',
  wants: (profile) => ({ train: trainingWish(profile) }),
  plan({ train }, profile, { slug }) {
    const { files, rows } = dataset(train, profile, 'wavs');
    const lines = (line: (id: string, row: (typeof rows)[number]) => string) =>
      rows.map((row) => `${idOf(slug, row.name)} ${line(idOf(slug, row.name), row)}\n`).join('');
    return {
      files: [
        ...files,
        text(
          'wav.scp',
          lines((_, row) => row.path),
        ),
        text(
          'text',
          lines((_, row) => row.text),
        ),
        text(
          'utt2spk',
          lines(() => slug),
        ),
        text('spk2utt', `${slug} ${rows.map((row) => idOf(slug, row.name)).join(' ')}\n`),
        text(
          'instruct',
          lines(() => 'You are a helpful assistant.<|endofprompt|>'),
        ),
      ],
      usage: [
        workInCopy({ slug }, profile),
        absolutePaths(' ', 'wav.scp'),
        '# then, in examples/libritts/cosyvoice3 of CosyVoice, with $WORK as data/train:',
        'tools/extract_embedding.py --dir data/train --onnx_path $MODEL/campplus.onnx',
        'tools/extract_speech_token.py --dir data/train --onnx_path $MODEL/speech_tokenizer_v3.onnx',
        'mkdir -p data/train/parquet   # the last step loses everything, and says nothing, where it is missing',
        'tools/make_parquet_list.py --num_utts_per_parquet 1000 --num_processes 2 --src_dir data/train --des_dir data/train/parquet',
      ].join('\n'),
      open: [],
    };
  },
  async check({ files, text: read }) {
    const table = async (name: string) =>
      (await read(name))
        .split('\n')
        .filter(Boolean)
        .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);
    const scp = await table('wav.scp');
    const ids = scp.map(([id]) => id).join();
    const faults: BundleFault[] = [];
    for (const name of ['text', 'utt2spk', 'instruct']) {
      if ((await table(name)).map(([id]) => id).join() !== ids)
        faults.push(fault('verify-utterances', name, { list: 'wav.scp' }));
    }
    const [line = ''] = (await read('spk2utt')).split('\n');
    if (line.split(' ').slice(1).join() !== ids)
      faults.push(fault('verify-utterances', 'spk2utt', { list: 'wav.scp' }));
    return [
      ...faults,
      ...listFaults(
        'wav.scp',
        scp.map(([, path]) => path),
        wavsIn(files, 'wavs'),
      ),
    ];
  },
};
