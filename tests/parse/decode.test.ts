import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHead, decodeText, sniffEncoding } from '../../src/parse/decode.ts';
import { encodeGbk } from '../support/gb18030.ts';

const TEXT = '下午四点下班，坐高铁回，七点前肯定到。\n给小禾带了两样东西：恐龙拼图，还有她要的那本书。';
const utf16 = (text: string, bom: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(bom ? Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]) : bytes);
};
const swapped = (bytes: Uint8Array) => bytes.map((_, at) => bytes[at ^ 1] ?? 0);
// 我是在台灣長大的人，這個家裡有很多的書，他們都說不要去。
const BIG5 = Uint8Array.from(
  Buffer.from(
    'a7daac4fa662a578c657aaf8a46aaabaa448a141b36fadd3ae61b8cca6b3abdca668aabaaed1a141a54cadccb3a3bba1a4a3ad6ea568a143',
    'hex',
  ),
);

async function decode(bytes: Uint8Array, cuts: readonly number[] = []): Promise<string> {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const to of [...cuts].sort((a, b) => a - b)) {
    if (to <= from || to >= bytes.length) continue;
    pieces.push(bytes.subarray(from, to));
    from = to;
  }
  pieces.push(bytes.subarray(from));
  let text = '';
  for await (const part of decodeText(
    (async function* () {
      yield* pieces;
    })(),
  ))
    text += part;
  return text;
}

describe.each([
  ['UTF-8', 'utf-8', new TextEncoder().encode(TEXT)],
  ['UTF-8 with BOM', 'utf-8', new TextEncoder().encode(`\ufeff${TEXT}`)],
  ['GBK', 'gb18030', encodeGbk(TEXT)],
  ['UTF-16LE with BOM', 'utf-16le', utf16(TEXT, true)],
  ['UTF-16BE with BOM', 'utf-16be', swapped(utf16(TEXT, true))],
  ['UTF-16LE without BOM', 'utf-16le', utf16(`localId,Type\r\n${TEXT}`, false)],
  ['UTF-16BE without BOM', 'utf-16be', swapped(utf16(`localId,Type\r\n${TEXT}`, false))],
] as const)('%s', (name, encoding, bytes) => {
  const want = name.includes('without') ? `localId,Type\r\n${TEXT}` : TEXT;

  test('is told and decoded', async () => {
    expect(sniffEncoding(bytes)).toBe(encoding);
    expect(decodeHead(bytes)).toBe(want);
    expect(await decode(bytes)).toBe(want);
  });

  test('wherever it is cut', async () => {
    expect(
      await decode(
        bytes,
        Array.from(bytes, (_byte, at) => at),
      ),
    ).toBe(want);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
        expect(await decode(bytes, cuts)).toBe(want);
      }),
      { numRuns: 30 },
    );
  });

  test('behind much ASCII', async () => {
    if (encoding.startsWith('utf-16') || name.includes('BOM')) return;
    const ascii = new TextEncoder().encode('a,b,c\n'.repeat(50_000));
    const long = new Uint8Array(Buffer.concat([ascii, bytes]));
    expect((await decode(long, [1000, 65_536, 131_072])).endsWith(TEXT)).toBe(true);
  });
});

test('Big5 is told from GBK by its common letters', async () => {
  expect(sniffEncoding(BIG5)).toBe('big5');
  expect(await decode(BIG5)).toContain('我是在台灣長大的人');
  expect(sniffEncoding(encodeGbk('我是在上海长大的人，这个家里有很多的书，他们都说不要去。'))).toBe('gb18030');
});

test('a broken letter or two do not cost a file its encoding', async () => {
  const bytes = new Uint8Array(
    Buffer.concat([new TextEncoder().encode(TEXT), Buffer.from([0xe4, 0xb8]), new TextEncoder().encode(TEXT)]),
  );
  expect(sniffEncoding(bytes)).toBe('utf-8');
  expect(await decode(bytes)).toBe(`${TEXT}\ufffd${TEXT}`);
});

