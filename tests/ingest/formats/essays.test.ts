import { describe, expect, test } from 'vitest';
import type { ReadItem } from '../../../src/core/types.ts';
import { qzoneText } from '../../../src/ingest/formats/families/qzone.ts';
import { weiboText, weiboTime } from '../../../src/ingest/formats/families/weibo.ts';
import * as formats from '../../../src/ingest/formats/index.ts';
import { detect, headOf } from '../../../src/ingest/read/detect.ts';
import type { Reader } from '../../../src/ingest/reader.ts';
import { TooLarge } from '../../../src/parse/too-large.ts';
import { context } from '../../support/fixtures.ts';
import { memoryFolder } from '../../support/memory-folder.ts';

const readers = Object.values(formats) as Reader[];

/** Who reads the file, by the rule of detection; '' when nobody does. */
async function readerOf(path: string, content: string | Uint8Array): Promise<string> {
  const file = memoryFolder({ [path]: content }).get(path);
  if (!file) throw new Error(path);
  const found = detect(await headOf(file), readers);
  return 'reader' in found ? found.reader.id : found.candidates.join(' ');
}

async function read(
  path: string,
  content: string | Uint8Array,
  others: Record<string, string> = {},
  format = ids.get(path.slice(path.lastIndexOf('.'))),
): Promise<ReadItem[]> {
  const file = memoryFolder({ ...others, [path]: content }).get(path);
  const reader = readers.find(({ id }) => id === format);
  const items: ReadItem[] = [];
  if (file && reader) for await (const item of reader.read(file, context)) items.push(item);
  return items;
}
const ids = new Map([
  ['.txt', 'essay-plain-text'],
  ['.md', 'essay-markdown'],
  ['.html', 'essay-html-page'],
]);

const ESSAY = '玉兰\n\n春天来得晚。院子里的玉兰憋了半个月，一夜之间全开了。\n';

describe('who reads a file', () => {
  test.each([
    ['玉兰.txt', ESSAY, 'essay-plain-text'],
    ['玉兰', ESSAY, 'essay-plain-text'],
    ['玉兰.txt', `---\ntitle: 玉兰\n---\n${ESSAY}`, 'essay-markdown'],
    ['玉兰.md', ESSAY, 'essay-markdown'],
    ['玉兰.html', `<html><body><article><p>${ESSAY.repeat(3)}</p></article></body></html>`, 'essay-html-page'],
    [
      '玉兰.html',
      `<h1>玉兰</h1><p>${ESSAY.repeat(3)}</p><br><div class="image-package"><p>花</p></div>`,
      'essay-html-page',
    ],
    ['part.html', '<div><a href="b.html">第一个很长的聊天记录的名字，第二个很长的聊天记录的名字</a></div>', ''],
    ['zeros.txt', ESSAY.replaceAll('。', '。\0'), 'essay-plain-text'],
    ['diary.txt', '2012-03-05 22:10 晴\n换了新床子。\n\n2012-03-06 22:00 阴\n没什么事。\n', 'essay-plain-text'],
    ['日记.txt', `${'2012年3月5日 晴\n换了新床子，声音小了很多。\n'.repeat(3)}`, 'essay-plain-text'],
    ['english.txt', 'A walk\n\nIt rained all day. We walked anyway.\n', 'essay-plain-text'],
    ['notes.md', '- 买鱼食\n- 还电钻\n', 'essay-markdown'],
  ])('%s', async (path, content, id) => {
    expect(await readerOf(path, content)).toBe(id);
  });

  test('the page in place of a deleted article of an official account is known, and gives nothing', async () => {
    const page = `<!DOCTYPE html><html><body class="zh_CN"><div class="weui-msg"><div class="weui-msg__title warn">该内容已被发布者删除</div></div>
<script>var url="//res.wx.qq.com/mmbizwap/";</script></body></html>`;
    expect(await readerOf('文章.html', page)).toBe('essay-wechat-article');
    expect(await read('文章.html', page, {}, 'essay-wechat-article')).toMatchObject([
      { dropped: 'empty', droppedBy: 'deleted-article' },
    ]);
  });

  test.each([
    ['README.md', '# export\n\nmade by a tool'],
    ['使用说明.txt', '请双击打开。'],
    ['LICENSE', 'MIT License'],
    ['data.txt', '{"a": [1, 2, 3]}'],
    ['table.txt', 'a,b,c\n1,2,3\n4,5,6\n7,8,9\n'],
    ['.hidden', '字'],
    ['blank.txt', ' \n\n'],
    ['noise.txt', '\u0001\u0002\u0003字\u0004\u0005'],
    ['app.js', 'window.x = 1;'],
    [
      'index.html',
      '<html><body><ul><li><a href="a.html">第一个很长的聊天记录的名字</a></li><li><a href="b.html">第二个很长的聊天记录的名字</a></li></ul></body></html>',
    ],
    ['empty.html', '<html><head><title>QQ空间备份</title></head><body>data</body></html>'],
    ['page.txt', '<!DOCTYPE html><html></html>'],
  ])('nobody reads %s', async (path, content) => {
    expect(await readerOf(path, content)).toBe('');
  });

  test('a chat is never read as an essay', async () => {
    for (const chat of [
      '陈默 2023/9/28 12:05\n下午到\n\n林晓 2023/9/28 12:06\n好\n',
      '林晓：几点？\n陈默：七点\n林晓：好\n陈默：嗯\n林晓：慢点\n陈默：知道\n',
    ]) {
      for (const path of ['a.txt', 'a.md']) expect(await readerOf(path, chat)).not.toMatch(/essay/u);
    }
  });
});

