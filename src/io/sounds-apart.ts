import { sep } from 'node:path';
import type { ExportFolder } from '../core/export-file.ts';

/**
 * PyWxDump writes chats to `wxdump_work/export/<account>/csv/<chat>/…` and keeps the sounds in
 * `wxdump_work/<account>/audio/<chat>/…`. Source: xaoyaoo/PyWxDump 3f9f864, api/remote_server.py.
 */
const PYWXDUMP = /^(.*)\/export\/([^/]+)\/(?:csv|json|html)\//u;

/** The folders in which a tool keeps the sounds of exports that lie in a folder, by the paths on disk; they may not exist. */
export function soundFoldersOf({ root, files }: ExportFolder): string[] {
  const at = root.split(sep).join('/');
  const found = new Set<string>();
  for (const { path } of files) {
    const [, work, account] = PYWXDUMP.exec(`${at}/${path}`) ?? [];
    if (work !== undefined) found.add(`${work}/${account}/audio`);
  }
  return [...found].map((path) => path.split('/').join(sep));
}
