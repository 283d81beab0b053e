import { describe, expect, test } from 'vitest';
import { markdownText } from '../../src/parse/markdown-text.ts';
import { isForeignArticle, wechatText, withoutHead } from '../../src/parse/wechat-article-text.ts';

const READER = '在小说阅读器读本章 去阅读 在公众号小说中沉浸阅读';

describe('an article that was made into text with the head of its page', () => {
  test.each([
    [
      'by somebody',
      `老车床 原创 陈默 陈默 老默 修东西 ${READER} 字。`,
      '老车床',
      ['老车床', '陈默', '老默 修东西', '字。'],
    ],
    ['by the account alone', `老车床 老默修东西 ${READER} 字。`, '老车床', ['老车床', '', '老默修东西', '字。']],
    ['in a file of another name', `旧 车床 原创 老默修东西 ${READER} 字。`, '1', ['旧 车床', '', '老默修东西', '字。']],
    [
      'in lines',
      '老车床\n原创\n陈默\n老默\n老默\n微信号\nlao-mo\n功能介绍\n修东西。\n收录于合集\n#手艺\n12个\n字。',
      '',
      ['老车床', '陈默', '老默', '字。'],
    ],
  ])('%s', (_, text, named, [title, author, account, body]) => {
    expect(wechatText(text as string, named)).toEqual({ title, author, account, body });
  });

  test('as Markdown, with the account as a link to nowhere', () => {
    const source = '# 老车床\n\n原创 陈默 [ 老默 ](javascript:void(0);)\n\n![]()\n\n发表于江苏\n\n**字**。';
    expect(wechatText(source, '', markdownText)).toEqual({
      title: '老车床',
      author: '陈默',
      account: '老默',
      body: '字。',
    });
  });

  test('any other text is none', () => {
    expect(wechatText('原创\n我的微信号 laomo\n字。', '')).toBeNull();
    expect(wechatText('[展开](#a) 我在小说阅读器读本章的时候睡着了。', '')).toBeNull();
    expect(wechatText('# 网页\n\n点[这里](javascript:void(0);)就关掉了。', '', markdownText)).toBeNull();
    expect(wechatText('# 网页\n\n我写了一晚上。\n\n[关掉](javascript:void(0);)\n\n字。', '', markdownText)).toBeNull();
  });

  test('words that follow a name on its line stay', () => {
    expect(withoutHead('老车床\n陈默\n陈默说的话。\n原创的字。', ['老车床', '陈默'])).toBe('陈默说的话。\n原创的字。');
  });

  test('tags among the words of a text of one line are told in linear time', () => {
    const text = `收录于合集${' #手艺'.repeat(10_000)} 字。`;
    expect(withoutHead(text, [])).toBe(text);
  });

  test('an article that names its source is somebody else’s', () => {
    expect(isForeignArticle('编者荐语：\n好文。\n以下文章来源于旧书摊 ，作者周远\n字。')).toBe(true);
    expect(isForeignArticle('字。')).toBe(false);
  });
});