describe('an essay', () => {
  test('nobody is named as its author unless the text names one', async () => {
    expect((await read('玉兰.txt', ESSAY))[0]?.sender).toEqual({ name: '' });
    expect((await read('玉兰.txt', `玉兰\n作者：周野\n\n${ESSAY}`))[0]?.sender).toEqual({ name: '周野' });
    expect((await read('玉兰.md', `---\nauthor: 周野\n---\n${ESSAY}`))[0]?.sender).toEqual({ name: '周野' });
  });

  test('of a mail only what its writer wrote; the one that it answers is its quote', async () => {
    const answered = '------------------ 原始邮件 ------------------\n发件人: "晓晓"\n爸你好吗？';
    const fields = '发件人: 老默 <lao@mo.cn>\n发送时间: 2015年3月2日 20:15\n主题: 家信\n\n';
    for (const path of ['信.txt', '信.md']) {
      expect((await read(path, `${fields}家里都好。\n\n${answered}`))[0]).toMatchObject({
        sender: { name: '老默' },
        title: '家信',
        time: '2015-03-02T20:15:00',
        text: '家里都好。',
        quote: { sender: '晓晓', text: '爸你好吗？' },
      });
      expect((await read(path, `${fields}${answered}`))[0]).toMatchObject({
        text: '',
        dropped: 'not-own-words',
        droppedBy: 'forwarded-mail',
      });
      expect((await read(path, `晓晓：家里都好。\n\n${answered}`))[0]).toMatchObject({
        sender: { name: '' },
        text: '晓晓：家里都好。',
      });
    }
  });

  test('a Notion page has properties where a key or a date says so, or where it is of a database; else they are its words', async () => {
    const table = '家谱 152bb52ee2b580179846fd78b2b60ea9';
    const page = `${table}/妈 152bb52ee2b5804da922efa8c3194444.md`;
    const text = (block: string) => `# 跟妈说\n\n${block}\n\n后面是正文。\n`;
    const words = async (block: string, others = {}) =>
      (await read(page, text(block), others, 'essay-notion-md')).map((item) => item.text);
    const said = '妈: 你别操心\n爸: 药记得吃';
    expect(await words(said)).toEqual([`${said}\n\n后面是正文。`]);
    expect(await words(said, { [`${table}.csv`]: '名称,妈,爸\n' })).toEqual(['后面是正文。']);
    expect(await words('心情: 好\nTags: 日常')).toEqual(['后面是正文。']);
    expect(await words('心情: 好\n哪天: 2023年6月18日 22:15')).toEqual(['后面是正文。']);
  });

  test('a Notion page without the id in its name has properties where one of them dates it', async () => {
    const page = '# 春天\n\n创建时间: 2022年3月4日 20:15\n标签: 家\n\n种了两棵树。\n';
    expect(await read('春天.md', page)).toMatchObject([
      { title: '春天', text: '种了两棵树。', time: '2022-03-04T20:15:00' },
    ]);
    const list = '# 手表\n\n价格: 300\n链接: https://example.com\n';
    expect(await read('手表.md', list)).toMatchObject([{ text: '价格: 300\n链接: https://example.com' }]);
    const minutes = '# 会议纪要\n\n地点: 三楼\n时间: 2015-03-08 09:12\n决定: 下周去县里看拖拉机。\n';
    expect((await read('会议.md', minutes))[0]?.text).toContain('决定: 下周去县里看拖拉机。');
  });

  test('Day One: rich text is no Markdown, its first heading is the title, quotes in it are no own words', async () => {
    const richText = JSON.stringify({
      contents: [
        { text: '阳台\n', attributes: { line: { header: 1 } } },
        { text: '字面 * _x_ 1. # 井\n' },
        { text: '书上抄的\n', attributes: { line: { quote: true } } },
        { embeddedObjects: [{ type: 'photo' }] },
        { text: '第二段\n' },
      ],
    });
    const entry = { uuid: '6B1F', creationDate: '2022-05-03T12:00:00Z', richText };
    const journal = JSON.stringify({ metadata: { version: '1.0' }, entries: [entry] });
    expect(await read('日记.json', journal, {}, 'essay-dayone')).toMatchObject([
      { title: '阳台', text: '字面 * _x_ 1. # 井\n第二段' },
    ]);
  });

  test('a reprint is marked: for sure where the page says so, as copied where the text does', async () => {
    expect((await read('a.txt', `好文\n转载自某某日报\n\n${ESSAY}`))[0]?.flags).toEqual(['copied']);
    expect((await read('a.md', `---\ntags: [转载]\n---\n${ESSAY}`))[0]).toMatchObject({
      dropped: 'not-own-words',
      droppedBy: 'reprint',
    });
    expect((await read('a.txt', `[转] 好文\n${ESSAY}`))[0]?.flags).toEqual(['copied']);
  });

  test.each([
    ['a.txt', `[转] 好文\n\n${ESSAY}`],
    ['a.md', `---\ntitle: 【转】好文\n---\n${ESSAY}`],
    ['a.md', `# （转载）好文\n\n${ESSAY}`],
    ['a.html', `<html><body><h1>[转帖] 好文</h1><article><p>${ESSAY}</p></article></body></html>`],
  ])('a title that says reprint is believed: %s %#', async (path, content) => {
    expect(await read(path, content)).toMatchObject([{ dropped: 'not-own-words', droppedBy: 'reprint' }]);
  });

  test('its time is the text’s, else the name’s, else the file’s as a weak hint', async () => {
    expect((await read('2018-03-24 玉兰.txt', `玉兰\n2009年11月3日\n\n${ESSAY}`))[0]).toMatchObject({
      time: '2009-11-03',
      precision: 'day',
    });
    expect((await read('2018-03-24 玉兰.txt', ESSAY))[0]).toMatchObject({ time: '2018-03-24', precision: 'day' });
    expect((await read('日记2008年/5月12日.txt', ESSAY))[0]).toMatchObject({ time: '2008-05-12' });
    const [undated] = await read('玉兰.txt', ESSAY);
    expect(undated).toMatchObject({ time: null });
    const file = memoryFolder({ '玉兰.txt': ESSAY }).get('玉兰.txt');
    const reader = readers.find(({ id }) => id === 'essay-plain-text');
    for await (const item of reader?.read({ ...file, modified: 1_600_000_000 } as never, context) ?? []) {
      expect(item).toMatchObject({ time: 1_600_000_000, precision: 'day', flags: ['weak-time'] });
    }
  });

  test('a template and a page without words are dropped by name', async () => {
    expect((await read('模板/日记.md', '# {{title}}\n今天'))[0]).toMatchObject({
      dropped: 'empty',
      droppedBy: 'template',
    });
    expect((await read('a.md', '---\ntitle: 空的\n---\n'))[0]).toMatchObject({
      dropped: 'empty',
      droppedBy: 'no-text',
    });
  });

  test('what is larger than any essay is left, not held', async () => {
    const file = { ...memoryFolder({ 'a.txt': ESSAY }).get('a.txt'), size: 65 * 1024 * 1024 };
    const reader = readers.find(({ id }) => id === 'essay-plain-text');
    const items = reader?.read(file as never, context)[Symbol.asyncIterator]();
    await expect(items?.next()).rejects.toThrow(TooLarge);
  });
});

