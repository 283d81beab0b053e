import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLACEHOLDER } from '../../../src/parse/privacy/placeholder.ts';
import { createRedactor, type RedactionKey } from '../../../src/parse/privacy/redactor.ts';
import { scan } from '../../../src/parse/privacy/scan.ts';
import { privateText } from './arbitrary.ts';

describe('masking', () => {
  test('keeps type and identity: one value, one placeholder', () => {
    const redactor = createRedactor('standard');
    expect(redactor.redact('我的电话13812345678吧')).toEqual({ text: '我的电话[电话1]吧', count: 1 });
    expect(redactor.redact('妈13900001111，我138-1234-5678').text).toBe('妈[电话2]，我[电话1]');
    expect(redactor.redact('发chen@example.com').text).toBe('发[邮箱1]');
    expect(redactor.counts()).toEqual({ email: 1, phone: 3 });
  });

  test('leaves numbers that are no secret alone, and hands back the same text', () => {
    const redactor = createRedactor('standard');
    for (const text of ['2.0156416', '12km', '150', '9.9', '10-04', '1985-03-12', '19850312', '路上堵车，晚点到家']) {
      expect(redactor.redact(text)).toEqual({ text, count: 0 });
    }
    expect(redactor.counts()).toEqual({});
  });

  test('numbers stay the same in a second run that is given the key', () => {
    const first = createRedactor('standard');
    first.redact('13812345678 13900001111');
    const state = JSON.parse(JSON.stringify(first.key())) as RedactionKey;
    const second = createRedactor('standard', { state });
    expect(second.redact('13700002222 13900001111').text).toBe('[电话3] [电话2]');
    expect(second.key().values.phone).toEqual(['13812345678', '13900001111', '13700002222']);
    expect(first.key().values.phone).toHaveLength(2);
  });

  test('none masks nothing', () => {
    expect(createRedactor('none').redact('13812345678')).toEqual({ text: '13812345678', count: 0 });
  });

  test('placeholders speak English where the persona does', () => {
    expect(createRedactor('standard', { lang: 'en' }).redact('call +44 7911 123456').text).toBe('call [phone1]');
  });

  test('masked twice is masked once, and nothing is left to find', () => {
    fc.assert(
      fc.property(privateText, fc.constantFrom('standard' as const, 'strict' as const), (text, level) => {
        const redactor = createRedactor(level, { people: [{ names: ['张三', 'Li'] }] });
        const masked = redactor.redact(text).text;
        expect(scan(masked)).toEqual([]);
        expect(
          createRedactor(level, { people: [{ names: ['张三', 'Li'] }], state: redactor.key() }).redact(masked),
        ).toEqual({
          text: masked,
          count: 0,
        });
      }),
      { numRuns: 500 },
    );
  });

  test('what stands between findings is unchanged', () => {
    fc.assert(
      fc.property(privateText, (text) => {
        const { text: masked, count } = createRedactor('standard').redact(text);
        if (count === 0) expect(masked).toBe(text);
        // Every piece between placeholders stands in the text, in order.
        let at = 0;
        for (const piece of masked.split(PLACEHOLDER)) {
          const found = text.indexOf(piece, at);
          expect(found).toBeGreaterThanOrEqual(0);
          at = found + piece.length;
        }
      }),
    );
  });
});

describe('strict', () => {
  const people = [{ names: ['张三', 'wxid_zhangsan', '老张'] }, { names: ['张三丰'] }, { names: ['Li', '小禾'] }];

  test('third parties get pseudonyms, one a person, whole names only', () => {
    const redactor = createRedactor('strict', { people });
    expect(redactor.redact('我和张三说了，老张不来').text).toBe('我和[亲友1]说了，[亲友1]不来');
    expect(redactor.redact('张三丰来了').text).toBe('[亲友2]来了');
    expect(redactor.redact('Like Li, not LI2 or Lily; li!').text).toBe('Like [亲友3], not LI2 or Lily; [亲友3]!');
    expect(redactor.counts()).toEqual({ person: 5 });
  });

  test('the subject keeps their name, also where it holds somebody else’s', () => {
    const redactor = createRedactor('strict', { people: [{ names: ['张三'] }], keep: new Set(['张三丰']) });
    expect(redactor.redact('张三丰说张三来').text).toBe('张三丰说[亲友1]来');
    expect(redactor.name('张三丰')).toBe('张三丰');
    expect(redactor.name('张三')).toBe('[亲友1]');
  });

  test('forms of address and everyday words stay words, though a contact is called so', () => {
    const redactor = createRedactor('strict', {
      people: [{ names: ['妈妈', '王芳'] }, { names: ['晚安'] }, { names: ['明'] }],
    });
    expect(redactor.redact('我妈妈说明天见王芳，晚安').text).toBe('我妈妈说明天见[亲友1]，晚安');
    // As a whole name it is still a pseudonym.
    expect(redactor.name('妈妈')).toBe('[亲友1]');
  });

  test('a person known from an earlier run keeps the number, a new name joins it', () => {
    const first = createRedactor('strict', { people });
    const second = createRedactor('strict', {
      people: [{ names: ['王芳'] }, { names: ['小禾', '禾禾'] }],
      state: first.key(),
    });
    expect(second.redact('禾禾和王芳和张三').text).toBe('[亲友3]和[亲友4]和[亲友1]');
    expect(second.key().person).toEqual([
      ['张三', 'wxid_zhangsan', '老张'],
      ['张三丰'],
      ['Li', '小禾', '禾禾'],
      ['王芳'],
    ]);
  });

  test('names are left alone at the standard level', () => {
    const redactor = createRedactor('standard', { people });
    expect(redactor.redact('张三').text).toBe('张三');
    expect(redactor.name('张三')).toBe('张三');
  });
});
