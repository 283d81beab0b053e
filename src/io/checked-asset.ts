import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PersonaError } from '../core/errors.ts';

/** A file from an npm package, by its name in that package's exports, with the sha256 it must have. */
export interface Asset {
  /** The specifier that `import` would use: `@sapphi-red/web-noise-suppressor/gtcrn.wasm`. */
  specifier: string;
  sha256: string;
}

/** The file's bytes. Throws `bad-asset` when it is absent or is not the one that was measured and tested. */
export async function readAsset({ specifier, sha256 }: Asset): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = await readFile(new URL(import.meta.resolve(specifier)));
  } catch (cause) {
    throw new PersonaError('bad-asset', { file: specifier, why: { en: 'absent', zh: '缺失' } }, { cause });
  }
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new PersonaError('bad-asset', { file: specifier, why: `sha256 ${found.slice(0, 12)}…` });
  return bytes;
}
