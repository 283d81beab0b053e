import { describe, expect, test } from 'vitest';
import { weflowHtml } from '../../../../src/ingest/formats/chat/weflow-html.ts';
import { weflowMarkdown } from '../../../../src/ingest/formats/chat/weflow-markdown.ts';
import { weflowTxt } from '../../../../src/ingest/formats/chat/weflow-txt.ts';
import { readFile } from '../../../support/read-file.ts';
import { readText, said } from '../../../support/read-text.ts';

test('text: a transcript is said, its sound is found by the second in its name, marks of failure are no words', async () => {
  const { items } = await readText(weflowTxt, {
    '私聊_陈默/私聊_陈默.txt': [
      "2023-09-28 12:08:47 '陈默'",
      '[语音转文字] 书架周末我来钉',
      '',
      "2023-09-28 12:09:47 '陈默'",
      '[语音消息 - 转文字失败：超时]',
      '',
      "2023-09-28 12:10:47 '陈默'",
      'media\\voices\\voice_a_1.wav',
    ].join('\n'),
    '私聊_陈默/media/voices/voice_wxid_chenmo01_507_1695874127_1269999524870328884.wav': 'x',
    '私聊_陈默/media/voices/voice_a_1.wav': 'x',
  });
  expect(said(items)).toEqual(['陈默: [voice]书架周末我来钉', '陈默: [voice]', '陈默: [voice]']);
  expect(items.map(({ media }) => media)).toEqual([
    { path: '私聊_陈默/media/voices/voice_wxid_chenmo01_507_1695874127_1269999524870328884.wav' },
    { path: '' },
    { path: '私聊_陈默/media/voices/voice_a_1.wav' },
  ]);
});

test('text and Markdown: a voice without file and transcript is [其他消息]; its sound is found by the second', async () => {
  const sound = 'media/voices/voice_wxid_chenmo01_507_1695874127_1269999524870328884.wav';
  const text = await readText(weflowTxt, {
    '私聊_陈默.txt': "2023-09-28 12:08:47 '陈默'\n[其他消息]\n\n2023-09-28 12:09:47 '陈默'\n[其他消息]\n",
    [sound]: 'x',
  });
  const markdown = await readText(weflowMarkdown, {
    '私聊_陈默.md':
      '# 陈默\n\n- 会话类型: 私聊\n- 导出工具: WeFlow\n\n---\n\n## 2023\\-09\\-28 12:08:47 陈默\n\n\\[其他消息\\]\n',
    [sound]: 'x',
  });
  expect(text.items).toMatchObject([
    { type: 'voice', text: '', media: { path: sound } },
    { type: 'voice', text: '', media: { path: '' } },
  ]);
  expect(markdown.items).toMatchObject([{ type: 'voice', text: '', media: { path: sound } }]);
});

test('text: rows of WeChat in a group carry the name of the group', async () => {
  const { items } = await readText(weflowTxt, {
    '群聊_一家/群聊_一家.txt': "2023-09-28 12:08:47 '一家'\n小禾换了个头像\n\n2023-09-28 12:08:50 '爸爸'\n好看\n",
  });
  expect(said(items)).toEqual([': (system-line)小禾换了个头像', '爸爸: 好看']);
});

test.each([
  '群聊_一家-1f0c3a9b7e',
  '群聊_一家-1f0c3a9b7e_20230101-20231231_2',
  '群聊_一家_20230101-20231231',
  '群聊_一家_全部时间',
  '群聊_一家_截至-20231231',
])('text: %s holds the chat 一家', async (name) => {
  const { items } = await readText(weflowTxt, {
    [`${name}/${name}.txt`]: "2023-09-28 12:08:47 '一家'\n小禾换了个头像\n\n2023-09-28 12:08:50 '爸爸'\n好看\n",
  });
  expect(said(items)).toEqual([': (system-line)小禾换了个头像', '爸爸: 好看']);
  expect(items[1]).toMatchObject({ conversation: '一家', group: true });
});

test('text: the group’s name is compared as it stands in the name of the file', async () => {
  const { items } = await readText(weflowTxt, {
    '群聊_吃啥_-1f0c3a9b7e.txt': "2023-09-28 12:08:47 '吃啥?'\n小禾换了个头像\n",
  });
  expect(said(items)).toEqual([': (system-line)小禾换了个头像']);
});

