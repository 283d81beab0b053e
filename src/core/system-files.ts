const SYSTEM_FILE = /(?:^|\/)(?:\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/iu;
const MAC_ZIP_EXTRA = /^__MACOSX\//u;

/** Files that a system makes when it shows or copies a folder; nobody misses them. */
export const isSystemFile = (path: string): boolean => SYSTEM_FILE.test(path) || isMacZipExtra(path);

/** What a Mac puts into a zip beside the folder that was zipped: the attributes of every file, as files of their own. */
export const isMacZipExtra = (path: string): boolean => MAC_ZIP_EXTRA.test(path);

/**
 * `陈默.csv` for `.陈默.csv.icloud`, which stands in its place where iCloud has taken it off the disk of a Mac; null for
 * others.
 */
export const nameInCloud = (path: string): string | null => /(?:^|\/)\.([^/]+)\.icloud$/u.exec(path)?.[1] ?? null;
