import { describe, expect, test } from 'vitest';
import type { ExportFile, ExportFolder } from '../../../src/core/export-file.ts';
import { tellLeftOut } from '../../../src/ingest/notices.ts';
import { discover } from '../../../src/ingest/read/discover.ts';
import { memoryFolder } from '../../support/memory-folder.ts';
import { fileOf, READERS, world } from '../world.ts';

const ZIP = Uint8Array.of(0x50, 0x4b, 3, 4);

/** A zip of `width` zips, each as wide, `depth` deep; at the bottom lies a chat. */
function nest(root: string, width: number, depth: number, opened: { count: number }): ExportFolder {
  const folder: ExportFolder = { root, files: [], get: () => undefined };
  const file = (path: string, bytes: Uint8Array, inside: (() => ExportFolder) | null): ExportFile => ({
    path,
    size: bytes.length,
    folder,
    bytes: async function* () {
      yield bytes;
    },
    unzip: async () => {
      if (inside) opened.count++;
      return inside?.() ?? null;
    },
  });
  const chat = file('chat.txt', Buffer.from(fileOf('alpha', { text: '好' })), null);
  const zips = Array.from({ length: width }, (_, n) =>
    file(`${n}.zip`, ZIP, () => nest(`${root}/${n}.zip`, width, depth - 1, opened)),
  );
  return Object.assign(folder, { files: depth ? zips : [chat] });
}

describe('zips in zips', () => {
  test('are opened as far as an export nests them', async () => {
    const found = await discover([nest('/x', 2, 3, { count: 0 })], READERS, undefined, undefined);
    expect(found.jobs).toHaveLength(8);
    expect(found.refused).toEqual([]);
  });

  test('are left when they are too many or too deep, and the file after them is read', async () => {
    const opened = { count: 0 };
    const bomb = nest('/x', 16, 9, opened);
    const after = nest('/y', 1, 0, opened);
    const folder: ExportFolder = { ...bomb, files: [...bomb.files.slice(0, 1), ...after.files] };
    const found = await discover([folder], READERS, undefined, undefined);
    expect(opened.count).toBeLessThan(1100);
    expect(found.refused.length).toBeGreaterThan(0);
    expect(new Set(found.refused.map(({ why }) => why))).toEqual(new Set(['nested', 'zip-bomb']));
    expect(found.jobs.map(({ file }) => file.path)).toEqual(['chat.txt']);
    const told: string[] = [];
    tellLeftOut((event) => event.type === 'warn' && told.push(event.notice.code), found);
    expect(told.sort()).toEqual(['refused-bomb', 'refused-nested']);
  });

  test('are left when they are too many, and neither the documents nor the chat beside them', async () => {
    const folder: ExportFolder = { root: '/x/all.zip', files: [], get: () => undefined };
    const file = (path: string, bytes: Uint8Array, inside: ExportFolder | null): ExportFile => ({
      path,
      size: bytes.length,
      folder,
      bytes: async function* () {
        yield bytes;
      },
      unzip: async () => inside,
    });
    const chat = (path: string) => file(path, Buffer.from(fileOf('alpha', { text: '好' })), null);
    const essay: ExportFolder = { ...folder, get: (path) => (path === '[Content_Types].xml' ? chat(path) : undefined) };
    const zip = (n: number): ExportFolder => ({ ...folder, root: `/x/all.zip/${n}.zip`, files: [chat('chat.txt')] });
    const nested = (n: number): ExportFile => {
      const inside = zip(n);
      for (const one of inside.files) Object.assign(one, { folder: inside });
      return file(`${n}.zip`, ZIP, inside);
    };
    const files = [
      ...Array.from({ length: 1100 }, (_, n) => file(`${n}.docx`, ZIP, essay)),
      ...Array.from({ length: 1100 }, (_, n) => nested(n)),
      file('late.docx', ZIP, essay),
      chat('z_chat.txt'),
    ];
    const outer = file('all.zip', ZIP, { ...folder, files });
    const found = await discover([{ ...folder, root: '/x', files: [outer] }], READERS, undefined, undefined);
    // No reader of these tests takes documents.
    expect(found.rejected).toHaveLength(1101);
    expect(found.refused).toHaveLength(100);
    expect(found.jobs).toHaveLength(1001);
    expect(found.jobs.at(-1)?.file.path).toBe('z_chat.txt');
  });

  test('a document of which a part was refused is refused, not unknown', async () => {
    const opened = { count: 0 };
    const root = '/d';
    const inside: ExportFolder = {
      root: '/d/x.docx',
      files: [],
      get: (path) => (path === '[Content_Types].xml' ? nest('/e', 0, 0, opened).files[0] : undefined),
      refused: [{ path: '/d/x.docx/word/document.xml', why: 'zip-bomb' }],
    };
    const outer: ExportFolder = { root, files: [], get: () => undefined };
    const file: ExportFile = {
      path: 'x.docx',
      size: 4,
      folder: outer,
      bytes: async function* () {
        yield ZIP;
      },
      unzip: async () => inside,
    };
    const found = await discover([{ ...outer, files: [file] }], READERS, undefined, undefined);
    expect(found.refused).toEqual([{ path: '/d/x.docx/word/document.xml', why: 'zip-bomb' }]);
    expect(found.unknown).toEqual([]);
  });
});

