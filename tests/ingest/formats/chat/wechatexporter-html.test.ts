import { describe, expect, test } from 'vitest';
import { wechatexporterHtml } from '../../../../src/ingest/formats/chat/wechatexporter-html.ts';
import { readText, said } from '../../../support/read-text.ts';

const frame = (body: string, head = '') =>
  `<html><head><title>林晓 - 微信聊天记录</title>${head}</head><body uid="" sid=""><div class="msgs" id="msgs-div">\n${body}\n</div><div class="footer">end</div></body></html>`;

/** A message of 1.9: nothing is escaped. */
const message = (id: number, side: 'left' | 'right', text: string, type = '1') =>
  `<div class="msg chat ${side} " msgid="${id}" msgtype="${type}"><div class="avatar-box"><img src="Files/Portrait/${
    side === 'left' ? 'wxid_lin' : 'wxid_chen'
  }.jpg" class="avatar"></div><div class="nt-box"><span class="dspname ${side}" wxId="${side === 'left' ? 'lin_x' : ''}">${
    side === 'left' ? '林晓' : '老默'
  }</span> 2022-03-05 07:58:0${id % 10}</div><div class="content-box"><span class="dont-break-out msg-text"><pre>${text}</pre></span></div></div>`;

describe('1.9', () => {
  test('the number of a message on the phone tells two equal texts of one second apart', async () => {
    const { items } = await readText(wechatexporterHtml, {
      '老默/林晓/index.html': frame(message(12, 'left', '哈哈') + message(22, 'left', '哈哈')),
    });
    expect(items.map(({ text, time, rowId }) => [text, time, rowId])).toEqual([
      ['哈哈', '2022-03-05T07:58:02', '12'],
      ['哈哈', '2022-03-05T07:58:02', '22'],
    ]);
  });

  test('texts that are not escaped keep every character', async () => {
    const odd =
      'a<b && b>c </pre> <div>&lt;&amp; <img src="x" rawemoji="[捂脸]" class="wxemoji" /><script>alert(1)</script>';
    const { items } = await readText(wechatexporterHtml, {
      '老默/林晓/index.html': frame(message(1, 'left', odd) + message(2, 'right', '好')),
    });
    expect(items.map(({ text }) => text)).toEqual([
      'a<b && b>c </pre> <div>&lt;&amp; [捂脸]<script>alert(1)</script>',
      '好',
    ]);
    expect(items[0]).toMatchObject({
      sender: { id: 'wxid_lin', name: '林晓' },
      direction: 'received',
      conversation: 'wxid_lin',
      group: false,
    });
  });

  test('pages count each message once and keep their order', async () => {
    const script = (html: string[]) => `(function() {\n var msgArray = ${JSON.stringify(html)};\n})();`;
    const pages = 'initPageData([{"numnberOfMsgs":2,"page":1,"text":"1"},{"page":2,"text":"2"}]);';
    const { items, notices } = await readText(wechatexporterHtml, {
      '老默/林晓/index.html': frame('', `<script>${pages}</script>`),
      '老默/林晓/Files/Data/msg-1.js': script([message(1, 'left', '一'), message(2, 'right', '二')]),
      '老默/林晓/Files/Data/msg-2.js': script([message(3, 'left', '三')]),
    });
    expect(said(items)).toEqual(['wxid_lin: 一', 'wxid_chen: 二', 'wxid_lin: 三']);
    expect(notices).toEqual([]);
    const repeated = await readText(wechatexporterHtml, {
      '老默/林晓/index.html': frame(message(1, 'left', '一') + message(2, 'right', '二')),
      '老默/林晓/Files/Data/msg-1.js': script([message(1, 'left', '一'), message(2, 'right', '二')]),
    });
    expect(said(repeated.items)).toEqual(['wxid_lin: 一', 'wxid_chen: 二']);
  });

  test('a page file that is not there is told', async () => {
    const pages = 'initPageData([{"page":1},{"page":2},{"page":3}]);';
    const { items, notices } = await readText(wechatexporterHtml, {
      '老默/林晓/index.html': frame('', `<script>${pages}</script>`),
      '老默/林晓/Files/Data/msg-2.js': `var msgArray = ${JSON.stringify([message(7, 'left', '在')])};`,
    });
    expect(said(items)).toEqual(['wxid_lin: 在']);
    expect(notices).toEqual([
      { code: 'chat-pages-missing', facts: { file: '老默/林晓/index.html', total: 3, missing: 2 } },
    ]);
  });

  test('names are escaped, texts and the title are not', async () => {
    const named = message(1, 'left', 'a&lt;b').replace('>林晓<', '>Lin&nbsp;Xiao&nbsp;&lt;3&nbsp;&amp;&nbsp;co<');
    const page = frame(named).replace('<title>林晓', '<title>Lin Xiao <3 & co');
    const { items } = await readText(wechatexporterHtml, { '老默/Lin Xiao 3 & co/index.html': page });
    expect(items).toMatchObject([
      {
        text: 'a&lt;b',
        sender: { id: 'wxid_lin', name: 'Lin Xiao <3 & co' },
        conversation: 'wxid_lin',
        conversationName: 'Lin Xiao <3 & co',
        group: false,
      },
    ]);
  });

  test('a page without messages whose chat has a `<` in its name is found', () => {
    const text = frame('').replace('<title>林晓', '<title>晓 <3');
    const head = { name: 'index.html', path: '老默/晓 3/index.html', size: text.length, bytes: new Uint8Array(), text };
    expect(wechatexporterHtml.detect(head)).toBe('yes');
  });

  test('the card of a channel is a card', async () => {
    const card = message(1, 'left', '', '49').replace(
      /<span class="dont-break-out msg-text">.*<\/span>/u,
      '<div class="card-name"><img src="Files/Portrait/v2_1.jpg" class="card-avatar" /><span class="dont-break-out msg-text">某号</span></div><div class="card-type">[视频号名片]</div>',
    );
    const { items } = await readText(wechatexporterHtml, { '老默/林晓/index.html': frame(card) });
    expect(items).toMatchObject([{ type: 'card', title: '某号', text: '' }]);
  });

  test('a forwarded message whose time has no seconds is no message of this chat', async () => {
    const forwarded = message(2, 'left', '开会')
      .replace('msg chat left ', 'msg chat left fmsg')
      .replace('07:58:02', '07:58');
    const tag = (words: string) =>
      `<div class="msg chat-notice fmsgtag" msgid=""><div class="content-box"><span class="dont-break-out msg-text"><pre>${words}</pre></span></div></div>`;
    const { items } = await readText(wechatexporterHtml, {
      '老默/林晓/index.html': frame(
        message(1, 'right', '群聊的聊天记录', '49') +
          tag('<< 群聊的聊天记录') +
          forwarded +
          tag('群聊的聊天记录 结束 >>') +
          message(3, 'left', '好'),
      ),
    });
    expect(said(items)).toEqual(['wxid_chen: [forward]<群聊的聊天记录>', 'wxid_lin: 好']);
  });

  test('a reply keeps the quoted words apart', async () => {
    const reply = message(1, 'right', '', '49').replace(
      '<span class="dont-break-out msg-text"><pre></pre></span>',
      '<span class="dont-break-out refermsg msg-text"><pre>「林晓：带伞了吗\n「真的」」</pre></span><br /><span>- - -</span><br /><span class="dont-break-out msg-text"><pre>带了</pre></span>',
    );
    const { items } = await readText(wechatexporterHtml, { 'a/林晓.html': frame(reply) });
    expect(items).toMatchObject([{ text: '带了', quote: { sender: '林晓', text: '带伞了吗\n「真的」' } }]);
  });
});

