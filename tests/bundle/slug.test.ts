import { expect, test } from 'vitest';
import { BundleOptions } from '../../src/bundle/options.ts';
import { slugOf } from '../../src/bundle/slug.ts';
import { persona } from './context.ts';

const named = (...[name = '', ...names]: string[]) =>
  slugOf({ ...persona, subject: { ...persona.subject, name, names } });

test.each([
  [['陈默', 'Chen Mo'], 'Chen-Mo'],
  [['José'], 'Jose'],
  [['Con', 'Conrad'], 'Conrad'],
  [['陈默'], 'persona-c2e9c5'],
])('%j are %s in ids and files', (names, slug) => expect(named(...names)).toBe(slug));

test('no file is named after a device of Windows', () => {
  expect(named('Con')).toMatch(/^persona-[\da-f]{6}$/u);
  expect(BundleOptions.safeParse({ slug: 'aux' }).success).toBe(false);
});
