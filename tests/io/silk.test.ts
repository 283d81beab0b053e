import { readFileSync } from 'node:fs';
import { encode } from 'silk-wasm';
import { expect, test } from 'vitest';
import { Undecodable } from '../../src/core/sound.ts';
import { decodeSilk, SILK_RATE } from '../../src/io/silk.ts';
import { babbleVoice } from '../audio/signals.ts';

const message = readFileSync(new URL('../../fixtures/voice/silk-tencent/voice_0002.silk', import.meta.url));
const seconds = async (bytes: Uint8Array, at: number) => (await decodeSilk(bytes, at)).samples.length / SILK_RATE;
const faultOf = (bytes: Uint8Array, at: number) =>
  decodeSilk(bytes, at).then(
    () => 'none',
    (error: Undecodable) => error.fault,
  );

test.each([
  ['as WeChat writes it', message, 1],
  ['without 0x02', message.subarray(1), 0],
  ['after junk', Buffer.concat([Buffer.from('export:'), message]), 8],
  ['with an end mark', Buffer.concat([message, Buffer.from([0xff, 0xff])]), 1],
  ['padded with zeros', Buffer.concat([message, Buffer.alloc(512)]), 1],
])('decodes SILK %s', async (_, bytes, at) => {
  expect(await seconds(bytes, at)).toBeCloseTo(5.7, 1);
});

test('gives every frame in its place, none left out and none made up', async () => {
  const said = babbleVoice(2, SILK_RATE, 140, 3);
  const { data } = await encode(
    Int16Array.from(said, (x) => 20_000 * x),
    SILK_RATE,
  );
  const { samples } = await decodeSilk(data, 1);
  expect(samples.length).toBe(said.length);
  const likeness = (from: number, to: number, delay: number) => {
    const [x, y] = [said.subarray(from, to), samples.subarray(from + delay, to + delay)];
    const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, each, i) => sum + each * b[i]!, 0);
    return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
  };
  // The coder itself takes 5 ms; it keeps the shape of speech, not every sample of it.
  const at = (seconds: number) => Math.round(seconds * SILK_RATE);
  for (const start of [0.01, 0.04, 0.08, 0.12, 1, 1.8])
    expect(likeness(at(start), at(start + 0.04), at(0.005))).toBeGreaterThan(0.4);
});

test('takes what there is of a message cut off in a frame, and says so', async () => {
  const { samples, truncated } = await decodeSilk(message.subarray(0, 11_499), 1);
  expect(samples.length / SILK_RATE).toBeCloseTo(2.64, 1);
  expect(truncated).toBe(true);
  expect((await decodeSilk(message, 1)).truncated).toBe(false);
});

test('refuses a bare head and a body that is none of its own, by name', async () => {
  expect(await faultOf(message.subarray(0, 10), 1)).toBe('header-only');
  const random = readFileSync(new URL('../../fixtures/voice/damaged/random_body.silk', import.meta.url));
  expect(await faultOf(random, 1)).toBe('damaged');
});

test('cut at any byte it gives sound or a named fault, never another error', async () => {
  for (let end = 10; end < message.length; end += 997) {
    const outcome = await decodeSilk(message.subarray(0, end), 1).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Undecodable);
  }
});
