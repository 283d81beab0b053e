import { readFileSync } from 'node:fs';
import fc from 'fast-check';

const lines = (name: string): string[] =>
  readFileSync(new URL(`../../../fixtures/redact/${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);

/** Pieces of private and plain lines, words that rules listen for, digits and anything else, glued together. */
export const privateText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...lines('private')),
      fc.constantFrom(...lines('plain')),
      fc.constantFrom(
        '电话',
        '身份证',
        '卡号',
        'QQ',
        '微信号',
        '验证码',
        '密码',
        '护照',
        '地址',
        '人民路',
        '号',
        '[电话1]',
        '+',
        '京A',
      ),
      fc.nat({ max: 999_999_999 }).map(String),
      fc.string({ maxLength: 6 }),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
