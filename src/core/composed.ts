/**
 * A name in the composed form of Unicode (NFC), in which names are kept and compared: é may also be written as e with an
 * accent of its own, as macOS does in names of files.
 */
export const composed = (name: string): string => name.normalize('NFC');

/** A path for comparing: of paths that differ in this only, a disk or an exporter of one system or another makes one. */
export const foldedPath = (path: string): string => composed(path.replaceAll('\\', '/')).toLowerCase();
