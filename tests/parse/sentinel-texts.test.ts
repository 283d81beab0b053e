import { expect, test } from 'vitest';
import { sentinelKind, systemLine } from '../../src/parse/sentinel-texts.ts';

test.each([
  ['[图片]', 'image'],
  ['[语音消息]', 'voice'],
  ['[语音转文字] 我还要吃虾滑', 'voice'],
  ['[语音消息 - 转文字失败(网络)]', 'voice'],
  ['[语音 3.2秒]', 'voice'],
  ['[视频 8秒]', 'video'],
  ['[表情包：好的]', 'sticker'],
  ['[链接] 国庆出行提醒\nhttp://a.b/c', 'link'],
  ['[图文] 国庆出行提醒', 'link'],
  ['[位置] 虹桥火车站 上海市 (31.1,121.3)', 'location'],
  ['[语音通话] 05:12', 'call'],
  ['[文件] 体检报告.pdf', 'file'],
  ['[转账] (陈默 转账给 林晓) ￥200.00 给小禾买鞋', 'transfer'],
  ['[转账收款] (陈默 转账给 林晓) ￥200.00', 'transfer'],
  ['转账[200元]', 'transfer'],
  ['[转发的聊天记录]老默和小禾的聊天记录\n老默: 作业写完没？', 'forward'],
  ['[聊天记录] 老默和小禾的聊天记录', 'forward'],
  ['[小程序] 上海公园预约', 'miniprogram'],
  ['[名片]', 'card'],
  ['[红包] 恭喜发财，大吉大利', 'redpacket'],
  ['当前版本不支持展示该内容，请升级至最新版本。', 'channels'],
  ['你撤回了一条消息', 'revoke'],
  ['"陈默" 撤回了一条消息', 'revoke'],
  ['我拍了拍 "陈默"', 'pat'],
  ['"晓晓" 拍了拍 我', 'pat'],
  ['你已添加了陈默，现在可以开始聊天了。', 'system'],
  ['你领取了陈默的红包', 'system'],
  ['小禾领取了你的红包', 'system'],
  ['你邀请"老默"、"小禾"加入了群聊', 'system'],
  ['"小禾"修改群名为“一家三口❤️”', 'system'],
  ['以上是打招呼的内容', 'system'],
])('%s is no words: %s', (text, what) => {
  expect(sentinelKind(text)?.what).toBe(what);
});

test.each([
  '我发了[图片]你看',
  '[捂脸]',
  '[旺柴][旺柴]',
  '[链接]里说的对',
  '撤回也没用，我看见了[旺柴]',
  '你刚才撤回了一条消息，写的什么？',
  '他拍了拍我的肩膀，说：别怕。',
  '你领取了没，那个红包',
  '转账了，收一下',
  '当前版本太旧',
  '进群聊聊',
  '',
])('%s may be somebody’s words', (text) => {
  expect(sentinelKind(text)).toBeNull();
});

test('a long text is never matched against the phrases', () => {
  expect(systemLine(`你${'撤回'.repeat(300)}了一条消息`)).toBeNull();
});
