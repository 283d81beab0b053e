import { expect, test } from 'vitest';
import { fileOf, LINXIAO, world } from './world.ts';

const T = 1_600_000_000;

async function page(redact: 'standard' | 'strict' = 'standard') {
  const { run, store } = world();
  const talk = Array.from({ length: 60 }, (_, n) => [
    { text: `几点回来？<b>${n}</b>`, time: T + 86_400 * 9 * n, sender: LINXIAO },
    { text: n % 2 ? '哈哈，路上堵车，晚点到家，电话13812345678' : '好的呢[呲牙]', time: T + 86_400 * 9 * n + 60 },
  ]).flat();
  await run({ 'a.txt': fileOf('alpha', ...talk, { text: '' }), 'b.xyz': 'nobody knows <script>' }, { redact });
  return { html: store.files.get('report.html') ?? '', store };
}

test('the page holds counts and habits, and no message', async () => {
  const { html } = await page();
  expect(html).toContain('<!doctype html>');
  for (const words of ['Month by month', '按月', 'What became of every row', '遮盖了什么', '/memory/b.xyz'])
    expect(html).toContain(words);
  expect(html).not.toContain('路上堵车，晚点到家，电话');
  expect(html).not.toContain('几点回来？');
  expect(html).not.toContain('13812345678');
});

test('the page fetches nothing and runs nothing but its own switch', async () => {
  const { html } = await page();
  expect(html).toContain("default-src 'none'");
  expect(html).not.toMatch(/(?:src|href|url)\s*[=(]/u);
  expect(html.match(/<script/gu)).toHaveLength(1);
});

test('both languages say the same things', async () => {
  const { html } = await page();
  const spans = (lang: string) => html.match(new RegExp(`<span class="${lang}">`, 'gu'))?.length;
  expect(spans('en')).toBe(spans('zh'));
  expect(html).toContain('<html lang="zh"');
});

test('in strict mode nobody else is named, in the corpus or on the page', async () => {
  const { html, store } = await page('strict');
  for (const text of [html, store.files.get('report.json') ?? '', store.files.get('items.jsonl') ?? '']) {
    expect(text).not.toContain('林晓');
    expect(text).not.toContain('wxid_linxiao');
    expect(text).toContain('亲友1');
  }
  expect(store.files.get('redaction-key.json')).toContain('林晓');
});
