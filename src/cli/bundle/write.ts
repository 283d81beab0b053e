import { basename } from 'node:path';
import { MANIFEST } from '../../bundle/manifest.ts';
import { encryptFile, type Lock } from '../../io/age.ts';
import { throwPathError } from '../../io/path-error.ts';
import { rename } from '../../io/rename.ts';
import { WorkFolder } from '../../io/work-folder.ts';
import { type FileJob, type WrittenFile, writeFiles } from '../../io/write-plan.ts';
import { writeZip } from '../../io/write-zip.ts';
import type { Context } from '../command.ts';
import type { BundlePlace } from './place.ts';

/** Makes the files of a bundle in a folder that has no final name yet, and the manifest of the files made. */
interface BundleWork {
  jobs: FileJob[];
  manifest(files: readonly WrittenFile[]): string;
}

/** Writes the folder and the zips of it that were asked for; they take their places together, once all are complete. */
export async function writeBundle(
  place: BundlePlace,
  lock: Lock | null,
  { emit, signal }: Pick<Context, 'emit' | 'signal'>,
  workIn: (fresh: string) => BundleWork,
): Promise<WrittenFile[]> {
  const { dir, zip, locked } = place;
  return WorkFolder.use(dir, async (work) => {
    const { jobs, manifest } = workIn(work.fresh);
    const written = await writeFiles(work.fresh, jobs, { emit, signal, last: { path: MANIFEST, text: manifest } });
    const open = work.beside(`${dir}.zip`);
    if (zip !== null || locked !== null)
      await writeZip(open, work.fresh, [...written.map(({ path }) => path), MANIFEST], basename(dir));
    if (lock && locked !== null) await encryptFile(open, work.beside(locked), lock);
    await work.exchange();
    for (const path of [zip, locked]) {
      if (path !== null) await rename(work.beside(path), path).catch(throwPathError(path, 'write'));
    }
    return written;
  });
}
