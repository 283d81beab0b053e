import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadPage } from '../../src/parse/html-page.ts';
import { prose } from '../../src/parse/html-prose.ts';

const proseOf = async (html: string) => prose((await loadPage(html)).root().contents().get());
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('the words of a page', () => {
  test.each([
    ['<p>a</p><p>b</p>', 'a\n\nb'],
    ['<div>雾。</div><div><br/></div><div>等了<b>两个</b>小时</div>', '雾。\n\n等了两个小时'],
    ['a<br>b<br><br>c', 'a\nb\n\nc'],
    ['<p>x<br></p><p>y</p>', 'x\n\ny'],
    ['<ul><li><p>月</p></li><li>亮<ul><li>它</li></ul></li></ul>z', '月\n亮\n它\n\nz'],
    ['<p>中\n  文 and\n english</p>', '中文 and english'],
    ['&amp;amp; a&nbsp;b &ldquo;c&rdquo;', '&amp; a b “c”'],
    ['<table><tr><td>a</td><td><p>b</p></td></tr><tr><th>c</th></tr></table>', 'a\tb\nc'],
    ['<div style="white-space: pre-wrap">a\n\nb</div>', 'a\n\nb'],
    ['x<img alt="[捂脸]"><img alt="😂"><img alt="一张照片">y', 'x[捂脸]😂y'],
    ['<blockquote>引</blockquote>own<pre>code</pre><code>k</code>', 'own\n\nk'],
    [
      '<p hidden>a</p><p style="display:none">b</p>c<script>d</script><style>e</style><form>f<input><button>g</button></form>',
      'c\n\nf'.replace('\n\n', '\n'),
    ],
    ['<ruby>响<rt>xiǎng</rt></ruby>词<sup>[1]</sup> 10<sup>th</sup>', '响词 10th'],
    ['　　缩进<p>　　再缩进　</p>', '缩进\n\n再缩进'],
    ['<P>unclosed<p>two', 'unclosed\n\ntwo'],
  ])('%s', async (html, want) => {
    expect(await proseOf(html)).toBe(want);
  });

  test('what is escaped comes out as it was typed, paragraph by paragraph', async () => {
    const words = fc.string({ unit: fc.constantFrom(...'字a1<>&;"\'/=[]。'), minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 5 }), async (paragraphs) => {
        expect(await proseOf(paragraphs.map((one) => `<p>${escaped(one)}</p>`).join('\n'))).toBe(
          paragraphs.join('\n\n'),
        );
      }),
    );
  });

  test('depth is no danger', async () => {
    expect(await proseOf(`${'<div>'.repeat(3000)}字`)).toBe('字');
  });
});
