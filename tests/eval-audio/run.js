/**
 * npm run eval:audio -- [folder of clean speech] [--subjects N] [--seed N] [--keep] [--verbose] [--json FILE]
 *
 * Makes scenes whose truth is known out of clean speech, runs the real `persona audio-clean` on them, and prints how
 * much of the subject it found, who else got in, where it cut, what the denoiser gained, and grade against true SNR.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { scenesOf } from './scenes.js';
import { scoreKind, scoreSegment } from './score.js';
import { activity, audible, RATE } from './sounds.js';
import { cleanSpeech } from './speech.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    subjects: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const { findFfmpeg } = await import(join(ROOT, 'dist/io/ffmpeg-binary.js'));
const { encodeWav } = await import(join(ROOT, 'dist/io/wav.js'));
const ffmpeg = (await findFfmpeg()).path;
const speech = cleanSpeech(positionals[0], ffmpeg, ROOT);
const usable = speech.speakers.filter(({ clips }) => clips.length > 0);
if (usable.length === 0) {
  console.error('No clean speech: give a folder of recordings, or install espeak-ng.');
  process.exit(1);
}

const work = mkdtempSync(join(tmpdir(), 'persona-eval-'));
const folder = join(work, 'scenes');
mkdirSync(folder);
const scenes = usable.slice(0, Number(values.subjects)).flatMap((subject, i) =>
  scenesOf(
    subject,
    usable.filter((each) => each !== subject),
    Number(values.seed) + i,
  ),
);
for (const scene of scenes) {
  scene.file = `${scene.name}.wav`;
  writeFileSync(join(folder, scene.file), encodeWav(scene.mix, RATE));
}
const seconds = scenes.reduce((sum, { mix }) => sum + mix.length / RATE, 0);
console.log(
  `${scenes.length} scenes, ${(seconds / 60).toFixed(1)} min, out of ${usable.length} speakers (${speech.from}); seed ${values.seed}`,
);

const home = join(work, 'home');
const persona = (...args) =>
  spawnSync(process.execPath, [join(ROOT, 'bin/persona.js'), ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
execFileSync(process.execPath, [
  join(ROOT, 'bin/persona.js'),
  'init',
  home,
  '--name',
  'Subject',
  '--basis',
  'own-voice',
  '--quiet',
  '--yes',
]);
const started = performance.now();
const run = persona('audio-clean', folder, '-w', home, '--json');
const took = (performance.now() - started) / 1000;
if (run.status !== 0) {
  console.error(run.stderr || run.stdout);
  process.exit(1);
}
console.log(`audio-clean took ${took.toFixed(1)} s: ${(seconds / took).toFixed(1)} x real time`);

const lines = (name) => {
  const file = join(home, 'audio', name);
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];
};
const segments = lines('segments.jsonl');
const byFile = Map.groupBy
  ? Map.groupBy(segments, ({ source }) => basename(source.file))
  : segments.reduce(
      (map, each) => map.set(basename(each.source.file), [...(map.get(basename(each.source.file)) ?? []), each]),
      new Map(),
    );
for (const scene of scenes) {
  scene.active = activity(scene.clean);
  scene.voiced = audible(scene.clean, 1e-3);
  scene.foreign = activity(scene.others);
  scene.kept = (byFile.get(scene.file) ?? []).map((segment) => scoreSegment(segment, scene, clip(segment)));
}

/** 16-bit mono as audio-clean writes it. */
function clip(segment) {
  const bytes = readFileSync(join(home, 'audio', segment.file));
  if (segment.sampleRate !== RATE) return null;
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + (bytes.length & ~1)));
  return Float32Array.from(samples, (x) => x / 32_768);
}

const kinds = [...new Set(scenes.map(({ kind }) => kind))];
const table = kinds.map((kind) => ({ kind, ...scoreKind(scenes.filter((scene) => scene.kind === kind)) }));
const show = (value, digits = 1) => (value === null ? '' : value.toFixed(digits));
print(
  [
    'scene',
    'n',
    'subject s',
    'A s',
    'B s',
    'recall',
    'precision',
    'foreign A',
    'foreign B',
    'cuts in words',
    'denoised',
    'SI-SDR before',
    'after',
  ],
  table.map((row) => [
    row.kind,
    String(row.scenes),
    show(row.subject),
    show(row.A),
    show(row.B),
    show(row.recall, 3),
    show(row.precision, 3),
    show(row.foreignA),
    show(row.foreignB),
    String(row.cuts),
    String(row.denoised),
    show(row.before),
    show(row.after),
  ]),
);