test('微博 in Markdown keeps what was typed, and its links go', async () => {
  const reader = readers.find(({ id }) => id === 'weibo-crawler-md');
  const body = '听了<Yesterday Once More>[泪][泪] 若 a<b 且 c>d<br/>见[网页链接](http://t.cn/x)\n\n![img](img/1.jpg)';
  const path = 'weibo/老默/2015-03-09.md';
  const file = memoryFolder({ [path]: `### 10:00:00\n<!-- weibo_id: 2 -->\n${body}\n\n---\n` }).get(path);
  for await (const item of reader?.read(file as never, context) ?? [])
    expect(item).toMatchObject({
      time: '2015-03-09T10:00:00+08:00',
      text: '听了<Yesterday Once More>[泪][泪] 若 a<b 且 c>d\n见网页链接',
    });
  expect.hasAssertions();
});

test('微博 tells the time of Beijing to whoever reads it, and of an old post the day alone', () => {
  expect(weiboTime('2015-03-08 09:12:00', '2015-03-08')).toEqual({
    time: '2015-03-08T09:12:00+08:00',
    precision: 'second',
  });
  expect(weiboTime('', '2015-03-08')).toEqual({ time: '2015-03-08', precision: 'day' });
  expect(weiboTime('', '刚刚')).toEqual({ time: null });
});

