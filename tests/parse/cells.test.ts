import { expect, test } from 'vitest';
import { isAccount, serverId } from '../../src/parse/cells.ts';

test.each([
  ['1318260923170456201', '1318260923170456201'],
  ['="1318260923170456201"', '1318260923170456201'],
  ["'1318260923170456201", '1318260923170456201'],
  ['1318260923170456201\t', '1318260923170456201'],
  ['1.31826E+18', undefined],
  ['1318260923170450000', undefined],
  ['12345', undefined],
  ['b’\\x08’', undefined],
  ['', undefined],
])('%s as a server id', (cell, id) => {
  expect(serverId(cell)).toBe(id);
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
