import { expect, test } from 'vitest';
import { wechatexporterTxt } from '../../../../src/ingest/formats/chat/wechatexporter-txt.ts';
import { readText, said } from '../../../support/read-text.ts';

const read = async (lines: string[], path = '老默/林晓/index.txt') =>
  (await readText(wechatexporterTxt, { [path]: `林晓 - 微信聊天记录\n\n${lines.join('\n')}\n` })).items;

test('a message glued to a transfer is its own', async () => {
  const items = await read([
    '林晓 (2022-03-05 07:58:02):你出门带伞了吗',
    '老默 (2022-03-05 07:58:40):带了',
    '林晓 (2022-03-06 09:00:00):微信转账 收到转账￥88.00',
    '小禾的春游费老默 (2022-03-06 09:01:00):收到，我转给老师。',
  ]);
  expect(said(items)).toEqual([
    '林晓: 你出门带伞了吗',
    '老默: 带了',
    '林晓: [transfer]<微信转账 收到转账￥88.00>',
    '老默: 收到，我转给老师。',
  ]);
});

test('two heads on one line: the first is a link, which lacks its line end', async () => {
  const items = await read(
    ['老默 (2022-03-05 07:58:40):带了', '林晓 (2022-03-06 09:00:00):春日菜谱老默 (2022-03-06 09:01:00):看着不错'],
    '老默/林晓.txt',
  );
  expect(said(items)).toEqual(['老默: 带了', '林晓: [link]<春日菜谱>', '老默: 看着不错']);
});

test('a reply belongs to nobody, and ends the message before it', async () => {
  const items = await read([
    '老默 (2022-03-05 07:58:40):带了',
    '「林晓：第一行',
    '第二行」',
    '- - - - - - - - - - - - - - -',
    '白背一天[[微笑]]',
    '老默 (2022-03-05 07:59:40):好',
  ]);
  expect(said(items)).toEqual(['老默: 带了', ': (unknown-sender)白背一天[微笑]', '老默: 好']);
  expect(items[1]).toMatchObject({ quote: { sender: '林晓', text: '第一行\n第二行' }, time: null });
});

test('a text that only begins like a reply stays a text', async () => {
  const items = await read([
    '老默 (2022-03-05 07:58:40):她说',
    '「林晓：好」',
    '就走了',
    '老默 (2022-03-05 07:59:40):嗯',
  ]);
  expect(said(items)).toEqual(['老默: 她说\n「林晓：好」\n就走了', '老默: 嗯']);
});

test('a forwarded record is one message, whoever is quoted in it', async () => {
  const items = await read([
    '老默 (2022-03-06 20:00:00):家长群的聊天记录',
    '<< 家长群的聊天记录',
    '老默 (2022-03-06 19:41:00):小禾爸爸收到。',
    '家长群的聊天记录 结束 >>',
    '老默 (2022-03-06 20:02:00):<< 这是我打的',
  ]);
  expect(said(items)).toEqual(['老默: [forward]<家长群的聊天记录>', '老默: << 这是我打的']);
});

test('a record whose end is missing is told as unreadable', async () => {
  const items = await read(['老默 (2022-03-06 20:00:00):某某', '<< 某某', '老默 (2022-03-06 19:41:00):收到。']);
  expect(said(items)).toEqual(['老默: [forward]<某某>', ': (unreadable)']);
});

test('the account folder tells whose the export is', async () => {
  const items = await read(['老默 (2022-03-05 07:58:40):带了', '林晓 (2022-03-05 07:58:50):好']);
  expect(items.map(({ direction }) => direction)).toEqual(['sent', 'received']);
});

test.each([
  ['明天下午三点：老地方见', 'text'],
  ['地址：解放路12号院3栋', 'text'],
  ['我跟你说的那件事：别忘了', 'text'],
  ['春天去哪儿玩：十个免费公园', 'link'],
  ['个人名片 李老师', 'card'],
  ['老默和小禾的聊天记录', 'forward'],
])('%j is a %s', async (text, type) => {
  const [item] = await read([`老默 (2022-03-05 07:58:40):${text}`]);
  expect(item?.type).toBe(type);
});

test('an article is its title and ` - `, since no app is named', async () => {
  const items = await read([
    '老默 (2022-03-05 07:58:40):春日里最好吃的十样野菜 - ',
    '林晓 (2022-03-05 07:59:40):周五 - 周日',
  ]);
  expect(said(items)).toEqual(['老默: [link]<春日里最好吃的十样野菜>', '林晓: 周五 - 周日']);
});

test('a reply to somebody without a name is a reply', async () => {
  const items = await read([
    '老默 (2022-03-05 07:58:40):带了',
    '「：[图片]」',
    '- - - - - - - - - - - - - - -',
    '好看',
    '老默 (2022-03-05 07:59:40):嗯',
  ]);
  expect(said(items)).toEqual(['老默: 带了', ': (unknown-sender)好看', '老默: 嗯']);
  expect(items[1]?.quote).toEqual({ text: '[图片]' });
});

test('a message without a name is not added to the one before it', async () => {
  const items = await read([
    '林晓 (2022-03-05 07:58:02):好',
    ' (2022-03-05 07:58:40):谁写的',
    '林晓 (2022-03-05 07:59:02):嗯',
  ]);
  expect(said(items)).toEqual(['林晓: 好', ': (unknown-sender)谁写的', '林晓: 嗯']);
});
