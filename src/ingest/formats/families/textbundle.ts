import type { ExportFile } from '../../../core/export-file.ts';
import { jsonBeside } from '../../../parse/json-beside.ts';
import { obj, str } from '../../../parse/loose-json.ts';
import { isoTime } from '../../../parse/time.ts';
import { folderOf } from '../../../parse/written-path.ts';
import { stemOf, type Writing } from './essay.ts';
import { IN_TRASH } from './not-own-words.ts';

/**
 * What a TextBundle tells of the note in its `text.md`: the folder has its name, and Bear writes into `info.json`,
 * under a key of its own, when it was made and whether it lies in the trash. Its backup (`.bear2bk`) is a zip of these.
 *   阳台.textbundle/info.json: {"version":2,"net.shinyfrog.bear":{"creationDate":"2023-10-11T08:11:02Z",
 *   "trashed":0,…}}
 * Source: TextBundle, version 2 (textbundle.org/spec); obsidianmd/obsidian-importer 08bbbe5e, bear-bear2bk.ts.
 */
export async function bundleOf(file: ExportFile): Promise<Pick<Writing, 'title' | 'when' | 'dropped' | 'droppedBy'>> {
  const folder = folderOf(file.path);
  if (!/\.textbundle$/iu.test(folder) || stemOf(file.path) !== 'text') return {};
  const info = await jsonBeside(file, 'info.json', MAX_INFO_BYTES);
  const bear = obj(info['net.shinyfrog.bear']);
  const time = isoTime(str(bear.creationDate));
  return { title: stemOf(folder), ...(time ? { when: { time } } : {}), ...(bear.trashed === 1 ? IN_TRASH : {}) };
}
const MAX_INFO_BYTES = 1024 * 1024;
