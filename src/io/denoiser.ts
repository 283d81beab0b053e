import { readFile } from 'node:fs/promises';
import { Dtln } from './dtln.ts';
import { Gtcrn } from './gtcrn.ts';

/** DTLN out of its two files; without files the GTCRN that is installed with us. */
export async function loadDenoiser(files: readonly string[]): Promise<Dtln | Gtcrn> {
  const [first, second] = await Promise.all(files.map((file) => readFile(file)));
  return first && second ? Dtln.load(first, second) : Gtcrn.load();
}
