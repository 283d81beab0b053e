import { isSystemFile } from '../core/system-files.ts';
import { type FileRecord, MANIFEST, type Manifest } from './manifest.ts';

/** What people did to a bundle since it was made; paths inside it. */
export interface ByHand {
  /** Files put into it, such as a recorded consent or notes; files that its manifest lists as kept are among them. */
  added: string[];
  /** Files of ours whose bytes are no longer those that were written. */
  changed: string[];
}

/** What becomes of the work of people in an earlier bundle; paths inside it. */
export interface Carried {
  /** Goes on in the next bundle, where it is. */
  kept: string[];
  /** Gives way to a file of the next one, and goes on beside it. */
  aside: string[];
}

/** `there`: the files that lie in the bundle now, as SHA-256 by path. */
export function byHand(listed: readonly FileRecord[], there: ReadonlyMap<string, string>): ByHand {
  const records = new Map(listed.map((record) => [record.path, record]));
  const found: ByHand = { added: [], changed: [] };
  for (const [path, sha256] of there) {
    const record = records.get(path);
    if (path === MANIFEST || isSystemFile(path)) continue;
    if (!record || record.kept) found.added.push(path);
    else if (record.sha256 !== sha256) found.changed.push(path);
  }
  return found;
}

/** `planned`: the files that the next bundle makes itself. */
export const carryOver = ({ added, changed }: ByHand, planned: ReadonlySet<string>): Carried => ({
  kept: added.filter((path) => !planned.has(path)),
  aside: [...added.filter((path) => planned.has(path)), ...changed],
});

/** Put in when asked for, and out again when not. */
const ON_REQUEST = 'corpus';

/** Parts of the earlier bundle that the next one would not have. */
export function lostParts(earlier: Pick<Manifest, 'parts' | 'backends'>, next: Pick<Manifest, 'parts' | 'backends'>) {
  const lost = earlier.parts.filter((part) => part !== ON_REQUEST && !next.parts.includes(part));
  return earlier.backends.length && !next.backends.length ? [...lost, 'backends'] : lost;
}
