import { expect, test } from 'vitest';
import { memoryFolder } from '../../../../src/core/export-file.ts';
import { headOf, readAll, winners } from '../../../support/fixtures.ts';
import { said } from '../../../support/read-text.ts';

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
