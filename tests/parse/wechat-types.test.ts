import { describe, expect, test } from 'vitest';
import { kindOfName } from '../../src/parse/wechat-type-names.ts';
import { isRevoke, kindOfChatLab, kindOfV3, kindOfV4 } from '../../src/parse/wechat-types.ts';

test.each([
  [1, 0, 'text', 'text'],
  [34, 0, 'voice', 'voice'],
  [49, 57, 'quote', 'text'],
  [49, 19, 'forward', 'forward'],
  [49, 53, 'signup', 'forward'],
  [49, 2001, 'redpacket', 'transfer'],
  [49, 999, 'other', 'link'],
  [62, 0, 'video', 'video'],
  [Number.NaN, 0, 'other', 'link'],
])('3.x type %i, %i is %s', (type, sub, what, itemType) => {
  expect(kindOfV3(type, sub)).toMatchObject({ what, type: itemType });
});

test.each([
  [10000, 0, 'system-line'],
  [10000, 4, 'system-line'],
  [49, 62, 'system-line'],
  [10002, 0, 'revoked'],
  [37, 0, 'system-line'],
])('3.x type %i, %i is nobody’s words', (type, sub, dropped) => {
  expect(kindOfV3(type, sub).dropped).toBe(dropped);
});

// Every value that the type table of the formats names.
test.each([
  [21474836529, 'link'],
  [17179869233, 'link'],
  [25769803825, 'file'],
  [34359738417, 'sticker'],
  [317827579953, 'file'],
  [227633266737, 'signup'],
  [373662154801, 'notice'],
  [81604378673, 'forward'],
  [103079215153, 'note'],
  [141733920817, 'miniprogram'],
  [154618822705, 'miniprogram'],
  [219043332145, 'channels'],
  [244813135921, 'quote'],
  [266287972401, 'pat'],
  [270582939697, 'channels'],
  [8589934592049, 'transfer'],
  [8594229559345, 'redpacket'],
  [12884901937, 'music'],
  [4294967345, 'link'],
  [292057776177, 'link'],
  [326417514545, 'music'],
  [10000, 'system'],
])('4.x local_type %i is %s', (localType, what) => {
  expect(kindOfV4(localType).what).toBe(what);
});

test.each([
  ['文本消息', 'text'],
  ['引用回复', 'quote'],
  ['reply with quote', 'quote'],
  ['(分享)卡片式链接', 'link'],
  ['(share) card link', 'link'],
  ['merged forward chat records', 'forward'],
  ['animated emoji', 'sticker'],
  ['个人/公众号名片', 'card'],
  ['未知类型(141733920817)', 'miniprogram'],
  ['消息撤回5', 'revoke'],
  ['粘贴的文本', 'text'],
  ['(分享)视频号名片', 'channels'],
  ['文件(猜)', 'file'],
  ['未知-49,15', 'other'],
  [' 语音 ', 'voice'],
])('the name %s is %s', (name, what) => {
  expect(kindOfName(name)?.what).toBe(what);
});

test('a name that no exporter writes is unknown', () => {
  expect(kindOfName('你好')).toBeUndefined();
});

describe('ChatLab and revokes', () => {
  test('25 is a reply, 81 a recall', () => {
    expect(kindOfChatLab(25)).toMatchObject({ what: 'quote', words: true });
    expect(kindOfChatLab(81).dropped).toBe('revoked');
  });
  test('a revoke is known by its phrase', () => {
    expect(isRevoke('"陈默" 撤回了一条消息')).toBe(true);
    expect(isRevoke('你已添加了陈默')).toBe(false);
  });
});
