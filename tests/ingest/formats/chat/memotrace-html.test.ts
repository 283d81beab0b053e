import { expect, test } from 'vitest';
import type { DroppedItem, Item } from '../../../../src/core/types.ts';
import { memotraceHtml } from '../../../../src/ingest/formats/chat/memotrace-html.ts';
import { memotrace4Html } from '../../../../src/ingest/formats/chat/memotrace4-html.ts';
import { memotrace4Json } from '../../../../src/ingest/formats/chat/memotrace4-json.ts';
import { essayHtmlPage } from '../../../../src/ingest/formats/essay/essay-html-page.ts';
import { readText, said } from '../../../support/read-text.ts';
import { world } from '../../world.ts';

const page = (entries: string) => `<title>陈默</title><script>\nconst chatMessages = [\n${entries}\n];\n</script>`;
const tail = "is_send:0,avatar_path:'',timestamp:1695873912,is_chatroom:0,displayname:'陈默'";

test('an apostrophe in an unescaped title costs no neighbour, and the entry is rescued', async () => {
  const { items } = await readText(memotraceHtml, {
    '陈默.html': page(
      [
        `{ type:1, text: '前',${tail}},`,
        `{ type:49,sub_type:5, text:'',url:'http://a.example',title:'It's mum's birthday',description:'don't',${tail}},\n`,
        `{ type:49, text: './file/a.pdf',sub_type:6,file_name: 'dad's list.pdf',file_size: '1 MB',${tail}},`,
        `{ type:1, text: '后',${tail}},`,
      ].join(''),
    ),
  });
  expect(said(items)).toEqual([
    '陈默: 前',
    "陈默: [link]<It's mum's birthday>",
    "陈默: [file]<dad's list.pdf>",
    '陈默: 后',
  ]);
  expect(items.map(({ source }) => source.record)).toEqual([0, 1, 2, 3]);
});

test('what the exporter says of a reply that it could not read is nobody’s word', async () => {
  const { items } = await readText(memotraceHtml, {
    '陈默.html': page(
      ['', "refer_text:'用户名：引用错误',", "refer_text:'林晓：怎么了',"]
        .map((refer) => `{ type:49,sub_type:57, text:'发生错误',${refer}${tail}},`)
        .join(''),
    ),
  });
  expect(items.map(({ text, quote }) => [text, quote])).toEqual([
    ['', undefined],
    ['', undefined],
    ['发生错误', { sender: '林晓', text: '怎么了' }],
  ]);
});

test('JavaScript escapes are decoded first, then those of HTML, each once', async () => {
  const { items } = await readText(memotraceHtml, {
    '陈默.html': page(`{ type:1, text: '\\'a\\' &lt; &amp;lt;\\n\\\\n',${tail}},`),
  });
  expect(items[0]?.text).toBe("'a' < &lt;\n\\n");
});

test('a picture that stands for an emoji is its name again; one that was typed stays typed', async () => {
  const emoji = (name: string) =>
    `<img src="https://res.wx.qq.com/t/wx_fed/we-emoji/res/v1.2.8/assets/Expression/Expression_1@2x.png" id="${name}" class="emoji_img">`;
  const { items } = await readText(memotraceHtml, {
    '陈默.html': page(
      `{ type:1, text: '好${emoji('微笑')}${emoji('白 眼')} &lt;img id="a" class="emoji_img"&gt;',${tail}},` +
        `{ type:49,sub_type:57, text:'嗯${emoji('睡')}',refer_text:'林晓：睡了${emoji('睡')}',${tail}},`,
    ),
  });
  expect(items.map(({ text }) => text)).toEqual(['好[微笑][白眼] <img id="a" class="emoji_img">', '嗯[睡]']);
  expect(items[1]?.quote).toEqual({ sender: '林晓', text: '睡了[睡]' });
});

test('a page of 2023 without names and times: the side tells who it was, the line above tells the day', async () => {
  const old = "avatar_path:'tahead.png'";
  const { items } = await readText(memotraceHtml, {
    '陈默/陈默.html': [
      '<title>Chat Records</title><script>\n    const chatMessages = [\n        ',
      "{ type:0, text: '2023-12-01 20:15:30',is_send:0,avatar_path:''},",
      `{ type:1, text: '到家了',is_send:0,${old}},{ type:1, text: '好',is_send:1,avatar_path:'myhead.png'},`,
      `{ type:49, text: 'It's late',is_send:0,sub_type:57,${old}},`,
      '\n    ];</script>',
    ].join(''),
  });
  expect(
    items.map(({ conversation, sender, time, precision }) => [conversation, sender.name, time, precision]),
  ).toEqual([
    ['陈默', '', '2023-12-01T20:15:30', 'day'],
    ['陈默', '陈默', '2023-12-01T20:15:30', 'day'],
    ['陈默', '我', '2023-12-01T20:15:30', 'day'],
    ['陈默', '陈默', '2023-12-01T20:15:30', 'day'],
  ]);
});

