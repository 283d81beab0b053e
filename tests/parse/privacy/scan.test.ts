import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simplified, TRADITIONAL } from '../../../src/core/simplified.ts';
import { idCheckDigit, luhn } from '../../../src/parse/privacy/checks.ts';
import { createRedactor } from '../../../src/parse/privacy/redactor.ts';
import { PRIVATE_KINDS } from '../../../src/parse/privacy/rule.ts';
import { RULES } from '../../../src/parse/privacy/rules/index.ts';
import { rulesFor, scan } from '../../../src/parse/privacy/scan.ts';
import { narrow, PLATE_PROVINCES, TRAIT, traitsOf } from '../../../src/parse/privacy/traits.ts';
import { privateText } from './arbitrary.ts';

test('every kind has one rule, and the kinds are in the order of the rules', () => {
  expect(RULES.map(({ id }) => id)).toEqual(PRIVATE_KINDS);
});

test.each([
  ['138-1234-5678', '13812345678'],
  ['+86 138 1234 5678', '13812345678'],
  ['００８６１３８１２３４５６７８', '13812345678'],
  ['幺三八一二三四五六七八', '13812345678'],
  ['(0571) 8812 3456', '057188123456'],
  ['+86 10 6234 5678', '01062345678'],
  ['010-62345678转802', '01062345678'],
  ['+1 (415) 555-2671', '+14155552671'],
  ['(415) 555-2671', '+14155552671'],
  ['+14155552671', '+14155552671'],
  ['+1 310-555-2671', '+13105552671'],
  ['+49 15123456789', '+4915123456789'],
  ['852 9123 4567', '+85291234567'],
  ['0085291234567', '+85291234567'],
  ['013812345678', '13812345678'],
  ['138 - 1234 - 5678', '13812345678'],
])('%s is one number, however it is written', (text, value) => {
  expect(scan(text)).toMatchObject([{ kind: 'phone', value }]);
});

test('what the subject wants to keep is not found, in whatever way it is written', () => {
  const keep = new Set(['138 1234 5678', 'Chen@Example.com', '京N·8P8F8']);
  expect(scan('13812345678 和 138-1234-5678 和 +8613812345678', keep)).toEqual([]);
  expect(scan('chen@example.com，京N8P8F8', keep)).toEqual([]);
  expect(scan('13912345678', keep)).toHaveLength(1);
});

