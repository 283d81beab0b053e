import { describe, expect, test } from 'vitest';
import { ciphertalkHtml } from '../../../../src/ingest/formats/chat/ciphertalk-html.ts';
import { echotraceHtml } from '../../../../src/ingest/formats/chat/echotrace-html.ts';
import { wechatdataanalysisHtml } from '../../../../src/ingest/formats/chat/wechatdataanalysis-html.ts';
import { wechatdataanalysisTxt } from '../../../../src/ingest/formats/chat/wechatdataanalysis-txt.ts';
import { readText, said } from '../../../support/read-text.ts';

describe('CipherTalk', () => {
  const page = (messages: object[]) =>
    `<script>window.CHAT_DATA = ${JSON.stringify({ meta: { sessionId: 'wxid_a', sessionName: '爸', isGroup: false }, members: [], messages })};</script>`;

  test('a text may end the script for a browser, not for the reader', async () => {
    const { items } = await readText(ciphertalkHtml, {
      'a.html': page([
        { timestamp: 1703930470, sender: 'wxid_a', senderName: '爸', type: 1, content: '</script><b>', isSend: false },
        { timestamp: 1703930471, sender: 'wxid_a', senderName: '爸', type: 1, content: '还在', isSend: false },
      ]),
    });
    expect(said(items)).toEqual(['wxid_a: </script><b>', 'wxid_a: 还在']);
    expect(items[0]).toMatchObject({ conversation: 'wxid_a', conversationName: '爸', group: false });
  });

  test('the quoted words come from the XML of the reply', async () => {
    const rawContent =
      '<msg><appmsg><title>七点</title><type>57</type><refermsg><type>1</type><svrid>1269999524870328884</svrid><displayname>林晓</displayname><content>几点 &lt;到&gt;?</content></refermsg></appmsg></msg>';
    const { items } = await readText(ciphertalkHtml, {
      'a.html': page([
        { timestamp: 1703930470, sender: 'wxid_a', type: 244813135921, content: '七点', rawContent, isSend: false },
      ]),
    });
    expect(items[0]).toMatchObject({
      text: '七点',
      quote: { sender: '林晓', text: '几点 <到>?', messageId: '1269999524870328884' },
    });
  });
});

test('EchoTrace: entities are decoded once, after the JSON', async () => {
  const row = {
    date: '2023-09-28',
    timeTooltip: '2023-09-28 12:03:40',
    isSend: true,
    isMedia: false,
    senderName: '林晓',
  };
  const { items } = await readText(echotraceHtml, {
    'a.html': `<script>const messagesData = ${JSON.stringify([{ ...row, content: 'a &amp;lt; &#39;b&#39;\n&lt;b&gt;' }])};\nconst avatarIndex = {};</script>`,
  });
  expect(items[0]).toMatchObject({ text: "a &lt; 'b'\n<b>", time: '2023-09-28T12:03:40' });
});

test('WeChatDataAnalysis: pages that cannot be read are told', async () => {
  const { items, notices } = await readText(wechatdataanalysisHtml, {
    'messages.html':
      '<title>陈默</title><script type="application/json" id="wcePageMeta">{"schemaVersion":1,"totalPages":7}</script><div id="wceMessageList"><div class="mb-6" data-render-type="text" data-wce-create-time="1695873820" title="x"><div class="wce-msg-row wce-msg-row-received"><div class="msg-bubble">好</div></div></div></div>',
  });
  expect(said(items)).toEqual(['陈默: 好']);
  expect(notices).toEqual([{ code: 'older-pages-unreadable', facts: { file: 'messages.html', total: 7 } }]);
});

test('WeChatDataAnalysis: a picture of an emoji is its code, alone and among quoted words too', async () => {
  const emoji = '<img src="../../wxemoji/new/2_05.png" alt="">';
  const row = (type: string, bubble: string) =>
    `<div class="mb-6" data-render-type="${type}" data-wce-create-time="1695873820"><div class="wce-msg-row wce-msg-row-sent"><div class="msg-bubble">${bubble}</div></div></div>`;
  const { items } = await readText(wechatdataanalysisHtml, {
    'messages.html': `<title>陈默</title><div id="wceMessageList">${row('text', `笑死${emoji}你<img src="../../media/666.png">`)}${row('text', emoji + emoji)}${row('quote', `是啊<div><span>陈默:</span><span class="ml-1">又来${emoji}</span></div>`)}</div>`,
  });
  expect(items).toMatchObject([
    { type: 'text', text: '笑死[捂脸]你' },
    { type: 'text', text: '[捂脸][捂脸]' },
    { text: '是啊', quote: { sender: '陈默', text: '又来[捂脸]' } },
  ]);
});

