import type { Bilingual } from '../../core/types.ts';

/** Kinds of masked values; these are the keys of the counts in report.json. */
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

/** Where something private stands. `value` does not depend on how it is written: `138-1234-5678` is `13812345678`. */
export interface Span {
  start: number;
  end: number;
  value: string;
}

/**
 * One kind of private data: one file in rules/, one line in rules/index.ts. Rules find numbers with look-arounds on
 * digits, never with `\b`: 我的电话13812345678吧 has no word boundary.
 */
export interface Rule {
  id: PrivateKind;
  /** The word in the placeholder: [电话1]. No digits, no brackets. */
  label: Bilingual;
  /** Sets of traits: `find` is only worth calling for a text that has all traits of one set. */
  needs: readonly number[];
  /**
   * `text` is narrowed: full-width letters, digits and signs are ASCII and 驗證碼 is 验证码, at the same positions. Spans may
   * come in any order; where two of them overlap, the first one counts.
   */
  find(text: string): Span[];
  /** Web addresses are full of numbers: whether a value may be found inside one. Default: none may. */
  inUrl?(value: string): boolean;
  /** Its findings may look like a hash; other rules leave hashes alone. */
  likeHash?: true;
}