test('templates of before 1.7.18 have name and time in one box and no types', async () => {
  const old = (side: string, inner: string, kind = 'chat', id = 'msgid="5"') =>
    `\t\t<div class="${kind}-${side}" ${id}>\n\t\t\t<div>\n\t\t\t\t<img src="Portrait/wxid_chen.jpg" class="avatar" />\n\t\t\t</div>\n\t\t\t<div>老默 2021-03-05 07:58:40</div>\n\t\t\t<div>\n\t\t\t\t${inner}\n\t\t\t</div>\n\t\t</div>\n`;
  const { items } = await readText(wechatexporterHtml, {
    '老默/林晓.html': frame(
      old('right', '<div class="triangle"></div><span class="dont-break-out">带了&nbsp;伞<br/>黑的</span>') +
        old(
          'right',
          '<audio controls><source src="林晓_files/106.mp3" type="audio/mpeg"></audio>',
          'media',
          'msgid="6"',
        ) +
        old('right', '<img src="Emoji/a.gif" />', 'media', '') +
        old('right', '<img src="林晓_files/7_thumb.jpg" class="image" />', 'media', 'msgid="7"') +
        old('right', '<a href="http://a.example"><b>一个标题</b></a><span class="dont-break-out">说明</span>') +
        old('right', '<span class="dont-break-out">[位置] 虹桥</span>') +
        '<div class="chat-notice " msgid="9"><div class="content-box"><span class="dont-break-out">"林晓" 撤回了一条消息</span></div></div>',
    ),
    '老默/林晓_files/106.mp3': 'x',
  });
  expect(said(items)).toEqual([
    'wxid_chen: 带了 伞\n黑的',
    'wxid_chen: [voice]',
    'wxid_chen: [sticker]',
    'wxid_chen: [image]',
    'wxid_chen: [link]<一个标题>',
    'wxid_chen: [location]<虹桥>',
    ': (revoked)"林晓" 撤回了一条消息',
  ]);
  expect(items[1]?.media).toEqual({ path: '老默/林晓_files/106.mp3' });
  expect(items[0]).toMatchObject({ direction: 'sent', time: '2021-03-05T07:58:40' });
});
