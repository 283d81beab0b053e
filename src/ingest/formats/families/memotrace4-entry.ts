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
