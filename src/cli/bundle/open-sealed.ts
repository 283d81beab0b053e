import { open } from 'node:fs/promises';
import { ageSource, isAge } from '../../io/age.ts';
import { type OpenedBundle, openBundle, openBundleSource } from '../../io/read-bundle.ts';
import type { Context } from '../command.ts';
import { askKey } from './passphrase.ts';

/** Opens a bundle: a folder, a zip, or an age file around a zip, which needs a key. */
export async function openSealed(
  path: string,
  context: Context,
  command: string,
  identity: string | undefined,
): Promise<OpenedBundle> {
  if (!isAge(await headOf(path))) return openBundle(path);
  return openBundleSource(path, await ageSource(path, await askKey(context, command, identity)));
}

/** The first bytes of a file; none for a folder, or for a file that cannot be read: openBundle has a better message. */
async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch(() => null);
  if (!handle) return new Uint8Array();
  try {
    const head = new Uint8Array(64);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } catch {
    return new Uint8Array();
  } finally {
    await handle.close();
  }
}
