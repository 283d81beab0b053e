import { expect, test } from 'vitest';
import { chatCopied } from '../../../../src/ingest/formats/chat/chat-copied.ts';
import { chatlogText } from '../../../../src/ingest/formats/chat/chatlog-text.ts';
import { memotraceTxt } from '../../../../src/ingest/formats/chat/memotrace-txt.ts';
import { memotrace4Txt } from '../../../../src/ingest/formats/chat/memotrace4-txt.ts';
import { wechatdataanalysisTxt } from '../../../../src/ingest/formats/chat/wechatdataanalysis-txt.ts';
import { wechatexporterTxt } from '../../../../src/ingest/formats/chat/wechatexporter-txt.ts';
import { weflowMarkdown } from '../../../../src/ingest/formats/chat/weflow-markdown.ts';
import { weflowTxt } from '../../../../src/ingest/formats/chat/weflow-txt.ts';
import type { Reader } from '../../../../src/ingest/reader.ts';
import { headOf, readAll, winners } from '../../../support/fixtures.ts';
import { memoryFolder } from '../../../support/memory-folder.ts';
import { readText, said } from '../../../support/read-text.ts';

test.each([
  ['weflow-txt', "2022-01-25 08:00:00 '陈默'\n到了\n\n2022-01-25 08:00:10 '我'\n好\n", ['陈默: 到了', '我: 好']],
  [
    'weflow-txt',
    '序号\t时间\t发送者身份\t消息类型\t内容\n1\t2022-01-25 08:00:00\t陈默\t文本消息\t到了\n',
    ['陈默: 到了'],
  ],
  ['memotrace-txt', '2022-01-25 08:00:00 陈默\n到了\n\n2022-01-25 08:00:10 林晓\n好\n', ['陈默: 到了', '林晓: 好']],
  ['memotrace4-txt', '2022-01-25 08:00:00 陈默\n【语音】到了\n', ['陈默: [voice]到了']],
  ['wechatexporter-txt', '陈默 - 微信聊天记录\n陈默 (2022-01-25 08:00:00):到了\n', ['陈默: 到了']],
  ['chatlog-text', '陈默(wxid_a) 2022-01-25 08:00:00\n到了\n', ['wxid_a: 到了']],
])('%s: blank lines on top change nothing', async (id, text, expected) => {
  for (const above of ['', '\n\n', '\r\n \r\n']) {
    const [file] = memoryFolder({ '私聊_陈默.txt': above + text }).files;
    if (!file) throw new Error('no file');
    const [reader, ...others] = winners(await headOf(file));
    expect([reader?.id, ...others]).toEqual([id]);
    if (reader) expect(said(await readAll(reader, file))).toEqual(expected);
  }
});

test.each([memotraceTxt, memotrace4Txt])('$id: a plan of dates within a message is no row of heads', async (reader) => {
  const plan = '日程给你：\n2023-10-05 08:30:00 开会\n2023-10-06 09:00:00 体检\n别忘了带医保卡';
  const { items } = await readText(reader, {
    '陈默/陈默.txt': `2023-09-28 12:05:12 陈默\n${plan}\n\n2023-09-28 12:06:00 林晓\n知道了\n`,
  });
  expect(items.map(({ sender, text }) => [sender.name, text])).toEqual([
    ['陈默', plan],
    ['林晓', '知道了'],
  ]);
});

test('chat-copied: a line of exact time, name and words is no head of MemoTrace', async () => {
  const text = '2024-01-15 14:30:01 林晓: 在吗\n2024-01-15 14:31:02 陈默: 在\n2024-01-15 14:32:03 林晓: 哦\n';
  const [file] = memoryFolder({ '陈默.txt': text }).files;
  if (!file) throw new Error('no file');
  expect(winners(await headOf(file)).map(({ id }) => id)).toEqual(['chat-copied']);
  expect(said(await readAll(chatCopied, file))).toEqual(['林晓: 在吗', '陈默: 在', '林晓: 哦']);
});

