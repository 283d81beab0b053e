import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import yazl from 'yazl';
import { type DecodeFault, Undecodable } from '../../src/core/sound.ts';
import { findFfmpeg } from '../../src/io/ffmpeg-binary.ts';
import { fetchRecording, type ReaderDeps } from '../../src/io/recording-reader.ts';
import { findRecordings, type Recording, voiceRecordings } from '../../src/io/recordings.ts';
import { decodeSilk } from '../../src/io/silk.ts';
import { encodeWav } from '../../src/io/wav.ts';
import { sine } from '../audio/signals.ts';
import { zipOf } from './zip-of.ts';

const fixture = (path: string) => fileURLToPath(new URL(`../../fixtures/voice/${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'persona-recordings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const silk = readFileSync(fixture('silk-tencent/voice_0002.silk'));

let deps: ReaderDeps;
beforeAll(async () => {
  const signal = new AbortController().signal;
  deps = { ffmpeg: await findFfmpeg(), silk: decodeSilk, scratch: join(folder, 'scratch'), signal };
});

const inMemory = (bytes: Uint8Array): Recording => ({
  file: 'memory',
  item: null,
  transcript: null,
  size: bytes.length,
  path: null,
  bytes: async function* () {
    yield bytes;
  },
});

async function secondsOf(recording: Recording): Promise<number> {
  const fetched = await fetchRecording(recording, deps);
  const sound = await fetched.open();
  let samples = 0;
  for await (const { native } of sound.blocks) samples += native.length;
  await fetched.release();
  return samples / sound.sampleRate;
}

async function faultOf(bytes: Uint8Array): Promise<DecodeFault | unknown> {
  const fetched = await fetchRecording(inMemory(bytes), deps);
  return fetched
    .open()
    .catch((error: unknown) => (error instanceof Undecodable ? error.fault : error))
    .finally(fetched.release);
}

describe('findRecordings', () => {
  test('walks folders and zips, tells sound by content, reports what only its name promises', async () => {
    const root = join(folder, 'export');
    mkdirSync(join(root, '语音'), { recursive: true });
    writeFileSync(join(root, '语音', 'msg_1.bin'), silk);
    writeFileSync(join(root, '语音', 'broken.amr'), 'no sound');
    writeFileSync(join(root, 'notes.txt'), 'words');
    await new Promise<void>((resolve) => {
      const zip = new yazl.ZipFile();
      zip.addBuffer(silk, 'voice/2.silk');
      zip.addBuffer(Buffer.from('words'), 'readme.txt');
      const chunks: Buffer[] = [];
      zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
      zip.outputStream.on('end', () => {
        writeFileSync(join(root, 'more.zip'), Buffer.concat(chunks));
        resolve();
      });
      zip.end();
    });
    const found = await findRecordings([root, join(root, '语音')], folder);
    expect(found.recordings.map(({ file }) => file)).toEqual([
      'export/more.zip/voice/2.silk',
      'export/语音/broken.amr',
      'export/语音/msg_1.bin',
    ]);
    expect(found.others).toBe(2);
    expect(await secondsOf(found.recordings[0]!)).toBeCloseTo(5.7, 1);
  });

  test('keeps what its name promises in the list when it cannot be read, and names the rest', async () => {
    const root = join(folder, 'hostile');
    mkdirSync(join(root, 'in'), { recursive: true });
    symlinkSync('..', join(root, 'in', 'up'));
    symlinkSync('nowhere', join(root, 'dangling.wav'));
    symlinkSync('self.mp3', join(root, 'self.mp3'));
    symlinkSync('nowhere', join(root, 'notes.txt'));
    writeFileSync(join(root, 'half.zip'), 'PK\x03\x04 and no directory');
    execFileSync('mkfifo', [join(root, 'pipe.wav'), join(root, 'pipe')]);
    const { recordings, unreadable } = await findRecordings([root], root);
    expect(recordings.map(({ file }) => file).sort()).toEqual(['dangling.wav', 'pipe.wav', 'self.mp3']);
    for (const recording of recordings)
      await expect(fetchRecording(recording, deps)).rejects.toMatchObject({ fault: 'unreadable' });
    const rest = unreadable.map(({ path, why }) => [path.slice(root.length + 1), why]).sort();
    expect(rest).toEqual([
      ['half.zip', 'damaged-zip'],
      ['notes.txt', 'ENOENT'],
      ['pipe', 'not-a-file'],
    ]);
  });

  test('knows what a Mac puts beside recordings, and what it took off its disk', async () => {
    const root = join(folder, 'mac');
    mkdirSync(root);
    writeFileSync(join(root, '1.silk'), silk);
    for (const name of ['._1.silk', '.DS_Store', '.2.m4a.icloud', '.photo.jpg.icloud'])
      writeFileSync(join(root, name), 'x');
    writeFileSync(join(root, 'all.zip'), await zipOf({ '__MACOSX/._3.silk': 'x' }));
    const { recordings, unreadable } = await findRecordings([root], root);
    expect(recordings.map(({ file }) => file)).toEqual(['1.silk']);
    expect(unreadable).toEqual([{ path: join(root, '.2.m4a.icloud'), why: 'not-downloaded' }]);
  });

  test('reads a file whose name is no UTF-8', async () => {
    const root = join(folder, 'gbk');
    mkdirSync(root);
    // 语音 in GBK, as an unzipped archive of a Chinese Windows leaves it.
    const name = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xd3, 0xef, 0xd2, 0xf4]), Buffer.from('.m4a')]);
    writeFileSync(name, readFileSync(fixture('m4a/新录音 12.m4a')));
    const { recordings } = await findRecordings([root], root);
    expect(recordings.map(({ file }) => file)).toEqual(['语音.m4a']);
    expect(await secondsOf(recordings[0]!)).toBeCloseTo(5.7, 1);
  });

  test("a damaged entry of a zip is that recording's fault", async () => {
    const wav = readFileSync(fixture('wav/voice_wxid_linxiao88_1706673600.wav'));
    const zip = new yazl.ZipFile();
    zip.addBuffer(wav, 'a.wav');
    zip.addBuffer(silk, 'b.silk');
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    await new Promise<void>((resolve) => {
      zip.outputStream.on('end', () => resolve());
      zip.end();
    });
    const bytes = Buffer.concat(chunks);
    bytes.fill(0xff, 2000, 3000);
    writeFileSync(join(folder, 'damaged.zip'), bytes);
    const { recordings } = await findRecordings([join(folder, 'damaged.zip')], folder);
    expect(recordings.map(({ file }) => file)).toEqual(['damaged.zip/a.wav', 'damaged.zip/b.silk']);
    await expect(fetchRecording(recordings[0]!, deps)).rejects.toMatchObject({ fault: 'damaged' });
    expect(await secondsOf(recordings[1]!)).toBeCloseTo(5.7, 1);
  });

  test('takes a file that is named whatever it holds, with its whole path outside the workspace', async () => {
    writeFileSync(join(folder, 'any.txt'), 'words');
    const found = await findRecordings([join(folder, 'any.txt')], join(folder, 'elsewhere'));
    expect(found.recordings.map(({ file }) => file)).toEqual([join(folder, 'any.txt')]);
  });
});

test('clips of a workspace and of a bundle are no recordings', async () => {
  const root = join(folder, 'workspace');
  for (const below of ['audio/segments', 'x.persona/voice', '录音']) {
    mkdirSync(join(root, below), { recursive: true });
    writeFileSync(join(root, below, 'a.silk'), silk);
  }
  writeFileSync(join(root, 'persona.json'), JSON.stringify({ schema: 'persona/1' }));
  writeFileSync(join(root, 'x.persona/manifest.json'), JSON.stringify({ schema: 'persona-bundle/1' }));
  const { recordings, own } = await findRecordings([root], root);
  expect(recordings.map(({ file }) => file)).toEqual(['录音/a.silk']);
  expect(own.sort()).toEqual(['audio', 'persona.json', 'x.persona'].map((part) => join(root, part)));
  const named = await findRecordings([join(root, 'audio/segments/a.silk')], root);
  expect(named.recordings.map(({ file }) => file)).toEqual(['audio/segments/a.silk']);
});

test('voiceRecordings finds what ingest listed, and counts what the export does not carry', async () => {
  const list = join(folder, 'voice.jsonl');
  const line = (id: string, media: object | null) =>
    JSON.stringify({ id, media, transcript: null, source: { format: 'x', file: 'a', record: 1, root: fixture('.') } });
  writeFileSync(
    list,
    [
      line('one', { path: 'silk-tencent/voice_0002.silk' }),
      line('two', { path: 'gone.silk', missing: true }),
      line('three', null),
    ].join('\n'),
  );
  const { recordings, missing } = await voiceRecordings(list, folder);
  expect(recordings.map(({ item }) => item)).toEqual(['one']);
  expect(missing).toBe(2);
  expect(await secondsOf(recordings[0]!)).toBeCloseTo(5.7, 1);
});

describe('fetchRecording', () => {
  test.each([
    ['SILK as base64', Buffer.from(silk.toString('base64')), 5.7],
    ['AMR without its head', readFileSync(fixture('amr/msg_old_2012.amr')).subarray(6), 6.06],
    [
      'a data URL',
      Buffer.from(`data:audio/amr;base64,${readFileSync(fixture('amr/msg_old_2012.amr')).toString('base64')}`),
      6.06,
    ],
    ['an M4A in a zip', readFileSync(fixture('m4a/新录音 12.m4a')), 5.7],
  ])('opens %s', async (_, bytes, seconds) => {
    expect(await secondsOf(inMemory(bytes))).toBeCloseTo(seconds, 1);
  });

  test('knows what a WAV cut between two samples should have held', async () => {
    const wav = encodeWav(sine(440, 4, 16_000, 0.5), 16_000);
    const declared = async (bytes: Uint8Array) => {
      const fetched = await fetchRecording(inMemory(bytes), deps);
      const { facts, blocks } = await fetched.open();
      for await (const _ of blocks);
      await fetched.release();
      return facts.declared;
    };
    expect(await declared(wav)).toBe(4);
    expect(await declared(wav.subarray(0, 44 + 32_000))).toBe(4);
    // What comes out of a pipe promises nothing, or what there is.
    const endless = Buffer.from(wav);
    endless.writeUInt32LE(0xffff_ffff, 4);
    endless.writeUInt32LE(0xffff_ffff, 40);
    expect((await declared(endless)) ?? 4).toBe(4);
  });

  test('a place for copies that cannot be written is told as such', async () => {
    writeFileSync(join(folder, 'no-folder'), '');
    const fetched = await fetchRecording(inMemory(readFileSync(fixture('m4a/新录音 12.m4a'))), {
      ...deps,
      scratch: join(folder, 'no-folder'),
    });
    await expect(fetched.open()).rejects.toMatchObject({ code: 'unwritable-path' });
  });

  test.each<[string, Uint8Array, DecodeFault]>([
    ['nothing', new Uint8Array(), 'empty-file'],
    ['one byte', Uint8Array.of(2), 'not-audio'],
    ['text', Buffer.from('words'), 'not-audio'],
    ['a bare SILK head', silk.subarray(0, 10), 'header-only'],
    ['base64 of base64', Buffer.from(Buffer.from(silk.toString('base64')).toString('base64')), 'not-audio'],
  ])('names what is wrong with %s', async (_, bytes, fault) => {
    expect(await faultOf(bytes)).toBe(fault);
  });

  test('an M4A cut at any byte gives sound or a named fault', async () => {
    const bytes = readFileSync(fixture('m4a/新录音 12.m4a'));
    for (let end = 1; end < bytes.length; end += Math.ceil(bytes.length / 12)) {
      const outcome = await faultOf(bytes.subarray(0, end));
      if (outcome instanceof Error) throw outcome;
    }
  });

  test('a file that vanished is told from one that cannot be read', async () => {
    const { recordings } = await findRecordings([fixture('mp3')], folder);
    const gone: Recording = {
      ...recordings[0]!,
      bytes: async function* () {
        yield new Uint8Array(1);
        throw Object.assign(new Error('gone'), { code: 'ENOENT' });
      },
    };
    await expect(fetchRecording(gone, deps)).rejects.toMatchObject({ fault: 'not-there' });
  });
});
