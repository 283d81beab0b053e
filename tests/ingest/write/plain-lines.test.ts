import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putNumber, putPlain } from '../../../src/ingest/rows/put-bytes.ts';
import { Stamper } from '../../../src/ingest/rows/stamp.ts';

test('a text that JSON takes as it is becomes its UTF-8, any other is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const bytes = Buffer.alloc(6 * text.length + 1);
      const end = putPlain(bytes, text, 1);
      if (JSON.stringify(text) === `"${text}"`) expect(bytes.subarray(1, end).equals(Buffer.from(text))).toBe(true);
      else expect(end).toBe(-1);
    }),
    { numRuns: 500 },
  );
});

test.each(['\ud83d', 'a\udc00b', '\udc00\ud83d', '\ud83d\ud83d\ude00'])('half a character is refused: %j', (text) => {
  expect(putPlain(Buffer.alloc(64), text, 0)).toBe(-1);
});

test('numbers of records are written as they are', () => {
  for (const value of [0, 7, 10, 99, 100, 2 ** 31, 2 ** 32 - 1]) {
    const bytes = Buffer.alloc(16);
    expect(bytes.toString('latin1', 0, putNumber(bytes, value, 0))).toBe(String(value));
  }
});

test('times as bytes are times as text', () => {
  for (const zone of ['Asia/Shanghai', 'America/St_Johns', 'UTC']) {
    const stamper = new Stamper(zone);
    for (const epoch of [-1_000_000_000, 0, 1_600_000_000, 1_615_705_199, 1_615_705_200, 4_000_000_000]) {
      const bytes = Buffer.alloc(64);
      expect(bytes.toString('latin1', 0, stamper.put(bytes, epoch, 0))).toBe(stamper.iso(epoch));
    }
  }
});
