import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isBundleSchema } from '../core/own-output.ts';
import { openBundle } from './read-bundle.ts';

/** What lies in a folder and looks like a bundle made by us. */
export interface OwnBundle {
  path: string;
  /** Seen from inside; of a locked one only the name speaks, which is that of a bundle beside it, or ends like one. */
  sure: boolean;
}

/** Bundles that lie right in a folder: folders and zips with a manifest of ours, and what is locked with age. */
export async function findOwnBundles(dir: string): Promise<OwnBundle[]> {
  const found: OwnBundle[] = [];
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) {
      if (isManifest(await readFile(join(path, 'manifest.json'), 'utf8').catch(() => '')))
        found.push({ path, sure: true });
      // What a killed run leaves has no manifest yet.
      else if (/\.persona\.part$/u.test(entry.name)) found.push({ path, sure: false });
    } else if (entry.isFile() && /\.zip$/iu.test(entry.name)) {
      if (await isOwnZip(path)) found.push({ path, sure: true });
    } else if (entry.isFile() && /\.(?:age|zip\.open)$/iu.test(entry.name)) {
      found.push({ path, sure: /\.persona\.zip\.(?:age|open)$/iu.test(entry.name) });
    }
  }
  return found;
}

async function isOwnZip(path: string): Promise<boolean> {
  const bundle = await openBundle(path).catch(() => null);
  if (!bundle) return false;
  try {
    const manifest = await bundle.files.get('manifest.json')?.read();
    return manifest !== undefined && isManifest(Buffer.from(manifest).toString('utf8'));
  } catch {
    return false;
  } finally {
    await bundle.close();
  }
}

function isManifest(text: string): boolean {
  try {
    return isBundleSchema((JSON.parse(text) as { schema?: unknown }).schema);
  } catch {
    return false;
  }
}
