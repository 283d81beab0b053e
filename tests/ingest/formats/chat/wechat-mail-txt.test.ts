import { expect, test } from 'vitest';
import { wechatMailTxt } from '../../../../src/ingest/formats/chat/wechat-mail-txt.ts';
import { readText, said } from '../../../support/read-text.ts';

const TITLE = '老默 和 林晓 在微信上的聊天记录如下，请查收。\n\n—————  2023-09-28  —————\n\n\n';

test('a text that ends in a time is no head', async () => {
  const { items } = await readText(wechatMailTxt, {
    'a.txt': `${TITLE}林晓  12:03\n\n列车时刻\n出发  08:30\n到达  11:20\n\n老默  12:05\n\n好\n`,
  });
  expect(said(items)).toEqual(['林晓: 列车时刻\n出发  08:30\n到达  11:20', '老默: 好']);
});

test('where both of a private chat have written, a time between blank lines is nobody else’s head', async () => {
  const { items } = await readText(wechatMailTxt, {
    'a.txt': `${TITLE}林晓  12:03\n\n几点的车\n\n老默  12:05\n\n班次  08:30\n\n别迟到\n\n林晓  12:06\n\n好\n`,
  });
  expect(said(items)).toEqual(['林晓: 几点的车', '老默: 班次  08:30\n\n别迟到', '林晓: 好']);
  const renamed = await readText(wechatMailTxt, {
    'a.txt': `${TITLE}晓晓  12:03\n\n几点的车\n\n老默  12:05\n\n八点半\n`,
  });
  expect(said(renamed.items)).toEqual(['晓晓: 几点的车', '老默: 八点半']);
});

test('without the blank lines, and with a name of two words', async () => {
  const { items } = await readText(wechatMailTxt, {
    'a.txt':
      '—————  2026/02/26  —————\nBL 唐誉聪  08:54\n[图片: 8b0a.png(请在附件中查看)]\nBL 唐誉聪  08:54\n看图\n老默  8:56\n等我两分钟\n—————  2026-2-27  —————\n老默  9:00\n好了\n',
    '8b0a.png': 'x',
  });
  expect(said(items)).toEqual(['BL 唐誉聪: [image]', 'BL 唐誉聪: 看图', '老默: 等我两分钟', '老默: 好了']);
  expect(items.map(({ time, precision }) => [time, precision])).toEqual([
    ['2026-02-26T08:54:00', 'minute'],
    ['2026-02-26T08:54:00', 'minute'],
    ['2026-02-26T08:56:00', 'minute'],
    ['2026-02-27T09:00:00', 'minute'],
  ]);
  expect(items[0]?.media).toEqual({ path: '8b0a.png' });
});

test('a mail of a group, and its reply', async () => {
  const { items } = await readText(wechatMailTxt, {
    'a.txt':
      'Dear:\n\n    微信群"一家三口"的聊天记录如下:\n\n—————  2023-09-28  —————\n\n爸爸  12:03\n\n「妈妈：几点回」\n- - - - - - - - - - - - - - -\n七点\n',
  });
  expect(items).toMatchObject([
    { conversation: '一家三口', group: true, text: '七点', quote: { sender: '妈妈', text: '几点回' } },
  ]);
});

test('a name or a title stands inside the brackets; what follows them was typed', async () => {
  const typed = ['[红包]呢', '[文件] 在哪', '[链接] 打不开', '以上是打招呼的内容'];
  const written = ['[红包]', '[文件: 体检.pdf]', '[链接: 国庆出行提醒]\nhttps://example.com/a'];
  const { items } = await readText(wechatMailTxt, {
    'a.txt': TITLE + [...typed, ...written].map((body, at) => `老默  12:0${at}\n\n${body}\n\n`).join(''),
  });
  expect(items.map(({ type, text, title }) => [type, text, title])).toEqual([
    ...typed.map((text) => ['text', text, undefined]),
    ['transfer', '', undefined],
    ['file', '', '体检.pdf'],
    ['link', '', '国庆出行提醒'],
  ]);
});
