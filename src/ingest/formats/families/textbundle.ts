import type { ExportFile } from '../../../core/export-file.ts';
import { jsonBeside } from '../../../parse/json-beside.ts';
import { obj, str } from '../../../parse/loose-json.ts';
import { isoTime } from '../../../parse/time.ts';
import { folderOf } from '../../../parse/written-path.ts';
import { stemOf, type Writing } from './essay.ts';

/**
 * What a TextBundle tells of the note in its `text.md`: the folder has its name, and Bear writes into `info.json`,
 * under a key of its own, when it was made.
 *   阳台.textbundle/info.json: {"version":2,"net.shinyfrog.bear":{"creationDate":"2023-10-11T08:11:02Z",…}}
 * Source: TextBundle, version 2 (textbundle.org/spec).
 */
export async function bundleOf(file: ExportFile): Promise<Pick<Writing, 'title' | 'when'>> {
  const folder = folderOf(file.path);
  if (!/\.textbundle$/iu.test(folder) || stemOf(file.path) !== 'text') return {};
  const info = await jsonBeside(file, 'info.json', MAX_INFO_BYTES);
  const time = isoTime(str(obj(info['net.shinyfrog.bear']).creationDate));
  return { title: stemOf(folder), ...(time ? { when: { time } } : {}) };
}
const MAX_INFO_BYTES = 1024 * 1024;
