import type { ExportFile } from '../../../core/export-file.ts';
import { parseJson } from '../../../parse/json-items.ts';
import { obj, str } from '../../../parse/loose-json.ts';
import { isoTime } from '../../../parse/time.ts';
import { wholeText } from '../../../parse/whole-text.ts';
import { folderOf } from '../../../parse/written-path.ts';
import { type Piece, stemOf } from './essay.ts';

/**
 * What a TextBundle tells of the note in its `text.md`: the folder has its name, and Bear writes into `info.json` when it was made.
 *   阳台.textbundle/info.json: {"version":2,"net.shinyfrog.bear":{"creationDate":"2023-10-11T08:11:02Z",…}}
 * Source: textbundle.org/spec; obsidianmd/obsidian-importer, src/formats/bear-bear2bk.ts.
 */
export async function bundleOf(file: ExportFile): Promise<Pick<Piece, 'title' | 'when'>> {
  const folder = folderOf(file.path);
  if (!/\.textbundle$/iu.test(folder) || stemOf(file.path) !== 'text') return {};
  const info = file.folder.get(`${folder}/info.json`);
  const time = isoTime(str(obj(obj(info && parsed(await wholeText(info)))['net.shinyfrog.bear']).creationDate));
  return { title: stemOf(folder), ...(time ? { when: { time } } : {}) };
}

function parsed(json: string | null): unknown {
  try {
    return parseJson(json ?? '');
  } catch {
    return undefined;
  }
}
