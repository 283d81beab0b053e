import { type ExportFile, type ExportFolder, readBytes } from './export-file.ts';

/** The file by which a bundle is known. */
export const MANIFEST = 'manifest.json';

/** What commands write into a workspace, beside its persona.json. */
const WORKSPACE_PARTS = ['persona.json', 'corpus', 'audio', 'eval', '.cache'];
/**
 * The parts of a folder or zip that persona itself wrote: the outermost files and folders of workspaces and bundles, at
 * any depth, relative to the root; '' where all of it was. Whoever reads these parts as exports takes persona's words
 * for the subject's. The parts are known by what their persona.json or manifest.json says about itself. A folder inside
 * a workspace or bundle that contains neither file is what the user says it is.
 */
export async function findOwnOutput({ files }: ExportFolder): Promise<ReadonlySet<string>> {
  const marked = new Set<string>();
  for (const file of files) {
    const slash = file.path.lastIndexOf('/');
    const name = file.path.slice(slash + 1);
    if (name === 'persona.json' && (await schemaOf(file)) === 'persona/1') {
      for (const part of WORKSPACE_PARTS) marked.add(file.path.slice(0, slash + 1) + part);
    } else if (name === MANIFEST && isBundleSchema(await schemaOf(file))) {
      marked.add(file.path.slice(0, Math.max(0, slash)));
    }
  }
  if (marked.size === 0) return marked;
  return new Set(files.flatMap(({ path }) => outermost(path, marked) ?? []));
}

/** Whether a file is, or lies in, one of the parts that `findOwnOutput` found. */
export const isOwnOutput = (path: string, parts: ReadonlySet<string>): boolean =>
  parts.size > 0 && outermost(path, parts) !== undefined;

/**
 * Whether the schema in a manifest.json is that of our bundle, of whatever version, even one that is still being
 * written.
 */
export const isBundleSchema = (schema: unknown): boolean => /^persona-bundle\//u.test(String(schema));

function outermost(path: string, parts: ReadonlySet<string>): string | undefined {
  if (parts.has('')) return '';
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
    if (parts.has(path.slice(0, end))) return path.slice(0, end);
  }
  return parts.has(path) ? path : undefined;
}

/** A manifest names every file of its bundle; a longer file is not a manifest. */
const MAX_BYTES = 64 * 1024 ** 2;

async function schemaOf(file: ExportFile): Promise<unknown> {
  try {
    const json = JSON.parse(new TextDecoder().decode(await readBytes(file, MAX_BYTES))) as { schema?: unknown } | null;
    return json?.schema;
  } catch {
    return undefined;
  }
}