test.each([memotraceTxt, memotrace4Txt])('$id: a second space before a name is none of it', async (reader) => {
  const { items } = await readText(reader, { '陈默.txt': '2022-01-25 08:00:00  陈默\n到了\n' });
  expect(items.map(({ sender }) => sender.name)).toEqual(['陈默']);
});

test('chat-copied: a line of an exact time alone is no system line of MemoTrace where a name stands below each', async () => {
  const day = '2023-09-28';
  const text = `${day} 12:03:40\n林晓: 几点？\n\n${day} 12:05:12\n陈默: 四点\n坐高铁回\n\n${day} 12:05:40\n撤回了一条消息\n\n${day} 12:06:00\n林晓: 好\n\n${day} 12:07:00\n陈默: 8:30到家\n`;
  const [file] = memoryFolder({ 'chat.txt': text }).files;
  if (!file) throw new Error('no file');
  expect(winners(await headOf(file)).map(({ id }) => id)).toEqual(['chat-copied']);
  const items = await readAll(chatCopied, file);
  expect(items.map(({ time, sender, text, dropped }) => [time, sender.name, text, dropped])).toEqual([
    [`${day}T12:03:40`, '林晓', '几点？', undefined],
    [`${day}T12:05:12`, '陈默', '四点\n坐高铁回', undefined],
    [null, '', '撤回了一条消息', 'system-line'],
    [`${day}T12:06:00`, '林晓', '好', undefined],
    [`${day}T12:07:00`, '陈默', '8:30到家', undefined],
  ]);
});

test('chat-copied: the second may stand between the name and the words, below the day', async () => {
  const text =
    '2023-09-28\n林晓 12:03:40 几点？\n陈默 12:05:12 四点\n坐高铁回\n林晓 12:06:00 好\n2023-09-29\n陈默 08:30:00 到了\n';
  const [file] = memoryFolder({ 'chat.txt': text }).files;
  if (!file) throw new Error('no file');
  expect(winners(await headOf(file)).map(({ id }) => id)).toEqual(['chat-copied']);
  const items = await readAll(chatCopied, file);
  expect(items.map(({ time, sender, text }) => [time, sender.name, text])).toEqual([
    ['2023-09-28T12:03:40', '林晓', '几点？'],
    ['2023-09-28T12:05:12', '陈默', '四点\n坐高铁回'],
    ['2023-09-28T12:06:00', '林晓', '好'],
    ['2023-09-29T08:30:00', '陈默', '到了'],
  ]);
});

test('chat-copied: the chats that QQ saved into one file are told apart by their titles', async () => {
  const rule = '='.repeat(64);
  const title = (group: string, name: string) => `${rule}\n消息分组:${group}\n${rule}\n消息对象:${name}\n${rule}\n\n`;
  const { items } = await readText(chatCopied, {
    '全部消息记录.txt':
      `消息记录（此消息记录为文本格式，不支持重新导入）\n\n${title('我的好友', '林晓')}` +
      `2010-01-06 16:57:28 ~晓，♥~\n在吗\n${rule}\n这条线是我画的\n\n${title('亲戚', '一家人')}` +
      '2010-01-06 16:58:00 系统消息(10000)\n林晓加入本群。\n\n2010-01-06 16:59:00 【群主】陈默(100200300)\n在\n',
  });
  expect(items.map(({ conversation, sender, text, dropped }) => [conversation, sender.name, text, dropped])).toEqual([
    ['林晓', '~晓，♥~', `在吗\n${rule}\n这条线是我画的`, undefined],
    ['一家人', '', '林晓加入本群。', 'system-line'],
    ['一家人', '陈默', '在', undefined],
  ]);
});