const kept = scenes.flatMap((scene) => scene.kept.map((each) => ({ ...each, kind: scene.kind })));
/** Echo, overdrive and other people are no noise that was added: what is wrong there has rows of its own above. */
const known = kept.filter(({ kind }) => /^(?:clean|noise|music|no speech)/u.test(kind));
const bins = [
  [25, 61],
  [20, 25],
  [15, 20],
  [10, 15],
  [5, 10],
  [0, 5],
  [-61, 0],
];
console.log('\ngrade against true SNR (seconds kept)');
print(
  ['true SNR', 'A', 'B'],
  bins.map(([low, high]) => {
    const inside = known.filter(({ snr }) => snr >= low && snr < high);
    const of = (grade) => inside.filter((each) => each.grade === grade).reduce((sum, each) => sum + each.seconds, 0);
    return [
      `${low < -60 ? 'below 0' : low} ${high > 60 ? 'dB and more' : low < -60 ? 'dB' : `to ${high} dB`}`,
      show(of('A')),
      show(of('B')),
    ];
  }),
);

console.log('\nwhat the denoiser gained, by what audio-clean measured (mean SI-SDR of denoised segments, dB)');
const steps = [
  [6, 10],
  [10, 13],
  [13, 16],
  [16, 19],
  [19, 22],
  [22, 25],
  [25, 61],
];
print(
  ['denSnr', 'segments', 'before', 'after'],
  steps.map(([low, high]) => {
    const inside = known.filter(
      (each) => each.denoised && each.found >= low && each.found < high && each.after !== null,
    );
    const mean = (what) => (inside.length ? inside.reduce((sum, each) => sum + each[what], 0) / inside.length : null);
    return [`${low} to ${high} dB`, String(inside.length), show(mean('before')), show(mean('after'))];
  }),
);

for (const scene of scenes) {
  for (const each of scene.kept.filter(({ cuts }) => cuts > 0 || values.verbose)) {
    const place = `${scene.file} ${each.start.toFixed(2)}-${each.end.toFixed(2)} s`;
    const numbers = `grade ${each.grade}, denSnr ${show(each.found)}, true ${show(each.snr)}, SI-SDR ${show(each.before)} -> ${show(each.after)}`;
    console.log(`${each.cuts > 0 ? 'cut inside a word: ' : ''}${place}: ${numbers}`);
  }
}

const counted = scoreKind(scenes.filter(({ keep }) => keep));
const empty = scoreKind(scenes.filter(({ kind }) => kind === 'no speech'));
const worstA = known.filter(({ grade }) => grade === 'A').reduce((least, { snr }) => Math.min(least, snr), 60);
const all = scoreKind(scenes);
const goals = [
  [
    'clean seconds kept (clean, 20 dB and better, phone band)',
    show(counted.recall, 3),
    '>= 0.95',
    counted.recall >= 0.95,
  ],
  ['seconds kept where nobody speaks', show(empty.A + empty.B), '0', empty.A + empty.B === 0],
  ['lowest true SNR of a grade A segment, dB', show(worstA), '>= 15', worstA >= 15],
  ['cuts inside words', String(all.cuts), '0', all.cuts === 0],
  ["seconds of somebody else's voice in A (0 with a speaker model)", show(all.foreignA), '', null],
];
console.log('\ngoals');
print(
  ['', 'found', 'goal', ''],
  goals.map(([name, found, goal, met]) => [name, found, goal, met === null ? '' : met ? 'met' : 'MISSED']),
);
if (values.json)
  writeFileSync(
    values.json,
    JSON.stringify({ from: speech.from, seed: values.seed, seconds, took, table, goals }, null, 2),
  );
if (values.keep) console.log(`\nkept: ${work}`);
else rmSync(work, { recursive: true, force: true });
process.exitCode = goals.some(([, , , met]) => met === false) ? 1 : 0;

function print(titles, rows) {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  console.log(`\n${line(titles)}`);
  for (const row of rows) console.log(line(row));
}
