import { describe, expect, test } from 'vitest';
import { looksBinary, looksLikeChat, looksLikeData } from '../../src/parse/text-shape.ts';

describe('what is no essay', () => {
  test.each([
    ['a chat with heads', '陈默 2023/9/28 12:05\n下午到\n\n林晓 2023/9/28 12:06\n好\n'],
    ['an exporter', '2023-09-28 12:05:12 陈默\n下午到\n'],
    ['a mailed chat', '陈默 和 林晓 在微信上的聊天记录如下，请查收。\n'],
    ['names and words', '林晓：几点？\n陈默：七点\n林晓：好\n陈默：嗯\n林晓：路上慢点\n'],
    ['a list of posts', '朋友圈导出\n账号: wxid_x\n'],
  ])('%s is a chat', (_, text) => {
    expect(looksLikeChat(text)).toBe(true);
  });

  test.each([
    ['an essay', '玉兰\n\n春天来得晚。林晓说：喝茶。\n'],
    ['a diary', '2012-03-05 21:10 晴\n车间换了新床子。\n2012-03-06 22:00 阴\n没什么事。\n'],
    ['a letter', '林晓：\n\n见字如面。\n\n陈默\n'],
    [
      'talk inside a story',
      '他问：几点了？\n\n我没答。窗外的雨还在下，灯也没开，屋里什么都看不清。\n\n她说：七点。\n\n于是我们就走了，走到江边，又走回来。\n',
    ],
  ])('%s is none', (_, text) => {
    expect(looksLikeChat(text)).toBe(false);
    expect(looksLikeData(text)).toBe(false);
  });

  test.each([
    ['JSON', '{"a": 1}'],
    ['XML', '<?xml version="1.0"?><a/>'],
    ['HTML', '<!DOCTYPE html><html>'],
    ['CSV', 'a,b,c\n1,2,3\n4,5,6\n7,8,9\n'],
    ['SQL', 'CREATE TABLE a (b int);\nINSERT INTO a VALUES (1);\n'],
    ['subtitles', '1\n00:00:01,000 --> 00:00:02,000\n你好\n'],
    ['lyrics', '[00:12.34]旧故乡\n[00:15.00]什么都\n[00:19.00]没有\n'],
    ['settings', '[main]\nlang=zh\nsize=3\ncolor=red\n'],
    ['a mail', 'From: a@b.c\nTo: d@e.f\n\nhi\n'],
    ['a script', 'var a = {\n  b: 1\n};\n'],
  ])('%s is data', (_, text) => {
    expect(looksLikeData(text)).toBe(true);
  });

  test('what is left of bytes that were no text', () => {
    expect(looksBinary('\u0000\u0001\u0002abc\ufffd'.repeat(10))).toBe(true);
    expect(looksBinary('一个坏字\ufffd在很长很长的句子里，不算什么。'.padEnd(200, '好'))).toBe(false);
  });
});

describe('looksBinary', () => {
  test.each([
    ['a last character that was cut off', '2020-03-05\n今天天气很好，下午去公园走了走\ufffd'],
    ['half an emoji', '今天天气很好\ufffd\ufffd\ufffd下午'],
    ['nothing odd', '好'],
  ])('%s is damage in a text', (_, text) => {
    expect(looksBinary(text)).toBe(false);
  });

  test.each([
    ['zeros', '\u0000'.repeat(40)],
    ['what decoding left of a sound', 'a\ufffdb\u0001c\ufffdd\u0002e\ufffdf'.repeat(5)],
  ])('%s are no text', (_, text) => {
    expect(looksBinary(text)).toBe(true);
  });
});
