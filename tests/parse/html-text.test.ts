import { expect, test } from 'vitest';
import { decodeEntities, findClass, type HtmlElement, hasClass, loadHtml, textOf } from '../../src/parse/html-text.ts';

const html = await loadHtml();

test.each([
  ['第一行<br/>第二行<br>', '第一行\n第二行\n'],
  ['4.9 &lt; 5.0 &amp;amp; &#x4f60;', '4.9 < 5.0 &amp; 你'],
  ['开了<img src="a.png" alt="[愉快]">一下班', '开了[愉快]一下班'],
  ['<img rawemoji="[捂脸]" alt="x">', '[捂脸]'],
  ['<img alt="图片消息"><img alt="">', ''],
  ['a<script>alert(1)</script><style>b{}</style>c', 'ac'],
  ['<p>甲</p><p>乙</p>', '甲乙'],
])('%j is read as %j', (source, text) => {
  expect(textOf(html.fragment(source))).toBe(text);
});

test('what is to be skipped is no text', () => {
  const tree = html.fragment('<div class="quote">林晓</div>自己的话');
  expect(textOf(tree, (node) => hasClass(node, 'quote'))).toBe('自己的话');
});

test('entities are decoded once', () => {
  expect(decodeEntities('&amp;lt;&lt;&nbsp;&#39;&copy;&#xd800;')).toBe("&lt;<\u00a0'&copy;&#xd800;");
});

test('a page gives its messages one by one, cut anywhere', async () => {
  const page = '<p>x</p><div class="m"><b>一</b>&amp;</div>\n<div class="m">二</div><div class="m">三';
  for (const size of [1, 3, 1000]) expect(await messages(page, size)).toEqual(['一&', '二', '三']);
});

test('a message that never closes does not swallow the next', async () => {
  expect(await messages('<div class="m">一<div><div class="m">二</div></div><div class="m">三</div>', 7)).toEqual([
    '一',
    '二',
    '三',
  ]);
});

test('nesting without end does not use up the stack', async () => {
  const deep = `<div class="m">字${'<i>'.repeat(50_000)}深`;
  expect(await messages(deep, 4096)).toEqual([expect.stringContaining('字')]);
  expect(textOf(html.fragment('<i>'.repeat(50_000)))).toBe('');
});

test('a tag left open in every message piles up, and costs no message', async () => {
  const page = Array.from({ length: 4000 }, (_, i) => `<div class="m"><div><b>${i}</b></div>`).join('\n');
  expect((await messages(page, 5000)).map((text) => text.trim())).toEqual(
    Array.from({ length: 4000 }, (_, i) => `${i}`),
  );
});

test('a fragment of nothing but tags is read without a tree', () => {
  expect(textOf(html.fragment(`${'<i>'.repeat(30_000)}a &lt; b`))).toBe('a < b');
});

test('finds by class', () => {
  const tree = html.fragment('<div><span class="a b">词</span></div>');
  expect(findClass(tree, 'b')?.name).toBe('span');
  expect(findClass(tree, 'ab')).toBeUndefined();
});

async function messages(page: string, size: number): Promise<string[]> {
  async function* chunks() {
    for (let at = 0; at < page.length; at += size) yield page.slice(at, at + size);
  }
  const found: HtmlElement[] = [];
  for await (const node of html.elements(chunks(), (_, attribs) => attribs.class === 'm')) found.push(node);
  return found.map((node) => textOf(node));
}
