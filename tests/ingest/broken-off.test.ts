import { expect, test } from 'vitest';
import { PersonaError } from '../../src/core/errors.ts';
import type { ExportFolder } from '../../src/core/export-file.ts';
import { memotraceCsv } from '../../src/ingest/formats/index.ts';
import { piecesOf } from '../../src/ingest/read/pieces.ts';
import type { CorpusReport } from '../../src/ingest/report/report.ts';
import type { IngestThreads } from '../../src/ingest/threads.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { MemorySpool, MemoryStore } from './memory-store.ts';
import { fileOf, world } from './world.ts';

const ROWS = 20_000;
const HEAD = 'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender';
const row = (n: number) =>
  `${n},7,1,0,0,${1_600_000_000 + 30 * n},3,${'到家了'.repeat(100)}${n},2020-09-13 20:26:40,陈默,老默,wxid_chenmo`;
/** 18 MB: long enough to be cut in pieces. */
const longCsv = () => `${[HEAD, ...Array.from({ length: ROWS }, (_, n) => row(n))].join('\r\n')}\r\n`;

/** A disk from which a file goes away: bytes from `end` on are there when the file is gone through, and not afterwards. */
function vanishing(text: string, end: number): ExportFolder {
  const folder = memoryFolder({ '陈默.csv': text });
  const bytes = Buffer.from(text);
  for (const file of folder.files) {
    Object.assign(file, {
      slice: async function* (from: number, to: number) {
        for (let at = from; at < to; at += 50_000) {
          if (at >= end) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
          yield bytes.subarray(at, Math.min(to, at + 50_000));
        }
      },
    });
  }
  return folder;
}

/** One that takes nothing: every piece is read here. */
const noThreads: IngestThreads = {
  size: 1,
  warm: () => {},
  canRead: () => false,
  read: () => Promise.reject(new Error('not asked')),
  style: () => Promise.reject(new Error('not asked')),
};

test('a file of which several pieces break off is told of once, with all of its rows', async () => {
  const text = longCsv();
  const { run, events, store } = world();
  const folders = [vanishing(text, 10_000_000)];
  await run({}, {}, { readers: [memotraceCsv], folders, threads: noThreads });
  const { rows, brokeOff } = store.json<CorpusReport>('report.json').files[0] ?? { rows: 0 };
  expect(brokeOff).toBe('ENOENT');
  expect(rows).toBeGreaterThan(ROWS / 4);
  expect(rows).toBeLessThan(ROWS);
  const told = events.flatMap((event) => (event.type === 'warn' ? [event.notice] : []));
  expect(told).toEqual([
    {
      code: 'file-broke-off',
      facts: { file: '/memory/陈默.csv', why: expect.objectContaining({ zh: '文件已经不在了' }), rows },
    },
  ]);
});

test('a file that goes away while it is looked through for cuts is read as one', async () => {
  const [file] = vanishing(longCsv(), 0).files;
  if (!file) throw new Error('no file');
  const bytes = file.bytes.bind(file);
  Object.assign(file, {
    bytes: async function* () {
      yield* bytes();
      throw Object.assign(new Error('gone'), { code: 'ENOENT' });
    },
  });
  const job = { file, reader: memotraceCsv };
  expect(await piecesOf([job], { emit: () => {}, signal: undefined })).toEqual([job]);
});

test('a full disk ends the run; it is no fault of the file that is read', async () => {
  class FullSpool extends MemorySpool {
    override append(): void {
      throw new PersonaError('unwritable-path', { path: '/x', why: 'ENOSPC' });
    }
  }
  class FullStore extends MemoryStore {
    override spool(): MemorySpool {
      return new FullSpool();
    }
  }
  const { run, codes } = world();
  const text = fileOf('alpha', ...Array.from({ length: 20 }, (_, n) => ({ text: `${n}${'好'.repeat(20_000)}` })));
  await expect(run({ 'a.txt': text }, {}, { store: new FullStore() })).rejects.toMatchObject({
    code: 'unwritable-path',
  });
  expect(codes()).toEqual([]);
});
