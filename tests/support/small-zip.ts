import yazl from 'yazl';
import type { ExportFile } from '../../src/core/export-file.ts';
import { unzipBuffer } from '../../src/io/zip.ts';

/** A file of an export that is a zip with these parts: a workbook, a document, a book. */
export async function zipFile(path: string, parts: Record<string, string | Uint8Array>): Promise<ExportFile> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as unknown as Uint8Array));
  const bytes = new Uint8Array(Buffer.concat(chunks));
  const folder = { root: '/zips', files: [] as ExportFile[], get: () => undefined };
  const file: ExportFile = {
    path,
    size: bytes.length,
    folder,
    bytes: async function* () {
      yield bytes;
    },
    unzip: () => unzipBuffer(bytes, `/zips/${path}`),
  };
  folder.files.push(file);
  return file;
}