test('findings are in text order and disjoint', () => {
  fc.assert(
    fc.property(privateText, (text) => {
      let end = 0;
      for (const finding of scan(text)) {
        expect(finding.start).toBeGreaterThanOrEqual(end);
        expect(finding.end).toBeGreaterThan(finding.start);
        end = finding.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('narrowing keeps every position', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => narrow(text).length === text.length));
  expect(narrow('１３８＠（　）ＡＢ')).toBe('138@( )AB');
  expect(narrow('銀行卡號、驗證碼')).toBe('银行卡号、验证码');
});

test.each([
  ['phone', (n: number) => `13${800_000_000 + n}，`],
  ['wechat-id', (n: number) => `微信号：chen_${n}mo，`],
  ['code', (n: number) => `验证码${100_000 + n}，`],
])('a text may hold more of %s than a function may have arguments', (kind, write) => {
  const text = Array.from({ length: 150_000 }, (_, n) => write(n)).join('');
  expect(scan(text).filter((found) => found.kind === kind)).toHaveLength(150_000);
});

describe('the pre-check', () => {
  test('finds nothing to look for in ordinary words', () => {
    expect(rulesFor(traitsOf('你周五几点能到家'))).toEqual([]);
    expect(rulesFor(traitsOf(''))).toEqual([]);
  });
  test('never hides a finding: no rule finds anything in a text that lacks its traits', () => {
    fc.assert(
      fc.property(privateText, (text) => {
        const traits = traitsOf(text);
        for (const rule of RULES) {
          if (rule.needs.some((needs) => (traits & needs) === needs)) continue;
          expect(rule.find(narrow(text))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
  test('counts digits of both widths', () => {
    expect(traitsOf('1２3') & TRAIT.digits).toBe(0);
    expect(traitsOf('1２3４') & TRAIT.digits).toBe(TRAIT.digits);
  });
});

test('what a rule finds in a text does not depend on what else is there: the look before it passes over nothing', () => {
  fc.assert(
    fc.property(privateText, (text) => {
      const passed = rulesFor(traitsOf(text));
      const missed = RULES.filter((rule) => !passed.includes(rule) && rule.find(narrow(text)).length > 0);
      expect(missed.map(({ id }) => id)).toEqual([]);
    }),
    { numRuns: 3000 },
  );
  for (const text of ['电话花园3门', '解放路十号', '人民路3-2-501', '福田区京基滨河时代A座', '文三路三十一巷'])
    for (const rule of RULES)
      if (rule.find(narrow(text)).length > 0) expect(rulesFor(traitsOf(text)), text).toContain(rule);
});

test('masked texts stay clean side by side in JSON: no rule reads a word in one string and a number in the next', () => {
  const masked = privateText.map((text) => createRedactor('standard').redact(text).text.toWellFormed());
  fc.assert(
    fc.property(fc.array(masked, { maxLength: 4 }), (bubbles) => {
      expect(scan(JSON.stringify({ id: 'd3f9c13812345678ab00', reply: bubbles.join('\n'), bubbles }))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(scan(JSON.stringify(['验证码发我', '839201', '密码是', '{"a1":1}', '身份证', '110105491231002']))).toEqual([]);
});

describe('check digits', () => {
  // GB 11643-1999 prints this one as its example.
  test('of an id', () => expect(idCheckDigit('11010519491231002')).toBe('X'));
  test('of a card', () => {
    expect(luhn('4111111111111111')).toBe(true);
    expect(luhn('4111111111111112')).toBe(false);
  });
});

// Quadratic time would run into the time limit.
test.each([
  '路1号',
  '1号 ',
  '1号楼',
  '小区3-2-501 ',
  '名都1期3栋501 ',
  '广场A座',
  '县镇村三组',
  '地址：3号',
  'Room 1, 12 Oak ',
  '1 ',
  '中',
  'a@',
  '密码',
  '密码我就是',
  'A.',
  '省市区',
  '+1',
  '1-',
  '"sk-',
  'token=',
  '(021',
  '地址是',
  '13912345678 ',
  '群号',
  '电话号码是',
  '6217  ',
  '://',
  '验证码没',
  'a @',
])('a long row of %s is read in one pass', (piece) => {
  expect(scan(`${piece.repeat(60_000)} 13812345678`).at(-1)).toMatchObject({ kind: 'phone', value: '13812345678' });
});

/** Each simplified character's first traditional form: 和谐路 is 和諧路. */
const inTraditional = (text: string): string => [...text].map((char) => TRADITIONAL_OF.get(char) ?? char).join('');
const TRADITIONAL_OF = new Map(TRADITIONAL.map((char) => [simplified(char), char] as const).reverse());

test('what is private in simplified characters is private in traditional ones, to the character', () => {
  const lines = ['private', 'plain'].flatMap((name) =>
    readFileSync(new URL(`../../../fixtures/redact/${name}.jsonl`, import.meta.url), 'utf8')
      .trim()
      .split('\n'),
  );
  const places = (text: string) => scan(text).map(({ kind, start, end }) => ({ kind, start, end }));
  for (const { text } of lines.map((line) => JSON.parse(line) as { text: string })) {
    expect(places(inTraditional(text)), inTraditional(text)).toEqual(places(text));
  }
  expect(scan('和諧路35號')).toMatchObject([{ kind: 'address' }]);
});

test('every province of number plates is known by its traditional character too', () => {
  const provinces = '京津滬渝冀豫雲遼黑湘皖魯新蘇浙贛鄂桂甘晉蒙陝吉閩貴粵青藏川寧瓊';
  expect(simplified(provinces)).toBe(PLATE_PROVINCES);
  for (const [at, province] of [...provinces].entries()) {
    const value = `${PLATE_PROVINCES[at]}B12345`;
    expect(scan(`車牌${province}B12345`)).toMatchObject([{ kind: 'plate', value }]);
  }
});
