import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Notice } from '../../src/core/events.ts';
import type { ExportFolder } from '../../src/core/export-file.ts';
import type { Item } from '../../src/core/types.ts';
import { memotraceCsv, weflowJson } from '../../src/ingest/formats/index.ts';
import { keepNotices } from '../../src/ingest/notices.ts';
import { readPieces } from '../../src/ingest/read/read.ts';
import { Collector } from '../../src/ingest/rows/collector.ts';
import type { IngestThreads } from '../../src/ingest/threads.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { MemorySpool, MemoryStore } from './memory-store.ts';
import { world } from './world.ts';

/** 18 MB of a chat: long enough to be cut in pieces. Cells with quotes, commas and line ends; two replies without words. */
function longCsv(): string {
  const lines = ['localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender'];
  const words = ['路上堵车，晚点到家', '"他说""好, 就这样"""', '"第一行\n第二行"', '嗯', '我的电话13812345678吧'];
  const picture = `"<msg><img aeskey=""${'0123456789abcdef'.repeat(50)}"" /></msg>"`;
  for (let n = 0; n < ROWS; n++) {
    const own = n % 3 === 0;
    const [type, sub] = n % 9000 === 8999 ? [49, 57] : n % 10 === 0 ? [1, 0] : [3, 0];
    const content = type === 1 ? words[(n / 10) % words.length] : type === 3 ? picture : '';
    const sender = own ? '林晓,晓晓,wxid_linxiao88' : '陈默,老默,wxid_chenmo';
    lines.push(
      `${n},7,${type},${sub},${own ? 1 : 0},${1_600_000_000 + 30 * n},3,${content},2020-09-13 20:26:40,${sender}`,
    );
  }
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
const ROWS = 25_000;

/** As a disk gives it: any part can be read without the rest. */
function sliceable(folder: ExportFolder, text: string): ExportFolder {
  const bytes = Buffer.from(text);
  for (const file of folder.files) {
    Object.assign(file, {
      slice: async function* (start: number, end: number) {
        for (let at = start; at < end; at += 100_000) yield bytes.subarray(at, Math.min(end, at + 100_000));
      },
    });
  }
  return folder;
}

/** 18 MB of WeFlow's JSON with quotes, escapes and a frame on both sides of the messages. */
function longJson(): string {
  const words = ['路上堵车，晚点到家', '他说"好"', '第一行\n第二行', '},\n{', '我的电话13812345678吧'];
  const messages = Array.from({ length: ROWS }, (_, n) => ({
    localId: n + 1,
    createTime: 1_600_000_000 + 30 * n,
    type: n % 50 === 0 ? '图片消息' : '文本消息',
    localType: n % 50 === 0 ? 3 : 1,
    content: n % 50 === 0 ? '[图片]' : `${words[n % words.length]}${n % 7}`,
    isSend: n % 3 === 0 ? 1 : 0,
    senderUsername: n % 3 === 0 ? 'wxid_linxiao88' : 'wxid_chenmo',
    senderDisplayName: n % 3 === 0 ? '林晓' : '老默',
    source: `<msgsource>${'0123456789abcdef'.repeat(40)}</msgsource>`,
    platformMessageId: String(7_000_000_000_000_000_000n + BigInt(n)),
  }));
  const session = { wxid: 'wxid_chenmo', nickname: '老默', remark: '陈默', displayName: '陈默', type: '私聊' };
  const weflow = { version: '1.0.3', generator: 'WeFlow', note: '导出'.repeat(2000) };
  return JSON.stringify({ weflow, messages, session }, null, 2);
}

test.each([
  { name: 'a table', path: 'chat/陈默/陈默_utf8.csv', reader: memotraceCsv, make: longCsv, last: ROWS + 1 },
  { name: 'an array', path: 'chat/陈默.json', reader: weflowJson, make: longJson, last: ROWS - 1 },
])('$name read in pieces by several threads gives a corpus of the same bytes', async ({ path, reader, make, last }) => {
  const text = make();
  const folder = () => sliceable(memoryFolder({ [path]: text }), text);
  const deps = { readers: [reader] };
  const one = world();
  await one.run({}, {}, { ...deps, folders: [folder()] });

  const spools: MemorySpool[] = [];
  const pieces: number[] = [];
  /** Two threads that are none; the later of two pieces is ready first. */
  const threads: IngestThreads = {
    size: 2,
    warm: () => {},
    canRead: () => true,
    read: async (batch) => {
      pieces.push(batch.length);
      await new Promise((resolve) => setTimeout(resolve, pieces.length % 2 ? 50 : 0));
      const spool = new MemorySpool();
      const collector = new Collector(
        {},
        'Asia/Shanghai',
        (words) => createHash('sha256').update(words).digest('hex'),
        spool,
      );
      const notices: Notice[] = [];
      const context = {
        timeZone: 'Asia/Shanghai',
        emit: keepNotices(notices),
        signal: undefined,
      };
      await readPieces(batch, collector, context, () => {});
      return { shard: structuredClone(collector.take()), notices, spool: String(spools.push(spool) - 1) };
    },
    style: () => Promise.reject(new Error('no paths, no thread')),
  };
  class Store extends MemoryStore {
    override openSpool(path?: string): MemorySpool {
      return spools[Number(path)] as MemorySpool;
    }
  }
  const store = new Store();
  const several = world();
  await several.run({}, {}, { ...deps, folders: [folder()], threads, store });

  expect(pieces.length).toBeGreaterThan(1);
  for (const [name, content] of one.store.files) expect(store.files.get(name) === content, name).toBe(true);
  expect(store.rows<Item>('items.jsonl').at(-1)?.source.record).toBe(last);
  const told = (events: typeof several.events) =>
    events.flatMap((event) => (event.type === 'warn' ? [event.notice] : []));
  expect(told(several.events)).toEqual(told(one.events));
  if (reader === memotraceCsv)
    expect(told(one.events)).toMatchObject([{ code: 'words-not-exported', facts: { count: 2 } }]);
});

test.each([
  { rows: 26_000, woken: true },
  { rows: 2_000, woken: false },
])(
  'of $rows short messages, a thread for their style is started while more is read: $woken',
  async ({ rows, woken }) => {
    const head = 'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender';
    const line = (n: number) =>
      `${n},7,1,0,0,${1_600_000_000 + 30 * n},3,嗯${n},2020-09-13 20:26:40,陈默,老默,wxid_chenmo`;
    const table = (from: number, to: number) =>
      [head, ...Array.from({ length: to - from }, (_, n) => line(from + n))].join('\r\n');
    const started: (number | undefined)[] = [];
    const threads: IngestThreads = {
      size: 3,
      warm: (size) => started.push(size),
      canRead: () => true,
      read: () => Promise.reject(new Error('short files are read here')),
      style: () => Promise.reject(new Error('no paths, no thread')),
    };
    const folders = [memoryFolder({ '陈默_1.csv': table(0, rows), '陈默_2.csv': table(rows, rows + 5) })];
    const { run, store } = world();
    await run({}, {}, { readers: [memotraceCsv], folders, threads });
    expect(store.rows<Item>('items.jsonl')).toHaveLength(rows + 5);
    expect([...new Set(started)]).toEqual(woken ? [1] : []);
  },
);
