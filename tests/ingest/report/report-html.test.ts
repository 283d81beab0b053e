import { expect, test } from 'vitest';
import type { Item } from '../../../src/core/types.ts';
import { styleSections } from '../../../src/ingest/report/page/style-sections.ts';
import { itemsOf, type Line, styleOf } from '../style/make.ts';
import { fileOf, LINXIAO, world } from '../world.ts';

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

test('each picture bears the title above it as its name', async () => {
  const { html } = await page();
  const named = [...html.matchAll(/<svg[^>]* role="img" aria-labelledby="([^"]+)"/gu)].map(([, id]) => id);
  expect(named).toEqual(['by-month', 'by-hour']);
  for (const id of named) expect(html).toMatch(new RegExp(`<h2 id="${id}">.+</h2>`, 'u'));
  expect(html.match(/<svg/gu)).toHaveLength(2);
});

test('a long name without a blank is broken on a phone', async () => {
  expect((await page()).html).toMatch(/h1 \{[^}]*overflow-wrap: anywhere/u);
});

test('the subject is called on the page as in persona.json, whatever the exports say', async () => {
  const { html } = await page();
  expect(html).toContain('<b>陈默</b>');
  expect(html).not.toContain('<b>老默</b>');
});

/** An answer a day over two years, the second year in another manner. */
const answers = (n: number): Line[] =>
  Array.from({ length: n }, (_, i): Line[] => [
    [i * 86_400, '小禾', '在吗'],
    [i * 86_400 + 60, '我', i < n / 2 ? '听我的没错。' : '听我的没错'],
  ]).flat();

test('shares and changes say of how many they are, and little is marked', () => {
  const page = styleSections(styleOf(itemsOf(answers(720))));
  expect(page).toContain('of the talks in which both sides wrote');
  expect(page).toContain('ended 100 % of them (of 720)');
  expect(page).toContain('Of 720 messages');
  expect(page).toMatch(/2021: .*?of 303.*?2023: .*?of 52/u);
  expect(page).not.toContain('unsure');
  const few = styleSections(styleOf(itemsOf(answers(20))));
  expect(few).toContain('of 20, unsure');
  expect(few).toContain('（共 20 次，数量少，仅供参考）');
});

test('what is in none of the figures is told by how many', () => {
  const style = styleOf(itemsOf(answers(90)));
  expect(styleSections(style)).not.toContain('in none of the figures');
  const method = { ...style.method, heldOut: { sessions: 5, bubbles: 83 }, leftOut: { noWords: 0, copied: 2 } };
  expect(styleSections({ ...style, method })).toMatch(
    /in none of the figures.*: 83 in the tenth that is set aside for `persona eval`, 2 copied\./u,
  );
});

const wrote = (kind: 'post' | 'essay', text: string): Item => ({
  ...(itemsOf([[0, '我', text]])[0] as Item),
  id: `${kind} ${text}`,
  kind,
  conversation: kind,
});

test('posts and essays beside talk are in none of the figures; where there is no talk, the figures are of them', () => {
  const post = wrote('post', '我们家的玉兰开了。');
  const essays = [wrote('essay', '那年冬天，我们沿着山路走了一整天。'), wrote('essay', '老屋要拆了。')];
  const beside = styleSections(styleOf([...itemsOf(answers(90)), post, ...essays]));
  expect(beside).toContain('in none of the figures here: 1 post with words, 2 essays with words.');
  expect(beside).toContain('characters in a message');
  const alone = (...items: Item[]) => {
    const page = styleSections(styleOf(items));
    expect(page).not.toContain('in none of the figures');
    expect(page).not.toMatch(/message|消息/u);
    return page;
  };
  expect(alone(post)).toMatch(/characters in a post.*In how many posts there is ….*Of 1 post;/su);
  expect(alone(...essays)).toMatch(/characters in an essay.*In how many essays there is ….*Of 2 essays;/su);
  expect(alone(post, ...essays)).toMatch(/一条动态或一篇文章的字数.*多少动态和文章里有…….*共 3 条动态和文章/su);
});

test('the time to answer says which answers it is of, and how many of all', () => {
  // Each fourth answer comes after three seconds, the others after a minute.
  const lines = answers(20).map(([at, ...rest], n): Line => [n % 8 === 1 ? at - 57 : at, ...rest]);
  const page = styleSections(styleOf(itemsOf(lines)));
  expect(page).toContain(
    'The time to answer counts only what came after 5 s to 6 h in private chats: 15 of 20 answers.',
  );
  expect(page).toContain('隔多久回复：只算私聊里隔了 5 秒到 6 小时才回的，20 次回复里有 15 次。');
});

test('the page says how many chats there are beside those that it lists', () => {
  expect(styleSections(styleOf(itemsOf(answers(20))))).not.toContain('chats in which the person wrote');
  const lines = Array.from(
    { length: 100 },
    (_, i): Line => [i * 86_400, '我', '在路上', { conversation: `wxid_p${i % 20}` }],
  );
  const page = styleSections(styleOf(itemsOf(lines)));
  expect(page).toContain('Of the 20 chats in which the person wrote, those with the most messages.');
  expect(page).toContain('本人说过话的聊天共 20 个');
});

test('one of each is not called several', async () => {
  const { run, store } = world();
  const voice = { type: 'voice', text: '好', media: { path: 'a.silk', missing: true } } as const;
  await run({ 'a.txt': fileOf('alpha', { ...voice, flags: ['copied'] }), 'b.xyz': 'nobody knows' });
  const html = store.files.get('report.html') ?? '';
  for (const words of ['item in all', 'voice message<', '1 voice message: 0 with a file', '1 text is', '1 file<'])
    expect(html).toContain(words);
});

test('the page says when phrases were counted in some talks only', () => {
  expect(styleSections(styleOf(itemsOf(answers(90))))).not.toContain('Counted in');
  expect(styleSections(styleOf(itemsOf(answers(90)), { expected: 120_000 }))).toContain(
    'Counted in one talk of 2 only.',
  );
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

test('all files that were not read are listed, with the reason in both languages', async () => {
  const { run, store } = world();
  await run({
    'a.txt': fileOf('alpha', { text: '好' }),
    'empty.txt': '',
    'MSG0.db': 'SQLite format 3\0',
    'photo.jpg': 'x',
    'songs/1.mp3': 'x',
  });
  const html = store.files.get('report.html') ?? '';
  for (const words of ['/memory/MSG0.db', '/memory/songs (1)', '另有 1 个图片文件', '<span class="zh">空文件</span>'])
    expect(html).toContain(words);
});
