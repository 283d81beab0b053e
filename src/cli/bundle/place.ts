import { open } from 'node:fs/promises';
import { PersonaError } from '../../core/errors.ts';
import { isAge } from '../../io/age.ts';
import { isThere } from '../../io/if-there.ts';
import { isBundleFolder, isBundleZip, OWN_LOCKED } from '../../io/own-bundles.ts';
import { mustBeReplaceable, WorkFolder } from '../../io/work-folder.ts';

/** Where a bundle goes: its folder, and the zip and locked file beside it that were asked for. */
export interface BundlePlace {
  dir: string;
  zip: string | null;
  locked: string | null;
}

export const bundlePlaceOf = (dir: string, { zip, locked }: { zip: boolean; locked: boolean }): BundlePlace => ({
  dir,
  zip: zip ? `${dir}.zip` : null,
  locked: locked ? `${dir}.zip.age` : null,
});

/** Throws `not-replaceable` when anything but an earlier bundle of ours would be replaced. */
export async function mustBeFree({ dir, zip, locked }: BundlePlace): Promise<void> {
  await mustBeReplaceable(dir);
  await WorkFolder.mustBeFree(dir);
  const inTheWay = async (path: string | null, isOurs: (path: string) => Promise<boolean>) => {
    if (path !== null && (await isThere(path)) && !(await isOurs(path)))
      throw new PersonaError('not-replaceable', { path });
  };
  await inTheWay(zip, isBundleZip);
  // A locked file cannot be looked into: it counts as ours by its name, or because it lies beside a bundle of ours.
  await inTheWay(locked, async (path) => (await beginsAsAge(path)) && (OWN_LOCKED.test(path) || isBundleFolder(dir)));
}

async function beginsAsAge(path: string): Promise<boolean> {
  const handle = await open(path, 'r').catch(() => null);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: new Uint8Array(64) });
    return isAge(buffer.subarray(0, bytesRead));
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}
