/** An article of an official account that was made into text or Markdown together with the head of its page. */
interface WechatText {
  title: string;
  author: string;
  account: string;
  /** What stands below the head. */
  body: string;
}

/**
 * What ends the head of such a page, whatever made text of it: an invitation to WeChat's reader, the profile of the
 * account, or, in Markdown, its name as a link that leads nowhere. Pictures may stand between.
 */
const ENDS = [
  /在小说阅读器读本章\s+去阅读\s+(?:!\[[^\]\n]*\]\([^)\n]*\)\s+)?在(?:小说阅读器|公众号小说)中沉浸阅读/gu,
  /(?:^|\n)微信号\s+[\w\\-]+\s+功能介绍\s[^\n]*(?=\n)/gu,
  /\[[^\]\n]{1,60}\]\(javascript:void\\?\(0\\?\);\)(?=[^\S\n]*(?:(?:[*_\d]|发表于)[^\n]*)?(?:\n|$))/gu,
];
/** In characters. The profile of an account is its longest part. */
const HEAD = 1000;

/**
 * Parts a text below the head of an article; null for all others. `plain`: what makes the plain words and the heading
 * of a part, where the text is Markdown. `named`: what the file is called, which is its title where the exporter says
 * so. Source: wechat-article/wechat-article-exporter, utils/download/Exporter.ts; its Markdown is Turndown's.
 */
export function wechatText(
  text: string,
  named: string,
  plain: (part: string) => { text: string; heading?: string } = (part) => ({ text: part }),
): WechatText | null {
  const start = text.slice(0, HEAD);
  const found = ENDS.flatMap((end) => [...start.matchAll(end)]);
  if (!found.length) return null;
  const first = found.reduce((one, other) => (other.index < one.index ? other : one));
  const from = Math.max(...found.map(({ index, 0: end }) => index + end.length));
  const linked = /^\[\s*([^\]]+?)\s*\]/u.exec(first[0])?.[1] ?? '';
  const { text: head, heading } = plain(text.slice(0, first.index));
  const title = heading ?? titleOf(head, named);
  const names = head.trim().slice(head.trim().startsWith(title) ? title.length : 0);
  if (names.includes('。')) return null;
  const { author, account } = namesOf(names, linked);
  return { title, author, account, body: withoutHead(plain(text.slice(from)).text, [title, author, account]) };
}

function titleOf(head: string, named: string): string {
  const line = head.trim().replace(/\s+/gu, ' ');
  if (`${line} `.startsWith(`${named} `)) return named;
  return head.trim().includes('\n')
    ? (head.trim().split('\n', 1)[0] ?? '').trim()
    : (/^(.+?) 原创 /u.exec(line)?.[1] ?? '');
}

/** An article by somebody shows the name twice, before that of the account; one by nobody the account alone. */
function namesOf(head: string, linked: string): Pick<WechatText, 'author' | 'account'> {
  const names = head
    .trim()
    .replace(/^原创(?=\s|$)/u, '')
    .trim();
  const lines = names.split(/\s*\n\s*/u).filter((line, at, all) => line && line !== all[at - 1]);
  if (linked) return { author: once(lines.join(' ')), account: linked };
  if (lines.length > 1) return { author: lines.at(-2) ?? '', account: lines.at(-1) ?? '' };
  const line = lines[0] ?? '';
  const [, author = '', account = line] = /^(.+?) \1 (.+)$/u.exec(line) ?? /^(\S+) (\S+)$/u.exec(line) ?? [];
  return once(line) === line ? { author, account: once(account) } : { author: '', account: once(line) };
}

const once = (name: string) => /^(.+) \1$/u.exec(name)?.[1] ?? name;

/**
 * Removes what repeats the head of the page: the words in `known`, 原创, profile, date and place, lists that the article
 * is in. They are lines, or, where a tool made one line of everything, words between blanks.
 */
export function withoutHead(content: string, known: readonly string[]): string {
  const text = content.replace(/\r\n?/gu, '\n').trim();
  const end = text.includes('\n') ? String.raw`(?=[ \t]*(?:\n|$))` : String.raw`(?=\s|$)`;
  const part = new RegExp(`^(?:${PARTS.join('|')})${end}`, 'u');
  const stop = new RegExp(`^${end}`, 'u');
  const names = known.map((name) => name.replace(/\s+/gu, ' ').trim()).filter(Boolean);
  let rest = text;
  for (;;) {
    const name = names.find((one) => rest.startsWith(one) && stop.test(rest.slice(one.length)));
    const found = name ?? part.exec(rest)?.[0];
    if (!found) return rest;
    rest = rest.slice(found.length).trimStart();
  }
}
const PARTS = [
  '原创|Original|标题已修改|在小说阅读器(?:读本章|中沉浸阅读)|在公众号小说中沉浸阅读|去阅读',
  String.raw`\d{4}[-年]\d{1,2}[-月]\d{1,2}日?(?: \d\d:\d\d)?(?: ?发表于 ?\p{Script=Han}{0,8})?`,
  String.raw`发表于 ?\p{Script=Han}{0,8}`,
  String.raw`微信号\s+[\w-]+`,
  String.raw`功能介绍\s[^\n]*(?=\n)`,
  String.raw`收录于(?:合集|话题)(?:\s+(?:#[^\n]*(?=\n)|\d+ ?个))*(?=\n)`,
];

/** Whether an article says at its head that it is another account's: `以下文章来源于旧书摊 ，作者周远`. */
export const isForeignArticle = (body: string): boolean => /(?:^|\s)以下文章来源于\s?\S/u.test(body.slice(0, HEAD));
