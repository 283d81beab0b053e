import { expect, test } from 'vitest';
import { isAccount, isNoWords, isRoundedId, serverId, sureDigits } from '../../src/parse/cells.ts';

test.each([
  ['1318260923170456201', '1318260923170456201'],
  ['="1318260923170456201"', '1318260923170456201'],
  ["'1318260923170456201", '1318260923170456201'],
  ['1318260923170456201\t', '1318260923170456201'],
  ['1.31826E+18', undefined],
  ['1318260923170450000', undefined],
  ['131826092317045000', undefined],
  ['131826092317045001', '131826092317045001'],
  ['1318260923170450', undefined],
  ['1318260923170456000', '1318260923170456000'],
  ['12345', undefined],
  ['b’\\x08’', undefined],
  ['', undefined],
])('%s as a server id', (cell, id) => {
  expect(serverId(cell)).toBe(id);
});

test.each([
  ['1.31826E+18', true],
  ['1E+18', true],
  ['1,31826E+18', true],
  ['1.31826092317045E+018', true],
  ['1318260923170450000', true],
  ['131826092317045000', true],
  ['1318260923170456201', false],
  ['1.31826E+10', false],
  ['131826092317045', false],
  ['', false],
  ['陈默', false],
])('%s as an id that was rounded', (cell, is) => {
  expect(isRoundedId(cell)).toBe(is);
});

test.each([
  ['1269999524870328884', '12699995248'],
  ['1.26999952487032E+18', '12699995248'],
  ['1269999524870320000', '12699995248'],
  ['1.27E+18', ''],
  ['12345', ''],
])('the digits of %s that are sure', (cell, digits) => {
  expect(sureDigits(cell)).toBe(digits);
});

test.each([
  ['#NAME?', true],
  ['#VALUE!', true],
  ['#NAME', false],
  ['#饺子#', false],
  ['6.21701E+15', true],
  ['1E+12', true],
  ['1.5E', false],
  ['2E+1', false],
])('%s as no words', (cell, is) => {
  expect(isNoWords(cell)).toBe(is);
});

test('a field of nothing but quotes is looked through once', () => {
  expect(isRoundedId(`${'"'.repeat(1_000_000)}号`)).toBe(false);
});

test.each([
  ['wxid_chenmo01', true],
  ['chenmo-work', true],
  ['34567890123@chatroom', true],
  ['25984981234567@openim', true],
  ["b'\\x08\\x01'", false],
  ['陈默', false],
  ['我', false],
  ['a b', false],
  ['', false],
])('%s as an account', (cell, is) => {
  expect(isAccount(cell)).toBe(is);
});
