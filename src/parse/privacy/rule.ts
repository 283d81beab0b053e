import type { Text } from '../../core/types.ts';

/** Kinds of what is masked; keys of the counts in report.json. */
export const PRIVATE_KINDS = [
  'key',
  'email',
  'id-number',
  'bank-card',
  'phone',
  'wechat-id',
  'qq',
  'code',
  'password',
  'passport',
  'plate',
  'address',
] as const;
export type PrivateKind = (typeof PRIVATE_KINDS)[number];

/** Where something private stands. `value` is the same however it is written: `138-1234-5678` is `13812345678`. */
export interface Span {
  start: number;
  end: number;
  value: string;
}

/**
 * One kind of private data: one file under rules/, one line in rules/index.ts.
 * Numbers are looked for with look-arounds on digits, never `\b`: 我的电话13812345678吧 has no word boundary.
 */
export interface Rule {
  id: PrivateKind;
  /** What stands in the placeholder: [电话1]. No digits, no brackets. */
  label: Text;
  /** Sets of traits: a text needs all of one set before `find` is worth calling. */
  needs: readonly number[];
  /**
   * `text` is narrowed: full-width letters, digits and signs are ASCII and 驗證碼 is 验证码, at the same positions. Spans in
   * any order; where two of them meet, the first one counts.
   */
  find(text: string): Span[];
  /** Addresses of web pages are full of numbers: what may be found inside one. Default: nothing. */
  inUrl?(value: string): boolean;
  /** What it finds may look like a hash; other rules leave hashes alone. */
  likeHash?: true;
}
