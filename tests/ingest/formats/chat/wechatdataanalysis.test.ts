import { describe, expect, test } from 'vitest';
import { wechatdataanalysisHtml } from '../../../../src/ingest/formats/chat/wechatdataanalysis-html.ts';
import { wechatdataanalysisJson } from '../../../../src/ingest/formats/chat/wechatdataanalysis-json.ts';
import { wechatdataanalysisTxt } from '../../../../src/ingest/formats/chat/wechatdataanalysis-txt.ts';
import { wechatdataanalysisXlsx } from '../../../../src/ingest/formats/chat/wechatdataanalysis-xlsx.ts';
import { headOf, readAll, winners } from '../../../support/fixtures.ts';
import { memoryFolder } from '../../../support/memory-folder.ts';
import { readText } from '../../../support/read-text.ts';
import { workbook } from '../../../support/workbook.ts';

const CHAT = 'conversations/0001_陈默_wxid_a_656307c4';
const SOUND = new Uint8Array(64);

describe('as text', () => {
  const read = async (lines: string) =>
    (
      await readText(wechatdataanalysisTxt, {
        [`${CHAT}/messages.txt`]: `会话: 陈默 (wxid_a)\n账号: wxid_b\n导出时间: 2026-08-01T21:10:44\n\n${lines}\n`,
        'media/videos/c.mp4': SOUND,
        'media/video_thumbs/d.jpg': SOUND,
        'media/files/体检 报告_ab12.pdf': SOUND,
      })
    ).items;
  const told = (content: string) => read(`[2023-09-28 12:08:47] 陈默(wxid_a): ${content}`);

  test.each([
    ['[文件] 体检.pdf体检.pdf size=1258291', '体检.pdf', undefined],
    [
      '[文件] 体检 报告.pdf体检 报告.pdf size=12 media/files/体检 报告_ab12.pdf',
      '体检 报告.pdf',
      'media/files/体检 报告_ab12.pdf',
    ],
    ['[文件] 体检.pdf体检.pdf size=', '体检.pdf', undefined],
    ['[文件]size=', undefined, undefined],
  ])('%j is a file', async (content, title, path) => {
    const [item] = await told(content);
    expect(item).toMatchObject({ type: 'file', text: '' });
    expect([item?.title, item?.media?.path]).toEqual([title, path]);
  });

  test.each([
    ['人民公园 地点=人民公园 地址=少城路12号 坐标=104.05,30.65', '人民公园'],
    ['[位置] 地点=[位置] 地址=少城路12号 坐标=104.05,30.65', '少城路12号'],
    ['少城路12号 地址=少城路12号 坐标=104.05,30.65', '少城路12号'],
    ['人民公园 地点=人民公园 地址=少城路12号', '人民公园'],
  ])('%j is a place', async (content, title) => {
    expect(await told(content)).toMatchObject([{ type: 'location', text: '', title }]);
  });

  test('a video comes after its still', async () => {
    const still = 'media/video_thumbs/d.jpg';
    expect(await told(`[视频] ${still} media/videos/c.mp4`)).toMatchObject([
      { type: 'video', text: '', media: { path: 'media/videos/c.mp4' } },
    ]);
    expect(await told(`[视频] ${still}`)).toMatchObject([{ type: 'video', text: '' }]);
    expect((await told(`[视频] ${still}`))[0]?.media).toBeUndefined();
  });

  test('a message of nobody known is a message of its own', async () => {
    const items = await read(
      '[2023-09-28 12:08:47] 陈默(wxid_a): 大家好\n[2023-09-28 12:08:50] 未知: 我是谁\n还有一行\n[2023-09-28 12:08:55] 陈默(wxid_a): 好',
    );
    expect(items.map(({ sender, text }) => [sender.name, text])).toEqual([
      ['陈默', '大家好'],
      ['', '我是谁\n还有一行'],
      ['陈默', '好'],
    ]);
  });
});

