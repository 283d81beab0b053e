import { type BundleFault, fault, wrongField } from '../fault.ts';
import type { Layout } from '../layout.ts';
import { wordsOf } from './expected.ts';
import { OPEN_TRANSCRIPT, promptWish, sampleSentence, text, wav, words } from './shared.ts';

/**
 * F5-TTS: one clip and its words, and the TOML that `f5-tts_infer-cli -c` reads. The model cuts audio over 12 s but not
 * the words, so the clip stays below that. It wants about a second of silence at the end, and drops 50 ms itself.
 * Source: SWivid/F5-TTS@2ae2c9b utils_infer.py
 */
export const f5Ref: Layout<'ref'> = {
  id: 'f5-ref',
  wants: (profile) => ({ ref: promptWish(profile, [6, 10], { tail: 1 }) }),
  plan({ ref: [clip] }, profile, context) {
    const open: string[] = [];
    const heard = words(clip, 'ref.txt', open);
    return {
      files: [
        wav('ref.wav', clip, profile),
        text('ref.txt', `${heard}\n`),
        text(
          'voice.toml',
          [
            '# f5-tts_infer-cli -c voice.toml',
            'model = "F5TTS_v1_Base"',
            'ref_audio = "ref.wav"',
            open.length ? '# empty: F5-TTS writes it down itself with Whisper; better: the exact words of ref.wav' : '',
            `ref_text = ${JSON.stringify(open.length ? '' : heard)}`,
            `gen_text = ${JSON.stringify(sampleSentence(context))}`,
            'gen_file = ""',
            'remove_silence = false',
            'output_dir = "out"',
          ]
            .filter(Boolean)
            .join('\n')
            .concat('\n'),
        ),
      ],
      usage: [
        'pip install f5-tts',
        'f5-tts_infer-cli -c voice.toml',
        ...(open.length
          ? []
          : [
              '# the same without the file:',
              'f5-tts_infer-cli --model F5TTS_v1_Base --ref_audio ref.wav --ref_text "$(cat ref.txt)" --gen_text "…" -o out',
            ]),
      ].join('\n'),
      open,
    };
  },
  async check({ text: read, files }) {
    const toml = await read('voice.toml');
    const value = (key: string) => new RegExp(`^${key} = (".*")$`, 'mu').exec(toml)?.[1];
    const faults: BundleFault[] = [];
    const audio = value('ref_audio');
    if (!audio || !files.includes(JSON.parse(audio) as string))
      faults.push(wrongField('voice.toml', 'ref_audio', { en: 'a file of this folder', zh: '这个文件夹里的文件' }));
    const heard = value('ref_text');
    if (heard === undefined) faults.push(fault('verify-field-missing', 'voice.toml', { field: 'ref_text' }));
    const said = (await read('ref.txt')).trim();
    if (heard !== undefined && JSON.parse(heard) !== (said === OPEN_TRANSCRIPT ? '' : said)) {
      faults.push(wrongField('voice.toml', 'ref_text', wordsOf('ref.txt')));
    }
    return faults;
  },
};