test('a letter cut off by the end of the file is no other encoding', async () => {
  expect(sniffEncoding(new TextEncoder().encode('abc好').subarray(0, 5))).toBe('utf-8');
  expect(await decode(new TextEncoder().encode('abc好').subarray(0, 5))).toBe('abc\ufffd');
});

test('binary and empty heads are no text', () => {
  expect(decodeHead(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0xff]))).toBe('');
  expect(
    decodeHead(new Uint8Array(Buffer.from('SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20\0\0\0\x0c', 'latin1'))),
  ).toBe('');
  expect(
    decodeHead(new Uint8Array(Buffer.from('RIFF\x24\x1c\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\xc0\x5d\0\0', 'latin1'))),
  ).toBe('');
  expect(decodeHead(new Uint8Array(0))).toBe('');
  expect(sniffEncoding(new TextEncoder().encode('plain'))).toBeNull();
});

test('a text with a zero in it is a text; what is packed or a database is none, however much of it can be read', () => {
  const one = new TextEncoder().encode(`${TEXT}\0${TEXT}`);
  expect(decodeHead(one)).toBe(`${TEXT}\0${TEXT}`);
  expect(decodeHead(encodeGbk(`${TEXT}\0${TEXT}\0`))).toBe(`${TEXT}\0${TEXT}\0`);
  const stored = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), Buffer.from(TEXT.repeat(50))]);
  expect(decodeHead(new Uint8Array(stored))).toBe('');
  const pages = Buffer.from(`\0\0\0\x11<div>${TEXT.repeat(50)}</div>`);
  expect(decodeHead(new Uint8Array(pages))).toBe('');
  const tar = Buffer.from(`a.txt${'\0'.repeat(95)}0000644${TEXT.repeat(200)}`);
  expect(decodeHead(new Uint8Array(tar))).toBe('');
  // As even as packed bytes are: each value as often as any other.
  expect(decodeHead(Uint8Array.from({ length: 4096 }, (_, at) => (at * 167) & 0xff))).toBe('');
});

describe('where two programs wrote into one file', () => {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const rows = (n: number, from = 0) =>
    Array.from({ length: n }, (_, row) => `${from + row},7,1,今天第${from + row}次去菜地看看,陈默\n`).join('');
  const [first, second, third] = [rows(2000), rows(2000, 2000), rows(9, 4000)];

  test.each([
    ['UTF-8, then GB18030', [utf8(first), encodeGbk(second)]],
    ['UTF-8 by its mark, then GB18030', [utf8(`\ufeff${first}`), encodeGbk(second)]],
    ['GB18030, then UTF-8', [encodeGbk(first), utf8(second)]],
    ['UTF-8, GB18030, UTF-8', [utf8(first), encodeGbk(second), utf8(third)]],
    ['GB18030, UTF-8, GB18030', [encodeGbk(first), utf8(second), encodeGbk(third)]],
  ])('%s is decoded line by line, however it is cut', async (_, parts) => {
    const bytes = new Uint8Array(Buffer.concat(parts));
    const want = parts.length === 3 ? first + second + third : first + second;
    expect(await decode(bytes)).toBe(want);
    const cuts = fc.array(fc.nat(bytes.length), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        expect(await decode(bytes, at)).toBe(want);
      }),
      { numRuns: 30 },
    );
  });

  test('a damaged line and a letter of Latin-1 are no GB18030', async () => {
    const damaged = Buffer.concat([
      utf8(first),
      Buffer.from('caf\u00e9 no. \u00e9 \u00e9 \u00e9\n', 'latin1'),
      utf8(third),
    ]);
    expect(await decode(new Uint8Array(damaged))).toBe(`${first}caf\ufffd no. \ufffd \ufffd \ufffd\n${third}`);
  });

  test('a line without an end is not held for ever', async () => {
    const long = '路上堵车'.repeat(100_000);
    const bytes = new Uint8Array(Buffer.concat([Buffer.from('陈\xff\n', 'latin1'), utf8(long)]));
    const cuts = Array.from({ length: 40 }, (_, n) => n * 30_011);
    expect((await decode(bytes, cuts)).endsWith(long)).toBe(true);
  });
});
