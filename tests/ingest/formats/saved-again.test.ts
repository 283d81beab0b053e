import { describe, expect, test } from 'vitest';
import type { Notice } from '../../../src/core/events.ts';
import type { ExportFile } from '../../../src/core/export-file.ts';
import type { ReadItem } from '../../../src/core/types.ts';
import { ZoneClock } from '../../../src/parse/time.ts';
import {
  bytesOf,
  context,
  fixtureCases,
  headOf,
  inputFiles,
  readers,
  winners,
  withBytes,
} from '../../support/fixtures.ts';
import { encodeGbk } from '../../support/gb18030.ts';
import { memoryFolder } from '../../support/memory-folder.ts';
import { savedAsCsv, savedAsWorkbook } from '../../support/spreadsheet.ts';
import { world } from '../world.ts';

/** A CSV that Excel or WPS has saved again is the table that it was: the same messages, and what is lost is told. */

const FORMATS = [
  'memotrace-csv',
  'memotrace4-csv',
  'pywxdump-csv',
  'chatlog-csv',
  'weclone-csv',
  'weflow-weclone-csv',
  'weibo-crawler-csv',
];
/** PyWxDump's columns through Excel are what WeClone's input is; MemoTrace writes its table as a workbook too. */
const READ_AS: Record<string, string[]> = {
  'pywxdump-csv': ['pywxdump-csv', 'weclone-csv'],
  'weclone-csv': ['pywxdump-csv', 'weclone-csv'],
  'memotrace4-csv': ['memotrace4-csv', 'memotrace4-xlsx'],
};

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

type Save = (file: ExportFile, csv: string) => ExportFile | Promise<ExportFile>;
const text =
  (make: (csv: string) => string | Uint8Array): Save =>
  (file, csv) =>
    withBytes(file, new Uint8Array(Buffer.from(make(csv) as string)));

const CSVS: Record<string, Save> = {
  'CSV in UTF-8': text((csv) => `\ufeff${savedAsCsv(csv)}`),
  'CSV in GBK': text((csv) => encodeGbk(savedAsCsv(csv))),
  'CSV with semicolons': text((csv) => savedAsCsv(csv, { delimiter: ';' })),
  'CSV with empty columns': text((csv) => savedAsCsv(csv, { more: 3 })),
  'CSV below a line that names the delimiter': text((csv) => `sep=,\r\n${savedAsCsv(csv)}`),
};
const TEXTS: Record<string, Save> = {
  'Unicode text': async (file, csv) => renamed(file, utf16(savedAsCsv(csv, { delimiter: '\t' })), 'txt'),
};
const WORKBOOKS: Record<string, Save> = {
  workbook: async (file, csv) => renamed(file, await bytesOf(await savedAsWorkbook('a.xlsx', csv)), 'xlsx'),
};

const renamed = (file: ExportFile, bytes: Uint8Array, extension: string): ExportFile => ({
  ...withBytes(file, bytes),
  path: file.path.replace(/csv$/u, extension),
});

const clock = new ZoneClock('Asia/Shanghai');
const minuteOf = ({ time }: ReadItem) => {
  if (time === null) return null;
  return Math.floor((typeof time === 'number' ? time : clock.epoch(time)) / 60);
};
const told = (items: readonly ReadItem[]) =>
  items.map(({ messageId: _id, time: _time, precision: _precision, source, ...rest }, at) => ({
    ...rest,
    record: source.record,
    minute: minuteOf(items[at] as ReadItem),
  }));

async function read(file: ExportFile): Promise<{ as: string[]; items: ReadItem[]; notices: Notice[] }> {
  const found = winners(await headOf(file));
  const items: ReadItem[] = [];
  const notices: Notice[] = [];
  const emit: typeof context.emit = (event) => {
    if (event.type === 'warn') notices.push(event.notice);
  };
  for await (const item of found[0]?.read(file, { ...context, emit }) ?? []) items.push(item);
  return { as: found.map(({ id }) => id), items, notices };
}

const files = async (id: string): Promise<{ file: ExportFile; csv: string }[]> => {
  const found = fixtureCases(id).find(({ name }) => name === 'family' || name === 'user');
  const all = found ? await inputFiles(found) : [];
  const tables = all.filter(({ path }) => path.endsWith('.csv') && !path.endsWith('contacts.csv'));
  return Promise.all(tables.map(async (file) => ({ file, csv: new TextDecoder().decode(await bytesOf(file)) })));
};

describe.each(FORMATS)('%s', (id) => {
  test.each(Object.entries({ ...CSVS, ...TEXTS, ...WORKBOOKS }))('as %s', async (name, save) => {
    for (const { file, csv } of await files(id)) {
      // Emoji are no part of GBK.
      const kept = name.includes('GBK') ? new TextDecoder('gbk').decode(encodeGbk(csv)) : csv;
      const before = await read(withBytes(file, new TextEncoder().encode(kept)));
      const now = await read(await save(file, csv));
      expect(READ_AS[id] ?? [id]).toContain(now.as.join());
      expect(told(now.items)).toEqual(told(before.items));
      const ids = new Map(before.items.map(({ source, messageId }) => [source.record, messageId]));
      for (const { source, messageId } of now.items) expect([undefined, ids.get(source.record)]).toContain(messageId);
    }
  });
});

