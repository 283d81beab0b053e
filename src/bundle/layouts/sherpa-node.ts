import { promptLayout } from './prompt-family.ts';
import { OPEN_TRANSCRIPT, sampleSentence, text } from './shared.ts';

/**
 * sherpa-onnx-node: ZipVoice in a Node process, no Python; it wants the exact words. Its C++ side ends the process when a
 * model file is missing, so the script looks first. Source: k2-fsa/sherpa-onnx@634265c nodejs-addon-examples
 */
export const sherpaNode = promptLayout({
  id: 'sherpa-node',
  audio: () => 'zipvoice/ref.wav',
  words: () => 'zipvoice/ref.txt',
  ideal: [2, 3],
  wish: { min: 1, max: 9.9, lead: 0.05, tail: 0.1 },
  more: (_, context) => [text('speak.cjs', script(sampleSentence(context)))],
  usage: () => [
    'npm install sherpa-onnx-node',
    '# models: https://github.com/k2-fsa/sherpa-onnx/releases/tag/tts-models',
    '#   sherpa-onnx-zipvoice-distill-int8-zh-en-emilia and vocos_24khz.onnx',
    'node speak.cjs MODEL_FOLDER vocos_24khz.onnx out.wav',
  ],
});

const script = (sentence: string) => `// node speak.cjs MODEL_FOLDER VOCODER.onnx OUT.wav [TEXT]
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const [folder, vocoder, out, text = ${JSON.stringify(sentence)}] = process.argv.slice(2);
const here = (path) => join(__dirname, path);
const words = readFileSync(here('zipvoice/ref.txt'), 'utf8').trim();
if (words === ${JSON.stringify(OPEN_TRANSCRIPT)}) throw new Error('zipvoice/ref.txt: write down what zipvoice/ref.wav says first');
const model = (name) => join(folder, name);
const files = { tokens: model('tokens.txt'), encoder: model('encoder.int8.onnx'), decoder: model('decoder.int8.onnx'), vocoder, lexicon: model('lexicon.txt') };
for (const file of Object.values(files)) if (!existsSync(file)) throw new Error(\`\${file} is missing\`);

const sherpa = require('sherpa-onnx-node');
const tts = new sherpa.OfflineTts({ model: { zipvoice: { ...files, dataDir: model('espeak-ng-data') }, numThreads: 2, provider: 'cpu' }, maxNumSentences: 1 });
const reference = sherpa.readWave(here('zipvoice/ref.wav'));
const generationConfig = new sherpa.GenerationConfig({
  speed: 1,
  referenceAudio: reference.samples,
  referenceSampleRate: reference.sampleRate,
  referenceText: words,
  numSteps: 4,
  extra: { min_char_in_sentence: 10 },
});
sherpa.writeWave(out, tts.generate({ text, generationConfig }));
`;
