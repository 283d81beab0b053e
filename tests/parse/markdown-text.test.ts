import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markdownText } from '../../src/parse/markdown-text.ts';

const text = (source: string) => markdownText(source).text;

test('a line underlined with equals signs is a heading', () => {
  expect(markdownText('老车床\n===\n\n字。')).toEqual({ heading: '老车床', text: '字。' });
  expect(markdownText('字。\n\n老车床\n===\n\n字。').text).toBe('字。\n\n老车床\n\n字。');
});

describe('Markdown as plain text', () => {
  test.each([
    ['a**b**c *d* e_f_g _h_ ~~i~~ ==j== `k*l*m`', 'abc d e_f_g h i j k*l*m'],
    ['小**标题**后，**“引用”**文字', '小标题后，“引用”文字'],
    ['2*3*4 = 24，a < b', '2*3*4 = 24，a < b'],
    ['1\\. \\(再等\\) \\[捂脸\\] \\*', '1. (再等) [捂脸] *'],
    ['a  \nb\\\nc\nd', 'a\nb\nc\nd'],
    ['第一段\n\n\n\n第二段', '第一段\n\n第二段'],
    ['- [ ]  买除湿袋\n- [x] 买鱼食\n  - 小的\n3. x', '买除湿袋\n买鱼食\n小的\nx'],
    ['| a | b |\n|---|:-:|\n| c | d |', 'a\tb\nc\td'],
    ['我说[不一样](https://e.x/a_(b) "t")，![机芯](/r.jpg)这个有温度', '我说不一样，这个有温度'],
    ['[[科技馆|那里]]和[[傅科摆]]，[[a#b]] ![[IMG.jpg]] ^q1', '那里和傅科摆，a'],
    ['[脚注][1]说[^1]\n\n[1]: http://x\n[^1]: 补一句', '脚注说\n\n补一句'],
    ['#日记 #假期\n正文 #标签 里的', '正文 #标签 里的'],
    ['* TOC\n{:toc}\n\n- 一段\n{: .lead}\n字{:.x}', '一段\n\n字'],
    ['- [x] 买虾 ✅ 2019-08-17\n- 交房租 📅 2019-09-01', '买虾\n交房租'],
    ['正文\n#种 菜/番茄# #花#', '正文'],
    ['- [浇水](#浇水)\n1. [施肥](#施肥)\n字', '字'],
    ['字\n## [菜地](02.菜地.md)\n- [阳台](../a%20b/阳台.md#x)\n[照片](https://e.x/a.md)', '字\n\n照片'],
    ['字\n[花肥 说明.pdf](./attachments/花肥 说明.pdf)\n见[说明.pdf](a.pdf)第一页', '字\n\n见说明.pdf第一页'],
    ['x<br>y <b>z</b> &amp; &nbsp;w', 'x\ny z &  w'],
    ['<!-- more -->\n<div class="a">\n字\n</div>\n<script>\nx\n</script>', '字'],
    ['{% asset_img a.jpg %}字{{< fig src="a" >}}\n{% blockquote 某 %}\n引\n{% endblockquote %}\n尾', '字\n\n尾'],
    ['```js\ncode\n```\n后', '后'],
    ['~~~\ncode\n```\n~~~\n后', '后'],
    ['```\n没有结束', '```\n没有结束'],
    ['---\n前\n***\n后', '前\n\n后'],
    ['%% 备注 %%字', '字'],
    ['{{% notice tip %}}\n小心。\n{{% /notice %}}', '小心。'],
    ['- 字\n  id:: 64a1\n  collapsed:: true\n- TODO 买葱\n  SCHEDULED: <2023-05-03 Wed>', '字\n买葱'],
    ['他在(( 里 ))，((64a1b2c3-0000-4000-8000-000000000001))', '他在(( 里 ))，'],
    ['@[TOC](目录)\n字\n[toc]\n::: tip 提醒\n带伞\n:::', '字\n\n带伞'],
    ['', ''],
  ])('%j', (source, want) => {
    expect(text(source)).toBe(want);
  });

  test('block quotes and callouts are others’ words, with the lines that go on below them', () => {
    expect(markdownText('> 老来多健忘，\n唯不忘相思。\n\n自己的')).toEqual({ text: '自己的' });
    expect(text('> [!quote] 墙上\n> 给我一个支点。\n\n她问')).toBe('她问');
    expect(text('> a\n\n- b')).toBe('b');
  });

  test('the first heading above all words is the heading, later ones are words', () => {
    expect(markdownText('# 阳台\n\n番茄\n\n## 拆\n\n螺丝')).toEqual({
      heading: '阳台',
      text: '番茄\n\n拆\n\n螺丝',
    });
    expect(markdownText('番茄\n\n# 拆').heading).toBeUndefined();
  });

  test('prose without marks comes out as it went in', () => {
    const words = fc.string({
      unit: fc.constantFrom(...'春天来得晚院子里的玉兰，。？！：“”（）1a'),
      minLength: 1,
      maxLength: 60,
    });
    const isMark = (line: string) => /^\d+[.)]|^\s*$/u.test(line);
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (paragraphs) => {
        fc.pre(!paragraphs.some(isMark));
        expect(text(paragraphs.join('\n\n'))).toBe(paragraphs.join('\n\n'));
      }),
    );
  });

  test('what was escaped comes out as it was typed', () => {
    const line = fc.string({
      unit: fc.constantFrom(...'字a1 \\`*_{}[]<>#+-.!|~=^&;:"\'/()'),
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(line, (typed) => {
        const want = typed.trim();
        const escaped = want.replace(/[!-/:-@[-`{-~]/gu, '\\$&');
        expect(text(`起${escaped}`)).toBe(`起${want}`);
      }),
    );
  });
});

test('blanks within a line are looked through once, however many they are', () => {
  const line = `雨${' '.repeat(500_000)}停了`;
  expect(markdownText(line).text).toBe(line);
});
