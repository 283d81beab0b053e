import { expect, test } from 'vitest';
import { quotedPlace } from '../../../src/ingest/write/quoted-place.ts';

test.each([
  ['[位置] 滨江森林公园', ['[位置] ', '滨江森林公园', '']],
  ['[位置: 滨江森林公园]', ['[位置: ', '滨江森林公园', ']']],
  ['[位置]位置', ['[位置]', '位置', '']],
  ['[Real-time Location] 滨江森林公园', ['[Real-time Location] ', '滨江森林公园', '']],
  ['[位置|滨江森林公园](https://example.com)', ['[位置|', '滨江森林公园', '](https://example.com)']],
  ['[位置] 滨江森林公园\n凌桥高沙滩3号', ['[位置] ', '滨江森林公园\n凌桥高沙滩3号', '']],
])('%j is a label and a title', (quote, parts) => {
  const place = quotedPlace(quote);
  expect([place?.label, place?.title, place?.rest]).toEqual(parts);
});

test.each(['[位置]', '[图片]', '[文件] 滨江.pdf', '滨江森林公园', ''])('%j is none', (quote) => {
  expect(quotedPlace(quote)).toBeUndefined();
});
