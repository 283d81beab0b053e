import { expect, test } from 'vitest';
import { isWholePrint } from '../../src/audio/sound-print.ts';
import { ANALYSIS_RATE } from '../../src/core/sound.ts';
import { printOf } from './print-of.ts';
import { babbleVoice } from './signals.ts';

const voice = babbleVoice(250, ANALYSIS_RATE);
const seconds = (length: number) => voice.subarray(0, length * ANALYSIS_RATE);

test('a print is the same however the decoder deals out its blocks', () => {
  const blocks: Float32Array[] = [];
  for (let at = 0; at < voice.length; at += 16_007) blocks.push(voice.subarray(at, at + 16_007));
  expect(printOf(...blocks)).toBe(printOf(voice));
});

test.each([
  [59, 59],
  [119, 119],
  [170, 130],
  [250, 150],
])('that of %d s tells of %d s: two minutes whole, and ten seconds of each later one', (length, told) => {
  const steps = Buffer.from(printOf(seconds(length)), 'base64').length / 2;
  expect(0.064 * steps).toBeCloseTo(told, -0.5);
});

test.each([0, 0.2, 1, 10, 61, 120, 131, 250])('that of %d s is known as whole, half of it not', (length) => {
  const print = printOf(seconds(length));
  expect(isWholePrint(print, length * ANALYSIS_RATE)).toBe(true);
  const half = printOf(seconds(length / 2));
  if (length > 1) expect(isWholePrint(half, length * ANALYSIS_RATE)).toBe(false);
});
