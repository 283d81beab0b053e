import { type FileHead, HEAD_BYTES } from '../core/export-file.ts';

/**
 * A file of Joplin's export “RAW - Joplin Export Directory”: a note, a notebook, a tag, or the record of an attached
 * file. A title and a body, each maybe empty, stand above the keys.
 */
interface JoplinItem {
  title: string;
  body: string;
  /** What stands below, one `key: value` a line: `id`, `user_created_time`, `source_url`, `type_` … */
  data: ReadonlyMap<string, string>;
}

/** Takes such a file apart; null for all others. */
export function joplinItem(text: string): JoplinItem | null {
  const lines = text.replace(/\r\n?/gu, '\n').trimEnd().split('\n');
  const from = lines.findLastIndex((line) => !KEY.test(line)) + 1;
  const data = new Map(
    lines.slice(from).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  if (!data.has('id') || !data.has('type_')) return null;
  const [title = '', ...body] = lines.slice(0, from);
  return { title: title.trim(), body: body.join('\n').trim(), data };
}
const KEY = /^[a-z_]+:(?: .*)?$/u;

export const isJoplinNote = ({ data }: JoplinItem): boolean => data.get('type_') === '1';

/**
 * Whether a file of such an export is a note. The beginning of a long one does not reach its keys: then the name tells,
 * and that no heading stands above, as in a page of Notion.
 */
export function isJoplinNoteFile({ path, size, text }: Pick<FileHead, 'path' | 'size' | 'text'>): boolean {
  if (!NAME.test(path)) return false;
  if (size > HEAD_BYTES) return !/^\s*#/u.test(text);
  const item = joplinItem(text);
  return item !== null && isJoplinNote(item);
}

/** Whether a file of such an export is none of its notes: a notebook, a tag, a file's record. */
export function isJoplinSide({ path, text }: Pick<FileHead, 'path' | 'text'>): boolean {
  const item = NAME.test(path) ? joplinItem(text) : null;
  return item !== null && !isJoplinNote(item);
}
const NAME = /(?:^|\/)[0-9a-f]{32}\.md$/u;