describe('a date that is no more than a year or a month', () => {
  const when = async (path: string, date: string) => {
    const [item] = await read(path, `---\ntitle: 玉兰\ndate: ${date}\n---\n${ESSAY}`);
    return [item?.time, item?.precision];
  };
  test.each([
    ['2015', '2015', 'year'],
    ['2015年', '2015', 'year'],
    ['2015-6', '2015-06', 'month'],
    ['2015年12月', '2015-12', 'month'],
    ['2015-06-03', '2015-06-03', 'day'],
  ])('%s', async (date, time, precision) => {
    expect(await when('玉兰.md', date)).toEqual([time, precision]);
  });

  test.each(['2015-13', '20156', '1015', '15'])('%s is none', async (date) => {
    expect(await when('玉兰.md', date)).toEqual([null, undefined]);
  });

  test('gives way to the day that the file is named after, where that is in it', async () => {
    expect(await when('2015-06-03 玉兰.md', '2015')).toEqual(['2015-06-03', 'day']);
    expect(await when('2016-06-03 玉兰.md', '2015')).toEqual(['2015', 'year']);
  });
});

describe('own words of a post', () => {
  test.each([
    ['给林晓买了花。', '给林晓买了花。'],
    ['说得对。//@周野:现在的钉子//@工业之美:一根', '说得对。'],
    ['回复@周野:不是这根 //@周野:哪根', '不是这根'],
    ['转发微博', ''],
    ['Repost', ''],
    ['//@周野:现在的钉子', ''],
    ['冬至，<a href="x">#饺子#</a> 三十个<br/>真香\u200b', '冬至，#饺子# 三十个\n真香'],
    ['a &lt; b', 'a < b'],
    ['听了<Yesterday Once More>，想起老高', '听了<Yesterday Once More>，想起老高'],
    ['若 a<b 且 c>d', '若 a<b 且 c>d'],
    ['今天<span class="url-icon"><img alt="[泪]" src="x.png"/></span>想家', '今天[泪]想家'],
    ['哈<img alt=[允悲] src="//h5/x.png" style="width:1em">', '哈[允悲]'],
    ['分享图片', ''],
    ['分享图片给老高', '分享图片给老高'],
    ['分享视频', ''],
    ['发布了头条文章：《枣树》 http://t.cn/y', ''],
    ['发布了头条文章：《枣树》 http://t.cn/y 写了三天', '发布了头条文章：《枣树》 http://t.cn/y 写了三天'],
  ])('微博 %j', (written, own) => {
    expect(weiboText(written)).toBe(own);
  });

  test.each([
    ['毕业了，宿舍就剩我一个[em]e113[/em]', '毕业了，宿舍就剩我一个'],
    ['@{uin:30002,nick:苏曼,who:1} 来', '@苏曼 来'],
    ['@{uin:30002,nick:%E8%8B%8F%E6%9B%BC,who:1}', '@苏曼'],
    ['#端午# a &amp; b', '#端午# a & b'],
    ['[不是代码]', '[不是代码]'],
  ])('QQ空间 %j', (written, own) => {
    expect(qzoneText(written)).toBe(own);
  });
});

