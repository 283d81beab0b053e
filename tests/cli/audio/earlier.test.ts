import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AudioReport } from '../../../src/audio/report.ts';
import type { Rejected, Segment } from '../../../src/core/types.ts';
import { decodeSilk, SILK_RATE } from '../../../src/io/silk.ts';
import { encodeWav } from '../../../src/io/wav.ts';
import { join as joined, silence } from '../../audio/signals.ts';
import { jsonLines } from '../../support/json-lines.ts';
import { runCli } from '../../support/run-cli.ts';

const fixture = (path: string) => fileURLToPath(new URL(`../../../fixtures/voice/${path}`, import.meta.url));
// Sound through real networks; a busy machine needs its time.
vi.setConfig({ testTimeout: 240_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'persona-earlier-'));
  writeFileSync(at('persona.json'), JSON.stringify({ schema: 'persona/1', subject: { name: '陈默' } }));
  mkdirSync(at('corpus'));
  mkdirSync(at('export'));
  for (const name of ['voice_0001.silk', 'voice_0002.silk'])
    cpSync(fixture(`silk-tencent/${name}`), at('export', name));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => join(folder, ...parts);
const lines = <T>(file: string): T[] => jsonLines<T>(at('audio', file));
const segments = () => lines<Segment>('segments.jsonl');
const reported = () => (JSON.parse(readFileSync(at('audio/report.json'), 'utf8')) as AudioReport).recordings;

const persona = (...args: string[]) => runCli(folder, args);

/** As ingest leaves it: the subject's messages are these. */
function messages(...voices: { id: string; path: string; transcript?: string }[]): void {
  const all = voices.map(({ id, path, transcript = null }) => {
    const source = { format: 'x', file: 'x', record: 1, root: at('export') };
    return JSON.stringify({ id, time: null, conversation: 'x', media: { path }, seconds: null, transcript, source });
  });
  writeFileSync(at('corpus/voice.jsonl'), all.map((line) => `${line}\n`).join(''));
}

