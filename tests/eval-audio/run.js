/**
 * npm run eval:audio -- [folder of clean speech] [--subjects N] [--seed N] [--enrol] [--keep] [--verbose] [--json FILE]
 *
 * Makes scenes whose truth is known out of clean speech, runs the real `persona audio-clean` on them, and prints how
 * much of the subject it found, who else got in, where it cut, what the denoiser gained, and grade against true SNR.
 * --enrol: gives it a clip of the subject (--speaker). A folder of models is named as always, by PERSONA_MODELS.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { enrolment, scenesOf } from './scenes.js';
import { scoreSegment } from './score.js';
import { activity, audible, RATE } from './sounds.js';
import { cleanSpeech } from './speech.js';
import { printTables } from './tables.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    subjects: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    enrol: { type: 'boolean', default: false },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const { findFfmpeg } = await import(join(ROOT, 'dist/io/ffmpeg-binary.js'));
const { encodeWav } = await import(join(ROOT, 'dist/io/wav.js'));

const speech = cleanSpeech(positionals[0], (await findFfmpeg()).path, ROOT);
const speakers = speech.speakers.filter(({ clips }) => clips.length > 0);
if (speakers.length === 0) {
  console.error('No clean speech: give a folder of recordings, or install espeak-ng.');
  process.exit(1);
}
const work = mkdtempSync(join(tmpdir(), 'persona-eval-'));
const scenes = [];
let took = 0;
for (const [i, subject] of speakers.slice(0, Number(values.subjects)).entries()) {
  const others = speakers.filter((each) => each !== subject);
  scenes.push(...heard(subject, scenesOf(subject, others, Number(values.seed) + i), join(work, String(i))));
}
const seconds = scenes.reduce((sum, { mix }) => sum + mix.length / RATE, 0);
console.log(
  `${scenes.length} scenes, ${(seconds / 60).toFixed(1)} min, ${values.subjects} subjects of ${speakers.length} speakers (${speech.from}), seed ${values.seed}`,
);
console.log(`audio-clean took ${took.toFixed(1)} s: ${(seconds / took).toFixed(1)} x real time`);
const { table, goals } = printTables(scenes, values);
if (values.json) {
  writeFileSync(
    values.json,
    JSON.stringify({ from: speech.from, seed: values.seed, seconds, took, table, goals }, null, 2),
  );
}
if (values.keep) console.log(`\nkept: ${work}`);
else rmSync(work, { recursive: true, force: true });
process.exitCode = goals.some(({ met }) => met === false) ? 1 : 0;

/** Writes the scenes of one subject, runs the command on them, and sets each kept segment against its truth. */
function heard(subject, made, folder) {
  const home = join(folder, 'home');
  mkdirSync(join(folder, 'scenes'), { recursive: true });
  for (const scene of made) writeFileSync(join(folder, 'scenes', `${scene.name}.wav`), encodeWav(scene.mix, RATE));
  persona('init', home, '--name', 'Subject', '--basis', 'own-voice', '--quiet', '--yes');
  const enrolled = join(folder, 'enrol.wav');
  if (values.enrol) writeFileSync(enrolled, encodeWav(enrolment(subject), RATE));
  const started = performance.now();
  persona(
    'audio-clean',
    join(folder, 'scenes'),
    '-w',
    home,
    '--quiet',
    ...(values.enrol ? ['--speaker', enrolled] : []),
  );
  took += (performance.now() - started) / 1000;
  const segments = readFileSync(join(home, 'audio', 'segments.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean);
  const byFile = new Map(made.map(({ name }) => [`${name}.wav`, []]));
  for (const line of segments) {
    const segment = JSON.parse(line);
    byFile.get(basename(segment.source.file)).push(segment);
  }
  return made.map((scene) => {
    const truth = {
      ...scene,
      active: activity(scene.clean),
      voiced: audible(scene.clean, 1e-3),
      foreign: activity(scene.others),
    };
    const kept = byFile.get(`${scene.name}.wav`);
    return { ...truth, kept: kept.map((segment) => scoreSegment(segment, truth, clip(join(home, 'audio'), segment))) };
  });
}

function persona(...args) {
  const run = spawnSync(process.execPath, [join(ROOT, 'bin/persona.js'), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.status === 0) return;
  console.error(run.stderr || run.stdout);
  process.exit(1);
}

/** 16-bit mono, as audio-clean writes it; null where its rate is not the scene's. */
function clip(folder, { file, sampleRate }) {
  if (sampleRate !== RATE) return null;
  const bytes = readFileSync(join(folder, file));
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + (bytes.length & ~1)));
  return Float32Array.from(samples, (x) => x / 32_768);
}
