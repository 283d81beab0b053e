import { expect, test } from 'vitest';
import { memotraceHtml } from '../../../../src/ingest/formats/chat/memotrace-html.ts';
import { memotrace4Html } from '../../../../src/ingest/formats/chat/memotrace4-html.ts';
import { readText, said } from '../../../support/read-text.ts';

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
      `{ type:49,sub_type:57, text:'发生错误',${tail}},{ type:49,sub_type:57, text:'发生错误',refer_text:'林晓：怎么了',${tail}},`,
    ),
  });
  expect(items.map(({ text }) => text)).toEqual(['', '发生错误']);
});

test('JavaScript escapes are decoded first, then those of HTML, each once', async () => {
  const { items } = await readText(memotraceHtml, {
    '陈默.html': page(`{ type:1, text: '\\'a\\' &lt; &amp;lt;\\n\\\\n',${tail}},`),
  });
  expect(items[0]?.text).toBe("'a' < &lt;\n\\n");
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

test('a page is left to its whole .html.json, and read where that is cut off', async () => {
  const html = `<title>陈默</title><script>const wxid="wxid_a";\nconst chatMessages = [${entry('1', 'a &lt; b')}];</script>`;
  const json = `[${entry('1', 'a < b')}]`;
  const both = await readText(memotrace4Html, { '陈默.html': html, '陈默.html.json': json });
  expect(both.items).toEqual([]);
  expect(both.notices.map(({ code }) => code)).toEqual(['same-messages-elsewhere']);
  const cut = await readText(memotrace4Html, { '陈默.html': html, '陈默.html.json': json.slice(0, -9) });
  expect(said(cut.items)).toEqual(['陈默: a < b']);
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
