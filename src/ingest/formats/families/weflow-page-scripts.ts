import type { ExportFile } from '../../../core/export-file.ts';
import { literalItems } from '../../../parse/js-literal.ts';
import { isObject, num, str } from '../../../parse/loose-json.ts';
import { folderOf, resolveFrom, writtenPath } from '../../../parse/written-path.ts';

/** The scripts in which a WeFlow page keeps the messages of a large chat. */
export interface PageScripts {
  /** What stands above the manifest in the page. */
  head: string;
  /** `first`: number of the script's first message in the chat, from 0. */
  scripts: { file: ExportFile; first: number }[];
  /** How many scripts the manifest lists beside those. */
  missing: number;
}

/**
 * Reads the manifest of a page; there are no scripts where the messages stand in the page itself.
 *   window.WEFLOW_MANIFEST = {"v":2,"total":20481,"z":500,"external":true,"chunks":[{"i":0,"s":0,"e":500,"n":500,
 *     "min":…,"max":…,"u":"./%E7%A7%81%E8%81%8A_%E9%99%88%E9%BB%98_data/chunk-000000.js"},…]};
 */
export async function pageScripts(page: ExportFile): Promise<PageScripts> {
  const found: PageScripts = { head: '', scripts: [], missing: 0 };
  for await (const part of literalItems(page, { marker: MANIFEST })) {
    if ('before' in part) {
      found.head = part.before;
      continue;
    }
    for (const { value } of part.items) {
      const written = isObject(value) ? writtenPath(str(value.u)).spellings : [];
      if (!isObject(value) || !written.length) continue;
      const [file] = written.flatMap((path) => page.folder.get(resolveFrom(folderOf(page.path), path) ?? '') ?? []);
      if (file) found.scripts.push({ file, first: num(value.s) });
      else found.missing++;
    }
  }
  return found;
}

const MANIFEST = /window\.WEFLOW_MANIFEST\s*=\s*\{[^[\n]*"chunks"\s*:\s*\[/u;

/** What stands in a script before its messages: `window.__WEFLOW_CHUNK_LOADED__(0,[{"i":1,"t":1695873665,…},`. */
export const SCRIPT_START = /window\.__WEFLOW_CHUNK_LOADED__\(\d+\s*,\s*\[/u;
