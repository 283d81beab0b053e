/** Ten years of one phone come to 200,000 pictures, ten years of notes to 50,000 files. */
export const MAX_ENTRIES = 1_000_000;

/** The path of an entry as it is known here; Windows writes backslashes, and `tar .` begins every path with `./`. */
export const entryPath = (name: string): string => name.replaceAll('\\', '/').replace(/^(?:\.\/)+/u, '');

/** Whether unpacking to this path would write outside of the folder, or to no path at all. */
export const climbsOut = (path: string): boolean => /(?:^|\/)\.\.(?:\/|$)|^\/|^[A-Za-z]:|\0/u.test(path);
