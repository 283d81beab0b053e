import { type ExportFile, type ExportFolder, HEAD_BYTES } from '../../src/core/export-file.ts';

/** A folder in memory. */
export function memoryFolder(contents: Record<string, string | Uint8Array>, root = '/memory'): ExportFolder {
  const folder: ExportFolder = {
    root,
    files: [],
    get: (path) => byPath.get(path.replaceAll('\\', '/').replace(/^\.\//u, '')),
  };
  const files = Object.keys(contents)
    .sort()
    .map((path): ExportFile => {
      const content = contents[path] ?? '';
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return {
        path,
        size: bytes.length,
        folder,
        bytes: async function* () {
          for (let at = 0; at < bytes.length; at += HEAD_BYTES) yield bytes.subarray(at, at + HEAD_BYTES);
        },
        unzip: async () => null,
      };
    });
  const byPath = new Map(files.map((file) => [file.path, file]));
  return Object.assign(folder, { files });
}
