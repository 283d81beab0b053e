/**
 * npm run bench -- [ingest-csv] [ingest-json] [audio] [messages] [bundle] [--small] [--rounds N]
 *
 * Speed and memory of the real commands, each in a process of its own, in turn with what it is measured against
 * (A B A B …), so that a ratio holds when the machine's speed drifts. Material is made on the spot, in a temporary folder.
 * `--small` takes a twentieth of it, to see that the benchmark works: starting then counts for more than its goals allow.
 * Goals are those of two quiet cores. With PERSONA_MODELS naming a folder that has DTLN, `audio` runs with it too.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { longRecording, memotraceCsv, voiceMessages, weflowJson } from './material.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { small: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
});
const scale = values.small ? 0.05 : 1;
const rounds = Number(values.rounds);
const dir = mkdtempSync(join(tmpdir(), 'persona-bench-'));

/** One command in a new process: its seconds and peak memory (MB, workers included: they share the process). */
function measure(...task) {
  const child = fileURLToPath(new URL('task.js', import.meta.url));
  const run = spawnSync(process.execPath, [child, ...task.map(String)], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.status !== 0) throw new Error(`${task[0]} failed: ${run.stderr.slice(-2000)}`);
  return JSON.parse(run.stdout.trim().split('\n').at(-1));
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const most = (numbers) => Math.max(...numbers);

/** What the goal of a line is and whether it is met; nothing where it has none. */
const against = (goal, met) => (goal === undefined ? '' : ` (goal ${goal}: ${met ? 'met' : 'NOT met'})`);

/**
 * Both in turn; prints seconds, rate, memory and the ratio pair by pair. `goals`: the least `rate`, the most `seconds`,
 * `ratio` and `peakMb`.
 */
function compare({ title, amount, unit, ours, theirs, goals = {} }) {
  const pairs = Array.from({ length: rounds }, () => ({ a: measure(...ours()), b: measure(...theirs()) }));
  const ratios = pairs.map(({ a, b }) => a.seconds / b.seconds);
  const seconds = median(pairs.map(({ a }) => a.seconds));
  const peakMb = most(pairs.map(({ a }) => a.peakMb));
  const rate = amount / seconds;
  const { stages, denoisedSeconds } = pairs.at(-1).a;
  const lines = [
    ['ours', `${seconds.toFixed(2)} s${against(goals.seconds && `≤ ${goals.seconds} s`, seconds <= goals.seconds)}`],
    [
      'speed',
      `${Math.round(rate).toLocaleString('en-US')} ${unit}${against(goals.rate && `≥ ${goals.rate}`, rate >= goals.rate)}`,
    ],
    ['processor', `${median(pairs.map(({ a }) => a.cpuSeconds)).toFixed(1)} s over all threads`],
    ['peak', `${peakMb} MB${against(goals.peakMb && `≤ ${goals.peakMb} MB`, peakMb <= goals.peakMb)}`],
    [
      'against',
      `${median(pairs.map(({ b }) => b.seconds)).toFixed(2)} s, peak ${most(pairs.map(({ b }) => b.peakMb))} MB (${theirs()[0]})`,
    ],
    [
      'ratio',
      `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} – ${most(ratios).toFixed(2)}, ${rounds} pairs)${against(goals.ratio && `≤ ${goals.ratio}`, median(ratios) <= goals.ratio)}`,
    ],
  ];
  if (stages) {
    const each = Object.entries(stages).map(([name, s]) => `${name} ${s.toFixed(1)} s`);
    lines.push(['stages', `${each.join(', ')} (summed over workers)`]);
    lines.push(['denoised', `${Math.round(denoisedSeconds).toLocaleString('en-US')} s of sound`]);
  }
  console.log(`\n${title}`);
  for (const [name, text] of lines) console.log(`  ${name.padEnd(10)}${text}`);
}

/** A folder with DTLN and nothing else: a scorer beside it would be run too. */
function dtlnFolder() {
  const from = process.env.PERSONA_MODELS;
  const files = ['dtln_1.onnx', 'dtln_2.onnx'];
  if (!from || !files.every((name) => existsSync(join(from, name)))) return null;
  const folder = join(dir, 'dtln');
  mkdirSync(folder);
  for (const name of files) copyFileSync(join(from, name), join(folder, name));
  return folder;
}

let count = 0;
/** However long the recording: a six-hour video must fit too. */
const MOST_MB = 700;
/** However long the chat. */
const INGEST_MB = 600;
/** Of a chat of 300,000 rows: the words of the person stay in memory while claims are made of them. */
const BUNDLE_MB = 600;
const workspace = () => join(dir, `ws${count++}`);

const BENCHES = {
  async 'ingest-csv'() {
    const rows = Math.round(1_000_000 * scale);
    const file = await memotraceCsv(join(dir, 'chat_utf8.csv'), rows);
    compare({
      title: `ingest, MemoTrace csv of ${rows.toLocaleString('en-US')} rows, everything on`,
      amount: rows,
      unit: 'rows/s',
      ours: () => ['ingest', file, workspace()],
      theirs: () => ['papaparse-header', file],
      goals: { ratio: 2, peakMb: INGEST_MB },
    });
  },
  async 'ingest-json'() {
    const bytes = Math.round(1e9 * scale);
    const { file, rows } = await weflowJson(join(dir, 'chat.json'), bytes);
    compare({
      title: `ingest, WeFlow JSON of ${(bytes / 1e9).toFixed(2)} GB`,
      amount: rows,
      unit: 'rows/s',
      ours: () => ['ingest', file, workspace()],
      theirs: () => ['stream-json-text', file],
      goals: { peakMb: INGEST_MB },
    });
  },
  async audio() {
    const minutes = 30 * scale;
    const file = await longRecording(dir, minutes);
    const none = join(dir, 'no-models');
    const dtln = dtlnFolder();
    const clean = (how, rate, ...flags) =>
      compare({
        title: `audio-clean, ${minutes} min of noisy speech in AAC, ${how}`,
        amount: minutes * 60,
        unit: '× real time',
        ours: () => ['audio-clean', file, workspace(), ...flags],
        theirs: () => ['ffmpeg-decode', file],
        goals: { rate, peakMb: MOST_MB },
      });
    clean('decoded, searched, measured, not denoised', 100, '--denoise', 'never', '--models', none);
    clean('embedded denoiser over all speech', 15, '--models', none);
    if (dtln) clean('DTLN over all speech', 80, '--models', dtln);
    else console.log('\naudio-clean with DTLN: skipped, PERSONA_MODELS names no folder that has its two files');
  },
  async messages() {
    const messages = Math.round(1000 * scale);
    const folder = await voiceMessages(join(dir, 'voices'), messages);
    compare({
      title: `audio-clean, ${messages} SILK messages of 5 s, embedded denoiser`,
      amount: messages,
      unit: 'messages/s',
      ours: () => ['audio-clean', folder, workspace(), '--models', join(dir, 'no-models')],
      theirs: () => ['silk-decode', folder],
      goals: { seconds: 60, peakMb: MOST_MB },
    });
  },
  async bundle() {
    const rows = Math.round(300_000 * scale);
    const file = await memotraceCsv(join(dir, 'chat_utf8.csv'), rows);
    const made = workspace();
    measure('ingest', file, made);
    compare({
      title: `bundle, a corpus of ${rows.toLocaleString('en-US')} rows, without voice`,
      amount: rows,
      unit: 'rows/s',
      ours: () => ['bundle', made, join(dir, `bundle${count++}.persona`)],
      theirs: () => ['parse-corpus', made],
      goals: { peakMb: BUNDLE_MB },
    });
  },
};

try {
  for (const name of positionals.length ? positionals : Object.keys(BENCHES)) await BENCHES[name]();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
