import { expect, test } from 'vitest';
import { isDeviceName, portableName } from '../../src/core/portable-name.ts';

test.each([
  ['陈默', '陈默'],
  ['José', 'José'],
  ['A/B: "C"?', 'AB C'],
  ['..hidden. ', 'hidden'],
  ['tab\there\u0085', 'tabhere'],
  ['???', ''],
  ['Con', 'Con_'],
  ['aux.wav', 'aux_.wav'],
  ['lpt¹ .txt', 'lpt¹_.txt'],
  ['<nul>', 'nul_'],
  ['Conrad', 'Conrad'],
  ['COM10', 'COM10'],
])('%j is written as %j', (name, written) => expect(portableName(name)).toBe(written));

test.each([
  ['陈'.repeat(84), 66],
  ['a'.repeat(250), 200],
  ['👨‍👩‍👧'.repeat(20), 11],
])('%s is cut to %i whole characters', (name, count) => {
  const written = portableName(name);
  expect(name.startsWith(written)).toBe(true);
  expect([...new Intl.Segmenter().segment(written)].length).toBe(count);
});

test('a name that is cut ends in no blank or dot', () =>
  expect(portableName(`${'a'.repeat(198)}. b`)).toBe('a'.repeat(198)));

test.each([
  ['aux', true],
  ['PRN.tar.gz', true],
  ['auxiliary', false],
  ['timbre', false],
])('%s is a name of Windows itself: %s', (name, kept) => expect(isDeviceName(name)).toBe(kept));
