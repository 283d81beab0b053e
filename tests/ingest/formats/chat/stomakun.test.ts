import { expect, test } from 'vitest';
import { stomakunHtml } from '../../../../src/ingest/formats/chat/stomakun-html.ts';
import { stomakunTxt } from '../../../../src/ingest/formats/chat/stomakun-txt.ts';
import { readText, said } from '../../../support/read-text.ts';

const row = (picture: string, name: string, words: string) =>
  `<tr><td width="80" align="center"><img src="Portrait/${picture}" width="50" height="50" /><br />${name}</td><td width="100" align="center">2022/3/5<br />7:58:40</td><td>${words}</td></tr>\r\n`;
const page = (title: string, rows: string) =>
  `<html><head><title>${title} - 微信聊天记录</title></head>\r\n<body><table width="600" border="0">\r\n${rows}</body></html>\r\n`;
const NO_PICTURE = 'DefaultProfileHead@2x.png';

test('the folder is the account of the owner, as is the name of the picture', async () => {
  const rows =
    row('wxid_lin.jpg', '林晓', '伞呢') + row('laomo_cm.jpg', '老默', '带了') + row(NO_PICTURE, '老默', '黑的');
  const { items } = await readText(stomakunHtml, { 'laomo_cm/wxid_lin.html': page('林晓', rows) });
  expect(items).toMatchObject([
    { sender: { name: '林晓', aliases: ['wxid_lin'] }, direction: 'received' },
    { sender: { name: '老默', aliases: ['laomo_cm'] }, direction: 'sent' },
    { sender: { name: '老默' }, direction: 'sent' },
  ]);
});

test('in a group only the picture tells the owner', async () => {
  const rows =
    row('wxid_lin.jpg', '晓', '伞呢') + row('laomo_cm.jpg', '小禾爸', '带了') + row(NO_PICTURE, '爷爷', '好');
  const { items } = await readText(stomakunHtml, { 'laomo_cm/25@chatroom.html': page('一家三口', rows) });
  expect(items.map(({ sender, direction, group }) => [sender.name, sender.aliases, direction, group])).toEqual([
    ['晓', ['wxid_lin'], undefined, true],
    ['小禾爸', ['laomo_cm'], 'sent', true],
    ['爷爷', undefined, undefined, true],
  ]);
});

test('voice messages last milliseconds', async () => {
  const rows = row('wxid_lin.jpg', '林晓', '[语音 4200"]') + row('wxid_lin.jpg', '林晓', '[语音 1"]');
  const { items } = await readText(stomakunHtml, { 'laomo_cm/wxid_lin.html': page('林晓', rows) });
  expect(items.map(({ media }) => media?.seconds)).toEqual([4.2, 1]);
});

test("WeChat's own lines have a sender, who is nobody", async () => {
  const { items } = await readText(stomakunTxt, {
    'laomo_cm/wxid_lin.txt': [
      '[系统消息](2022/3/5 7:58:02): 群主已恢复默认进群方式',
      '林晓(2022/3/5 7:58:40): 伞呢',
      '[系统消息](2022/3/5 7:58:50): "林晓" 撤回了一条消息',
    ].join('\r\n'),
  });
  expect(said(items)).toEqual([
    ': (system-line)群主已恢复默认进群方式',
    '林晓: 伞呢',
    ': (revoked)"林晓" 撤回了一条消息',
  ]);
});
