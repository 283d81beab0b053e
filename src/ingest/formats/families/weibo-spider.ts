import type { Quote } from '../../../core/types.ts';
import { type SiteFacts, weiboQuote, weiboText } from './weibo.ts';

/** What one text of weiboSpider holds. */
interface SpiderText {
  text: string;
  quote: Quote | undefined;
}

/**
 * weiboSpider gives a post and what it reposts as one text, as weibo.cn shows them:
 *   转发理由:说得对。//@周野:… / 原始用户: 工业之美 / 转发内容: 一根钉子的生产过程
 * The names of what stands below a post (`[组图共3张] 原图`) are no words of anybody. Source: dataabc/weiboSpider,
 * page_parser.py.
 */
export function spiderText(content: string, known: SiteFacts = {}): SpiderText {
  const [, reason = content, sender = '', original = ''] =
    /^([\s\S]*?)\n(?:原始用户: (.*)\n)?转发内容: ([\s\S]*)$/u.exec(content) ?? [];
  const written = withoutFooter(reason).replace(/^\s*转发理由[:：]/u, '');
  return { text: weiboText(written, known), quote: weiboQuote(sender, withoutFooter(original), written) };
}

const withoutFooter = (text: string): string =>
  text
    .trimEnd()
    .replace(/(?:\s{0,9}(?:\[组图共\d+张\]|原图|显示地图)(?=\s|$)){1,3}$/u, '')
    .trim();

/** weiboSpider writes 无 where there is nothing. */
export const spiderValue = (cell: string): string => (cell.trim() === '无' ? '' : cell.trim());