describe('as JSON', () => {
  const read = async (messages: object[], conversation: object, account = 'wxid_b') =>
    readText(wechatdataanalysisJson, {
      [`${CHAT}/messages.json`]: JSON.stringify({ schemaVersion: 1, account, conversation, messages }),
    });
  const PRIVATE = { username: 'wxid_a', displayName: '陈默', isGroup: false };

  test.each([
    ['link', 'link', '旧链接'],
    ['file', 'file', '旧.pdf'],
    ['redPacket', 'transfer', ''],
    ['transfer', 'transfer', '￥1.00'],
    ['chatHistory', 'forward', '聊天记录'],
  ])('renderType %s tells what the number 49 does not', async (renderType, type, title) => {
    const { items } = await read([{ type: 49, renderType, content: '内容', title, createTime: 1695873820 }], PRIVATE);
    expect(items).toMatchObject([{ type, text: '', ...(title ? { title } : {}) }]);
  });

  test('who is not the partner is the owner, where the exporter knows no owner', async () => {
    const said = (senderUsername: string) => ({
      type: 1,
      renderType: 'text',
      isSent: false,
      content: '好',
      senderUsername,
    });
    const messages = [said('wxid_a'), said('linxiao'), said('')];
    const directions = async (conversation: object) =>
      (await read(messages, conversation, 'linxiao_ab12')).items.map(({ direction }) => direction);
    expect(await directions(PRIVATE)).toEqual(['received', 'sent', 'received']);
    expect(await directions({ username: '12@chatroom', displayName: '一家', isGroup: true })).toEqual([
      'received',
      'sent',
      'received',
    ]);
  });
});

describe('as a page', () => {
  const row = (type: string, inside: string) =>
    `<div class="mb-6" data-render-type="${type}" data-wce-create-time="1695873820"><div class="wce-msg-row wce-msg-row-received"><div class="wce-msg"><div class="flex flex-col">${inside}</div></div></div></div>`;
  const page = (rows: string, above = '') => `<title>陈默</title>${above}<div id="wceMessageList">${rows}</div>`;
  const read = async (html: string, files: Record<string, string | Uint8Array> = {}, folder = CHAT) =>
    (await readText(wechatdataanalysisHtml, { [`${folder}/messages.html`]: html, ...files })).items;

  test('a video and a file are linked', async () => {
    const items = await read(
      page(
        row(
          'video',
          '<div><img src="../../media/video_thumbs/d.jpg" alt="视频"><a href="../../media/videos/c.mp4"></a></div>',
        ) +
          row('video', '<div><img src="../../media/video_thumbs/d.jpg" alt="视频"></div>') +
          row(
            'file',
            '<a href="../../media/files/a.pdf" download class="wechat-file-card"><span class="wechat-file-name">体检.pdf</span></a>',
          ),
      ),
      { 'media/videos/c.mp4': SOUND, 'media/video_thumbs/d.jpg': SOUND, 'media/files/a.pdf': SOUND },
    );
    expect(items.map(({ type, title, media }) => [type, title, media?.path])).toEqual([
      ['video', undefined, 'media/videos/c.mp4'],
      ['video', undefined, undefined],
      ['file', '体检.pdf', 'media/files/a.pdf'],
    ]);
  });

  test('below a cover stands first the account, then the title', async () => {
    const cover =
      '<a class="wechat-link-card-cover"><div class="wechat-link-cover-from"><div>城</div><div>城市播报</div></div><div class="wechat-link-cover-title">去哪看花</div></a>';
    expect(await read(page(row('link', cover)))).toMatchObject([{ type: 'link', title: '去哪看花' }]);
  });

  test.each([
    ['<div><span>林晓:</span><span class="ml-1">在吗？</span></div>', { sender: '林晓', text: '在吗？' }],
    ['<div><span>林晓:</span><span class="ml-1">🔗 春天的花</span></div>', { sender: '林晓', text: '春天的花' }],
    ['<div><span>在吗？</span></div>', { text: '在吗？' }],
    ['<div><span>林晓:</span></div>', { sender: '林晓', text: '' }],
    [
      '<div data-wce-quote-voice-wrapper="1"><span>林晓:</span><button><svg></svg><span>3"</span></button></div>',
      { sender: '林晓', text: '' },
    ],
  ])('%s is quoted', async (block, quote) => {
    const items = await read(
      page(row('quote', `<div class="msg-bubble">在</div><div class="mt-[5px]">${block}</div>`)),
    );
    expect(items.map((item) => [item.text, item.quote])).toEqual([['在', quote]]);
  });

  test('a voice message of unknown length has none', async () => {
    const [item] = await read(page(row('voice', '<span class="wechat-voice-duration">0"</span>')));
    expect(item?.media).toEqual({ path: '' });
  });

  const SAID = row('text', '<div class="msg-bubble">到了</div>');
  const LIST =
    '<a data-wce-session-username="wxid_z" href="a"></a><a data-wce-session-username="chenmo-66" aria-current="page" href="b"></a>';
  test.each([
    [
      'the file beside it',
      'conversations/陈默_1a2b3c4d5e',
      '',
      { username: 'chenmo-66', displayName: '陈默', isGroup: false },
    ],
    ['its list of chats', 'conversations/0001_陈默_chenmo-66_656307c4', LIST, undefined],
  ])('%s tells whose chat a page is', async (_what, folder, above, meta) => {
    const beside = meta ? { [`${folder}/meta.json`]: JSON.stringify(meta) } : {};
    expect(await read(page(SAID, above), beside, folder)).toMatchObject([
      { conversation: 'chenmo-66', conversationName: '陈默', group: false, sender: { name: '陈默' }, text: '到了' },
    ]);
  });
});

