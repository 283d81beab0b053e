import { expect, test } from 'vitest';
import { sentence } from '../../../src/core/errors.ts';
import type { FileHead } from '../../../src/core/export-file.ts';
import { memotraceAiTxt } from '../../../src/ingest/formats/chat/memotrace-ai-txt.ts';
import { discover } from '../../../src/ingest/read/discover.ts';
import { REJECTIONS, rejectionOf } from '../../../src/ingest/read/rejected.ts';
import { memoryFolder } from '../../support/memory-folder.ts';
import { READERS } from '../world.ts';

const head = (path: string, text: string, entries?: string[]): FileHead => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  path,
  size: text.length,
  bytes: new TextEncoder().encode(text),
  text,
  ...(entries ? { entries } : {}),
});

const document = (path: string, body: string): FileHead => ({
  ...head(path, '', ['word/document.xml']),
  document: `<w:document><w:body>${body}`,
});
const stamp = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>2023-09-28 12:01:12</w:t></w:r></w:p>';
const cell = (text: string) => `<w:tc><w:p><w:r>${text}</w:r></w:p></w:tc>`;
const PICTURE = '<w:drawing><wp:inline></wp:inline></w:drawing>';

test.each([
  ['rejected-encrypted', head('wechat_chat_export_wxid_a.zip.wec', 'WEC1')],
  ['rejected-database', head('MSG0.db', 'SQLite format 3\0\u0010')],
  ['rejected-pdf', head('扫描.pdf', '%PDF-1.7\n')],
  ['rejected-archive', { ...head('备份.7z', ''), bytes: Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1') }],
  ['rejected-archive', { ...head('备份.rar', ''), bytes: Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1') }],
  [
    'rejected-locked-document',
    { ...head('日记.docx', ''), bytes: Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1') },
  ],
  [
    'rejected-masked-text',
    head('陈默_chat.txt', '\n********************2023-09-28********************\n陈默:我到了\n'),
  ],
  [
    'rejected-training-data',
    head(
      '陈默_train.json',
      '[{"conversations":[{"role":"user","content":"在吗"},{"role":"assistant","content":"在"}]}]',
    ),
  ],
  [
    'rejected-training-data',
    head('alpaca.json', '[{"system":"","instruction":"在吗","input":"","output":"在","history":[]}]'),
  ],
  ['rejected-training-data', head('sft.jsonl', '{"messages":[{"role":"user","content":"在吗"}]}\n{"messages":[]}\n')],
  ['rejected-word-chat', head('聊天记录/陈默(wxid_chenmo01)/陈默.docx', 'PK', ['word/document.xml'])],
  ['rejected-word-chat', document('陈默_1.docx', `${stamp}<w:tbl>${cell('你周五几点到？')}${cell(PICTURE)}</w:tbl>`)],
])('%s', (code, file) => {
  expect(rejectionOf(file)?.code).toBe(code);
});

test.each(['MSG0.db', 'MicroMsg.db', 'EnMicroMsg.db', 'message_0.db', 'message_1.sqlite', 'MM.sqlite'])(
  '%s is a database, also while it is encrypted',
  (name) => {
    expect(rejectionOf(head(name, '\u0001\u0002'))?.code).toBe('rejected-database');
  },
);

test.each([
  head('清明.docx', 'PK', ['word/document.xml']),
  // A diary with a table, and a picture elsewhere.
  document('日记.docx', `${stamp}<w:tbl>${cell('血压 120')}</w:tbl><w:p><w:r>${PICTURE}</w:r></w:p>`),
  head('family.jsonl', '{"_type":"header","chatlab":{"version":"0.0.2"},"meta":{}}'),
  head('chat.json', '{"session":{"wxid":"wxid_a"},"messages":[{"localType":1,"content":"在"}]}'),
  head('日记.txt', '2023-09-28 晴\n*** 休息 ***\n'),
  head('empty.txt', ''),
  head('Thumbs.db', '\u0001'),
  head('MSG0.db-wal', '\u0001'),
  head('MSG0.db-shm', '\u0001'),
  head('._MM.sqlite', '\u0001'),
])('$path is left to the readers', (file) => {
  expect(rejectionOf(file)).toBeUndefined();
});

test('text for language models is rejected, and the hint names the reader that takes it when asked', () => {
  const { hint } = sentence({ code: 'rejected-masked-text', facts: { files: ['a'] } }, 'en');
  expect(hint).toContain(`--from ${memotraceAiTxt.id}`);
});

test('--from overrules what a reader could make something of, and nothing else', () => {
  const chat = head('陈默_chat.txt', '\n********************2023-09-28********************\n陈默:我到了\n');
  expect(rejectionOf(chat, true)).toBeUndefined();
  expect(rejectionOf(head('a.pdf', '%PDF-1.4\n'), true)?.code).toBe('rejected-pdf');
});

test('what is no text, and a document that is none inside, are not said to lack a --from', async () => {
  const folder = memoryFolder({ 'a.xyz': Uint8Array.of(0, 1, 2, 0, 255), 'b.docx': 'no zip', 'c.xyz': 'words' });
  const found = await discover([folder], READERS, undefined, undefined);
  expect(found).toMatchObject({
    unknown: ['/memory/c.xyz'],
    rejected: [{ path: '/memory/a.xyz', code: 'rejected-binary' }],
    refused: [{ path: '/memory/b.docx', why: 'damaged-zip' }],
  });
});

test('each says in both languages what to do instead', () => {
  for (const { code } of REJECTIONS) {
    for (const lang of ['en', 'zh'] as const) {
      const { say, hint } = sentence({ code, facts: { files: ['a'] } }, lang);
      expect(say).toContain('a');
      expect(hint).toBeTruthy();
    }
  }
});
