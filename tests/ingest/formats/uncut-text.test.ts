import { expect, test } from 'vitest';
import { uncutText } from '../../../src/ingest/formats/families/uncut-text.ts';

test.each([
  { content: '30到家', raw: '8:30到家', text: '8:30到家' },
  { content: '04的车', raw: 'wxid_chenmo01:\n10:04的车', text: '10:04的车' },
  { content: '到家', raw: 'wxid_chenmo01:\n到家', text: '到家' },
  { content: '到家', raw: 'wxid_chenmo01:到家', text: '到家' },
  { content: '到家', raw: '', text: '到家' },
  { content: '到家', raw: '<msg>到家', text: '到家' },
  { content: '', raw: '8:', text: '' },
])('of $raw, shown as $content, the words are $text', ({ content, raw, text }) => {
  expect(uncutText(content, raw)).toBe(text);
});
