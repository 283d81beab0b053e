import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadItem } from '../../../src/core/types.ts';
import { postId } from '../../../src/ingest/formats/families/moments.ts';
import { momentsTechshrimp } from '../../../src/ingest/formats/post/moments-techshrimp.ts';
import { momentsWechatdataanalysisHtml } from '../../../src/ingest/formats/post/moments-wechatdataanalysis-html.ts';
import { wechatDataAnalysisPost } from '../../../src/ingest/formats/post/moments-wechatdataanalysis-json.ts';
import { momentsWechatdataanalysisTxt } from '../../../src/ingest/formats/post/moments-wechatdataanalysis-txt.ts';
import { momentsWechatmomentexportIos } from '../../../src/ingest/formats/post/moments-wechatmomentexport-ios.ts';
import { momentsWechatmomentstatAndroid } from '../../../src/ingest/formats/post/moments-wechatmomentstat-android.ts';
import { momentsWeflowArkmejson } from '../../../src/ingest/formats/post/moments-weflow-arkmejson.ts';
import { momentsWeflowHtml } from '../../../src/ingest/formats/post/moments-weflow-html.ts';
import { momentsWeflowJson } from '../../../src/ingest/formats/post/moments-weflow-json.ts';
import { momentsWeflowMd } from '../../../src/ingest/formats/post/moments-weflow-md.ts';
import type { Reader } from '../../../src/ingest/reader.ts';
import { epochSeconds } from '../../../src/parse/time.ts';
import { context, readers } from '../../support/fixtures.ts';
import { memoryFolder } from '../../support/memory-folder.ts';

async function read(reader: Reader, path: string, text: string): Promise<ReadItem[]> {
  const folder = memoryFolder({ [path]: text });
  const items: ReadItem[] = [];
  for await (const item of reader.read(folder.get(path) as never, context)) items.push(item);
  return items;
}

/** What people type: marks of Markdown and HTML, emoji codes, blank lines, lines that look like an exporter's. */
const LINES = [
  '小禾 *系* 鞋带 [捂脸]',
  '# 1. 一_二_',
  '---',
  '## 老默 · 2020年1月1日 12:00',
  '内容:',
  '#7',
  'a<b & b<c',
  '♥ 你',
  '😂',
  '- **x**：y',
  '\\',
  '`a`|b!',
  '📍 家',
];
const words = fc.array(fc.constantFrom(...LINES, ''), { minLength: 1, maxLength: 5 }).map((lines) =>
  lines
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim(),
);

