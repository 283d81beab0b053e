/**
 * npm run bench -- [ingest-csv] [ingest-json] [audio] [messages] [--small] [--rounds N]
 *
 * Speed and memory of the real commands, each in a process of its own, in turn with what it is measured against
 * (A B A B …), so that a ratio holds when the machine's speed drifts. Material is made on the spot, in a temporary folder.
 * `--small` takes a twentieth of it, to see that the benchmark works.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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

/** One command in a new process: its wall seconds and peak memory (MB, workers included: they share the process). */
function measure(...task) {
  const child = fileURLToPath(new URL('task.js', import.meta.url));
  const run = spawnSync(process.execPath, [child, ...task.map(String)], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.status !== 0) throw new Error(`${task[0]} failed: ${run.stderr.slice(-2000)}`);
  return JSON.parse(run.stdout.trim().split('\n').at(-1));
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Both in turn; prints seconds, rate, memory and the ratio pair by pair. */
function compare(title, amount, unit, ours, theirs) {
  const pairs = Array.from({ length: rounds }, () => ({ a: measure(...ours()), b: measure(...theirs()) }));
  const ratios = pairs.map(({ a, b }) => a.seconds / b.seconds);
  const seconds = median(pairs.map(({ a }) => a.seconds));
  console.log(`\n${title}`);
  console.log(
    `  ours      ${seconds.toFixed(2)} s   ${Math.round(amount / seconds).toLocaleString('en-US')} ${unit}/s   peak ${Math.max(...pairs.map(({ a }) => a.peakMb))} MB`,
  );
  console.log(
    `  against   ${median(pairs.map(({ b }) => b.seconds)).toFixed(2)} s   peak ${Math.max(...pairs.map(({ b }) => b.peakMb))} MB   (${theirs()[0]})`,
  );
  console.log(
    `  ratio     ${median(ratios).toFixed(2)}   (${Math.min(...ratios).toFixed(2)} – ${Math.max(...ratios).toFixed(2)}, ${rounds} pairs)`,
  );
  const { stages } = pairs.at(-1).a;
  if (stages)
    console.log(
      `  stages    ${Object.entries(stages)
        .map(([name, s]) => `${name} ${s.toFixed(1)} s`)
        .join(', ')} (summed over workers)`,
    );
}

let count = 0;
const workspace = () => join(dir, `ws${count++}`);

const BENCHES = {
  async 'ingest-csv'() {
    const rows = Math.round(1_000_000 * scale);
    const file = await memotraceCsv(join(dir, 'chat_utf8.csv'), rows);
    compare(
      `ingest, MemoTrace csv of ${rows.toLocaleString('en-US')} rows, everything on`,
      rows,
      'rows',
      () => ['ingest', file, workspace()],
      () => ['papaparse-header', file],
    );
  },
  async 'ingest-json'() {
    const bytes = Math.round(1e9 * scale);
    const { file, rows } = await weflowJson(join(dir, 'chat.json'), bytes);
    compare(
      `ingest, WeFlow JSON of ${(bytes / 1e9).toFixed(2)} GB`,
      rows,
      'rows',
      () => ['ingest', file, workspace()],
      () => ['stream-json-text', file],
    );
  },
  async audio() {
    const minutes = 30 * scale;
    const file = await longRecording(dir, minutes);
    compare(
      `audio-clean, ${minutes} min of speech in AAC`,
      minutes * 60,
      '× real time: s',
      () => ['audio-clean', file, workspace()],
      () => ['ffmpeg-decode', file],
    );
  },
  async messages() {
    const messages = Math.round(1000 * scale);
    const folder = await voiceMessages(join(dir, 'voices'), messages);
    compare(
      `audio-clean, ${messages} SILK messages of 5 s`,
      messages,
      'messages',
      () => ['audio-clean', folder, workspace()],
      () => ['silk-decode', folder],
    );
  },
};

try {
  for (const name of positionals.length ? positionals : Object.keys(BENCHES)) await BENCHES[name]();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
