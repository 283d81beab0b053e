/**
 * npm run eval:audio -- [folder of clean speech] [--subjects N] [--seed N] [--enrol] [--oracle] [--keep] [--verbose] [--json FILE]
 *
 * Makes scenes whose truth is known out of clean speech, runs the real `persona audio-clean` on them, and prints how
 * much of the subject it found, who else got in, where it cut, what the denoiser gained, and grade against true SNR.
 * --enrol: gives it a clip of the subject (--speaker). --oracle: enrols, with a stand-in for a speaker model that knows the
 * truth (oracle.js). A folder of models is named as always, by PERSONA_MODELS; with DNSMOS in it, its score is told too.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { layOracle } from './oracle.js';
import { balanced, clipPromises, levelPromises } from './promises.js';
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
    oracle: { type: 'boolean', default: false },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const { findFfmpeg } = await import(join(ROOT, 'dist/io/ffmpeg-binary.js'));
const { encodeWav } = await import(join(ROOT, 'dist/io/wav.js'));

const { decay } = await import(join(ROOT, 'dist/audio/measures/decay.js'));
const { resample } = await import(join(ROOT, 'dist/core/resample.js'));
const models = process.env.PERSONA_MODELS ? resolve(process.env.PERSONA_MODELS) : null;
const listener = await dnsmos();

const speech = cleanSpeech(positionals[0], (await findFfmpeg()).path, ROOT);
const { speakers } = speech;
if (speakers.length === 0) {
  console.error('No clean speech: give a folder of recordings, or install espeak-ng.');
  process.exit(1);
}
const enrolled = values.enrol || values.oracle;
const work = mkdtempSync(join(tmpdir(), 'persona-eval-'));
const scenes = [];
let took = 0;
for (const [i, subject] of speakers.slice(0, Number(values.subjects)).entries()) {
  const others = speakers.filter((each) => each !== subject);
  scenes.push(...heard(subject, scenesOf(subject, others, Number(values.seed) + i), join(work, String(i))));
}
const seconds = scenes.reduce((sum, { mix }) => sum + mix.length / RATE, 0);
const conditions = {
  speech: speech.from,
  speakers: speakers.length,
  subjects: Math.min(speakers.length, Number(values.subjects)),
  seed: Number(values.seed),
  scenes: scenes.length,
  minutes: seconds / 60,
  denoiser: models && existsSync(join(models, 'dtln_1.onnx')) ? 'DTLN' : 'GTCRN',
  echoing: speakers
    .slice(0, Number(values.subjects))
    .filter(echoes)
    .map(({ id }) => id),
  enrolled: values.oracle ? 'yes, with a stand-in for a speaker model that knows the truth' : enrolled ? 'yes' : 'no',
  timesRealTime: seconds / took,
};
const { table, goals } = printTables(scenes, conditions, values);
if (values.json) {
  const segments = scenes.flatMap(({ name, kind, kept }) => kept.map((each) => ({ scene: name, kind, ...each })));
  writeFileSync(values.json, JSON.stringify({ conditions, table, goals, segments }, null, 1));
}
if (values.keep) console.log(`\nkept: ${work}`);
else rmSync(work, { recursive: true, force: true });
process.exitCode = goals.some(({ met }) => met === false) ? 1 : 0;

/** Dry speech falls by more than this after loud sounds, dB/s: 330 to 470 for studio prompts, 215 to 300 with an echo added. */
function echoes({ clips }) {
  const falls = clips.map((clip) => decay(resample(clip, RATE, 16_000))).sort((a, b) => a - b);
  const middle = falls[falls.length >> 1];
  return middle > 0 && middle < 300;
}

/** Writes the scenes of one subject, runs the command on them, and sets each kept segment against its truth. */
function heard(subject, made, folder) {
  const home = join(folder, 'home');
  mkdirSync(join(folder, 'scenes'), { recursive: true });
  for (const scene of made) writeFileSync(join(folder, 'scenes', `${scene.name}.wav`), encodeWav(scene.mix, RATE));
  persona({}, 'init', home, '--name', 'Subject', '--basis', 'own-voice', '--quiet', '--yes');
  const clip = join(folder, 'enrol.wav');
  const voice = enrolment(subject);
  if (enrolled) writeFileSync(clip, encodeWav(voice, RATE));
  const how = values.oracle ? layOracle(folder, ROOT, made, voice, models) : {};
  const speaker = enrolled ? ['--speaker', clip] : [];
  const started = performance.now();
  persona(how, 'audio-clean', join(folder, 'scenes'), '-w', home, '--quiet', ...speaker);
  took += (performance.now() - started) / 1000;
  const segments = readFileSync(join(home, 'audio', 'segments.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const { recordings } = JSON.parse(readFileSync(join(home, 'audio', 'report.json'), 'utf8'));
  return made.map((scene) => {
    const named = ({ file }) => basename(file) === `${scene.name}.wav`;
    const truth = {
      ...scene,
      active: activity(scene.clean),
      voiced: audible(scene.clean, 1e-3),
      foreign: activity(scene.others),
    };
    const kept = segments.filter(({ source }) => named(source));
    const wavs = kept.map((segment) => clipOf(join(home, 'audio'), segment));
    return {
      ...truth,
      kept: kept.map((segment, i) => ({
        ...scoreSegment(segment, truth, wavs[i]),
        ...clipPromises(segment, truth.active, scene.mix, wavs[i]),
        ...listened(segment, scene.mix, wavs[i]),
      })),
      level: levelPromises(wavs.filter((wav) => wav !== null)),
      balanced: recordings.filter(named).every((recording) => balanced(recording, scene.mix.length)),
    };
  });
}

/** The listener's score of what was denoised, before and after. */
function listened(segment, mix, wav) {
  if (!listener || !wav || !segment.denoised) return {};
  const from = Math.round(segment.start * RATE);
  const score = (samples) => listener.score(resample(samples, RATE, 16_000));
  return { mosBefore: score(mix.slice(from, from + wav.length)), mosAfter: score(wav) };
}

async function dnsmos() {
  const file = models && join(models, 'model_v8.onnx');
  if (!file || !existsSync(file)) return null;
  const { Dnsmos } = await import(join(ROOT, 'dist/io/dnsmos.js'));
  return Dnsmos.load(readFileSync(file));
}

function persona({ node = [], cwd, models: folder = models }, ...args) {
  const run = spawnSync(process.execPath, [...node, join(ROOT, 'bin/persona.js'), ...args], {
    encoding: 'utf8',
    cwd,
    env: { ...process.env, ...(folder ? { PERSONA_MODELS: folder } : {}) },
    maxBuffer: 1 << 28,
  });
  if (run.status === 0) return;
  console.error(run.stderr || run.stdout);
  process.exit(1);
}

/** 16-bit mono, as audio-clean writes it; null where its rate is not the scene's. */
function clipOf(folder, { file, sampleRate }) {
  if (sampleRate !== RATE) return null;
  const bytes = readFileSync(join(folder, file));
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + (bytes.length & ~1)));
  return Float32Array.from(samples, (x) => x / 32_768);
}