describe('what is lost is told', () => {
  const named = (content: string, path: string, beside: Record<string, string> = {}) =>
    memoryFolder({ [path]: content, ...beside }).get(path) as ExportFile;
  const PYWXDUMP = 'id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime';
  const rows = (...ids: string[]) =>
    [PYWXDUMP, ...ids.map((id, n) => `${n},${id},文本,0,wxid_a,wxid_a,嗯,,2023-09-28 12:05:1${n}`)].join('\r\n');
  const codes = ({ notices }: { notices: Notice[] }) => notices.map(({ code, facts }) => [code, facts.count]);

  test('ids and seconds, once a file', async () => {
    const csv = savedAsCsv(rows('1318260923170456201', '1318260923170456202', '131826092317045601'));
    const now = await read(named(csv, 'a/a.csv'));
    expect(codes(now)).toEqual([
      ['ids-rounded', 3],
      ['seconds-lost', 3],
    ]);
    // Three answers of one minute, and nothing that would make two of them one.
    expect(now.items.map(({ messageId, precision, rowId }) => [messageId, precision, rowId])).toEqual([
      [undefined, 'minute', '0'],
      [undefined, 'minute', '1'],
      [undefined, 'minute', '2'],
    ]);
  });

  test('an id that ends in zeros of its own among others is no loss', async () => {
    const csv = rows('1318260923170450000', '1318260923170456202', '1318260923170456203');
    expect(codes(await read(named(csv, 'a/a.csv')))).toEqual([]);
  });

  test('the same word twice in a minute stays twice where rows have no number', async () => {
    const csv = savedAsCsv(
      `Time,SenderName,Sender,TalkerName,Talker,Content\n2023-09-28 12:05:01,陈默,wxid_c,陈默,wxid_c,嗯\n2023-09-28 12:05:40,陈默,wxid_c,陈默,wxid_c,嗯\n`,
    );
    const { run, store } = world();
    await run({ 'wxid_c.csv': csv }, { subject: ['wxid_c'] }, { readers });
    expect((await store.text('items.jsonl'))?.match(/嗯/gu)).toHaveLength(2);
  });

  test('words that a spreadsheet took for a formula or a number are nobody’s in a CSV, and themselves in a workbook', async () => {
    const csv = `${PYWXDUMP}\r\n1,1318260923170456201,文本,0,wxid_a,wxid_a,-买菜,,2023-09-28 12:05:12\r\n2,1318260923170456202,文本,0,wxid_a,wxid_a,8:05,,2023-09-28 12:05:13\r\n3,1318260923170456203,文本,0,wxid_a,wxid_a,75512345678901,,2023-09-28 12:05:14\r\n`;
    const now = await read(named(savedAsCsv(csv), 'a/a.csv'));
    expect(now.items.map(({ text, dropped }) => [text, dropped])).toEqual([
      ['#NAME?', 'unreadable'],
      ['8:05', undefined],
      ['7.55123E+13', 'unreadable'],
    ]);
    expect(codes(now)).toContainEqual(['words-lost', 2]);
    const workbook = await read(await savedAsWorkbook('a/a.xlsx', csv));
    expect(workbook.items.map(({ text }) => text)).toEqual(['-买菜', '8:05', '75512345678901']);
    expect(codes(workbook)).toEqual([['ids-rounded', 3]]);
  });

  test('a type that no list names is a card, whatever became of its id', async () => {
    const csv = savedAsCsv(
      `${PYWXDUMP}\r\n1,1318260923170456201,(分享)新玩意,0,wxid_a,wxid_a,一个标题,,2023-09-28 12:05:12\r\n`,
    );
    expect((await read(named(csv, 'a/a.csv'))).items[0]).toMatchObject({ type: 'link', title: '一个标题' });
  });

  test('MemoTrace’s voice files are found by the digits that a workbook keeps', async () => {
    const csv =
      '消息ID,类型,发送人,时间,内容,备注,昵称,更多信息\r\n1269999524870328884,语音,陈默,2023-09-28 12:08:47,【语音】书架,陈默,老默,more\r\n';
    const folder = '聊天记录/陈默(wxid_chenmo01)';
    const voice = `${folder}/voice/2023-09/20230928_120847_126999_0.mp3`;
    const saved = await savedAsWorkbook(`${folder}/陈默.xlsx`, csv);
    const { items } = await read({ ...saved, folder: memoryFolder({ [voice]: '' }) });
    expect(items[0]).toMatchObject({ text: '书架', media: { path: voice } });
  });

  test('MemoTrace’s file of all chats is one in any of its shapes', async () => {
    const csv =
      'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\r\n' +
      '1,7,1,0,0,1695873912,3,我到了,2023-09-28 12:05:12,陈默,老默,陈默\r\n';
    const { items } = await read(await savedAsWorkbook('messages.xlsx', csv));
    expect(items[0]).toMatchObject({ conversation: '陈默', time: 1_695_873_912, source: { record: 2 } });
  });

  test('a post’s id is worked out of its bid, its seconds are those of the other column', async () => {
    const csv = savedAsCsv(
      'id,bid,正文,日期,完整日期\r\n3501756485200075,z0JH2lOMb,今天下雨,2015-03-08T09:12:34,2015-03-08 09:12:34\r\n4467107636950632,Inv00002,晴,2015-03-09T09:12:34,2015-03-09 09:12:34\r\n',
    );
    const now = await read(named(csv, 'weibo/老默/7000001.csv'));
    expect(now.items.map(({ messageId, time, precision }) => [messageId, time, precision])).toEqual([
      ['3501756485200075', '2015-03-08T09:12:34+08:00', undefined],
      [undefined, '2015-03-09T09:12:34+08:00', undefined],
    ]);
  });
});
