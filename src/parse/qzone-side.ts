import type { FileHead } from '../core/export-file.ts';

/**
 * Whether a file of QZoneExport is no essay: the pages of the kind HTML repeat what its data files hold (comments stand
 * among the words), and of the kind Markdown others' words stand in the guest book (`> 留言(3)`, `#### 第3楼`), shares,
 * favourites and lists. Source: ShunCai/QZoneExport, src/templates, boards.js, shares.js, common.js.
 */
export function isQzoneSide({ path, text }: Pick<FileHead, 'path' | 'text'>): boolean {
  if (/\.html$/iu.test(path)) return /<title>QQ空间备份(?:-|<)/u.test(text);
  if (!/\.md$/iu.test(path)) return false;
  return (
    (/^> 留言\(\d+\)\s*$/mu.test(text) && /^#### 第-?\d+楼\s*$/mu.test(text)) ||
    /^\[[^\]\n]*\]\(https?:\/\/user\.qzone\.qq\.com\/\d+\)\s+分享：/mu.test(text) ||
    /^### 空间概览\s*$/mu.test(text) ||
    (OTHER_MODULES.test(path) && /\bqzone\.qq\.com\b|(?<!\bmmbiz\.)\bqpic\.cn\b/u.test(text))
  );
}
const OTHER_MODULES = /(?:^|\/)(?:Boards|Shares|Favorites|Albums|Photos|Videos|Friends|Visitors)\/(?:.*\/)?[^/]+\.md$/u;

/**
 * Whether a file is one of the lists that GetQzonehistory writes as Markdown or HTML, in which others' posts and
 * comments stand among the words; the same lists as JSON or Excel tell who wrote what. Source: LibraHp/GetQzonehistory,
 * main.py of the app, fetch_all_message.py.
 */
export const isQzoneList = (text: string): boolean =>
  /^# .*\n+## (?:消息来自: .*\n+\*\*时间\*\*: |用户: .*\n+\*\*QQ\*\*: \d)/u.test(text.replaceAll('\r', '')) ||
  /^## .+ \d{4}年\d\d月\d\d日 \d\d:\d\d:\d\d {2}\r?\n/u.test(text) ||
  (text.includes('<title>Exported Data</title>') && text.includes('class="card-container"'));

/**
 * Whether a file of either tool is no essay although it looks like one: others' words stand among those of the account.
 */
export const isQzoneCopy = (file: Pick<FileHead, 'path' | 'text'>): boolean =>
  isQzoneSide(file) || isQzoneList(file.text);
