/** One task of the benchmark, alone in its process. Prints {seconds, cpuSeconds, peakMb} as its last line. */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const [task, input, workspace, ...flags] = process.argv.slice(2);
const SUBJECT = ['--subject', 'wxid_chenmo01'];

/** Runs a real command; what it prints goes nowhere, its JSON is looked at. */
async function command(argv) {
  const { main } = await import('../../dist/cli/main.js');
  let out = '';
  let err = '';
  const code = await main([...argv, '--json'], {
    cwd: process.cwd(),
    variables: process.env,
    stdout: {
      write: (text) => {
        out += text;
      },
    },
    stderr: {
      write: (text) => {
        err += text;
      },
    },
    interactive: false,
    signal: new AbortController().signal,
    now: () => new Date(),
  });
  if (code !== 0) throw new Error(`exit ${code}: ${out.slice(0, 500)} ${err.slice(-500)}`);
  return JSON.parse(out);
}

const TASKS = {
  ingest: () => command(['ingest', input, '-w', workspace, ...SUBJECT]),
  bundle: () => command(['bundle', '-w', input, '--out', workspace, '--yes']),
  async 'parse-corpus'() {
    // Reading both files of words once: what a bundle must do at least.
    const { textLines } = await import('../../dist/io/text-lines.js');
    for (const name of ['items.jsonl', 'dialogues.jsonl'])
      for await (const line of textLines(join(input, 'corpus', name))) JSON.parse(line);
  },
  async 'papaparse-header'() {
    const { default: Papa } = await import('papaparse');
    await new Promise((complete, error) =>
      Papa.parse(createReadStream(input, 'utf8'), { header: true, chunk: () => {}, complete, error }),
    );
  },
  async 'stream-json-text'() {
    // Decoding and looking at every byte once: what any reader of the file must do at least.
    const decoder = new TextDecoder();
    let quotes = 0;
    for await (const chunk of createReadStream(input, { highWaterMark: 1 << 18 })) {
      const text = decoder.decode(chunk, { stream: true });
      for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes++;
    }
    if (!quotes) throw new Error('no JSON');
  },
  async 'audio-clean'() {
    await mkdir(workspace, { recursive: true });
    return command(['audio-clean', input, '-w', workspace, ...SUBJECT, ...flags]);
  },
  async 'ffmpeg-decode'() {
    const { spawnSync } = await import('node:child_process');
    const { findFfmpeg } = await import('../../dist/io/ffmpeg-binary.js');
    const { path } = await findFfmpeg({});
    spawnSync(path, [
      '-nostdin',
      '-v',
      'error',
      '-i',
      input,
      '-ac',
      '1',
      '-ar',
      '16000',
      '-f',
      'f32le',
      process.platform === 'win32' ? 'NUL' : '/dev/null',
      '-y',
    ]);
  },
  async 'silk-decode'() {
    const { decode } = await import('silk-wasm');
    for (const file of await readdir(input)) await decode(await readFile(join(input, file)), 24_000);
  },
};

const since = performance.now();
const result = await TASKS[task]();
const seconds = (performance.now() - since) / 1000;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    seconds,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMb: Math.round(maxRSS / 1024),
    stages: result?.stages,
    denoisedSeconds: result?.denoisedSeconds,
  }),
);
process.exit(0);
