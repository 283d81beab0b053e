import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { prettyJson } from '../../core/pretty-json.ts';
import { ifThere } from '../../io/if-there.ts';
import { writeAtomic } from '../../io/jsonl.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { isMarkedAs } from '../../io/own-bundles.ts';
import { throwPathError } from '../../io/path-error.ts';
import { mustBe } from '../../io/work-folder.ts';

/** By this manifest `ingest` leaves the folder out, and `forget` names it: it repeats what its bundle held. */
const EDITED = { schema: 'persona-bundle/edited' };

/** A file of a bundle that gives way to one of ours, and where its bytes go on. */
interface Aside {
  from: string;
  to: string;
}

/**
 * The folder beside a bundle for what people wrote into files that every bundle makes anew. Never inside: what they
 * changed holds all that stood there before, also what was masked or forgotten since.
 */
export class EditedFolder {
  readonly #bundle: string;
  readonly path: string;

  constructor(bundle: string) {
    this.#bundle = bundle;
    this.path = `${bundle}.edited`;
  }

  /** How it is called on the screen. */
  get name(): string {
    return basename(this.path);
  }

  /** Places for files of the bundle; none is taken that holds something else. Throws `not-replaceable`. */
  async placesFor(paths: readonly string[]): Promise<Aside[]> {
    if (!paths.length) return [];
    await mustBe((dir) => isMarkedAs(EDITED.schema, dir), this.path);
    return Promise.all(paths.map(async (from) => ({ from, to: await this.#placeFor(from) })));
  }

  async copy(files: readonly Aside[]): Promise<void> {
    if (!files.length) return;
    await folderAt(this.path);
    await writeAtomic(join(this.path, 'manifest.json'), prettyJson(EDITED));
    for (const { from, to } of files) {
      const target = join(this.path, to);
      await folderAt(dirname(target));
      await writeAtomic(target, await bytesAt(join(this.#bundle, from)));
    }
  }

  async #placeFor(path: string): Promise<string> {
    const bytes = await bytesAt(join(this.#bundle, path));
    for (let n = 1; ; n++) {
      const to = n === 1 ? path : path.replace(/(?=\.[^./]*$|$)/u, `.${n}`);
      const place = join(this.path, to);
      const there = await ifThere(place, readFile(place));
      if (!there || there.equals(bytes)) return to;
    }
  }
}

const folderAt = (path: string) => makeFolder(path).catch(throwPathError(path, 'write'));

const bytesAt = (path: string): Promise<Buffer> => readFile(path).catch(throwPathError(path, 'read'));
