import type { Notice } from '../../src/core/events.ts';
import type { ReadItem } from '../../src/core/types.ts';
import type { Reader } from '../../src/ingest/reader.ts';
import { memoryFolder } from './memory-folder.ts';

/** What a reader makes of files in memory; the first path is read, the others are its neighbours. */
export async function readText(
  reader: Reader,
  files: Record<string, string | Uint8Array>,
  timeZone = 'Asia/Shanghai',
): Promise<{ items: ReadItem[]; notices: Notice[] }> {
  const [path = ''] = Object.keys(files);
  const file = memoryFolder(files).get(path);
  const items: ReadItem[] = [];
  const notices: Notice[] = [];
  if (!file) throw new Error(`no ${path}`);
  const emit = (event: { type: string; notice?: Notice }) => {
    if (event.notice) notices.push(event.notice);
  };
  for await (const item of reader.read(file, { timeZone, emit })) items.push(item);
  return { items, notices };
}

/** Who said what, in a line each: enough to compare most readers by. */
export function said(items: readonly ReadItem[]): string[] {
  return items.map(({ sender, type, text, title, dropped }) => {
    const what = dropped ? `(${dropped})` : type === 'text' ? '' : `[${type}]`;
    return `${sender.id ?? sender.name}: ${what}${text}${title ? `<${title}>` : ''}`;
  });
}