describe('as a workbook', () => {
  const HEADER = ['序号', '时间', '发送者', '消息类型', '内容', '本地 ID', '服务 ID'];
  const row = (type: string, content: string) => ['1', '2023-09-28 12:08:47', '陈默', type, content, '7', ''];

  test.each([
    [row('text', '到了'), { type: 'text', text: '到了' }],
    [row('text', '[名片]'), { type: 'card', text: '' }],
    [row('quote', '好的[引用 是我打的]'), { type: 'text', text: '好的[引用 是我打的]' }],
    [
      row('voice', '[语音 2383秒] 转写：书架\n我来钉'),
      { type: 'voice', text: '书架\n我来钉', media: { seconds: 2.383 } },
    ],
    [row('voice', '[语音] 转写：[未识别到文字]'), { type: 'voice', text: '' }],
    [row('file', '[文件] 体检.pdf'), { type: 'file', text: '', title: '体检.pdf' }],
    [row('redPacket', '恭喜发财'), { type: 'transfer', text: '', title: '恭喜发财' }],
    [row('chatHistory', '林晓: 在吗'), { type: 'forward', text: '' }],
    [row('system', '"陈默" 撤回了一条消息'), { dropped: 'revoked', sender: { name: '' } }],
  ])('%j', async (cells, expected) => {
    const file = await workbook('陈默/messages.xlsx', [HEADER, cells], '消息');
    expect(winners(await headOf(file)).map(({ id }) => id)).toEqual(['wechatdataanalysis-xlsx']);
    const [item, ...more] = await readAll(wechatdataanalysisXlsx, file);
    expect([item, more.length]).toMatchObject([{ time: '2023-09-28T12:08:47', ...expected }, 0]);
  });
});

test.each([
  [
    'messages.json',
    JSON.stringify({
      schemaVersion: 1,
      account: 'wxid_b',
      conversation: { username: '__favorites__', displayName: '收藏', isGroup: false },
      messages: [{ type: 1, renderType: 'text', isSent: false, content: '秘方', senderUsername: 'wxid_a' }],
    }),
  ],
  ['messages.txt', '会话: 收藏 (__favorites__)\n账号: wxid_b\n\n[2023-09-28 12:08:47] 陈默(wxid_a): 秘方\n'],
  [
    'messages.html',
    '<title>收藏</title><a data-wce-session-username="__favorites__" aria-current="page"></a><div id="wceMessageList"><div data-render-type="text" data-wce-create-time="1695873820"><div class="wce-msg-row-received"><div class="msg-bubble">秘方</div></div></div></div>',
  ],
])('%s: favourites are no chat', async (name, text) => {
  const [file] = memoryFolder({ [name]: text }).files;
  if (!file) throw new Error('no file');
  const [reader] = winners(await headOf(file));
  if (!reader) throw new Error('nobody reads it');
  const { items } = await readText(reader, { [name]: text });
  expect(items.map((item) => [item.text, item.dropped, item.direction])).toEqual([
    ['秘方', 'not-own-words', undefined],
  ]);
});

describe('privacy mode', () => {
  const message = { createTime: 1695873820, senderUsername: 'other', senderDisplayName: '对方' };
  const conversation = { username: '', displayName: '已隐藏', avatarPath: '', isGroup: false };
  test.each([
    [
      'messages.json',
      JSON.stringify({
        schemaVersion: 1,
        account: 'hidden',
        conversation,
        messages: [{ ...message, type: 1, renderType: 'text', content: '[文本]' }],
      }),
    ],
    ['messages.txt', '会话: 已隐藏\n账号: hidden\n\n[2023-09-28 12:08:47] 对方(other): [文本]\n'],
    [
      'messages.html',
      '<title>已隐藏</title><div id="wceMessageList"><div data-render-type="text" data-wce-create-time="1695873820"><div class="wce-msg-row-received"><div class="msg-bubble">[文本]</div></div></div></div>',
    ],
  ])('%s is told, and holds nobody and no words', async (name, text) => {
    const [file] = memoryFolder({ [name]: text }).files;
    if (!file) throw new Error('no file');
    const [reader] = winners(await headOf(file));
    if (!reader) throw new Error('nobody reads it');
    const { items, notices } = await readText(reader, { [name]: text });
    expect(notices.map(({ code }) => code)).toEqual(['privacy-export']);
    expect(items).toMatchObject([{ sender: { name: '' }, dropped: 'unreadable' }]);
  });
});
