import { expect, test } from 'vitest';
import { memotrace4Content } from '../../../../src/ingest/formats/families/memotrace4-content.ts';

test.each([
  ['【图片】', { type: 'image' }],
  ['【笔记】\n买菜', { type: 'link' }],
  ['【红包】: 恭喜发财', { type: 'transfer', title: '恭喜发财' }],
  ['【分享链接】\n标题：天气\n描述：晴', { type: 'link', title: '天气' }],
])('%j is what its mark says', (body, fields) => {
  expect(memotrace4Content(body)).toEqual(fields);
});

test.each(['【图片】这张是我在海边拍的，好看吧', '【视频】里那个小孩是小禾', '【笔记】今天买菜', '【红包】大家抢'])(
  '%j is what somebody typed',
  (body) => {
    expect(memotrace4Content(body)).toEqual({ text: body });
  },
);

test.each([
  "227633266737\n{'msg': {'appmsg': {'title': '今晚吃什么'}}}",
  "-1\n{'msg': None}",
  '-1\n<msg><appmsg>&</msg>',
])('%j is a message of an unknown kind, not words', (body) => {
  expect(memotrace4Content(body)).toEqual({ type: 'link' });
});

test('a quoted message that is gone has no words', () => {
  expect(memotrace4Content('放我屋\n引用：wxid_lin: 无效的消息')).toEqual({
    text: '放我屋',
    quote: { text: '' },
  });
});