describe('what was posted comes out as it was typed', () => {
  test('WeFlow, Markdown', () =>
    fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 4 }), async (texts) => {
        // A line of its own that looks like a place is one: nothing in the format tells them apart.
        fc.pre(!texts.includes('📍 家'));
        const escaped = (text: string) => text.replace(/[\\`*_{}[\]<>#+\-.!|]/gu, '\\$&');
        const body = (text: string) => (text ? `${escaped(text).split('\n').join('  \n')}\n\n` : '');
        const posts = texts.map(
          (text) =>
            `\n---\n\n## 老默 · 2020年2月8日 08:02\n\n${body(text)}![图片](media/1.jpg)\n\n♥ 林晓\n\n💬 评论:\n\n- **林晓**：${escaped('a*b')}\n`,
        );
        const items = await read(momentsWeflowMd, 'a.md', `# 朋友圈导出\n\n- 导出工具: WeFlow\n${posts.join('')}`);
        expect(items.map(({ text }) => text)).toEqual(texts);
        expect(items.map(({ comments }) => comments?.[0]?.text)).toEqual(texts.map(() => 'a*b'));
      }),
    ));

  test('WeFlow, HTML', () =>
    fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 4 }), async (texts) => {
        const escaped = (text: string) =>
          text
            .replaceAll('&', '&amp;')
            .replaceAll('<', '&lt;')
            .replaceAll('>', '&gt;')
            .replaceAll('"', '&quot;')
            .replaceAll('\n', '<br>');
        const posts = texts.map(
          (text) =>
            `<div class="post">\n<div class="hd"><span class="nick">老默</span><span class="tm">2月8日 08:02</span></div>\n${text ? `<div class="txt">${escaped(text)}</div>` : ''}\n</div></div>\n`,
        );
        const items = await read(
          momentsWeflowHtml,
          'a.html',
          `<title>朋友圈导出</title><div class="feed-hd"></div>${posts.join('')}<div class="ft">由 WeFlow 导出 · 2020/3/2 12:00:00</div>`,
        );
        expect(items.map(({ text }) => text)).toEqual(texts);
        expect(items.every(({ time }) => time === '2020-02-08T08:02:00')).toBe(true);
      }),
    ));

  test('WechatMoments, which escapes nothing', () =>
    fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 4 }), async (texts) => {
        const posts = texts.map(
          (text) =>
            `<div class="row item">\n<img src="avatars/wxid_a.png" />\n<p class="p1">老默</p>\n<p class="p2">${text.replaceAll('[捂脸]', '<img src="x/2_05.png" id="捂脸" class="emoji_img">').replaceAll('\n', '<br>')}</p>\n          </div>\n<p class="time">2020-02-08 08:02:44</p>\n`,
        );
        const items = await read(
          momentsTechshrimp,
          'index.html',
          `<div class="cover_container"></div>${posts.join('')}<p class="end">已显示全部内容</p>`,
        );
        expect(items.map(({ text }) => text)).toEqual(texts);
      }),
    ));

  test('WeChatDataAnalysis, text', () =>
    fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 4 }), async (texts) => {
        const posts = texts.map(
          (text, at) =>
            `#${at + 1}\n时间: 2020-02-08 08:02:44\nID: 1304123456789012001${at}\n${text ? `内容:\n${text}\n` : ''}点赞: 林晓\n评论:\n- [1] 林晓: a\nb\n- [2] 老默 回复 林晓: c\n\n`,
        );
        const items = await read(
          momentsWechatdataanalysisTxt,
          'sns_wxid_a.txt',
          `朋友圈导出\n联系人: 老默\n用户名: wxid_a\n条目数: 1\n\n${posts.join('')}`,
        );
        expect(items.map(({ text }) => text)).toEqual(texts);
        for (const { sender, comments } of items) {
          expect(sender).toEqual({ id: 'wxid_a', name: '老默' });
          expect(comments?.map(({ text }) => text)).toEqual(['a\nb', 'c']);
        }
      }),
    ));
});

