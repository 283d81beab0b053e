import { expect, test } from 'vitest';
import { sentence } from '../../src/core/errors.ts';
import type { FileHead } from '../../src/core/export-file.ts';
import { memotraceAiTxt } from '../../src/ingest/formats/chat/memotrace-ai-txt.ts';
import { REJECTIONS, rejectionOf } from '../../src/ingest/rejected.ts';

const head = (path: string, text: string, entries?: string[]): FileHead => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  path,
  size: text.length,
  bytes: new TextEncoder().encode(text),
  text,
  ...(entries ? { entries } : {}),
});

test.each([
  ['rejected-encrypted', head('wechat_chat_export_wxid_a.zip.wec', 'WEC1')],
  ['rejected-database', head('MSG0.db', 'SQLite format 3\0\u0010')],
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
])('%s', (code, file) => {
  expect(rejectionOf(file)).toBe(code);
});

test.each(['MSG0.db', 'MicroMsg.db', 'EnMicroMsg.db', 'message_0.db', 'message_1.sqlite', 'MM.sqlite'])(
  '%s is a database, also while it is encrypted',
  (name) => {
    expect(rejectionOf(head(name, '\u0001\u0002'))).toBe('rejected-database');
  },
);

test.each([
  head('清明.docx', 'PK', ['word/document.xml']),
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

test('each says in both languages what to do instead', () => {
  for (const { code } of REJECTIONS) {
    for (const lang of ['en', 'zh'] as const) {
      const { say, hint } = sentence({ code, facts: { files: ['a'] } }, lang);
      expect(say).toContain('a');
      expect(hint).toBeTruthy();
    }
  }
});
