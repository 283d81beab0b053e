import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadItem } from '../../src/core/types.ts';
import { CLEANING_RULES, clean } from '../../src/ingest/clean/index.ts';
import { quotedWords } from '../../src/ingest/clean/quoted-words.ts';

const message = (over: Partial<ReadItem> = {}): ReadItem => ({
  kind: 'message',
  type: 'text',
  conversation: 'c',
  sender: { name: '老默' },
  time: 1_700_000_000,
  text: '',
  source: { format: 'f', file: 'a', record: 1 },
  ...over,
});
const cleaned = (over: Partial<ReadItem>): ReadItem => {
  const item = message(over);
  clean(item, () => {});
  return item;
};

describe('characters', () => {
  test.each([
    ['line ends', '一\r\n二\r三\u2028四\u2029五', '一\n二\n三\n四\n五'],
    ['byte order marks and zero-width characters', '\ufeff早\u200b安\u200c\u2060', '早安'],
    ['control characters, but for tab and line feed', 'a\u0000b\u0007\tc\nd\u009f', 'ab\tc\nd'],
    ['marks of writing direction', '\u202a好\u202c\u200e', '好'],
    ['half characters', 'a\ud83d', 'a\ufffd'],
  ])('%s are put in order', (_, text, wanted) => {
    expect(cleaned({ text })).toMatchObject({ text: wanted, rules: ['characters'] });
  });

  test.each([
    '👨‍👩‍👧',
    '🏳️‍🌈',
    '👩🏽‍🔧',
    '哈哈哈哈哈',
    'Ｆｕｌｌ　ｗｉｄｔｈ！！',
    '  两边空格  ',
    '第一行\n第二行',
    '[旺柴]好',
  ])('%j stays as it was written', (text) => {
    const item = cleaned({ text });
    expect(item.text).toBe(text);
    expect(item.rules).toBeUndefined();
  });

  test('a joiner that joins nothing goes', () => {
    expect(cleaned({ text: '好\u200d的' }).text).toBe('好的');
  });
});

test('the quoted words of old replies go to the quote', () => {
  const item = cleaned({ text: '「林晓：几点\n回来？」\n- - - - - - - - - - - - - - -\n路上堵车，晚点到家' });
  expect(item).toMatchObject({ text: '路上堵车，晚点到家', quote: { sender: '林晓', text: '几点\n回来？' } });
  expect(cleaned({ text: '「林晓：几点回来？」' }).quote).toBeUndefined();
});

const BAR = '\n- - - - - - - - - - - - - - -\n';
test.each([
  [`「张三：「李四：吃饭吗」${BAR}好的」${BAR}嗯嗯我也去`, '嗯嗯我也去', `「李四：吃饭吗」${BAR}好的`],
  [`「张三：他说「好」」${BAR}行`, '行', '他说「好」'],
  [`「张三：少了一半「」${BAR}行`, '行', '少了一半「'],
  [`「张三：多了一半」」${BAR}行`, '行', '多了一半」'],
  [`「张三：看」${BAR}「李四：好」${BAR}我抄的`, `「李四：好」${BAR}我抄的`, '看'],
])('a quote ends where its own bracket is closed', (text, own, quoted) => {
  expect(cleaned({ text })).toMatchObject({ text: own, quote: { sender: '张三', text: quoted } });
});

test.each([
  [
    '<?xml version="1.0"?><msg><appmsg><title>怎么养兰花</title><des>很长</des><type>5</type></appmsg></msg>',
    'link',
    '怎么养兰花',
  ],
  [
    '<msg><appmsg><title><![CDATA[报告 &amp; 结果.pdf]]></title><type>6</type></appmsg></msg>',
    'file',
    '报告 & 结果.pdf',
  ],
  ['<msg><voicemsg voicelength="2000"/></msg>', 'voice', undefined],
  ['<msg><emoji md5="x"/></msg>', 'sticker', undefined],
])('raw XML is a card, not words', (text, type, title) => {
  const item = cleaned({ text });
  expect([item.type, item.text, item.title]).toEqual([type, '', title]);
});

test.each(['<3 想你', '<msg> 是我发的标签', '看这个<msg><appmsg></appmsg></msg>', '他说：\n<好>'])(
  '%j that somebody typed stays',
  (text) => {
    expect(cleaned({ text })).toEqual(message({ text }));
  },
);

