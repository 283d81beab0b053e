import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resample } from '../../src/core/resample.ts';
import { ANALYSIS_RATE } from '../../src/core/sound.ts';
import { decodeMedia } from '../../src/io/ffmpeg.ts';
import { findFfmpeg } from '../../src/io/ffmpeg-binary.ts';
import { decodeSilk, SILK_RATE } from '../../src/io/silk.ts';
import { join } from './signals.ts';

const path = (name: string) => fileURLToPath(new URL(`../../fixtures/voice/${name}`, import.meta.url));
const silk = async (name: string) =>
  resample((await decodeSilk(readFileSync(path(name)), 1)).samples, SILK_RATE, ANALYSIS_RATE);

/** The sound of any media file at 16 kHz. */
export async function media(file: string): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for await (const { analysis } of (await decodeMedia(await findFfmpeg(), file)).blocks) parts.push(analysis!);
  return join(...parts);
}

/** The spoken sentences among the fixtures, at 16 kHz; two of them in two codecs. */
export const spoken = async () => ({
  englishSilk: await silk('macos-aud-silk/Audio/2916569afb73ba9ecd7621.aud.silk'),
  englishMp3: await media(path('mp3/211.mp3')),
  melonSilk: await silk('silk-tencent/voice_0002.silk'),
  melonM4a: await media(path('m4a/新录音 12.m4a')),
  homework: await silk('silk-tencent/voice_0001.silk'),
  long: await silk('silk-tencent/voice_0004_long.silk'),
});