describe('WeChatDataAnalysis as a page', () => {
  test.each(['转账[200元]', '通话时长 05:12', '以上是打招呼的内容'])('%j is what somebody said', async (words) => {
    const { items } = await readText(wechatdataanalysisHtml, {
      'a.html': `<div id="wceMessageList"><div data-render-type="text" data-wce-create-time="1695874127"><div class="wce-msg-row-sent"><div class="msg-bubble">${words}</div></div></div></div>`,
    });
    expect(items.map(({ type, text, dropped }) => [type, text, dropped])).toEqual([['text', words, undefined]]);
  });
});

describe('WeChatDataAnalysis as text', () => {
  const read = async (content: string) => {
    const { items } = await readText(wechatdataanalysisTxt, {
      'a.txt': `会话: 陈默 (wxid_a)\n账号: wxid_b\n\n[2023-09-28 12:08:47] 陈默(wxid_a): ${content}\n`,
    });
    return items;
  };

  test.each([
    ['[语音 2383秒] 转写=好的 media/voices/voice_1.mp3', 'voice', '好的'],
    ['[语音 2秒] 转写=[未识别到文字]', 'voice', ''],
    ['看这个 https://example.com/a', 'text', '看这个 https://example.com/a'],
    ['说明标题 http://mp.weixin.qq.com/s?a=1', 'link', ''],
    ['新年快乐新年快乐', 'text', '新年快乐新年快乐'],
    ['上海公园预约上海公园预约', 'link', ''],
    ['哈哈哈哈哈哈哈哈哈哈哈哈', 'text', '哈哈哈哈哈哈哈哈哈哈哈哈'],
    ['药别忘了吃啊！药别忘了吃啊！', 'text', '药别忘了吃啊！药别忘了吃啊！'],
    ['报告.pdf报告.pdf size=1258291', 'file', ''],
    ['老默: 作业写完没？\n小禾: 就差一篇', 'forward', ''],
    ['第一行\n\n第二行', 'text', '第一行\n\n第二行'],
    ['他说(真的): 好', 'text', '他说(真的): 好'],
  ])('%j is a %s', async (content, type, text) => {
    const items = await read(content);
    expect(items).toMatchObject([{ type, text, sender: { id: 'wxid_a', name: '陈默' }, direction: 'received' }]);
  });

  test.each([
    ['出行提醒：这些路段最容易堵 http://mp.weixin.qq.com/s?a=1', '出行提醒：这些路段最容易堵'],
    ['玉兰花开 - 老歌 https://support.weixin.qq.com/cgi-bin/a?b=1', '玉兰花开 - 老歌'],
    ['家长会通知请准时 http://school.example.com/a?id=3&from=singlemessage&isappinstalled=0', '家长会通知请准时'],
    ['家长会通知请准时 http://school.example.com/a?from=timeline#top', '家长会通知请准时'],
    ['http://x.cn/1玉兰花开 http://x.cn/1', '玉兰花开'],
    ['玉兰花开玉兰花开 http://x.cn/1', '玉兰花开'],
    ['[链接]http://x.cn/1', undefined],
  ])('%j is a link', async (content, title) => {
    expect(await read(content)).toMatchObject([{ type: 'link', text: '', ...(title ? { title } : {}) }]);
  });

  test.each([
    '看这个 https://example.com/a',
    '哈哈哈哈 https://example.com/a',
    '发错了，这条给你：https://example.com/park?id=3&day=2',
    'https://example.com/a 你看看这个',
    '你看看\n这个学校的招生简章 https://example.com/a',
    '就是这个 https://example.com/a?from=singlemessages',
    'https://example.com/a',
  ])('%j was typed', async (content) => {
    expect(await read(content)).toMatchObject([{ type: 'text', text: content }]);
  });

  test('the seconds of a voice are milliseconds', async () => {
    expect((await read('[语音 2383秒]'))[0]?.media?.seconds).toBe(2.383);
    expect((await read('[语音 59秒]'))[0]?.media?.seconds).toBe(59);
  });

  const conversation = (chat: string, account: string) => `会话: ${chat}\n账号: ${account}\n
[2023-11-15 06:13:20] 老默(wxid_a): 书架我来钉
[2023-11-15 06:14:20] 林晓(wxid_b): 好
`;
  test.each([
    ['林晓 (wxid_b)', 'wxid_a', ['sent', 'received']],
    ['林晓 (wxid_b)', 'wxid_a_ab12', ['sent', 'received']],
    ['林晓 (wxid_b)', '手机', ['sent', 'received']],
    ['一家人 (1001@chatroom)', 'wxid_a_ab12', ['sent', 'received']],
  ])('in %s the folder %s tells which way messages went', async (chat, account, directions) => {
    const { items } = await readText(wechatdataanalysisTxt, { 'a.txt': conversation(chat, account) });
    expect(items.map(({ direction }) => direction)).toEqual(directions);
  });
});
