import { expect, test } from 'vitest';
import { isLossless, keepsFlatTops } from '../../src/audio/codecs.ts';

test.each(['pcm_s16le', 'pcm_u8', 'pcm_f32le', 'flac', 'alac', 'wmalossless'])('%s loses nothing', (codec) => {
  expect([isLossless(codec), keepsFlatTops(codec)]).toEqual([true, true]);
});

test.each(['pcm_alaw', 'pcm_mulaw'])('%s rounds, and leaves flat what was flat', (codec) => {
  expect([isLossless(codec), keepsFlatTops(codec)]).toEqual([false, true]);
});

test.each(['aac', 'mp3', 'opus', 'silk', 'amr_nb', 'wmav2', ''])('%s does neither', (codec) => {
  expect([isLossless(codec), keepsFlatTops(codec)]).toEqual([false, false]);
});
