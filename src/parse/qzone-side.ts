import type { FileHead } from '../core/export-file.ts';

/**
 * Whether a file of QZoneExport repeats what its data files hold, or holds others' words: the pages of the kind HTML
 * (comments stand among the words), and of the kind Markdown the guest book (`> 留言(3)`, `#### 第3楼`), shares, favourites and
 * lists. Source: ShunCai/QZoneExport, src/templates, boards.js, shares.js, common.js.
 */
export function isQzoneSide({ path, text }: Pick<FileHead, 'path' | 'text'>): boolean {
  if (/\.html$/iu.test(path)) return /<title>QQ空间备份(?:-|<)/u.test(text);
  if (!/\.md$/iu.test(path)) return false;
  return (
    (/^> 留言\(\d+\)\s*$/mu.test(text) && /^#### 第-?\d+楼\s*$/mu.test(text)) ||
    /^\[[^\]\n]*\]\(https?:\/\/user\.qzone\.qq\.com\/\d+\)\s+分享：/mu.test(text) ||
    /^### 空间概览\s*$/mu.test(text) ||
    (OTHER_MODULES.test(path) && /\bq(?:zone)?\.qq\.com\b|\bqpic\.cn\b/u.test(text))
  );
}
const OTHER_MODULES = /(?:^|\/)(?:Boards|Shares|Favorites|Albums|Photos|Videos|Friends|Visitors)\/(?:.*\/)?[^/]+\.md$/u;