/** Every file below audio/ by its hash. */
function state(): Record<string, string> {
  const files = readdirSync(at('audio'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

const first = { id: 'v1', path: 'voice_0001.silk' };
const second = { id: 'v2', path: 'voice_0002.silk', transcript: '冰箱里还有半个西瓜，记得吃掉。' };

describe('when another one is the subject', () => {
  test('the voice of the one before goes, and until then it is warned of', async () => {
    messages(first);
    await persona('audio-clean');
    expect((await persona('check')).err).not.toMatch(/none of/u);
    messages(second);
    expect((await persona('check')).err).toMatch(/1 segment comes from voice messages that are none of 陈默/u);
    expect((await persona('bundle', '--dry-run')).err).toMatch(/none of 陈默/u);
    const { code, err } = await persona('audio-clean');
    expect(code).toBe(0);
    expect(err).toMatch(/Taken out of audio\/: 1 recording that is/u);
    expect(segments().map(({ source }) => source.item)).toEqual(['v2']);
    expect(reported().map(({ item }) => item)).toEqual(['v2']);
    expect(readdirSync(at('audio/segments'))).toHaveLength(1);
    expect((await persona('check')).err).not.toMatch(/none of/u);
  });

  test('it goes too where the new one sent nothing, and where no corpus is left nobody knows', async () => {
    messages(first);
    await persona('audio-clean');
    rmSync(at('corpus'), { recursive: true });
    await persona('audio-clean', fixture('mp3'));
    expect(segments().map(({ source }) => source.item)).toContain('v1');
    mkdirSync(at('corpus'));
    messages();
    expect((await persona('audio-clean')).code).toBe(0);
    expect(segments().map(({ source }) => source.item)).not.toContain('v1');
    expect(await persona('audio-clean')).toMatchObject({ code: 1, err: expect.stringMatching(/no voice messages/u) });
  });
});

describe('messages that are named as files', () => {
  const theirs = { speaker: { by: 'chat' }, source: { file: 'export/voice_0002.silk', item: 'v2' } };

  test('stay messages, with sender and words', async () => {
    messages(second);
    await persona('audio-clean');
    const stood = state();
    await persona('audio-clean', 'export/voice_0002.silk');
    expect(state()).toEqual(stood);
    rmSync(at('audio'), { recursive: true });
    await persona('audio-clean', 'export');
    expect(segments().find(({ source }) => source.item)).toMatchObject({ ...theirs, transcript: second.transcript });
  });

  test('are kept before copies of the same bytes, whichever was named first or last', async () => {
    messages(second);
    cpSync(at('export/voice_0002.silk'), at('copy.silk'));
    await persona('audio-clean', 'copy.silk');
    const stood = state();
    expect(segments()).toMatchObject([{ ...theirs, transcript: second.transcript }]);
    expect(lines<Rejected>('rejected.jsonl')).toMatchObject([
      { source: { file: 'copy.silk', item: null }, reason: 'duplicate', why: 'export/voice_0002.silk' },
    ]);
    await persona('audio-clean');
    expect(state()).toEqual(stood);
    rmSync(at('audio'), { recursive: true });
    await persona('audio-clean');
    rmSync(at('export/voice_0002.silk'));
    await persona('audio-clean', 'copy.silk');
    expect(state()).toEqual(stood);
  });
});

const copies = [fixture('macos-aud-silk/Audio/2916569afb73ba9ecd7621.aud.silk'), fixture('mp3/211.mp3')];
test.each([[copies], [copies.toReversed()]])('copies one by one are the same bytes as at once: %j', async (files) => {
  await persona('audio-clean', ...files);
  const atOnce = state();
  rmSync(at('audio'), { recursive: true });
  for (const file of files) await persona('audio-clean', file);
  expect(state()).toEqual(atOnce);
});

test('a recording that was moved takes the place of itself', async () => {
  cpSync(fixture('mp3/211.mp3'), at('a.mp3'));
  await persona('audio-clean', 'a.mp3');
  renameSync(at('a.mp3'), at('b.mp3'));
  await persona('audio-clean', 'b.mp3');
  expect(reported().map(({ file, duplicateOf }) => [file, duplicateOf])).toEqual([['b.mp3', undefined]]);
});

describe('damaged lists', () => {
  beforeEach(async () => {
    messages(second);
    cpSync(fixture('mp3/211.mp3'), at('211.mp3'));
    await persona('audio-clean');
    await persona('audio-clean', '211.mp3');
  });

  test.each(['segments.jsonl', 'rejected.jsonl', 'report.json'])('%s: all is heard anew', async (name) => {
    const stood = state();
    const path = at('audio', name);
    writeFileSync(path, `{"id": "half\n${readFileSync(path, 'utf8').slice(3)}`);
    const { code, err } = await persona('audio-clean');
    expect(code).toBe(0);
    expect(err).toMatch(new RegExp(`heard anew:\\s+\\S*${name.replace('.', '\\.')}`, 'u'));
    expect(state()).toEqual(stood);
  });

  test('what lies there no more is remembered by its bytes', async () => {
    const stood = state();
    rmSync(at('211.mp3'));
    rmSync(at('audio/report.json'));
    expect((await persona('audio-clean', 'export/voice_0002.silk')).code).toBe(0);
    expect(state()).toEqual(stood);
  });
});

describe('recordings out of reach', () => {
  let kept: number;
  beforeEach(async () => {
    messages(first, second);
    cpSync(fixture('mp3/211.mp3'), at('211.mp3'));
    await persona('audio-clean', '211.mp3');
    await persona('audio-clean');
    kept = segments().length;
    renameSync(at('export'), at('elsewhere'));
    renameSync(at('211.mp3'), at('elsewhere/211.mp3'));
  });

  test.each([[['--denoise', 'always']], [[]]])('lose nothing of what was made of them: %j', async (flags) => {
    const stood = state();
    rmSync(at('.cache'), { recursive: true });
    const { code, err } = await persona('audio-clean', ...flags);
    expect(code).toBe(0);
    expect(err).toMatch(/2 recordings cannot be read where they lay/u);
    expect(segments()).toHaveLength(kept);
    const { '/audio/report.html': _, ...files } = state();
    expect(stood).toMatchObject(files);
  });

  test('stay where the export is ingested again but not there', async () => {
    messages({ ...first, path: 'new/voice_0001.silk' }, { ...second, path: 'new/voice_0002.silk' });
    await persona('audio-clean', '--denoise', 'always');
    expect(reported().map(({ file }) => file)).toEqual(['211.mp3', 'export/voice_0001.silk', 'export/voice_0002.silk']);
    renameSync(at('elsewhere'), at('export'));
    messages(first, second);
    expect((await persona('audio-clean', '--denoise', 'always')).err).not.toMatch(/where they lay/u);
  });

  test('nothing changes where their lists are damaged too', async () => {
    writeFileSync(at('audio/segments.jsonl'), '{"id": "half');
    const stood = state();
    const { code, err } = await persona('audio-clean', '--denoise', 'always');
    expect(code).toBe(1);
    expect(err).toMatch(/3 recordings cannot be read where they lay.*segments\.jsonl/su);
    const { '/audio/segments.jsonl': list, ...files } = state();
    expect(files).toMatchObject(Object.fromEntries(Object.entries(stood).filter(([name]) => name.endsWith('.wav'))));
    expect(list).toBe(stood['/audio/segments.jsonl']);
  });

  test('of which nothing was made are counted as missing', async () => {
    rmSync(at('audio'), { recursive: true });
    rmSync(at('.cache'), { recursive: true });
    const { out, err } = await persona('audio-clean', '--json');
    expect(JSON.parse(out)).toMatchObject({ missing: 2, report: { recordings: [] } });
    expect(err).toMatch(/2 voice messages is not where the export lay/u);
  });

  test('lend their place to a copy that was named, heard though they are known by the same bytes', async () => {
    rmSync(at('.cache'), { recursive: true });
    const { out } = await persona('audio-clean', 'elsewhere/voice_0002.silk', '--denoise', 'always');
    expect(out).not.toMatch(/cannot be read|not there/u);
    expect(segments()).toHaveLength(kept);
  });
});

describe('voice messages of somebody else', () => {
  const wife = { name: '林晓', id: 'wxid_linxiao' };
  const idOf = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 24);
  const said = (name: string, path: string, bySubject: boolean) => ({
    ...{
      id: idOf(name),
      kind: 'message',
      time: null,
      conversation: 'x',
      type: 'voice',
      text: '',
      bySubject,
      media: { path },
    },
    ...{
      sender: bySubject ? { name: '陈默' } : wife,
      source: { format: 'x', file: 'x', record: 1, root: at('export') },
    },
  });
  const write = (name: string, ...rows: object[]) =>
    writeFileSync(at('corpus', name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const hers = () => lines<Rejected>('rejected.jsonl').filter(({ reason }) => reason === 'other-speaker');

  test('are left out where they lie, under another name, and as told by a second export', async () => {
    messages(second);
    cpSync(at('export/voice_0001.silk'), at('export/renamed.silk'));
    cpSync(fixture('silk-tencent/voice_0004_long.silk'), at('export/long.silk'));
    write('items.jsonl', said('v2', second.path, true), said('w1', first.path, false));
    const { bySubject: _, id: keptId, ...twice } = said('w1', 'long.silk', false);
    write('dropped.jsonl', { ...twice, keptId, reason: 'duplicate' });
    const { out, err } = await persona('audio-clean', 'export');
    expect(err).not.toMatch(/Nothing tells whose voice/u);
    expect(out).toMatch(/somebody else/u);
    expect(segments().map(({ source }) => source.item)).toEqual(['v2']);
    expect(new Set(hers().map(({ source }) => source.file))).toEqual(
      new Set(['export/long.silk', 'export/renamed.silk']),
    );
    expect(hers().every(({ speaker }) => speaker?.by === 'chat')).toBe(true);
    for (const { seconds } of reported()) {
      const gone = Object.values(seconds.rejected).reduce((sum, each) => sum + each, 0);
      expect(seconds.in).toBeCloseTo(seconds.kept.A + seconds.kept.B + gone + seconds.notSpeech, 6);
    }
    const stood = state();
    await persona('audio-clean');
    expect(state()).toEqual(stood);
  });

  test('go out of what was kept before the corpus knew of them', async () => {
    await persona('audio-clean', 'export/voice_0001.silk');
    expect(segments()).toHaveLength(1);
    messages(second);
    write('items.jsonl', said('v2', second.path, true), said('w1', first.path, false));
    expect((await persona('check')).err).toMatch(/1 segment comes from voice messages that are none of 陈默/u);
    expect((await persona('audio-clean')).err).toMatch(/Taken out of audio\/: 1 recording that is/u);
    expect(segments().map(({ source }) => source.item)).toEqual(['v2']);
  });

  test('of a sender known by other items are known outside the period too', async () => {
    messages(second);
    const { bySubject: _, id: __, ...early } = said('w1', first.path, false);
    write('items.jsonl', said('v2', second.path, true), { ...said('w3', '', false), type: 'text', text: '好' });
    write('dropped.jsonl', { ...early, reason: 'outside-period' });
    await persona('audio-clean', 'export');
    expect(segments().map(({ source }) => source.item)).toEqual(['v2']);
  });
});

test('--explain of a moment between words says that nobody speaks there, with what is said around it', async () => {
  const { samples } = await decodeSilk(readFileSync(fixture('silk-tencent/voice_0002.silk')), 1);
  writeFileSync(at('late.wav'), encodeWav(joined(silence(3, SILK_RATE), samples), SILK_RATE));
  await persona('audio-clean', 'late.wav');
  const { code, out } = await persona('audio-clean', '--explain', 'late.wav@1');
  expect(code).toBe(0);
  expect(out).toMatch(/late\.wav {2}1\.00 s\nNobody speaks there\.\n {3}after [23]\.\d\d–\d\.\d\d s: [AB]/u);
  expect((await persona('audio-clean', '--explain', 'late.wav@99')).code).toBe(1);
});
