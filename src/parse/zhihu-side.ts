import type { FileHead } from '../core/export-file.ts';

/** The last line of a comment on 知乎: `2019-08-18 北京 3 赞`. */
export const ZHIHU_COMMENT_END = /^(?:> ?)*(\d{4}-\d\d-\d\d) [^\n]{0,40}\d+ 赞 *$/mu;

/**
 * Whether 知乎备份剪藏 saved a file beside an answer: the comments, which are words of others (`3 条评论`, then each below its
 * writer's name), and what the site knows of the answer.
 * Source: qtqz/zhihu-backup-collect 02374427, dealItem.ts, renderComments.js.
 */
export const isZhihuSide = ({ path, text }: Pick<FileHead, 'path' | 'text'>): boolean =>
  (/(?:^|\/)comments\.md$/u.test(path) && (/^\s*\d+ 条评论\s*$/mu.test(text) || ZHIHU_COMMENT_END.test(text))) ||
  (/(?:^|\/)info\.json$/u.test(path) && /"zop-extra-module"\s*:|"upvote_num"\s*:/u.test(text));
