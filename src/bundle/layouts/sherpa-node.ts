import type { Layout } from '../layout.ts';
import { promptLayout } from './prompt-family.ts';
import { OPEN_TRANSCRIPT, promptWish, sampleSentence, text, wav } from './shared.ts';

const zipvoice = promptLayout({
  id: 'sherpa-node',
  audio: () => 'zipvoice/ref.wav',
  words: () => 'zipvoice/ref.txt',
  ideal: [2, 3],
  wish: { min: 1, max: 9.9, lead: 0.05, tail: 0.1 },
  more: (_, context) => [text('speak.cjs', script(SPEAK, sampleSentence(context)))],
  usage: () => [
    'npm install sherpa-onnx-node',
    '# models: https://github.com/k2-fsa/sherpa-onnx/releases/tag/tts-models',
    '#   sherpa-onnx-zipvoice-distill-int8-zh-en-emilia and vocos_24khz.onnx',
    'node speak.cjs MODEL_FOLDER vocos_24khz.onnx out.wav',
  ],
});

/**
 * sherpa-onnx-node, in a Node process without Python: ZipVoice, which needs the exact words, and Pocket TTS for
 * English, which needs no words and cuts its reference at 10 s. The C++ side ends the process when a model file is
 * missing, so the scripts check for the files first. Source: k2-fsa/sherpa-onnx@634265c nodejs-addon-examples,
 * csrc/offline-tts-pocket-impl.h
 */
export const sherpaNode: Layout<'ref', 'pocket'> = {
  ...zipvoice,
  likes: (profile) => ({ pocket: promptWish(profile, [6, 9], { max: 9.9, transcript: 'unused' }) }),
  plan({ ref, pocket: [clip] }, profile, context) {
    const made = zipvoice.plan({ ref }, profile, context);
    if (!clip || !/^en\b/iu.test(context.language)) return made;
    return {
      ...made,
      files: [
        ...made.files,
        wav('pocket/ref.wav', clip, profile),
        text('speak-pocket.cjs', script(SPEAK_POCKET, sampleSentence(context))),
      ],
      usage: [
        made.usage,
        '# or with sherpa-onnx-pocket-tts-int8-2026-01-26, which needs no words:',
        'node speak-pocket.cjs MODEL_FOLDER out.wav',
      ].join('\n'),
    };
  },
};

interface Script {
  /** How it is called, after `node`. */
  call: string;
  /** Variables from its arguments, except the text to be spoken. */
  takes: string;
  reference: string;
  /** Lines that check whether all files are there. */
  before?: string;
  /** The files of the model, under the names that the model gives them. */
  files: string;
  /** The model in the configuration of OfflineTts. */
  model: string;
  /** What a request holds besides the reference. */
  more: string;
}

const script = (
  { call, takes, reference, before = '', files, model, more }: Script,
  sentence: string,
) => `// node ${call}
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const [${takes}, text = ${JSON.stringify(sentence)}] = process.argv.slice(2);
const here = (path) => join(__dirname, path);
${before}const model = (name) => join(folder, name);
const files = { ${files} };
for (const file of Object.values(files)) if (!existsSync(file)) throw new Error(\`\${file} is missing\`);

const sherpa = require('sherpa-onnx-node');
const tts = new sherpa.OfflineTts({ model: { ${model}, numThreads: 2, provider: 'cpu' }, maxNumSentences: 1 });
const reference = sherpa.readWave(here('${reference}'));
const generationConfig = new sherpa.GenerationConfig({
  speed: 1,
  referenceAudio: reference.samples,
  referenceSampleRate: reference.sampleRate,
  ${more}
});
sherpa.writeWave(out, tts.generate({ text, generationConfig }));
`;

const SPEAK: Script = {
  call: 'speak.cjs MODEL_FOLDER VOCODER.onnx OUT.wav [TEXT]',
  takes: 'folder, vocoder, out',
  reference: 'zipvoice/ref.wav',
  before: `const words = readFileSync(here('zipvoice/ref.txt'), 'utf8').trim();
if (words === ${JSON.stringify(OPEN_TRANSCRIPT)}) throw new Error('zipvoice/ref.txt: write down what zipvoice/ref.wav says first');
`,
  files:
    "tokens: model('tokens.txt'), encoder: model('encoder.int8.onnx'), decoder: model('decoder.int8.onnx'), vocoder, lexicon: model('lexicon.txt')",
  model: "zipvoice: { ...files, dataDir: model('espeak-ng-data') }",
  more: `referenceText: words,
  numSteps: 4,
  extra: { min_char_in_sentence: 10 },`,
};

const SPEAK_POCKET: Script = {
  call: 'speak-pocket.cjs MODEL_FOLDER OUT.wav [TEXT]',
  takes: 'folder, out',
  reference: 'pocket/ref.wav',
  files:
    "lmFlow: model('lm_flow.int8.onnx'), lmMain: model('lm_main.int8.onnx'), encoder: model('encoder.onnx'), decoder: model('decoder.int8.onnx'), textConditioner: model('text_conditioner.onnx'), vocabJson: model('vocab.json'), tokenScoresJson: model('token_scores.json')",
  model: 'pocket: files',
  more: `numSteps: 5,
  extra: { max_reference_audio_len: 10 },`,
};
