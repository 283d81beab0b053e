import { expect, test } from 'vitest';
import { memoryFolder } from '../../../../src/core/export-file.ts';
import { memotraceTxt } from '../../../../src/ingest/formats/chat/memotrace-txt.ts';
import { memotrace4Txt } from '../../../../src/ingest/formats/chat/memotrace4-txt.ts';
import { headOf, readAll, winners } from '../../../support/fixtures.ts';
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
