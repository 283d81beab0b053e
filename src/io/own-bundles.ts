import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isBundleSchema, MANIFEST } from '../core/own-output.ts';
import { isFields, parsedJson } from '../core/shape.ts';
import { ifThere } from './if-there.ts';
import { openBundle } from './read-bundle.ts';

/** Something in a folder that looks like a bundle made by us. */
interface OwnBundle {
  path: string;
  /**
   * Whether its content proves it. A locked bundle has only its name: that of a bundle beside it, or one that ends like
   * a bundle's. So has what cannot be
   * read.
   */
  sure: boolean;
}

/** Bundles directly in a folder: folders and zips with a manifest of ours, and files locked with age. */
export async function findOwnBundles(dir: string): Promise<OwnBundle[]> {
  const found: OwnBundle[] = [];
  const entries = (await ifThere(dir, readdir(dir, { withFileTypes: true }))) ?? [];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) {
      const isOurs = await isOwnFolder(path).catch(() => null);
      if (isOurs ?? OWN_FOLDER.test(path)) found.push({ path, sure: isOurs !== null });
    } else if (entry.isFile() && /\.zip$/iu.test(entry.name)) {
      const sure = await isBundleZip(path);
      if (sure || OWN_ZIP.test(path)) found.push({ path, sure });
    } else if (entry.isFile() && /\.age$/iu.test(entry.name)) {
      found.push({ path, sure: OWN_LOCKED.test(entry.name) });
    }
  }
  return found;
}

const OWN_ZIP = /\.persona\.zip$/iu;

/** A locked bundle is known by its name alone. */
export const OWN_LOCKED = /\.persona\.zip\.age$/iu;

/** A bundle, and what lies beside it: what a killed run left, and what people wrote into an earlier one. */
const OWN_FOLDER = /\.persona(?:\.part|\.edited)?$/iu;

/** Whether a folder is a bundle, complete or still being written. */
export const isBundleFolder = async (dir: string): Promise<boolean> => isBundleSchema(await schemaIn(dir));

/**
 * Whether a folder beside a bundle has a manifest of this schema, or was just about to get it when a run was killed: then
 * it holds nothing else.
 */
export const isMarkedAs = async (schema: string, dir: string): Promise<boolean> =>
  (await schemaIn(dir)) === schema || isJustBegun(dir);

const isOwnFolder = async (dir: string): Promise<boolean> =>
  (await isBundleFolder(dir)) || (OWN_FOLDER.test(dir) && (await isJustBegun(dir)));

async function isJustBegun(dir: string): Promise<boolean> {
  const names = (await ifThere(dir, readdir(dir))) ?? [];
  return names.length === 1 && names[0] === `${MANIFEST}.part`;
}

/** The schema that a folder's manifest.json states; undefined without a manifest. */
async function schemaIn(dir: string): Promise<unknown> {
  const path = join(dir, MANIFEST);
  return schemaOf((await ifThere(path, readFile(path, 'utf8'))) ?? '');
}

/** Whether a zip is a bundle of ours by its manifest; false when it cannot be opened. */
export async function isBundleZip(path: string): Promise<boolean> {
  const bundle = await openBundle(path).catch(() => null);
  if (!bundle) return false;
  try {
    const manifest = await bundle.files.get(MANIFEST)?.read();
    return manifest !== undefined && isBundleSchema(schemaOf(Buffer.from(manifest).toString('utf8')));
  } catch {
    return false;
  } finally {
    await bundle.close();
  }
}

function schemaOf(manifest: string): unknown {
  const json = parsedJson(manifest);
  return isFields(json) ? json.schema : undefined;
}
