import type { ExportFile } from '../../../core/export-file.ts';
import type { Media } from '../../../core/types.ts';
import { findMedia } from '../../../parse/find-media.ts';
import { KINDS, type MessageKind } from '../../../parse/wechat-types.ts';

/** Each kind has only one of these: link, place, card, call, sticker, red packet. */
const TITLES = ['title', 'poiname', 'label', 'nickname', 'display_content', 'desc', 'text'];

/**
 * The title of an entry that MemoTrace since 2025 writes into its page and into the `.html.json` beside it. For a
 * transfer it is its state and its amount, `发起转账:￥200.00`, as in the text forms.
 */
export function entryTitle(kind: MessageKind, field: (key: string) => string): string {
  if (kind === KINDS.transfer) return [field('text'), field('fee_desc')].filter(Boolean).join(':');
  const keys = kind === KINDS.file ? ['title', 'file_name'] : TITLES;
  return keys.map(field).find((words) => words !== '') ?? '';
}

/**
 * The file of a picture, a video, a sticker or a document; undefined where the entry names none. The path of a picture
 * may lack the extension that the file has.
 */
export function entryMedia(file: ExportFile, field: (key: string) => string): Media | undefined {
  const path = field('path');
  if (!path) return undefined;
  const media = findMedia(file, path);
  const extension = field('file_type');
  if (!media.missing || !/^[a-z0-9]{2,5}$/iu.test(extension) || path.endsWith(`.${extension}`)) return media;
  const found = findMedia(file, `${path}.${extension}`);
  return found.missing ? media : found;
}
