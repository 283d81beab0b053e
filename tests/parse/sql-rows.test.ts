import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqlRows } from '../../src/parse/sql-rows.ts';
import { withBytes } from '../support/fixtures.ts';
import { memoryFolder } from '../support/memory-folder.ts';

async function read(text: string, cuts: readonly number[] = []) {
  const file = withBytes(memoryFolder({ 'a.sql': text }).files[0]!, new TextEncoder().encode(text), cuts);
  const rows = [];
  for await (const batch of sqlRows(file)) rows.push(...batch);
  return rows;
}
const HEAD = 'BEGIN;\nCREATE TABLE IF NOT EXISTS m (a TEXT, b TEXT);\n';
const insert = (a: string, b: string) => `INSERT INTO m (a, "b") VALUES (${a}, ${b});\n`;

test('strings, numbers and NULL, with quotes, semicolons and line ends inside', async () => {
  const text = `${HEAD}${insert("'it''s; (ok)\n, 陈默'", 'NULL')}${insert('12', 'TRUE')}COMMIT;\n`;
  for (const cuts of [[], Array.from(text, (_char, at) => at)]) {
    const rows = await read(text, cuts);
    expect(rows.map(({ values, record }) => [...values, record])).toEqual([
      ["it's; (ok)\n, 陈默", null, 0],
      ['12', 'TRUE', 1],
    ]);
    expect(rows[0]).toMatchObject({ table: 'm', columns: ['a', 'b'] });
  }
});

test('comments may hold anything', async () => {
  const text = `-- O'Brien; (x)\n--\nDROP TABLE m;\n-- 晓晓's\n${insert("'a'", "'b'")}-- 'end`;
  for (const cuts of [[], Array.from(text, (_char, at) => at)])
    expect((await read(text, cuts)).map(({ values }) => values)).toEqual([['a', 'b']]);
});

test('several tuples of one statement', async () => {
  const rows = await read("INSERT INTO m (a) VALUES ('x'), ('y''z');");
  expect(rows.map(({ values }) => values[0])).toEqual(['x', "y'z"]);
});

test('a statement may be longer than any message: its tuples come one by one, and a broken one costs itself', async () => {
  const tuples = Array.from({ length: 60_000 }, (_, n) => `(${n}, '${'甲乙丙丁'.repeat(20)}; (${n})\n(''x'')')`);
  tuples[30_000] = "(30000, 'lost)";
  const rows = await read(`DROP TABLE "s"."m";\nINSERT INTO "s"."m" ("a", "b") VALUES\n${tuples.join(',\n')};\n`);
  expect(rows).toHaveLength(60_000);
  expect(rows.filter(({ broken }) => broken).map(({ record }) => record)).toEqual([30_000]);
  expect(rows.at(-1)).toMatchObject({ table: 'm', columns: ['a', 'b'], record: 59_999 });
  expect(rows.at(-1)?.values[0]).toBe('59999');
});

test('a quote that is lost costs its statement only', async () => {
  const rows = await read(`${HEAD}${insert("'eins", "'1'")}${insert("'zwei'", "'2'")}${insert("'drei'", "'3'")}`);
  expect(rows.map(({ values, broken }) => broken ?? values[0])).toEqual([true, 'zwei', 'drei']);
});

test('cut off anywhere it ends, with at most one broken row', async () => {
  const text = `${HEAD}${insert("'eins'", "'1'")}${insert("'zw''ei'", "'2'")}`;
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length), fc.array(fc.nat(text.length), { maxLength: 6 }), async (length, cuts) => {
      const rows = await read(text.slice(0, length), cuts);
      expect(rows.filter(({ broken }) => broken).length).toBeLessThanOrEqual(1);
      expect(rows).toEqual(await read(text.slice(0, length)));
    }),
    { numRuns: 200 },
  );
});
