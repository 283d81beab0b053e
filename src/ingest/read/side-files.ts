import type { FileHead } from '../../core/export-file.ts';
import { isJoplinSide } from '../../parse/joplin-item.ts';
import { isQzoneSide } from '../../parse/qzone-side.ts';
import { looksLikeProse } from '../../parse/text-shape.ts';
import { extension, nameOf } from '../../parse/written-path.ts';
import { isZhihuSide } from '../../parse/zhihu-side.ts';

/**
 * The path under which a file is noted that exporters write beside the chats, or that systems and programs leave: its
 * own, or that of the program's folder around it. That it is not read is no failure. Null for all other files, and for
 * one that holds somebody's writing although it has such a name.
 */
export function sidePlace({ path, text }: Pick<FileHead, 'path' | 'text'>): string | null {
  const folder = PROGRAM_FOLDER.exec(path)?.[0];
  if (folder !== undefined) return folder.replace(/\/$/u, '');
  const name = nameOf(path).toLowerCase();
  if (
    BUNDLE_INFO.test(path) ||
    CODE.has(extension(path)) ||
    isQzoneSide({ path, text }) ||
    isJoplinSide({ path, text }) ||
    isZhihuSide({ path, text })
  )
    return path;
  const isNamedSo = SIDE_NAMES.has(name) || SIDE_EXTENSIONS.has(extension(path)) || name.endsWith('_contacts.csv');
  return isNamedSo && !looksLikeProse(text) ? path : null;
}
/** Hidden files and folders, and folders of programs. */
const PROGRAM_FOLDER = /^(?:.*?\/)??(?:\.[^/]*|__macosx|node_modules)(?:\/|$)/iu;
/** What a TextBundle tells of its text, which is read with it. */
const BUNDLE_INFO = /\.textbundle\/info\.json$/iu;
const SIDE_NAMES = new Set([
  'users.json',
  'users.csv',
  'contacts.csv',
  'contacts.json',
  'contact.json',
  'manifest.json',
  'report.json',
  'meta.json',
  'account.json',
  // Bear's list of tags; icons of Joplin's notebooks; the contents of a book of Yuque.
  'tags.json',
  '_notebook.yml',
  '$meta.json',
  'export_report.json',
  'index.html',
  'index.json',
  'index.txt',
  'thumbs.db',
  'desktop.ini',
]);
const SIDE_EXTENSIONS = new Set('db db-wal db-shm sqlite log lnk ini tmp part'.split(' '));
/** What stands in comments of programs and style sheets is nobody's writing. */
const CODE = new Set('css js map'.split(' '));

/**
 * Texts that accompany exports and programs: read as an essay, one would pass off a programmer's words as the
 * subject's. The whole name must match, with at most a language or a number after it: `README.zh-CN.md`, but not
 * `History of our family.txt`.
 */
export const isSideText = (name: string): boolean =>
  /^[^.]+$|\.(?:txt|text|md|markdown|mdown|mkd|mdx|qmd)$/iu.test(name) && SIDE_TEXT.test(name);
const SIDE_TEXT =
  /^(?:read[-_ ]?me|licen[cs]e|copying|notice|authors|changelog|changes|history|contributing|code_of_conduct|security|todo|install|requirements|robots|humans|使用说明|使用方法|使用须知|说明|说明书|必读|请先读我|注意事项|更新日志|下载说明|免责声明)(?:[-_. ]?(?:zh|cn|tw|hk|en|us|ja|jp|ko|zh[-_]?(?:cn|tw|hk|hans|hant)|en[-_]us|chs|cht|utf-?8|chinese|english|中文|简体|繁体|英文))?(?:\s?[（(]\d+[）)])?(?:\.[a-z]+)?$/iu;
