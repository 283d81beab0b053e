import { SoundPrint } from '../../src/audio/sound-print.ts';

/** The print of samples at 16 kHz, handed over in these blocks. */
export function printOf(...blocks: Float32Array[]): string {
  const print = new SoundPrint();
  for (const block of blocks) print.add(block);
  return print.end();
}
