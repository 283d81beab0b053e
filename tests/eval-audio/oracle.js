import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { power, RATE } from './sounds.js';

/**
 * A stand-in for a speaker model, where no real one can be had: it looks up in the scenes' truth who speaks, and answers
 * with a print of that voice, blurred as real ones are. All around it is the real thing: the package is found, the model
 * file is checked, the child process loads it, prints are compared, pieces are refused. What it proves is that path and
 * its rules, not how well any real model hears.
 */
const HERE = fileURLToPath(new URL('.', import.meta.url));
const FRAME = RATE / 50;

/** Lays it out in a folder; gives back how a command must be started to meet it. */
export function layOracle(folder, root, made, enrolled, models) {
  const package_ = join(folder, 'node_modules', 'sherpa-onnx-node');
  mkdirSync(package_, { recursive: true });
  copyFileSync(join(HERE, 'oracle-model.cjs'), join(package_, 'index.js'));
  const scenes = [
    ...made,
    { name: 'enrolment', clean: enrolled, others: new Float32Array(enrolled.length), other: '' },
  ];
  const truth = scenes.map(({ clean, others, other }) => ({ mine: levels(clean), theirs: levels(others), other }));
  const known = join(folder, 'models');
  mkdirSync(known, { recursive: true });
  for (const name of models ? readdirSync(models) : []) {
    if (!existsSync(join(known, name))) symlinkSync(join(models, name), join(known, name));
  }
  const bytes = Buffer.from(JSON.stringify(truth));
  const model = join(known, '3dspeaker_speech_campplus_sv_zh-cn_16k-common.onnx');
  writeFileSync(model, bytes);
  // The product refuses a file of that name that is anything else, and so it should: the run is told of this one.
  const preload = join(folder, 'preload.mjs');
  const sha256 = createHash('sha256').update(readFileSync(model)).digest('hex');
  writeFileSync(
    preload,
    `import { modelOf } from ${JSON.stringify(pathToFileURL(join(root, 'dist/io/models.js')).href)};
Object.assign(modelOf('speaker').files[0], { bytes: ${bytes.length}, sha256: '${sha256}' });
`,
  );
  return { node: ['--import', pathToFileURL(preload).href], cwd: folder, models: known };
}

/** Level of every 20 ms in whole dB, -120 for nothing. */
function levels(samples) {
  return Array.from({ length: Math.floor(samples.length / FRAME) }, (_, i) =>
    Math.round(10 * Math.log10(power(samples, i * FRAME, (i + 1) * FRAME) + 1e-12)),
  );
}
