import { expect, test } from 'vitest';
import { bareNames } from '../../../src/parse/privacy/bare-names.ts';

test.each([
  ['林晓🌸', ['林晓']],
  ['🌙月亮🌙', ['月亮']],
  ['A王师傅（修车）', ['王师傅']],
  ['AA建材老王', ['建材老王']],
  ['张伟 13811112222', ['张伟']],
  ['张伟2', ['张伟']],
  ['李娜-工商银行', ['李娜']],
  ['顺丰-张师傅', ['张师傅']],
  ['小区物业/刘姐', ['刘姐']],
  ['欧阳小美~健身', ['欧阳小美']],
  ['Lucy 露西', ['Lucy', '露西']],
  ['Mary Ann🌸', ['Mary Ann']],
  ['HR 小王', ['小王']],
  ['王芳[玫瑰]', ['王芳']],
  ['赵刚（教练', ['赵刚']],
])('of %s people say %j', (name, bare) => {
  expect(bareNames(name)).toEqual(bare);
});

test.each(['林晓', 'Li', 'Jean-Luc', 'no-name', '静🌸', '13811112222', '🌸', '', 'no 1', '买买提·艾力'])(
  '%s has no trimmings, or nothing without them',
  (name) => {
    expect(bareNames(name)).toEqual([]);
  },
);
