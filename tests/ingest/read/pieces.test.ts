import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/events.ts';
import type { ExportFile } from '../../../src/core/export-file.ts';
import { memotraceCsv } from '../../../src/ingest/formats/index.ts';
import { piecesOf } from '../../../src/ingest/read/pieces.ts';
import { memoryFolder } from '../../support/memory-folder.ts';

const MEGABYTE = 1 << 20;

/** A table of so many megabytes, made as it is read. `flawAt`: the megabyte in which a quote is left open. */
function table(path: string, megabytes: number, flawAt = -1): ExportFile {
  const [file] = memoryFolder({ [path]: '' }).files;
  const head = 'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\r\n';
  const chunk = (n: number) => {
    const line = n === flawAt ? 'a"b' : '1,7,1,0,0,1500000033,3,回来,2017-07-14 10:40:33,陈默,老默,wxid_chenmo01';
    const rows = Buffer.from(`${n === 0 ? head : ''}${line}\r\n`);
    return Buffer.concat([rows, Buffer.alloc(MEGABYTE - rows.length - 2, 'x'), Buffer.from('\r\n')]);
  };
  async function* chunks() {
    for (let n = 0; n < megabytes; n++) yield chunk(n);
  }
  return { ...file!, size: megabytes * MEGABYTE, bytes: chunks, slice: chunks };
}

async function toldOf(...files: ExportFile[]) {
  const events: RunEvent[] = [];
  const jobs = files.map((file) => ({ file, reader: memotraceCsv }));
  const pieces = await piecesOf(jobs, { emit: (event) => events.push(event), signal: undefined });
  return { events, pieces };
}

test('going through long files to cut them is told as it goes on, a flawed one to its end', async () => {
  const { events, pieces } = await toldOf(table('a.csv', 40), table('b.csv', 40, 3), table('c.csv', 1));
  const piecesIn = (path: string) => pieces.filter(({ file }) => file.path === path).length;
  expect(piecesIn('a.csv')).toBeGreaterThan(5);
  expect([piecesIn('b.csv'), piecesIn('c.csv')]).toEqual([1, 1]);
  const told = events.flatMap((event) => (event.type === 'progress' ? [event] : []));
  expect(told.length).toBeGreaterThan(30);
  expect(new Set(told.map(({ task, total, unit }) => `${task} ${total} ${unit}`))).toEqual(
    new Set([`scan ${80 * MEGABYTE} bytes`]),
  );
  const done = told.map((event) => event.done);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(done.at(-1)).toBe(80 * MEGABYTE);
  expect(events.at(-1)).toEqual({ type: 'done', task: 'scan' });
});

test('what takes no time is not told', async () => {
  expect((await toldOf(table('a.csv', 12), table('b.csv', 12))).events).toEqual([]);
});
