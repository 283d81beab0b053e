import { decodeEntities } from '../../../parse/html-text.ts';

/**
 * The chat's name by the `<title>` of its page: `陈默 - 聊天记录`, `林晓 - 微信聊天记录`. Empty without a title. Some
 * exporters do not escape it, so that it may hold a `<`.
 */
export function pageTitle(head: string): string {
  const title = decodeEntities(/<title>([\s\S]{0,400}?)<\/title>/u.exec(head)?.[1] ?? '');
  return title.replace(/ +- +(?:微信)?(?:聊天记录|WeChat Chat History)\s*$/u, '').trim();
}
