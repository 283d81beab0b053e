import { describe, expect, test } from 'vitest';
import { articleOf, loadPage } from '../../src/parse/html-page.ts';

const article = async (html: string) => articleOf(await loadPage(html));
const WORDS = '<p>文庙后门的旧书摊，摊主姓吴，从不讲价。</p><p>我花八块钱买了本手册。</p>';
const TEXT = '文庙后门的旧书摊，摊主姓吴，从不讲价。\n\n我花八块钱买了本手册。';

describe('the article of a saved page', () => {
  test.each([
    ['an article', `<nav>首页</nav><article><h1>旧书摊</h1>${WORDS}</article><footer>© 2016</footer>`],
    [
      'a class that many blogs have',
      `<div class="top">站名</div><div class="entry-content">${WORDS}</div><div class="related">别的</div>`,
    ],
    ['an id', `<div id="cnblogs_post_body">${WORDS}</div><div id="comments"><p>这本我也有</p></div>`],
    ['nothing at all', `<div class="menu">首页</div><div>${WORDS}</div><div id="footer">© 2016</div>`],
    [
      'a wrapper named after its sidebar',
      `<div class="content-sidebar-wrap"><div class="x">${WORDS}</div></div><div class="sidebar">热门</div>`,
    ],
    [
      'comments longer than the article',
      `<article>${WORDS}</article><div class="comments">${'<p>写得真好啊真好啊</p>'.repeat(40)}</div>`,
    ],
  ])('found by %s', async (_, html) => {
    expect((await article(`<html><body>${html}</body></html>`)).text).toBe(TEXT);
  });

  test.each([
    ['its heading', `<title>旧书摊 - 老默的小屋</title><article><h1>旧书摊</h1>${WORDS}</article><h1>老默的小屋</h1>`],
    [
      'what it tells others',
      `<meta property="og:title" content="旧书摊"><title>x</title><h1>a</h1><h1>b</h1><article>${WORDS}</article>`,
    ],
    ['its title without the site', `<title>旧书摊 | 老默的小屋</title><article>${WORDS}</article>`],
  ])('the title by %s', async (_, html) => {
    expect((await article(html)).title).toBe('旧书摊');
  });

  test.each([
    [`<meta property="article:published_time" content="2016-10-23T19:30:00+08:00">`, '2016-10-23T19:30:00+08:00'],
    [
      `<script type="application/ld+json">{"datePublished":"2016-10-23","author":[{"name":"老默"}]}</script>`,
      '2016-10-23',
    ],
    [`<time datetime="2016-10-23">十月</time>`, '2016-10-23'],
    [`<span class="date">2016年10月23日</span>`, '2016年10月23日'],
    ['<script type="application/ld+json">{broken</script>', ''],
  ])('the date in %s', async (head, date) => {
    expect((await article(`${head}<article>${WORDS}</article>`)).date).toBe(date);
  });

  test.each([
    ['<meta name="author" content="老默">'],
    ['<a rel="author">老默</a>'],
    ['<span class="author">作者：老默</span>'],
  ])('the author in %s', async (head) => {
    expect((await article(`${head}<article>${WORDS}</article>`)).author).toBe('老默');
  });
});
