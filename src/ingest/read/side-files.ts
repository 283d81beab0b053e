import { extension, nameOf } from '../../parse/written-path.ts';

/**
 * Files that exporters write beside the chats, and what systems and programs leave. That they are not read is no
 * failure.
 */
export function isSideFile(path: string): boolean {
  const name = nameOf(path).toLowerCase();
  return (
    SIDE_NAMES.has(name) ||
    SIDE_EXTENSIONS.has(extension(path)) ||
    name.endsWith('_contacts.csv') ||
    /(?:^|\/)(?:\.|__macosx\/|node_modules\/)/iu.test(path)
  );
}
const SIDE_NAMES = new Set([
  'users.json',
  'contacts.csv',
  'contacts.json',
  'contact.json',
  'manifest.json',
  'report.json',
  'meta.json',
  'account.json',
  'export_report.json',
  'index.html',
  'index.json',
  'index.txt',
  'thumbs.db',
  'desktop.ini',
]);
const SIDE_EXTENSIONS = new Set('css js map db db-wal db-shm sqlite log lnk ini tmp part'.split(' '));

/**
 * Texts that accompany exports and programs: read as an essay, one would pass off a programmer's words as the
 * subject's. The whole name must match, with at most a language or a number after it: `README.zh-CN.md`, but not
 * `History of our family.txt`.
 */
export const isSideText = (name: string): boolean =>
  /^[^.]+$|\.(?:txt|text|md|markdown|mdown|mkd|mdx|qmd)$/iu.test(name) && SIDE_TEXT.test(name);
const SIDE_TEXT =
  /^(?:read[-_ ]?me|licen[cs]e|copying|notice|authors|changelog|changes|history|contributing|code_of_conduct|security|todo|install|requirements|robots|humans|使用说明|使用方法|使用须知|说明|说明书|必读|请先读我|注意事项|更新日志|下载说明|免责声明)(?:[-_. ]?(?:zh|cn|tw|hk|en|us|ja|jp|ko|zh[-_]?(?:cn|tw|hk|hans|hant)|en[-_]us|chs|cht|utf-?8|chinese|english|中文|简体|繁体|英文))?(?:\s?[（(]\d+[）)])?(?:\.[a-z]+)?$/iu;