/** What each exporter writes otherwise, if at all, so that somebody must have typed it. */
const TYPED: [Reader, (words: string) => string, string[]][] = [
  [
    chatlogText,
    (words) => `陈默(wxid_a) 2022-01-25 08:00:00\n${words}\n`,
    ['转账[200元]', '通话时长 05:12', '以上是打招呼的内容'],
  ],
  [
    wechatdataanalysisTxt,
    (words) => `会话: 陈默 (wxid_a)\n账号: wxid_b\n\n[2022-01-25 08:00:00] 陈默(wxid_a): ${words}\n`,
    ['[红包]呢', '[文件] 在哪', '以上是打招呼的内容'],
  ],
  [
    weflowTxt,
    (words) => `2022-01-25 08:00:00 '陈默'\n${words}\n`,
    [
      '[文件] 在哪',
      '[链接] 打不开',
      '[位置] 发我一下',
      '[语音通话] 打过来',
      '[转账] 收到了没',
      '通话时长 05:12',
      '这句要加[引用 标记]',
    ],
  ],
  [
    weflowMarkdown,
    (words) => `# 陈默\n\n- 会话类型: 私聊\n- 导出工具: WeFlow\n\n---\n\n## 2022\\-01\\-25 08:00:00 陈默\n\n${words}\n`,
    ['[小程序] 打不开啊', '这句要加[引用 标记]'],
  ],
];
test.each(TYPED.flatMap(([reader, written, typed]) => typed.map((words) => ({ reader, written, words }))))(
  '$reader.id: $words was typed',
  async ({ reader, written, words }) => {
    const { items } = await readText(reader, { '私聊_陈默/私聊_陈默.txt': written(words) });
    expect(items.map(({ type, text, quote, dropped }) => [type, text, quote, dropped])).toEqual([
      ['text', words, undefined, undefined],
    ]);
  },
);

test.each([
  ['[文件]体检.pdf', 'file', '体检.pdf'],
  ['[链接] 国庆出行提醒\nhttps://example.com/a', 'link', '国庆出行提醒'],
  ['[位置] 公园 沿江路3号 (31.383001,121.527803)', 'location', '公园 沿江路3号'],
  ['[语音通话] 05:12', 'call', '05:12'],
  ['[视频通话] 对方无应答', 'call', '对方无应答'],
  ['[转账收款] (陈默 转账给 林晓)￥200.00', 'transfer', '(陈默 转账给 林晓)￥200.00'],
])('weflow-txt: %j is a placeholder', async (written, type, title) => {
  const { items } = await readText(weflowTxt, {
    '私聊_陈默/私聊_陈默.txt': `2022-01-25 08:00:00 '陈默'\n${written}\n`,
  });
  expect(items).toMatchObject([{ type, title, text: '' }]);
});

test('weflow-txt: in a group the quoted person may be unknown', async () => {
  const { items } = await readText(weflowTxt, {
    '群聊_一家/群聊_一家.txt': "2022-01-25 08:00:00 '陈默'\n好[引用 七点见]\n",
  });
  expect(items).toMatchObject([{ text: '好', quote: { text: '七点见' } }]);
});

test.each([
  [chatCopied, '[2022/3/7 00:00:08] 老默: 到了\n[2022/3/7 00:00:10] 老默: "林晓" 撤回了一条消息\n', 'by-words'],
  [memotrace4Txt, '2022-03-07 00:00:10 老默\n"林晓" 撤回了一条消息\n', 'by-words'],
  [memotrace4Txt, '2022-03-07 00:00:10 \n"林晓" 撤回了一条消息\n', undefined],
  [wechatexporterTxt, '林晓 - 微信聊天记录\n"林晓" 撤回了一条消息\n', 'by-words'],
  [wechatexporterTxt, '林晓 - 微信聊天记录\n系统消息: "林晓" 撤回了一条消息\n', undefined],
])('$id: a line that no mark tells from a message was dropped by its words', async (reader, text, rule) => {
  const { items } = await readText(reader, { '林晓.txt': text });
  expect(items.at(-1)).toMatchObject({ dropped: 'revoked', text: '"林晓" 撤回了一条消息' });
  expect(items.at(-1)?.droppedBy).toBe(rule);
});