test('a call to a function is no data', async () => {
  const { items } = await readText(memotraceHtml, { '陈默.html': page(`{ type:1, text: fetch('http://a'),${tail}},`) });
  expect(items.map(({ text, dropped }) => [text, dropped])).toEqual([['', undefined]]);
});

test('what is not even an entry is told as unreadable', async () => {
  const { items } = await readText(memotraceHtml, { '陈默.html': page(`{ type:1, text: '一',${tail}}, {nonsense`) });
  expect(items.map(({ dropped }) => dropped)).toEqual([undefined, 'unreadable']);
});

const entry = (id: string, text: string) =>
  `{"type": "1","is_send": false,"timestamp": 1695873912,"server_id": "${id}","display_name": "陈默","xml_dict": {},"text": "${text}"}`;

test('the messages of a page are found below 300 KB of styles and libraries', async () => {
  const styles = '.flatpickr-calendar{display:none}\n'.repeat(5_000);
  const libraries = 'function a() {}\n'.repeat(10_000);
  const { store, run } = world();
  const html = `<!DOCTYPE html>\n<html lang="zh-CN">\n<head><style>${styles}</style><title>陈默</title></head>\n<body>
    <div>很抱歉，由于程序出现未知错误，您的聊天记录未能成功展示。</div><script>${libraries}</script>
    <script>const wxid="wxid_a";\nconst chatMessages = [${entry('11', '到家了')}];</script></body></html>`;
  await run({ '陈默.html': html }, {}, { readers: [memotrace4Html, memotraceHtml, essayHtmlPage] });
  expect(store.rows<Item>('items.jsonl').map(({ kind, text }) => [kind, text])).toEqual([['message', '到家了']]);
});

test('a page and the .html.json beside it are both read, and a message that both have is one item', async () => {
  const html = `<title>陈默</title><script>const wxid="wxid_a";\nconst chatMessages = [${entry('11', 'a &lt; b')}, ${entry('12', '到家了')}];</script>`;
  const told = async (json: string) => {
    const { store, run } = world();
    await run({ '陈默.html': html, '陈默.html.json': json }, {}, { readers: [memotrace4Html, memotrace4Json] });
    expect(store.rows<Item>('items.jsonl').map(({ text }) => text)).toEqual(['a < b', '到家了']);
    return store.rows<DroppedItem>('dropped.jsonl').map(({ reason }) => reason);
  };
  const fewer = `[${entry('11', 'a < b')}`;
  expect(await told(`${fewer}]`)).toEqual(['duplicate']);
  expect(await told(`${fewer}, {"type": "1", "is_se`)).toEqual(['duplicate', 'unreadable']);
  expect(await told('[]')).toEqual([]);
});

test('a picture, a video and a document keep their files, as in the .html.json', async () => {
  const entries = [
    { type: '3', path: './image/2023-09/a_0', file_type: 'jpg' },
    { type: '43', path: './video/2023-09/b_0.mp4' },
    { type: '25769803825', path: './file/2023-09/c.pdf', file_name: 'c.pdf' },
  ].map((more) => ({ is_send: false, timestamp: 1_695_873_912, server_id: '0', display_name: '陈默', ...more }));
  const { items } = await readText(memotrace4Html, {
    '陈默.html': `<title>陈默</title><script>const wxid="wxid_a";\nconst chatMessages = [${entries
      .map(({ type, ...rest }) => JSON.stringify({ type, ...rest }))
      .join()}];</script>`,
    'image/2023-09/a_0.jpg': '',
    'video/2023-09/b_0.mp4': '',
  });
  expect(items.map(({ type, media }) => [type, media])).toEqual([
    ['image', { path: 'image/2023-09/a_0.jpg' }],
    ['video', { path: 'video/2023-09/b_0.mp4' }],
    ['file', { path: 'file/2023-09/c.pdf', missing: true }],
  ]);
});
