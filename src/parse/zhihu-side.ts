import type { FileHead } from '../core/export-file.ts';

/** The last line of a comment on 知乎: `2019-08-18 北京 3 赞`. */
export const ZHIHU_COMMENT_END = /^(?:> ?)*(\d{4}-\d\d-\d\d) [^\n]{0,40}\d+ 赞 *$/mu;

/**
 * Whether a file holds the comments that 知乎备份剪藏 saves beside an answer, which are words of others: `3 条评论`, then
 * each below its writer's name. Source: qtqz/zhihu-backup-collect 02374427, dealItem.ts, renderComments.js.
 */
export const isZhihuComments = ({ path, text }: Pick<FileHead, 'path' | 'text'>): boolean =>
  /(?:^|\/)comments\.md$/u.test(path) && (/^\s*\d+ 条评论\s*$/mu.test(text) || ZHIHU_COMMENT_END.test(text));
