import type { CheerioAPI } from 'cheerio/slim';
import type { AnyNode, Element } from 'domhandler';
import { prose } from './html-prose.ts';
import { TooLarge } from './too-large.ts';

/**
 * cheerio over htmlparser2: it reads pages of megabytes, however broken, and runs nothing. Loaded with the first page.
 */
export async function loadPage(html: string): Promise<CheerioAPI> {
  const { load } = await import('cheerio/slim');
  return load(flatter(html));
}

/** The parser moves its whole stack of open tags with every tag, so a deep stack takes forever. */
const DEEPEST = 1000;
/** The longest saved page seen had 50,000 tags; each tag takes hundreds of bytes. */
const MAX_TAGS = 1_000_000;
/** These tags end where the next of them begins, or hold nothing, so they do not add to the stack. */
const NO_PILE = new Set(
  'p li dt dd tr td th tbody thead tfoot option area base br col embed hr img input link meta param source track wbr'.split(
    ' ',
  ),
);
const TAG = /<(\/?)([a-z][^\s/<>]*)[^<>]*>/giu;

/** The same words with tags nested no deeper than the parser can handle. Throws TooLarge for what is no page. */
export function flatter(html: string): string {
  const kept: string[] = [];
  let depth = 0;
  let over = 0;
  let from = 0;
  let tags = 0;
  TAG.lastIndex = 0;
  for (let found = TAG.exec(html); found; found = TAG.exec(html)) {
    if (++tags > MAX_TAGS) throw new TooLarge('more tags than a page has');
    const [tag, end, name = ''] = found;
    if (NO_PILE.has(name.toLowerCase()) || tag.endsWith('/>')) continue;
    if (!(end ? over : depth >= DEEPEST)) {
      depth = Math.max(0, depth + (end ? -1 : 1));
      continue;
    }
    over += end ? -1 : 1;
    kept.push(html.slice(from, found.index));
    from = found.index + tag.length;
  }
  return kept.length ? kept.join('') + html.slice(from) : html;
}

/** What a saved page says about the piece of writing in it. */
interface PageArticle {
  title: string;
  text: string;
  author: string;
  /** As it is written: an ISO time, or what the page shows. */
  date: string;
}

/** Where blogs and sites keep the words of an article; the first container that holds most of the page's words wins. */
const CONTAINERS = [
  '[itemprop~=articleBody]',
  '.post-content, .entry-content, .article-content, .article_content, .article-body, .post-body, .post_body, .blog-content, .single-content, .note-content, .markdown-body, .articalContent, .blog-text, .post-text',
  '#cnblogs_post_body, #article_content, #sina_keyword_ad_area2, #blog-content, #articleContent, #post_content, #js_content',
  '.Post-RichText, .RichText, .show-content, .rich_media_content, .text_content, ._2rhmJa',
  'article',
  'main, [role=main]',
  '.post, .article, #article, #content, .content, #main',
];
/** A part of a page that holds this share of its words is the article; the rest surrounds it. */
const MOST = 0.6;

/** Other people's words and the frame of a site: by the whole name of a class or id. */
const NEVER_ARTICLE =
  /^(?:comments?|commentlist|comments?[-_].*|post[-_]comments?|respond|replies|reply[-_]list|disqus_thread|(?:site|page|main|global)?[-_]?(?:footer|nav|navbar|navigation|menu)|breadcrumbs?)$/iu;
/** Parts around an article, by a word in a class or id; a wrapper may be named after other things that it holds. */
const AROUND =
  /(?:^|[-_])(?:share|sharing|social|related|recommend(?:ed)?|sidebar|toc|copyright|license|pagination|pager|tags?|meta|author|profile|advert|ads?|adsbygoogle|subscribe|newsletter|reward|donate|likes?|toolbar|qrcode|skip)(?:$|[-_])/iu;
const AROUND_TAGS = new Set(['nav', 'header', 'footer', 'aside', 'time', 'h1']);

/**
 * Tells what surrounds the article of this page. A part that holds most of the words never does, whatever its name
 * suggests.
 */