const REPLY =
  '<?xml version="1.0"?>\n<msg><appmsg appid="" sdkver="0"><title>我觉得可以，a &lt; b，七点见</title><des></des><type>57</type>' +
  '<refermsg><type>1</type><svrid>123</svrid><displayname>林晓</displayname><content>几点见？</content></refermsg></appmsg></msg>';
test.each([
  ['alone', ''],
  ['behind the id of its sender', 'wxid_abc123456:\n'],
])('of the raw XML of a reply, %s, the title is what was typed', (_, prefix) => {
  expect(cleaned({ text: prefix + REPLY })).toMatchObject({
    type: 'text',
    text: '我觉得可以，a < b，七点见',
    quote: { sender: '林晓', text: '几点见？', messageId: '123' },
  });
});

test('raw XML behind the id of its sender is a card too', () => {
  const text = 'wxid_abc123456:\n<msg><appmsg><title>怎么养兰花</title><type>5</type></appmsg></msg>\n';
  expect(cleaned({ text })).toMatchObject({ type: 'link', text: '', title: '怎么养兰花' });
});

test('raw XML that WeChat wrote is nobody’s words', () => {
  const text = '<sysmsg type="revokemsg"><revokemsg><session>x</session></revokemsg></sysmsg>';
  expect(cleaned({ text })).toMatchObject({ dropped: 'revoked', droppedBy: 'shared-card', text });
});

// Formats without types have told what they are before a message comes here.
test.each([
  '[红包]',
  '[语音]',
  '[图片]真好看',
  '[捂脸]',
  '妈领取了你的红包',
  '他 撤回了一条消息',
  '我拍了拍自己的脸',
  '你已添加了我女儿的微信，现在可以开始聊天了',
])('%j that somebody typed is text', (text) => {
  expect(cleaned({ text })).toEqual(message({ text }));
});

describe('copied texts', () => {
  const long = '这是一篇文章。'.repeat(50);
  test.each([
    ['with an address', `${long}https://example.com/a`],
    ['with headlines', `【第一节】\n${long}\n【第二节】\n${long}`],
  ])('a long one %s is flagged', (_, text) => {
    expect(cleaned({ text })).toMatchObject({ flags: ['copied'], text });
  });

  test('a long letter and a short address are not', () => {
    expect(cleaned({ text: long }).flags).toBeUndefined();
    expect(cleaned({ text: 'https://example.com' }).flags).toBeUndefined();
    expect(cleaned({ kind: 'essay', text: `${long}https://example.com` }).flags).toBeUndefined();
  });
});

test.each(['', ' \n', '\u200b'])('a text of %j has no words and is dropped', (text) => {
  expect(cleaned({ text })).toMatchObject({ dropped: 'empty', droppedBy: 'empty' });
});

test('one character is a message', () => {
  expect(cleaned({ text: '嗯' })).not.toHaveProperty('dropped');
});

test('cleaning twice is cleaning once', () => {
  const piece = fc.constantFrom(
    '\r\n',
    '\u200b',
    '[图片]',
    '「a：b」\n- - - - - -\n',
    '<msg><img/></msg>',
    '哈',
    '\u200d',
    '👨',
    '\ud800',
    'https://a.b/',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string())), (parts) => {
      const once = cleaned({ text: parts.join('') });
      const { rules, ...first } = structuredClone(once);
      clean(once, () => {});
      const { rules: _, ...second } = once;
      expect(second).toEqual(first);
      expect(once.text.isWellFormed()).toBe(true);
    }),
  );
});

test('every rule has an id of its own and says in both languages what it does', () => {
  expect(new Set(CLEANING_RULES.map(({ id }) => id)).size).toBe(CLEANING_RULES.length);
  for (const { title } of CLEANING_RULES) expect(title.en && title.zh).toBeTruthy();
});

test.each([
  ['[图片]', ''],
  ['![图片](http://127.0.0.1:5030/image/6b19,a.dat)', ''],
  ['【文件】体检报告.pdf 1.20 MB', ''],
  ['【语音】我马上到', '我马上到'],
  ['wxid_chenmo01:\n<msg><img/></msg>', ''],
  ['又买书？', '又买书？'],
])('of the quoted %j the words are %j', (quoted, words) => {
  expect(quotedWords(quoted)).toBe(words);
});
