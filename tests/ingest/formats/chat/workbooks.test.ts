import { expect, test } from 'vitest';
import { chatlogCsv } from '../../../../src/ingest/formats/chat/chatlog-csv.ts';
import { memotrace4Xlsx } from '../../../../src/ingest/formats/chat/memotrace4-xlsx.ts';
import { weflowExcel } from '../../../../src/ingest/formats/chat/weflow-excel.ts';
import { headOf, readAll, winners } from '../../../support/fixtures.ts';
import { memoryFolder } from '../../../support/memory-folder.ts';
import { workbook } from '../../../support/workbook.ts';

const lead = (id: string) => [
  ['会话信息'],
  ['微信ID', id, '', '昵称', '一家三口'],
  ['导出工具', 'WeFlow', '导出版本', '0.0.2'],
];

test('a group with names of three kinds', async () => {
  const file = await workbook('群聊_一家三口.xlsx', [
    ...lead('34567890123@chatroom'),
    ['序号', '时间', '发送者昵称', '发送者微信ID', '发送者备注', '群昵称', '发送者身份', '消息类型', '内容'],
    ['1', '2023-12-30 18:01:10', '老默', 'wxid_chenmo01', '陈默', '爸爸', '爸爸', '文本消息', '吃啥？ a<b'],
    ['2', '2023-12-30 18:02:20', '林晓', 'wxid_linxiao88', '', '妈妈', '我', '引用消息', '清汤[引用 爸爸：吃啥？]'],
    [
      '3',
      '2023-12-30 18:03:30',
      '老默',
      'wxid_chenmo01',
      '陈默',
      '爸爸',
      '爸爸',
      '系统消息',
      '"小禾宝贝" 撤回了一条消息',
    ],
    ['4', '', '', '', '', '', '', '文本消息', '没有时间'],
  ]);
  expect(weflowExcel.detect(await headOf(file))).toBe('yes');
  const items = await readAll(weflowExcel, file);
  expect(items.map(({ sender, text, direction, dropped }) => [sender, text, direction, dropped])).toEqual([
    // The last releases call the owner of the phone by name here, as everybody else.
    [{ id: 'wxid_chenmo01', name: '爸爸', aliases: ['陈默', '老默'] }, '吃啥？ a<b', undefined, undefined],
    [{ id: 'wxid_linxiao88', name: '林晓', aliases: ['妈妈'] }, '清汤', 'sent', undefined],
    [{ name: '' }, '"小禾宝贝" 撤回了一条消息', undefined, 'revoked'],
    [{ name: '' }, expect.stringContaining('没有时间'), undefined, 'unreadable'],
  ]);
  expect(items[0]).toMatchObject({ conversation: '34567890123@chatroom', conversationName: '一家三口', group: true });
});

test('in the last releases the column of accounts is called 账号ID', async () => {
  const file = await workbook('私聊_陈默-1f0c3a9b7e.xlsx', [
    ['会话信息'],
    ['账号ID', 'wxid_chenmo01', '昵称', '老默'],
    ['导出工具', 'WeFlow', '导出时间', '2026-09-20 20:26:40'],
    [],
    ['序号', '时间', '发送者昵称', '发送者账号ID', '发送者备注', '发送者身份', '消息类型', '内容'],
    ['1', '2023-12-30 18:01:10', '老默', 'wxid_chenmo01', '陈默', '陈默', '文本消息', '吃啥'],
    ['2', '2023-12-30 18:02:20', '林晓', 'wxid_linxiao88', '', '我', '文件消息', 'media\\file\\pdf\\菜单.pdf'],
    ['3', '2023-12-30 18:03:20', '老默', 'wxid_chenmo01', '陈默', '陈默', '语音消息', 'media\\audio\\1.wav'],
  ]);
  expect(weflowExcel.detect(await headOf(file))).toBe('yes');
  const items = await readAll(weflowExcel, file);
  expect(items.map(({ sender, direction, type }) => [sender.id, direction, type])).toEqual([
    ['wxid_chenmo01', 'received', 'text'],
    ['wxid_linxiao88', 'sent', 'file'],
    ['wxid_chenmo01', 'received', 'voice'],
  ]);
  expect(items[0]).toMatchObject({ conversation: 'wxid_chenmo01', group: false });
  expect(items.slice(1).map(({ media, text }) => [media?.path, text])).toEqual([
    ['media/file/pdf/菜单.pdf', ''],
    ['media/audio/1.wav', ''],
  ]);
});

test('a group of the last releases, in which the owner has a name: no sides; sounds of several chats lie together', async () => {
  const rows = [
    ['会话信息'],
    ['账号ID', '34567890123@chatroom', '', '昵称', '一家三口'],
    ['序号', '时间', '发送者昵称', '发送者账号ID', '发送者备注', '群昵称', '发送者身份', '消息类型', '内容'],
    ['1', '2023-12-30 18:01:10', '老默', 'wxid_chenmo01', '陈默', '', '陈默', '文本消息', '吃啥'],
    ['2', '2023-12-30 18:02:20', '林晓', 'wxid_linxiao88', '', '小晓', '林晓', '文本消息', '火锅'],
    ['3', '2023-12-30 18:03:20', '林晓', 'wxid_linxiao88', '', '小晓', '林晓', '语音消息', '[语音转文字] 快点'],
  ];
  const path = 'texts/群聊_一家三口-1f0c3a9b7e.xlsx';
  const sounds = ['34567890123_chatroom', 'wxid_zhouye03'].map((chat) => `voices/voice_${chat}_3_1703930600_11.wav`);
  const folder = memoryFolder({ ...Object.fromEntries(sounds.map((sound) => [sound, 'x'])) });
  const items = await readAll(weflowExcel, { ...(await workbook(path, rows)), folder });
  expect(items.map(({ sender, direction }) => [sender.name, direction])).toEqual([
    ['陈默', undefined],
    ['林晓', undefined],
    ['林晓', undefined],
  ]);
  expect(items[2]).toMatchObject({ type: 'voice', text: '快点', media: { path: sounds[0] } });
});

