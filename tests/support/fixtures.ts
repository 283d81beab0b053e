import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportFile, ExportFolder, FileHead } from '../../src/core/export-file.ts';
import type { ReadItem } from '../../src/core/types.ts';
import * as formats from '../../src/ingest/formats/index.ts';
import { detect, openInside, headOf as plainHead } from '../../src/ingest/read/detect.ts';
import type { ReadContext, Reader } from '../../src/ingest/reader.ts';
import { openPath } from '../../src/io/disk.ts';
import { unzipBuffer } from '../../src/io/zip.ts';
import type { Expected } from './expected.ts';

export const FIXTURES = join(import.meta.dirname, '../../fixtures');

export const readers = Object.values(formats as unknown as Record<string, Reader>).sort((a, b) =>
  a.id < b.id ? -1 : 1,
);

export const context: ReadContext = { timeZone: 'Asia/Shanghai', emit: () => {} };

export interface Case {
  name: string;
  dir: string;
  expected: Expected;
}

/** The folders fixtures/<id>/<case>/ that hold an expected.json. */
export function fixtureCases(id: string): Case[] {
  const dir = join(FIXTURES, id);
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .map((name) => ({ name, dir: join(dir, name) }))
    .filter((found) => existsSync(join(found.dir, 'expected.json')))
    .map((found) => ({ ...found, expected: JSON.parse(readFileSync(join(found.dir, 'expected.json'), 'utf8')) }));
}

/** The files of a case that a user would hand over: those named by `files` or `input`, a folder's all, an archive's inner ones. */
export async function inputFiles({ dir, expected }: Case): Promise<ExportFile[]> {
  const folder = await openPath(dir);
  if (expected.files?.length) return expected.files.map((path) => need(folder, path));
  const input = expected.input ?? '.';
  const file = folder.get(input);
  if (file) return /\.(?:zip|jex|lakebook)$/iu.test(input) ? [...((await file.unzip())?.files ?? [])] : [file];
  return folder.files.filter(({ path }) => path !== 'expected.json' && (input === '.' || path.startsWith(`${input}/`)));
}

/** Neighbours of a case that are no chats: `ignore` names them by path or by name. */
export async function ignoredFiles({ dir, expected }: Case): Promise<ExportFile[]> {
  const folder = await openPath(dir);
  const ignored = expected.ignore ?? [];
  return folder.files.filter(({ path }) => ignored.some((name) => path === name || path.endsWith(`/${name}`)));
}

function need(folder: ExportFolder, path: string): ExportFile {
  const file = folder.get(path);
  if (!file) throw new Error(`the fixture has no ${path}`);
  return file;
}

/** What detection is shown of a file: its beginning, and what lies in it when it is a zip or a workbook. */
export async function headOf(file: ExportFile): Promise<FileHead> {
  const head = await plainHead(file);
  await openInside(file, head);
  return head;
}

/** The readers that claim a file by the rule of detection. One is a match, none or two are not. */
export function winners(head: FileHead): Reader[] {
  const detection = detect(head, readers);
  if ('reader' in detection) return [detection.reader];
  return readers.filter(({ id }) => detection.candidates.includes(id));
}

export async function readAll(reader: Reader, file: ExportFile): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for await (const item of reader.read(file, context)) items.push(item);
  return items;
}

export async function bytesOf(file: ExportFile): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.bytes()) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** The same file with other bytes, handed out in other pieces; its folder and so its neighbours stay. */
export function withBytes(file: ExportFile, bytes: Uint8Array, cuts: readonly number[] = []): ExportFile {
  return {
    path: file.path,
    size: bytes.length,
    folder: file.folder,
    bytes: async function* () {
      let from = 0;
      for (const to of [...cuts].sort((a, b) => a - b)) {
        if (to > from && to < bytes.length) {
          yield bytes.subarray(from, to);
          from = to;
        }
      }
      yield bytes.subarray(from);
    },
    unzip: () => unzipBuffer(bytes, `${file.folder.root}/${file.path}`),
  };
}
