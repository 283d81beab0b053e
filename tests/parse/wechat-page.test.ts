import { describe, expect, test } from 'vitest';
import { loadPage } from '../../src/parse/html-page.ts';
import { wechatPage } from '../../src/parse/wechat-page.ts';

const page = async (html: string) => wechatPage(await loadPage(html), html);
const article = (script: string, extra = '') =>
  `<body id="activity-detail"><h1 id="activity-name">老车床</h1><span id="js_author_name">陈默</span><a id="js_name"> 老默修东西 </a><em id="publish_time"></em>${extra}<div id="js_content" style="visibility: hidden"><p>厂里那台。</p><mp-common-profile>卡片</mp-common-profile></div><script>${script}</script></body>`;

describe('a page of an official account', () => {
  test.each([
    [`var ct = "1631449815"; var createTime = '2021-09-12 20:30';`, 1631449815, 'second'],
    [`var oriCreateTime = '1631449815';`, 1631449815, 'second'],
    [`window.cgiDataNew = { ori_create_time: '1631449815' * 1 };`, 1631449815, 'second'],
    [`var createTime = '2021-09-12 20:30';`, '2021-09-12T20:30:00+08:00', 'minute'],
    [`var ct = "0";`, null, 'day'],
  ])('the time in %s', async (script, time, precision) => {
    expect(await page(article(script))).toMatchObject({ time, precision, text: '厂里那台。' });
  });

  test('account, author and their ids', async () => {
    expect(await page(article(`var user_name = "gh_invented0001";`))).toMatchObject({
      account: '老默修东西',
      accountId: 'gh_invented0001',
      author: '陈默',
      title: '老车床',
      own: 'all',
    });
    const short = `<body class="page_share_text"><script>window.cgiDataNew = { nick_name: JsDecode('老默\\x26co'), item_show_type: '10' * 1, title: JsDecode('今天'), text_page_info: { content_noencode: JsDecode('换的是\\x22太阳\\x22吧\\x0a\\x0a<a href="x">就这</a> a\\x3cb'), is_user_title: '0' * 1 } };</script></body>`;
    expect(await page(short)).toMatchObject({ account: '老默&co', title: '', text: '换的是"太阳"吧\n\n就这 a<b' });
  });

  test('a title of one’s own stays on a short text', async () => {
    const short = `<body><script>var x = { item_show_type: '10' * 1, title: '灯泡', content_noencode: '换了。', is_user_title: '1' * 1 };</script></body>`;
    expect(await page(short)).toMatchObject({ title: '灯泡', text: '换了。' });
  });

  test('a reprint holds no own words but its foreword', async () => {
    expect(await page(article('var _copyright_stat = "2";'))).toMatchObject({ own: 'none' });
    expect(await page(article('var _copyright_stat = "1";'))).toMatchObject({ own: 'all' });
    expect(
      await page(
        article(
          '',
          '<div class="original_primary_card_tips">以下文章来源于匠人志</div><div class="original_primary_tips">编者按：好文。</div>',
        ),
      ),
    ).toMatchObject({
      own: 'foreword',
      text: '好文。',
    });
  });

  test('scripts are read, never run', async () => {
    const evil = article(`globalThis.ran = true; var ct = "1631449815";`);
    await page(evil);
    expect('ran' in globalThis).toBe(false);
  });
});
