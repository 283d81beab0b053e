import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frontMatter, isFrontMatter } from '../../src/parse/front-matter.ts';

describe('front matter', () => {
  test('dates and numbers stay text', async () => {
    expect(
      await frontMatter(
        '---\ntitle: 修收音机记\ndate: 2019-08-17 22:41:05\nid: 13041234567890120014\ndraft: no\ntags: [手艺, 日常]\n---\n正文\n',
      ),
    ).toEqual({
      data: {
        title: '修收音机记',
        date: '2019-08-17 22:41:05',
        id: '13041234567890120014',
        draft: 'no',
        tags: ['手艺', '日常'],
      },
      body: '正文\n',
    });
  });

  test('Hexo 2 wrote no rule above; a letter that begins with such a word is none', async () => {
    expect(await frontMatter('title: 老格式\ndate: 2014-03-02\ntags:\n- 生活\n---\n正文')).toEqual({
      data: { title: '老格式', date: '2014-03-02', tags: ['生活'] },
      body: '正文',
    });
    expect(isFrontMatter('date: 明天\n我们去菜场。\n---\n正文')).toBe(false);
    expect(isFrontMatter('妈: 你别操心\n---\n正文')).toBe(false);
  });

  test('TOML lists of several lines; what a table holds is none of the keys', async () => {
    const source = '+++\nauthors = [\n  "陈默",\n  "林晓",\n]\n[extra]\nauthor = "别人"\n+++\nx';
    expect((await frontMatter(source)).data).toEqual({ authors: ['陈默', '林晓'] });
  });

  test('TOML and JSON', async () => {
    expect((await frontMatter('+++\ntitle = "水龙头"\ntags = ["a", "b"]\n+++\nx')).data).toEqual({
      title: '水龙头',
      tags: ['a', 'b'],
    });
    expect((await frontMatter('{\n"title": "水龙头"\n}\nx')).data).toEqual({ title: '水龙头' });
  });

  test.each([
    ['a rule at the start', '---\n\n第一段不该被吃掉。\n\n---\n\n第二段'],
    ['a rule and a sentence with a colon', '---\n他说：好。\n我也说好，然后就走了\n---\n后来'],
    ['no end', '---\ntitle: x\n正文'],
    ['a rule below lines that begin with a word and a colon', 'title: 我的一天\n记一笔\n---\n正文'],
    ['none', '# 标题\n\n---\n\nkey: value\n---\n'],
  ])('%s is text', async (_, text) => {
    expect(await frontMatter(text)).toEqual({ data: {}, body: text });
    expect(isFrontMatter(text)).toBe(false);
  });

  test('keys without an end, one below the other, take time linear to the text', async () => {
    const text = 'date: 2020-01-01\n'.repeat(100_000);
    expect(await frontMatter(text)).toEqual({ data: {}, body: text });
  });

  test('broken YAML keeps its plain keys and the body', async () => {
    expect(await frontMatter('---\ntitle: "修\ndate: 2019-08-17\ntags: [a, "b\n---\n正文')).toMatchObject({
      data: { date: '2019-08-17' },
      body: '正文',
    });
  });

  test('a template is no date', async () => {
    expect((await frontMatter('---\ncreated: {{date}}\n---\n# {{title}}\n')).body).toBe('# {{title}}\n');
  });

  test('aliases that multiply and odd keys do no harm', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((key, at) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[at]}`)}]`),
    ];
    expect((await frontMatter(`---\n${bomb.join('\n')}\n---\n正文`)).body).toBe('正文');
    expect(Object.getPrototypeOf((await frontMatter('---\n__proto__: x\n---\ny')).data)).toBe(Object.prototype);
  });

  test('never throws, and only takes from the start', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const { body } = await frontMatter(`---\n${text}\n---\n正文`);
        expect(body.endsWith('正文')).toBe(true);
      }),
    ));
});
