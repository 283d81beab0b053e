import { describe, expect, test } from 'vitest';
import { parted, patReason, placeholder, spanSeconds, systemReason } from '../../src/parse/placeholders.ts';

describe('what exporters write in place of a message', () => {
  test.each([
    ['[图片]', 'image'],
    ['![图片](http://127.0.0.1:5030/image/51473f,msg\\attach\\a.dat)', 'image'],
    ['[图片: bff4922a.jpg(请在附件中查看)]', 'image'],
    ['[语音 2"]', 'voice'],
    ['[语音](http://127.0.0.1:5030/voice/1654657665560499669)', 'voice'],
    ['[Audio 4"]', 'voice'],
    ['[视频]8s', 'video'],
    ['[视频 8秒]', 'video'],
    ['[表情包：好的]', 'sticker'],
    ['[动画表情]', 'sticker'],
    ['[文件]小禾体检报告2023.pdf', 'file'],
    ['[链接] 国庆出行提醒\nhttp://mp.weixin.qq.com/s?a=1', 'link'],
    ['[链接|标题[上]](https://example.com/a)', 'link'],
    ['[小程序] 随申办', 'link'],
    ['[位置] 虹桥火车站 (31.194201,121.327402)', 'location'],
    ['[位置|申贵路1500号||31.38|121.52]', 'location'],
    ['[定位]虹桥火车站', 'location'],
    ['[语音通话] 05:12', 'call'],
    ['通话时长 05:12', 'call'],
    ['[转账] (陈默 转账给 林晓)￥200.00 给小禾买鞋', 'transfer'],
    ['转账[200元]', 'transfer'],
    ['[红包]', 'transfer'],
    ['[Contact Card] 李老师', 'card'],
    ['[转发的聊天记录]老默和小禾的聊天记录\n老默: 作业写完没？', 'forward'],
    ['[群公告]明天家长会', 'forward'],
    ['[文件][重要]合同（终版）.docx', 'file'],
    ['[链接] [视频]春天的花\nhttp://a.example', 'link'],
    ['当前版本不支持展示该内容，请升级至最新版本。', 'link'],
  ])('%j is no words', (text, type) => {
    expect(placeholder(text)?.kind.type).toBe(type);
    expect(placeholder(`  ${text}\n`)?.kind.type).toBe(type);
  });

  test.each([
    '[图片]我拍的',
    '看这个[图片]',
    '[愉快]',
    '[旺柴][旺柴]',
    '[红包][红包]恭喜发财',
    '[文件][捂脸]呢',
    '[1] 买菜',
    '[语音',
    '[视频]好看吗',
    '微信转账',
    '把我和她的聊天记录删了吧',
    '通话时长 太长了',
    '',
    '[]',
    '1',
  ])('%j is words', (text) => {
    expect(placeholder(text)).toBeNull();
  });

  test('the title beside a bracket is kept apart, and is one line', () => {
    expect(placeholder('[链接] 国庆出行提醒\nhttp://a.example')?.title).toBe('国庆出行提醒');
    expect(placeholder('[文件][重要]合同.docx')?.title).toBe('[重要]合同.docx');
    expect(placeholder('[文件: 体检 报告.pdf]')?.title).toBe('体检 报告.pdf');
    expect(placeholder('[位置] 虹桥火车站 (31.194201,121.327402)')?.title).toBe('虹桥火车站');
    expect(placeholder('[位置] (31.194201,121.327402)')).not.toHaveProperty('title');
    expect(placeholder('[图片]')).not.toHaveProperty('title');
  });

  test('a title behind the bracket only where the exporter writes one', () => {
    expect(placeholder('[文件]收到没', { tails: false })).toBeNull();
    expect(placeholder('[文件]', { tails: false })?.kind.type).toBe('file');
    expect(placeholder('[红包]呢', { tails: parted })).toBeNull();
    expect(placeholder('[红包] 恭喜发财', { tails: parted })?.title).toBe('恭喜发财');
  });

  test('a call or an amount without brackets only where the exporter writes it so', () => {
    for (const typed of ['转账[200元]', '通话时长 05:12', '对方已拒绝']) {
      expect(placeholder(typed, { unbracketed: false })).toBeNull();
    }
    const shown = '当前微信版本不支持展示该内容，请升级至最新版本';
    expect(placeholder(shown, { unbracketed: false })?.kind.type).toBe('link');
  });
});

test.each([
  ['4"', 4],
  ['1\'5"', 65],
  ["1'", 60],
  ['1.7秒', 1.7],
  ['8s', 8],
  ['12400.000000"', 12.4],
  ['（5秒）', 5],
  ['', undefined],
  ['一会儿', undefined],
])('%j lasts %j seconds', (text, seconds) => {
  expect(spanSeconds(text)).toBe(seconds);
});

describe('systemReason', () => {
  test.each([
    ['你撤回了一条消息', 'revoked'],
    ['"陈默" 撤回了一条消息', 'revoked'],
    ['陈默 撤回了一条消息', 'revoked'],
    ['"群主" 撤回了成员"小禾"的一条消息', 'revoked'],
    ['"Lin" recalled a message', 'revoked'],
    ['<revokemsg><session>…</session></revokemsg>', 'revoked'],
    ['我拍了拍 "陈默"', 'system-line'],
    ['"林晓" 拍了拍 "老默" 的肩膀', 'system-line'],
    ['"林晓" 拍了拍我', 'system-line'],
    ['你已添加了陈默，现在可以开始聊天了。', 'system-line'],
    ['以上是打招呼的内容', 'system-line'],
    ['你领取了陈默的红包', 'system-line'],
    ['小禾领取了你的红包', 'system-line'],
    ['你邀请"老默"、"小禾"加入了群聊', 'system-line'],
    ['"小禾"修改群名为“一家三口❤️”', 'system-line'],
    ['"小禾"通过扫描"林晓"分享的二维码加入群聊', 'system-line'],
    ['你将"小王"移出了群聊', 'system-line'],
    ['你被"小王"移出群聊', 'system-line'],
    ['小禾 撤回了一条消息', 'revoked'],
    ['小禾开启了朋友验证，你还不是他（她）朋友。请先发送朋友验证请求，对方验证通过后，才能聊天。', 'system-line'],
  ])('%j is written by WeChat', (text, reason) => {
    expect(systemReason(text)).toBe(reason);
  });

  test.each([
    '我撤回了一条消息',
    '他 撤回了一条消息',
    '她居然开启了朋友验证，你还不是她好友那种，气死我了',
    '谁领取了你的红包',
    '你被他们几个移出了群聊，太过分了，我去找群主说理去',
    '你领取了自己发的红包，笑死我了，哈哈哈',
    '你已添加了糖，盐也放了，现在可以开始聊天了',
    '他撤回了一条消息，你看到没',
    '我拍了拍他的肩膀，他才醒',
    '你怎么退出了群聊',
    '谁领取了红包？',
    '你已添加了糖吗',
    '我在群聊里说了',
    '昨天有人加入了群聊',
  ])('%j is said by a person', (text) => {
    expect(systemReason(text)).toBeNull();
  });

  test('where WeChat’s own lines are marked, only a pat is told by its words', () => {
    expect(patReason('我拍了拍 "陈默"')).toBe('system-line');
    expect(patReason('以上是打招呼的内容')).toBeNull();
    expect(patReason('你撤回了一条消息')).toBeNull();
  });

  test('no line of WeChat is as long as an essay', () => {
    expect(systemReason(`你撤回了一条消息${'。'.repeat(500)}`)).toBeNull();
  });
});