test('a row that comes in pieces is one row, with the beginning of what cannot be read', async () => {
  const { run, store } = world();
  const piece = { sender: { name: '' }, time: null, dropped: 'unreadable' as const, text: 'x'.repeat(9000) };
  const reader = {
    ...READERS[0],
    id: 'pieces',
    detect: () => 'yes' as const,
    async *read(file: ExportFile) {
      const base = { kind: 'message' as const, type: 'text' as const, conversation: 'c' };
      const source = (record: number) => ({ format: 'pieces', file: file.path, record });
      yield {
        ...base,
        sender: { id: 'wxid_chenmo', name: '老默' },
        time: 1_700_000_000,
        text: '好',
        source: source(1),
      };
      for (let n = 0; n < 5; n++) yield { ...base, ...piece, source: source(2) };
      yield { ...base, ...piece, source: source(3) };
    },
  } as unknown as (typeof READERS)[number];
  await run({ 'a.txt': 'x' }, {}, { readers: [reader] });
  const dropped = store.rows<{ source: { record: number }; text: string }>('dropped.jsonl');
  expect(dropped.map(({ source, text }) => [source.record, text.length])).toEqual([
    [2, 4096],
    [3, 4096],
  ]);
});

test.each(['export_report.json', 'chats/manifest.json', '__MACOSX/a.csv', 'Thumbs.db', 'x.log'])(
  '%s lies beside exports and is no failure',
  async (path) => {
    const folder = memoryFolder({ [path]: '{"a":1}', 'chat.txt': fileOf('alpha', { text: '好' }) });
    const found = await discover([folder], READERS, undefined, undefined);
    expect(found.unknown).toEqual([]);
    expect(found.side).toHaveLength(1);
  },
);

test('what persona wrote itself is left out and told of, in folders and zips', async () => {
  const chat = fileOf('alpha', { text: '好' });
  const folder = memoryFolder({
    'persona.json': JSON.stringify({ schema: 'persona/1', subject: { name: '陈默' } }),
    'corpus/report.html': chat,
    '导出/chat.txt': chat,
    'all.zip': ZIP,
  });
  const inside = memoryFolder(
    { 'x/manifest.json': JSON.stringify({ schema: 'persona-bundle/1' }), 'x/prompt/own-words.md': chat, 'b.txt': chat },
    '/memory/all.zip',
  );
  const files = folder.files.map((file) => (file.path === 'all.zip' ? { ...file, unzip: async () => inside } : file));
  const found = await discover([{ ...folder, files }], READERS, undefined, undefined);
  expect(found.jobs.map(({ file }) => file.path)).toEqual(['b.txt', '导出/chat.txt']);
  expect(found.rejected).toEqual([
    { path: '/memory/corpus', code: 'own-output' },
    { path: '/memory/persona.json', code: 'own-output' },
    { path: '/memory/all.zip/x', code: 'own-output' },
  ]);
  const told: unknown[] = [];
  tellLeftOut((event) => event.type === 'warn' && told.push(event.notice), found);
  expect(told).toEqual([{ code: 'own-output', facts: { files: found.rejected.map(({ path }) => path) } }]);
});
