import { expect, test } from 'vitest';
import { splitQuote } from '../../../../src/ingest/formats/families/memotrace-quote.ts';
import { memotrace4Rows } from '../../../../src/ingest/formats/families/memotrace4.ts';
import { memotrace4Content } from '../../../../src/ingest/formats/families/memotrace4-content.ts';
import { memoryFolder } from '../../../support/memory-folder.ts';

test.each([
  ['放我屋\n引用：林晓: 又买书？', { text: '放我屋', quote: { sender: '林晓', text: '又买书？' } }],
  ['引用：林晓：又买书？', { text: '', quote: { sender: '林晓', text: '又买书？' } }],
  ['好\n引用：第一条：甲\n引用：乙', { text: '好', quote: { sender: '第一条', text: '甲\n引用：乙' } }],
  // The account is that of the chat, whoever wrote what is gone.
  ['好\n引用：wxid_lin: 无效的消息', { text: '好', quote: { text: '' } }],
  ['好\n引用：未知', { text: '好', quote: { text: '' } }],
  ['好\n引用：林晓: 未知', { text: '好', quote: { sender: '林晓', text: '未知' } }],
  // Who said it stands in the first line, or nowhere.
  ['好\n引用：菜单\n主菜: 鱼', { text: '好', quote: { text: '菜单\n主菜: 鱼' } }],
  [`好\n引用：${'长'.repeat(70)}: 话`, { text: '好', quote: { text: `${'长'.repeat(70)}: 话` } }],
  ['我在引用：这句', { text: '我在引用：这句' }],
])('%j is cut alike in a text and in a table', (body, reply) => {
  expect(splitQuote(body, '引用：')).toEqual(reply);
  expect(memotrace4Content(body)).toEqual(reply);
  const [file] = memoryFolder({ '陈默(wxid_chenmo01)/陈默.csv': '' }).files;
  const cells: Record<string, string> = {
    消息ID: '2096438911375126733',
    类型: '引用消息',
    发送人: '陈默',
    时间: '2023-09-28 12:08:02',
    内容: body,
  };
  const { text, quote } = memotrace4Rows('memotrace4-csv', file!)(
    (name) => cells[name] ?? '',
    1,
    () => true,
  )!;
  expect({ text, ...(quote ? { quote } : {}) }).toEqual(reply);
});