function aroundOf($: CheerioAPI): (element: Element) => boolean {
  const all = lettersOf($.root().get());
  return (element) => {
    const { name, attribs } = element;
    if (AROUND_TAGS.has(name) || attribs.role === 'navigation') return true;
    if (name === 'article' || name === 'main' || name === 'body' || name === 'html') return false;
    const names = `${attribs.class ?? ''} ${attribs.id ?? ''}`.split(/\s+/u).filter(Boolean);
    if (names.some((one) => NEVER_ARTICLE.test(one))) return true;
    return names.some((one) => AROUND.test(one)) && lettersOf(element.children) < all * MOST;
  };
}

function lettersOf(nodes: readonly AnyNode[]): number {
  let letters = 0;
  const stack = [...nodes];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'text') letters += node.data.trim().length;
    else if (node.type === 'tag' || node.type === 'root') for (const child of node.children) stack.push(child);
  }
  return letters;
}

/** The article of a saved page, by markup that most sites share; '' for what is not given. */
export function articleOf($: CheerioAPI): PageArticle {
  const around = aroundOf($);
  const whole = prose($.root().contents().get(), { skip: around });
  let text = whole;
  let found: AnyNode | undefined;
  for (const selector of CONTAINERS) {
    const parts = $(selector).toArray().slice(0, 50);
    const texts = parts.map((part) => prose((part as Element).children, { skip: around }));
    const longest = texts.reduce((best, one, at) => (one.length > (texts[best]?.length ?? 0) ? at : best), 0);
    const words = texts[longest] ?? '';
    // Several articles side by side are a list: then the page as a whole counts.
    if (!words || words.length < whole.length * MOST) continue;
    text = words;
    found = parts[longest];
    break;
  }
  const meta = (...names: string[]) =>
    names
      .map((name) =>
        $(`meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`).attr('content')?.trim(),
      )
      .find(Boolean) ?? '';
  const linked = jsonLd($);
  // `findNode` below the article would take minutes where there are thousands of paragraphs.
  const headings = $('h1').toArray();
  const inside = headings.find((heading) => found && isInside(heading, found));
  const h1 = inside ?? (headings.length === 1 || !found ? headings[0] : undefined);
  return {
    title: ((h1 && $(h1).text()) || meta('og:title', 'twitter:title') || siteless($('title').first().text()))
      .replace(/\s+/gu, ' ')
      .trim(),
    text,
    author:
      meta('author', 'article:author', 'og:article:author', 'byl') ||
      linked.author ||
      $('[rel~=author], .author, .byline, [itemprop~=author]')
        .first()
        .text()
        .replace(/\s+/gu, ' ')
        .replace(/^(?:作者|文|by)\s?[:：]?\s?/iu, '')
        .trim(),
    date:
      meta(
        'article:published_time',
        'og:article:published_time',
        'datePublished',
        'pubdate',
        'publishdate',
        'date',
        'DC.date',
      ) ||
      linked.date ||
      $('time[datetime]').first().attr('datetime')?.trim() ||
      $('time, .date, .post-date, .entry-date, .publish-time, .time').first().text().trim(),
  };
}

function isInside(node: AnyNode, around: AnyNode): boolean {
  for (let at: AnyNode | null = node.parent; at; at = at.parent) if (at === around) return true;
  return false;
}

/** `旧书摊 - 老默的小屋` is 旧书摊. */
const siteless = (title: string) => title.trim().replace(/\s*(?:[|｜_–—]|\s-)\s*[^|｜_–—]{1,40}$/u, '') || title.trim();

function jsonLd($: CheerioAPI): { author: string; date: string } {
  const out = { author: '', date: '' };
  for (const script of $('script[type="application/ld+json"]').toArray().slice(0, 10)) {
    let data: unknown;
    try {
      data = JSON.parse($(script).text());
    } catch {
      continue;
    }
    for (const one of [data].flat(2)) {
      if (typeof one !== 'object' || one === null) continue;
      const { datePublished, author } = one as { datePublished?: unknown; author?: unknown };
      const [first] = [author].flat();
      const name = typeof first === 'string' ? first : (first as { name?: unknown } | undefined)?.name;
      if (typeof datePublished === 'string') out.date ||= datePublished.trim();
      if (typeof name === 'string') out.author ||= name.trim();
    }
  }
  return out;
}