test('text: files lie in folders by their extension', async () => {
  const { items } = await readText(weflowTxt, {
    '私聊_陈默-1f0c3a9b7e/私聊_陈默-1f0c3a9b7e.txt': [
      "2023-09-28 12:08:47 '陈默'\nmedia\\file\\pdf\\合同 (1).pdf",
      "2023-09-28 12:08:48 '陈默'\n../file/no-extension/README",
      "2023-09-28 12:08:49 '陈默'\nmedia/私聊_陈默-1f0c3a9b7e/file/zip/照片.zip",
      "2023-09-28 12:08:50 '陈默'\n在 file/a/b 里",
    ].join('\n\n'),
    '私聊_陈默-1f0c3a9b7e/media/file/pdf/合同 (1).pdf': 'x',
  });
  expect(items.map(({ type, text }) => [type, text])).toEqual([
    ['file', ''],
    ['file', ''],
    ['file', ''],
    ['text', '在 file/a/b 里'],
  ]);
  expect(items[0]?.media).toEqual({ path: '私聊_陈默-1f0c3a9b7e/media/file/pdf/合同 (1).pdf' });
});

test('text: the table of before 2026', async () => {
  const { items } = await readText(weflowTxt, {
    '私聊_陈默.txt': [
      '序号\t时间\t发送者身份\t消息类型\t内容\t发送者微信ID',
      '1\t2023-09-28 12:03:40\t我\t文本消息\t几点到\twxid_lin',
      '2\t2023-09-28 12:05:12\t陈默\t引用消息\t七点[引用 林晓：几点到]\twxid_chen',
      '3\t2023-09-28 12:06:12\t陈默\t系统消息\t你撤回了一条消息\twxid_chen',
      '4\t2023-09-28 12:07:12\t陈默\t其他消息\t恭喜发财\twxid_chen',
      'damaged',
    ].join('\n'),
  });
  expect(said(items)).toEqual([
    'wxid_lin: 几点到',
    'wxid_chen: 七点',
    ': (revoked)你撤回了一条消息',
    'wxid_chen: [link]<恭喜发财>',
    ': (unreadable)damaged',
  ]);
  expect(items[0]?.direction).toBe('sent');
  expect(items[1]?.quote).toEqual({ sender: '林晓', text: '几点到' });
});

test('Markdown: escapes are undone, once', async () => {
  const { items } = await readText(weflowMarkdown, {
    '私聊_陈默.md':
      '# 陈\\*默\n\n- 会话ID: `wxid_chen`\n- 会话类型: 私聊\n- 导出工具: WeFlow\n\n---\n\n## 2023\\-09\\-28 12:08:02 陈默\n\n1\\. \\\\路 \\[好\\] a\\_b\n\n## 2023\\-09\\-28 12:09:02 我\n\n> 陈默: \\[图片\\]\n\n看到了\n',
  });
  expect(items).toMatchObject([
    {
      conversation: 'wxid_chen',
      conversationName: '陈*默',
      group: false,
      text: '1. \\路 [好] a_b',
      direction: 'received',
    },
    { text: '看到了', quote: { sender: '陈默', text: '[图片]' }, direction: 'sent' },
  ]);
});

test('Markdown: beside a voice file stands its transcript, or a mark that there is none', async () => {
  const voice = (second: string, below: string) =>
    `## 2022\\-02\\-01 08:00:${second} 陈默\n\n[语音文件](media/voices/v.wav)\n\n${below}\n\n`;
  const { items } = await readText(weflowMarkdown, {
    '私聊_陈默.md': `# 陈默\n\n- 会话类型: 私聊\n- 导出工具: WeFlow\n\n---\n\n${[
      voice('30', '\\[语音转文字\\] 晚点到'),
      voice('40', '\\[语音消息 \\- 转文字失败\\]'),
      voice('50', '\\[语音消息 \\- 未识别到文字\\]'),
      voice('55', '晚点到'),
    ].join('')}`,
    'media/voices/v.wav': 'x',
  });
  expect(said(items)).toEqual(['陈默: [voice]晚点到', '陈默: [voice]', '陈默: [voice]', '陈默: [voice]晚点到']);
});

test('page: the static page of before 2026', async () => {
  const message = (side: string, at: number, inner: string) =>
    `<div class="message ${side}" data-timestamp="${at}" data-index="1"><div class="message-time">x</div><div class="message-content">${inner}</div></div>`;
  const { items } = await readText(weflowHtml, {
    '私聊_陈默.html': `<h1 class="title">陈默</h1>${message('sent', 1695873820, '<div class="message-text">几点<br />到</div>')}${message(
      'received',
      1695873912,
      '<div class="quoted-message"><div class="quoted-sender">林晓</div><div class="quoted-text">几点到</div></div><div class="message-text">七点</div>',
    )}<script>document.write('x')</script>`,
  });
  expect(said(items)).toEqual(['我: 几点\n到', '陈默: 七点']);
  expect(items[1]).toMatchObject({ time: 1695873912, quote: { sender: '林晓', text: '几点到' } });
});

