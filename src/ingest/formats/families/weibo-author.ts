import type { ExportFile } from '../../../core/export-file.ts';
import type { Sender } from '../../../core/types.ts';
import { csvRows } from '../../../parse/csv-rows.ts';
import { folderOf } from '../../../parse/written-path.ts';
import { place } from '../../read/discover.ts';
import { weiboSender } from './weibo.ts';

/**
 * Whose posts a file holds that does not say it itself. Its folder has the screen name (`weibo/老默在苏州/7000001.csv`) or,
 * by an option, the number of the account, whose name then stands in `weibo/users.csv`. Source: dataabc/weibo-crawler,
 * get_filepath, user_to_csv.
 */
export async function weiboAuthor(file: ExportFile, account = ''): Promise<Sender> {
  const folder = folderOfAccount(file);
  if (!/^\d{5,}$/u.test(folder)) return weiboSender(account, folder);
  return weiboSender(account || folder, await nameOfUser(file, account || folder));
}

/**
 * The folder of the account. Where the user named a file by itself, it is known only as the one below `weibo`: of any
 * other nobody knows that it is called after somebody.
 */
function folderOfAccount(file: ExportFile): string {
  const [above, name] = accountFolders(place(file)).slice(-2);
  const within = accountFolders(file.path).at(-1);
  return within && !OF_TOOL.test(within) ? within : above?.toLowerCase() === 'weibo' ? (name ?? '') : '';
}

/** The folders of a file down to that of the account: `weibo/老默在苏州/2015-03/2015-03-08.md` lies in a further one. */
function accountFolders(path: string): string[] {
  const folders = path.split('/').slice(0, -1);
  return folders.slice(0, folders.findLastIndex((folder) => !INSIDE.test(folder)) + 1);
}
const INSIDE = /^(?:md|markdown|\d{4}(?:-\d\d)*)$/iu;
const OF_TOOL = /^weibo$/iu;

async function nameOfUser(file: ExportFile, account: string): Promise<string> {
  const users = file.folder.get(`${folderOf(folderOf(file.path))}/users.csv`.replace(/^\//u, ''));
  if (!users) return '';
  let columns: readonly string[] | undefined;
  for await (const rows of csvRows(users)) {
    for (const { cells } of rows) {
      columns ??= cells;
      if (cells[columns.indexOf('用户id')]?.trim() === account) return cells[columns.indexOf('昵称')] ?? '';
    }
  }
  return '';
}