describe('WordPress', () => {
  const wxr = (inside: string) =>
    `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>${inside}</channel></rss>`;
  const readWxr = (inside: string) => read('blog.xml', wxr(inside), {}, 'essay-wordpress-wxr');

  test('a writer has the name that the site shows, and the login as another', async () => {
    const [item] = await readWxr(
      `<wp:author><wp:author_login>gao</wp:author_login><wp:author_display_name>老高</wp:author_display_name></wp:author>
       <item><dc:creator>gao</dc:creator><content:encoded>来稿。</content:encoded></item>`,
    );
    expect(item?.sender).toEqual({ name: '老高', aliases: ['gao'] });
  });

  test('a piece in which the file breaks off says so, a channel without one too', async () => {
    expect(
      await read(
        'blog.xml',
        wxr('<item><title>半</title><content:encoded>写到').slice(0, -20),
        {},
        'essay-wordpress-wxr',
      ),
    ).toMatchObject([{ dropped: 'unreadable', droppedBy: 'cut-off', title: '半' }]);
    expect(await readWxr('')).toMatchObject([{ dropped: 'unreadable', droppedBy: 'no-article' }]);
  });

  test('code is no prose, and words in brackets stay', async () => {
    const [item] = await readWxr(
      '<item><content:encoded>先看[图一]。\n[code lang="c"]\nint a;\n[/code]\n再看[video]</content:encoded></item>',
    );
    expect(item?.text).toBe('先看[图一]。\n\n再看');
  });
});

describe('Notion', () => {
  const [table, page] = ['日记 152bb52ee2b580179846fd78b2b60001', '雨天 152bb52ee2b580179846fd78b2b60002'];
  const csv = 'Name,备注\n雨天,下雨了。\n';

  test('properties that hold sentences are words, dates and links are none', async () => {
    const text =
      '# 雨天\n\nCreated: 2023年6月18日 22:15\n备注: 下了一整天的雨，水缸满了。\n网址: https://a.example/?b. c\n摘录: 书上的一句话。\n相关: 雨，后来 (a%20b.md)\n\n没出门。\n\n[另一页](https://www.notion.so/152bb52ee2b580179846fd78b2b60003?pvs=21)\n';
    const [item] = await read(`${page}.md`, text, {}, 'essay-notion-md');
    expect(item?.text).toBe('下了一整天的雨，水缸满了。\n\n没出门。');
    const cell = (type: string, words: string, name = '备注') =>
      `<tr class="property-row property-row-${type}"><th>${name}</th><td>${words}</td></tr>`;
    const html = `<article id="152bb52e-e2b5-8017-9846-fd78b2b60002" class="page sans"><p class="page-description">说明。</p><table class="properties">${cell('text', '水缸满了')}${cell('select', '好')}${cell('text', '书上的一句话。', '摘录')}</table><div class="page-body"><p>没出门。</p></div></article>`;
    expect((await read(`${page}.html`, html, {}, 'essay-notion-html'))[0]?.text).toBe('说明。\n\n水缸满了\n\n没出门。');
  });

  test('a table gives nothing where the pages of its rows lie beside it', async () => {
    expect(await readerOf(`${table}.csv`, csv)).toBe('essay-notion-csv');
    expect(await read(`${table}.csv`, csv, {}, 'essay-notion-csv')).toMatchObject([
      { title: '雨天', text: '下雨了。' },
    ]);
    for (const path of [`${table}.csv`, `${table}_all.csv`])
      expect(await read(path, csv, { [`${table}/${page}.md`]: '# 雨天\n' }, 'essay-notion-csv')).toEqual([]);
  });
});

test('recordings inside of Evernote’s notes are told, since nobody can hear them there', async () => {
  const resource = (mime: string) => `<resource><data encoding="base64">AAAA</data><mime>${mime}</mime></resource>`;
  const enex = `<en-export><note><title>录音</title><content><![CDATA[<en-note><div>听听这个</div></en-note>]]></content>
    ${resource('audio/x-m4a')}${resource('image/jpeg')}${resource('audio/amr')}</note></en-export>`;
  const file = memoryFolder({ '笔记.enex': enex }).get('笔记.enex')!;
  const told: unknown[] = [];
  const emit = (event: unknown) => void told.push(event);
  const items: ReadItem[] = [];
  for await (const item of formats.essayEvernoteEnex.read(file, { ...context, emit })) items.push(item);
  expect(items).toMatchObject([{ text: '听听这个' }]);
  expect(told).toEqual([{ type: 'warn', notice: { code: 'sounds-in-notes', facts: { file: '笔记.enex', count: 2 } } }]);
});