test('page: a damaged line costs itself alone', async () => {
  const row = (i: number, text: string) =>
    `{"i":${i},"t":1695873820,"s":0,"a":"","b":"<div class=\\"message-text\\">${text}</div>","p":"${i}322620555140498947"}`;
  const { items } = await readText(weflowHtml, {
    '私聊_陈默.html': `<h1 class="title">陈默</h1><script>window.WEFLOW_DATA = [\n${row(1, '一')},\n${row(2, '二').replace('message-text\\"', 'message-text"')},\n${row(3, '三')}\n];</script>`,
  });
  expect(items.map(({ text, dropped }) => dropped ?? text)).toEqual(['一', 'unreadable', '三']);
  expect(items[2]?.messageId).toBe('3322620555140498947');
});

test('Markdown: a file with its name below, a picture in the web, brackets in the title of a link', async () => {
  const message = (second: string, body: string) => `## 2022\\-02\\-01 08:00:${second} 陈默\n\n${body}\n\n`;
  const { items } = await readText(weflowMarkdown, {
    '私聊_陈默-1f0c3a9b7e.md': `# 陈默\n\n- 会话类型: 私聊\n- 导出工具: WeFlow\n\n---\n\n${[
      message('30', '[合同\\.pdf](media/file/pdf/%E5%90%88%E5%90%8C.pdf)\n\n\\[文件\\]合同\\.pdf'),
      message('31', '![动画表情](https://example.com/a/b?c=1)'),
      message('32', '[\\[教程\\] 包饺子](https://example.com/)'),
      message('33', '[语音文件](media/audio/1.wav)'),
      message('34', '\\[文本消息\\]'),
    ].join('')}`,
    'media/audio/1.wav': 'x',
  });
  expect(said(items)).toEqual([
    '陈默: [file]',
    '陈默: [sticker]',
    '陈默: [link]<[教程] 包饺子>',
    '陈默: [voice]',
    '陈默: ',
  ]);
  expect(items[0]?.media).toEqual({ path: 'media/file/pdf/合同.pdf', missing: true });
  expect(items[3]?.media).toEqual({ path: 'media/audio/1.wav' });
});

describe('page of a large chat, whose messages stand in scripts', () => {
  const name = '私聊_陈默-1f0c3a9b7e';
  const row = (i: number, text: string, s = 0) =>
    `{"i":${i},"t":${1695873820 + i},"s":${s},"a":"","b":"\\u003cdiv class=\\"message-text\\">${text}\\u003c/div>","p":"${i}322620555140498947"}`;
  const script = (at: number) => ({
    i: at,
    s: at * 2,
    e: at * 2 + 2,
    n: 2,
    u: `./${encodeURIComponent(`${name}_data`)}/chunk-00000${at}.js`,
  });
  const manifest = JSON.stringify({ v: 2, total: 3, z: 2, external: true, chunks: [script(0), script(1)] });
  const page = `<h1 class="title">陈默</h1><span>私聊</span>
    <div id="scrollContainer"></div><!-- Data Injection --><script>
      window.WEFLOW_MANIFEST = ${manifest};
      window.WEFLOW_DATA = null;;
    </script>`;
  const first = `window.__WEFLOW_CHUNK_LOADED__(0,[${row(1, '一')},\n${row(2, '二', 1)}]);\n`;
  const second = `window.__WEFLOW_CHUNK_LOADED__(1,[${row(3, '三')}]);\n`;

  test('they are read in order, as messages of the page', async () => {
    const { items, verdict, notices } = await readFile(weflowHtml, `${name}/${name}.html`, page, {
      [`${name}/${name}_data/chunk-000000.js`]: first,
      [`${name}/${name}_data/chunk-000001.js`]: second,
    });
    expect(verdict).toBe('yes');
    expect(said(items)).toEqual(['陈默: 一', '我: 二', '陈默: 三']);
    expect(items.map(({ source }) => source.record)).toEqual([0, 1, 2]);
    expect(items[2]).toMatchObject({
      conversation: '陈默',
      group: false,
      time: 1695873823,
      messageId: '3322620555140498947',
      source: { file: `${name}/${name}.html` },
    });
    expect(notices).toEqual([]);
  });

  test('those that are not there are told', async () => {
    const { items, notices } = await readFile(weflowHtml, `${name}.html`, page, {
      [`${name}_data/chunk-000001.js`]: second,
    });
    expect(said(items)).toEqual(['陈默: 三']);
    expect(items[0]?.source.record).toBe(2);
    expect(notices).toMatchObject([{ code: 'chat-pages-missing', facts: { total: 2, missing: 1 } }]);
  });
});