describe('Moments', () => {
  test.each([
    [
      '类型: 视频号·某号\n内容:\n循环了一整天。\n标题: 第一行\n第二行\n链接: https://channels/x',
      '循环了一整天。',
      '第一行\n第二行',
    ],
    ['内容:\n标题: 我的小说\n第一章\n链接: 见评论', '标题: 我的小说\n第一章', undefined],
    ['类型: 公众号\n内容:\n好文\n标题: 工具箱', '好文', '工具箱'],
  ])(
    'WeChatDataAnalysis, text: the title of what was shared is no own words, own lines are no title: %j',
    async (body, text, title) => {
      const head = '朋友圈导出\n联系人: 老默\n用户名: wxid_a\n条目数: 1\n\n#1\n时间: 2024-02-29 21:09:09\nID: 7\n';
      const [item] = await read(momentsWechatdataanalysisTxt, 'sns_wxid_a.txt', `${head}${body}\n位置: 黄山市\n`);
      expect([item?.text, item?.title]).toEqual([text, title]);
    },
  );

  test.each([
    ['a.html', '<!doctype html><html><head><title>朋友圈导出 - 老默</title></head><body><p>'],
    ['2020-02.html', '<!DOCTYPE html>\n<html lang="zh">\n<head>\n<title>微信朋友圈导出 2020-02</title></head><body>'],
    ['2020-02.md', '# 微信朋友圈导出（9 条）\n\n## 林晓 · 2020-02-08 08:02\n\n'],
  ])('Moments that no reader knows are no essay: %s', (name, start) => {
    const text = start + '院子里的雪停了。'.repeat(20);
    const head = { name, path: name, size: text.length, bytes: new TextEncoder().encode(text), text };
    expect(readers.filter((reader) => reader.detect(head) !== 'no').map(({ id }) => id)).toEqual([]);
  });

  test('WechatMoments shows pictures from their addresses unless they are downloaded', async () => {
    const post = (shown: string) =>
      `<div class="row item"><p class="p1">老默</p>\n<p class="p2">雪</p>\n</div>\n${shown}<p class="time">2024-02-01 00:03:04</p>`;
    const picture = '<img src="http://a/150" full_img="http://a/0" onclick="openFullSize(event)" \n style="w"/>';
    const page = `<div class="cover_container"></div>${post(picture)}${post('')}`;
    const items = await read(momentsTechshrimp, 'index.html', page);
    expect(items.map(({ type, media }) => [type, media])).toEqual([
      ['image', undefined],
      ['text', undefined],
    ]);
  });

  test('WeChatMomentExport 2.0 beta has names alone, and the account in its XML', async () => {
    const rawXML =
      '<TimelineObject><id><![CDATA[13041234567890120014]]></id><username><![CDATA[wxid_a]]></username></TimelineObject>';
    const comments = [{ author: '林晓', content: '好看', to_user: '老默' }];
    const post = {
      author: '老默',
      content: '雪',
      comments,
      likes: ['王小芳'],
      mediaList: [],
      rawXML,
      timestamp: 1454567890,
    };
    const text = JSON.stringify([post]);
    const bytes = new TextEncoder().encode(text);
    const head = { name: 'a.json', path: 'a.json', size: text.length, bytes, text };
    expect(readers.filter((reader) => reader.detect(head) === 'yes')).toEqual([momentsWechatmomentstatAndroid]);
    expect(await read(momentsWechatmomentstatAndroid, 'a.json', text)).toMatchObject([
      {
        sender: { id: 'wxid_a', name: '老默' },
        text: '雪',
        messageId: '13041234567890120014',
        comments: [{ sender: { name: '林晓' }, text: '好看', replyTo: '老默' }],
      },
    ]);
  });

  test('WeChatMomentExport for iOS: what was shared is a link, a video of 微视 a video', async () => {
    const post = (momentId: string, sharedItem: object | null) => ({
      momentId,
      posterInfo: { userId: 'wxid_a', userName: '老默' },
      momentText: '看',
      momentTime: '2020-02-08T08:02:44+08:00',
      momentType: 4,
      sharedItem,
    });
    const shared = { sharedTitle: null, sharedFileLocal: 'View\\LocalFile\\9.mp4', sharedFrom: '微视' };
    const script = `var moment_data = ${JSON.stringify([post('1', null), post('2', shared)])}`;
    const items = await read(momentsWechatmomentexportIos, 'View/static/script/data.js', script);
    expect(items.map(({ type, text }) => [type, text])).toEqual([
      ['link', '看'],
      ['video', '看'],
    ]);
  });

  test('an id is the same, whether a tool writes it signed, unsigned or without its highest bit', () => {
    // Ids were at 11 × 10¹⁸ when Moments began.
    fc.assert(
      fc.property(fc.bigInt({ min: 11n * 10n ** 18n, max: 2n ** 64n - 1n }), (id) => {
        for (const written of [id, BigInt.asIntN(64, id), BigInt.asUintN(63, id)])
          expect(postId(String(written))).toBe(String(id));
      }),
    );
  });

  test.each(['', '1', 'a-1304'])('what is no such id stays: %s', (id) => {
    expect(postId(id)).toBe(id);
  });

  test.each([
    [1581120164, 1581120164],
    [1581120164000, 1581120164],
    ['1581120164', 1581120164],
    [0, null],
    [-5, null],
    ['', null],
    [null, null],
    [1e18, null],
  ])('%j as seconds is %j', (value, want) => {
    expect(epochSeconds(value)).toBe(want);
  });

  test('a cover of the album is no post, a private post is marked', async () => {
    const covers = await read(
      momentsWeflowJson,
      'a.json',
      '{"posts":[{"id":"1","username":"a","nickname":"b","createTime":1581120164,"contentDesc":"","type":7}]}',
    );
    expect(covers).toMatchObject([{ dropped: 'system-line', droppedBy: 'album-cover' }]);
    const xml = '<TimelineObject><private>1</private><contentDesc>x</contentDesc></TimelineObject>';
    const own = await read(
      momentsWechatmomentstatAndroid,
      'a.json',
      JSON.stringify([
        { snsId: '1', authorId: 'a', authorName: 'b', content: 'x', rawXML: xml, timestamp: 1581120164 },
      ]),
    );
    expect(own).toMatchObject([{ text: 'x', flags: ['private'] }]);
  });

  test('in the last releases of WeFlow an account is called accountId', async () => {
    const author = { username: '', accountId: 'wxid_chenmo01', displayName: '陈默', nickName: '老默' };
    const post = { id: '1', username: '', nickname: '陈默', createTime: 1581120164, contentDesc: '好', author };
    const [item] = await read(
      momentsWeflowArkmejson,
      'a.json',
      JSON.stringify({ format: 'arkmejson', recordOwner: author, posts: [post] }),
    );
    expect(item?.sender).toMatchObject({ id: 'wxid_chenmo01', name: '陈默' });
  });

  test('what was not exported is a picture or a video by its address', async () => {
    const post = (href: string) =>
      `<div class="post"><span class="nick">老默</span><div class="mg"><div class="mi ml"><a href="${href}">查看媒体</a></div></div></div>`;
    const video = 'https://shzjwxsns.video.qq.com/102/20202/snsvideodownload?token=a';
    const page = `<title>朋友圈导出</title><div class="feed-hd"></div>${post(video)}${post('https://mmsns.qpic.cn/a/0')}`;
    expect((await read(momentsWeflowHtml, 'a.html', page)).map(({ type }) => type)).toEqual(['video', 'image']);
  });

  test('the year of a page that is cut off comes from its name, else there is none', async () => {
    const post =
      '<title>朋友圈导出</title><div class="feed-hd"></div><div class="post"><span class="nick">老默</span><span class="tm">2月29日 21:09</span></div>';
    const time = async (path: string) => (await read(momentsWeflowHtml, path, post))[0]?.time;
    expect(await time('朋友圈导出_2024-03-02T04-22-11.html')).toBe('2024-02-29T21:09:00');
    expect(await time('a.html')).toBeNull();
  });

  test('emoji that are pictures become their codes again', async () => {
    const page =
      '<title>朋友圈导出 - 老默</title><div class="wse-sns-page"></div><div class="wse-sns-post" id="1"><div class="font-medium">老默</div><div class="whitespace-pre-wrap">好<img src="wxemoji/new/2_05.png" alt="">，<img src="wxemoji/Expression_86@2x.png" alt="">，<img src="wxemoji/unknown.png" alt="">。</div></div>';
    expect((await read(momentsWechatdataanalysisHtml, 'sns_wxid_a.html', page))[0]).toMatchObject({
      text: '好[捂脸]，[拳头]，。',
      sender: { id: 'wxid_a', name: '老默' },
    });
  });
});

test('WeChatDataAnalysis: the folder of an account has four signs behind the id of its owner', () => {
  const post = { username: 'wxid_chenmo01', displayName: '老默', createTime: 1709212149, contentDesc: '晴' };
  const ownerBy = (account: string) => wechatDataAnalysisPost(post, account)?.byOwner;
  expect(['wxid_chenmo01', 'wxid_chenmo01_ab12', 'wxid_linxiao88_ab12', ''].map(ownerBy)).toEqual([
    true,
    true,
    false,
    undefined,
  ]);
});
