import { type FileRecord, MANIFEST, type Manifest } from './manifest.ts';
import { TRANSCRIPTS } from './transcripts.ts';

/** What people did to a bundle since it was made; paths inside it. */
export interface ByHand {
  /** Files put into it, such as a recorded consent or notes; files that its manifest lists as kept are among them. */
  added: string[];
  /** Files of ours whose bytes are no longer those that were written. */
  changed: string[];
}

/** A file of the earlier bundle that goes on in the next one. */
export interface Carried {
  from: string;
  to: string;
}

/** Files that a system makes when it shows a folder; nobody misses them. */
const JUNK = /(?:^|\/)(?:\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/iu;

/** `there`: the files that lie in the bundle now, as SHA-256 by path. */
export function byHand(listed: readonly FileRecord[], there: ReadonlyMap<string, string>): ByHand {
  const records = new Map(listed.map((record) => [record.path, record]));
  const found: ByHand = { added: [], changed: [] };
  for (const [path, sha256] of there) {
    const record = records.get(path);
    if (path === MANIFEST || JUNK.test(path)) continue;
    if (!record || record.kept) found.added.push(path);
    else if (record.sha256 !== sha256) found.changed.push(path);
  }
  return found;
}

/** Where changed files stand, each under its own path. */
const ASIDE = 'edited';

/**
 * Where people's work stands in the next bundle, which writes the files `planned` itself. An added file keeps its
 * place; a changed file is put aside. Words in transcripts.csv are read back, so the new transcripts.csv holds them.
 */
export function carryOver({ added, changed }: ByHand, planned: ReadonlySet<string>): Carried[] {
  const taken = new Set([...planned, MANIFEST, ...added.filter((path) => !planned.has(path))]);
  const aside = (path: string): string => {
    for (let n = 1; ; n++) {
      const to = `${ASIDE}/${n === 1 ? path : path.replace(/(?=\.[^./]*$|$)/u, `.${n}`)}`;
      if (taken.has(to)) continue;
      taken.add(to);
      return to;
    }
  };
  const stays = added.filter((path) => !planned.has(path)).map((path) => ({ from: path, to: path }));
  const moves = [...added.filter((path) => planned.has(path)), ...changed.filter((path) => path !== TRANSCRIPTS)];
  return [...stays, ...moves.map((path) => ({ from: path, to: aside(path) }))];
}

/** Put in when asked for, and out again when not. */
const ON_REQUEST = 'corpus';

/** Parts of the earlier bundle that the next one would not have. */
export function lostParts(earlier: Pick<Manifest, 'parts' | 'backends'>, next: Pick<Manifest, 'parts' | 'backends'>) {
  const lost = earlier.parts.filter((part) => part !== ON_REQUEST && !next.parts.includes(part));
  return earlier.backends.length && !next.backends.length ? [...lost, 'backends'] : lost;
}
