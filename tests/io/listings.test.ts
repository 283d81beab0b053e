import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Listings } from '../../src/io/listings.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-listings-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('a name may be there in any case and form of Unicode, and nowhere else', () => {
  mkdirSync(join(dir, '语音'));
  writeFileSync(join(dir, '语音', 'Caf\u00e9_1.WAV'), '');
  const listings = new Listings();
  expect(listings.mayHold(join(dir, '语音', 'Caf\u00e9_1.WAV'))).toBe(true);
  expect(listings.mayHold(join(dir, '语音', 'cafe\u0301_1.wav'))).toBe(true);
  expect(listings.mayHold(join(dir, '语音', 'Caf\u00e9_2.WAV'))).toBe(false);
  expect(listings.mayHold(join(dir, 'Caf\u00e9_1.WAV'))).toBe(false);
});

test('below what is no folder there is nothing', () => {
  writeFileSync(join(dir, 'chat.csv'), '');
  const listings = new Listings();
  expect(listings.mayHold(join(dir, 'voices', '1.wav'))).toBe(false);
  expect(listings.mayHold(join(dir, 'chat.csv', '1.wav'))).toBe(false);
});

test('a folder is listed once', () => {
  const listings = new Listings();
  expect(listings.mayHold(join(dir, '1.wav'))).toBe(false);
  writeFileSync(join(dir, '1.wav'), '');
  expect(listings.mayHold(join(dir, '1.wav'))).toBe(false);
  expect(new Listings().mayHold(join(dir, '1.wav'))).toBe(true);
});
