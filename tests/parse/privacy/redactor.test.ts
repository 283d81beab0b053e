import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RedactionKey, withNumbersTaken } from '../../../src/parse/privacy/key.ts';
import { PLACEHOLDER, readPlaceholder } from '../../../src/parse/privacy/placeholder.ts';
import { createRedactor } from '../../../src/parse/privacy/redactor.ts';
import { scan } from '../../../src/parse/privacy/scan.ts';
import { privateText } from './arbitrary.ts';

describe('masking', () => {
  test('keeps type and identity: one value, one placeholder', () => {
    const redactor = createRedactor('standard');
    expect(redactor.redact('我的电话13812345678吧')).toEqual({ text: '我的电话[电话1]吧', count: 1 });
    expect(redactor.redact('妈13900001111，我138-1234-5678').text).toBe('妈[电话2]，我[电话1]');
    expect(redactor.redact('发chen@example.com').text).toBe('发[邮箱1]');
  });

  test('a house has one number, whatever is said of it', () => {
    const redactor = createRedactor('standard');
    expect(redactor.redact('文三路478号见，文三路478号楼下见，文三路478号院里，文三路 478 号').text).toBe(
      '[地址1]见，[地址1]楼下见，[地址1]院里，[地址1]',
    );
  });

  test('leaves numbers that are no secret alone, and hands back the same text', () => {
    const redactor = createRedactor('standard');
    for (const text of ['2.0156416', '12km', '150', '9.9', '10-04', '1985-03-12', '19850312', '路上堵车，晚点到家']) {
      expect(redactor.redact(text)).toEqual({ text, count: 0 });
    }
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

  test('a name keeps all that is not private, and the key knows it as it was', () => {
    const redactor = createRedactor('standard');
    expect(redactor.name('林晓')).toBe('林晓');
    expect(redactor.name('王师傅138-1234-5678')).toBe('王师傅[电话1]');
    expect(redactor.key().names).toEqual({ '王师傅[电话1]': '王师傅138-1234-5678' });
  });

  test('without the key of before, new values get numbers above those in use', () => {
    const highest = new Map([
      ['phone', 2],
      ['person', 1],
    ] as const);
    const state = withNumbersTaken(undefined, highest) as RedactionKey;
    const redactor = createRedactor('strict', { state, people: [{ names: ['林晓'] }] });
    expect(redactor.redact('林晓13812345678').text).toBe('[亲友2][电话3]');
    expect(redactor.key().values.phone).toEqual(['', '', '13812345678']);
    const known: RedactionKey = { ...state, values: { phone: ['1', '2', '3'] } };
    expect(withNumbersTaken(known, highest)?.values.phone).toEqual(['1', '2', '3']);
    expect(withNumbersTaken(undefined, new Map())).toBeUndefined();
  });

  test('a number larger than any corpus has is a name that somebody chose', () => {
    const redactor = createRedactor('strict', { people: [{ names: ['[亲友88888888]'] }] });
    expect(redactor.name('[亲友88888888]')).toBe('[亲友1]');
    expect(readPlaceholder('[电话82345678]')).toBeUndefined();
    expect(readPlaceholder('[电话12345]')).toEqual({ kind: 'phone', number: 12_345 });
  });

  test('where all numbers are taken, values are masked without one', () => {
    const taken = Array.from({ length: 99_999 }, (_, n) => String(10_000_000 + n));
    const state: RedactionKey = { schema: 'persona-redaction/1', values: { qq: taken }, person: [], names: {} };
    const redactor = createRedactor('standard', { state });
    expect(redactor.redact('QQ10000000，QQ号123456789')).toEqual({ text: 'QQ[QQ号1]，QQ号[QQ号]', count: 2 });
    expect(redactor.key().values.qq).toHaveLength(99_999);
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

  // Each is seen once the one before it is masked: quadratic time would run into the time limit.
  test.each(['AKIA', `AIza${'a'.repeat(35)}`, '+1 650 253 0000'])('a long row of %s is masked to its end', (piece) => {
    const redactor = createRedactor('standard');
    const { text, count } = redactor.redact(`${piece.repeat(Math.ceil(60_000 / piece.length))} 13812345678`);
    expect(count).toBeGreaterThan(1000);
    expect(text.replaceAll(PLACEHOLDER, '')).toMatch(/^(?:AKIA)* $/u);
  });

  test('a long text is masked as its parts are', () => {
    const plain = '路上堵车，晚点到家。'.repeat(100);
    const parts = fc.array(
      privateText.map((text) => `${plain}${text}${plain}`),
      { minLength: 4, maxLength: 8 },
    );
    fc.assert(
      fc.property(parts, (texts) => {
        const redactor = createRedactor('standard');
        // Numbers are given in the order in which values are seen.
        const kinds = (text: string) =>
          redactor.redact(text).text.replaceAll(PLACEHOLDER, (found) => found.slice(0, 3));
        expect(kinds(texts.join(''))).toBe(texts.map(kinds).join(''));
      }),
      { numRuns: 300 },
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
  const people = [
    { names: ['张三', '老张'], ids: ['wxid_zhangsan'] },
    { names: ['张三丰'] },
    { names: ['Li', '小禾'] },
  ];

  test('third parties get pseudonyms, one a person, whole names only', () => {
    const redactor = createRedactor('strict', { people });
    expect(redactor.redact('我和张三说了，老张不来').text).toBe('我和[亲友1]说了，[亲友1]不来');
    expect(redactor.redact('张三丰来了').text).toBe('[亲友2]来了');
    expect(redactor.redact('Like Li, not LI2 or Lily; li!').text).toBe('Like [亲友3], not LI2 or Lily; [亲友3]!');
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

  test('behind @ a word is a name, and a single character where it is all that stands there', () => {
    const redactor = createRedactor('strict', {
      people: [{ names: ['天天'] }, { names: ['云'] }, { names: ['May'] }],
      words: new Set(['天天']),
    });
    expect(redactor.redact('天天加班，@天天 你看').text).toBe('天天加班，@[亲友1] 你看');
    expect(redactor.redact('云南的云，@云 你看，@云南').text).toBe('云南的云，@[亲友2] 你看，@云南');
    expect(redactor.redact('see you in May, ＠May').text).toBe('see you in May, ＠[亲友3]');
  });

  test('what is left of a name without its trimmings is that name, unless somebody else bears it', () => {
    const redactor = createRedactor('strict', {
      people: [
        { names: ['林晓🌸'] },
        { names: ['A王师傅（修车）'] },
        { names: ['张伟 13811112222'] },
        { names: ['张伟'] },
        { names: ['陈默-老同学'] },
        { names: ['月亮🌙'] },
      ],
      keep: new Set(['陈默']),
      words: new Set(['月亮']),
    });
    expect(redactor.redact('@林晓🌸 林晓明天来，王师傅也来').text).toBe('@[亲友1] [亲友1]明天来，[亲友2]也来');
    expect(redactor.redact('张伟不来').text).toBe('[亲友4]不来');
    expect(redactor.redact('陈默看月亮').text).toBe('陈默看月亮');
    expect(redactor.name('张伟 13811112222')).toBe('[亲友3]');
  });

  test('an id in a sentence is its bearer’s, whoever gave it', () => {
    const redactor = createRedactor('strict', {
      people: [
        { names: ['小禾'], ids: ['xiaohe-2012'] },
        { names: ['林晓'], ids: ['wxid_linxiao88'] },
      ],
    });
    expect(redactor.redact('让wxid_linxiao88加xiaohe-2012，别加wxid_abc123def').text).toBe(
      '让[亲友2]加[亲友1]，别加[微信号1]',
    );
  });

  test('a person known from an earlier run keeps the number, a new name joins it', () => {
    const first = createRedactor('strict', { people });
    const second = createRedactor('strict', {
      people: [{ names: ['王芳'] }, { names: ['小禾', '禾禾'] }],
      state: first.key(),
    });
    expect(second.redact('禾禾和王芳和张三').text).toBe('[亲友3]和[亲友4]和[亲友1]');
    expect(second.key().person).toEqual([
      { names: ['张三', '老张'], ids: ['wxid_zhangsan'] },
      { names: ['张三丰'], ids: [] },
      { names: ['Li', '小禾', '禾禾'], ids: [] },
      { names: ['王芳'], ids: [] },
    ]);
  });

  test('two people of one name are told apart by their ids; in sentences the name is the first one’s', () => {
    const redactor = createRedactor('strict', {
      people: [
        { names: ['王五'], ids: ['wxid_a'] },
        { names: ['王五', '小王'], ids: ['wxid_b'] },
      ],
    });
    expect(['wxid_a', 'wxid_b', '王五', '小王'].map(redactor.pseudonym)).toEqual([
      '[亲友1]',
      '[亲友2]',
      '[亲友1]',
      '[亲友2]',
    ]);
    expect(redactor.redact('王五和小王').text).toBe('[亲友1]和[亲友2]');
  });

  test('a name that holds a number is that name, and one that is a number is a number', () => {
    const redactor = createRedactor('strict', {
      people: [{ names: ['建材老王13812345678'] }, { names: ['13900001111'] }, { names: ['林晓'] }],
    });
    expect(redactor.redact('@建材老王13812345678 送到了吗').text).toBe('@[亲友1] 送到了吗');
    expect(redactor.redact('打13900001111，或13812345678').text).toBe('打[电话1]，或[电话2]');
  });

  test('a pseudonym whose key was lost keeps its number, and nobody else gets it', () => {
    const redactor = createRedactor('strict', {
      people: [{ names: ['[亲友3]'], ids: ['[亲友3]'] }, { names: ['林晓'] }],
    });
    expect(redactor.name('[亲友3]')).toBe('[亲友3]');
    expect(redactor.redact('[亲友3]和林晓').text).toBe('[亲友3]和[亲友4]');
  });

  test('names are left alone at the standard level', () => {
    const redactor = createRedactor('standard', { people });
    expect(redactor.redact('张三').text).toBe('张三');
    expect(redactor.name('张三')).toBe('张三');
  });
});