test('a compact one, as a relative without lead rows may write it', async () => {
  const file = await workbook('私聊_陈默.xlsx', [
    ['序号', '时间', '发送者身份', '消息类型', '内容'],
    ['1', '2023-12-30 18:01', '陈默', '文本消息', '到了'],
    ['2', '2023-12-30 18:02', '我', '文本消息', '好'],
  ]);
  const items = await readAll(weflowExcel, file);
  expect(
    items.map(({ sender, direction, precision, conversation }) => [sender.name, direction, precision, conversation]),
  ).toEqual([
    ['陈默', 'received', 'minute', '陈默'],
    ['我', 'sent', 'minute', '陈默'],
  ]);
});

test('what stands in place of a picture or a call is no title of it', async () => {
  const told: [string, string, string | undefined][] = [
    ['图片消息', '[图片]', undefined],
    ['视频消息', '[视频]8s', undefined],
    ['动画表情', '[表情包：好的]', '好的'],
    ['通话消息', '[语音通话] 05:12', '05:12'],
    ['其他消息', '恭喜发财', '恭喜发财'],
  ];
  const file = await workbook('私聊_陈默.xlsx', [
    ['序号', '时间', '发送者身份', '消息类型', '内容'],
    ...told.map(([type, content], at) => [`${at + 1}`, '2023-12-30 18:01:00', '陈默', type, content]),
  ]);
  const items = await readAll(weflowExcel, file);
  expect(items.map(({ title }) => title)).toEqual(told.map(([, , title]) => title));
  expect(items.map(({ text }) => text).join('')).toBe('');
});

test('words of type 文本消息 are words, whatever they look like', async () => {
  const typed = ['[红包]', '[语音]', '妈领取了你的红包', '她 撤回了一条消息'];
  const file = await workbook('私聊_陈默.xlsx', [
    ['序号', '时间', '发送者身份', '消息类型', '内容'],
    ...typed.map((text, n) => [String(n + 1), '2023-12-30 18:01:00', '陈默', '文本消息', text]),
  ]);
  const items = await readAll(weflowExcel, file);
  expect(items.map(({ type, text, dropped }) => [type, text, dropped])).toEqual(
    typed.map((text) => ['text', text, undefined]),
  );
});

test('a header that never comes is one unreadable record', async () => {
  const rows = Array.from({ length: 20 }, (_, n) => [`row ${n}`, 'x']);
  const items = await readAll(weflowExcel, await workbook('a.xlsx', rows));
  expect(items.map(({ dropped }) => dropped)).toEqual(['unreadable']);
});

test('MemoTrace: the sheet is found by name, and Excel’s own dates are read', async () => {
  const file = await workbook(
    '聊天记录/陈默(wxid_chenmo01)/陈默.xlsx',
    [
      ['消息ID', '类型', '发送人', '时间', '内容', '备注', '昵称', '更多信息'],
      ['1648292853292210293', '文本', '陈默', '2023/9/28 12:05', '四点', '陈默', '老默', 'more'],
    ],
    '聊天记录',
  );
  expect(memotrace4Xlsx.detect(await headOf(file))).toBe('yes');
  expect((await readAll(memotrace4Xlsx, file))[0]).toMatchObject({
    text: '四点',
    time: '2023-09-28T12:05:00',
    precision: 'minute',
    conversation: 'wxid_chenmo01',
  });
});

test('MemoTrace: a row of a link alone is an empty message, not one that cannot be read', async () => {
  const file = await workbook('陈默(wxid_chenmo01)/陈默.xlsx', [
    ['消息ID', '类型', '发送人', '时间', '内容', '备注', '昵称', '更多信息'],
    ['1269999524870328884', '语音', '陈默', '2023-09-28 12:08:47', '【语音】', '陈默', '老默', 'more'],
    ['', '', '', '', './voice/2023-09/20230928_120847_126999_0.mp3'],
    ['1269999524870328999', '文本', '陈默', '2023-09-28 12:09:47', './voice/ 里有', '陈默', '老默', 'more'],
  ]);
  const items = await readAll(memotrace4Xlsx, file);
  expect(items.map(({ type, text, dropped }) => [type, text, dropped])).toEqual([
    ['voice', '', undefined],
    ['text', '', undefined],
    ['text', './voice/ 里有', undefined],
  ]);
});

test('chatlog_alpha: its answer as a workbook is the table of its CSV', async () => {
  const file = await workbook('wxid_chenmo01_2023-09-28_2023-09-29.xlsx', [
    ['MessageID', 'Time', 'SenderName', 'Sender', 'TalkerName', 'Talker', 'Content'],
    ['1', '2023-09-28 12:05:12', '陈默', 'wxid_chenmo01', '陈默', 'wxid_chenmo01', '到了'],
    ['2', '2023-09-28 12:06:12', '', 'wxid_linxiao88', '陈默', 'wxid_chenmo01', '=好'],
  ]);
  expect(winners(await headOf(file))).toEqual([chatlogCsv]);
  expect((await readAll(chatlogCsv, file)).map(({ text, direction, rowId }) => [text, direction, rowId])).toEqual([
    ['到了', 'received', '1'],
    ['=好', 'sent', '2'],
  ]);
});
